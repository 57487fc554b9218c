"""What can come in: lookups, search, media of all kinds and their faults, people who change, counters."""

import http.client
import threading
import unittest
import urllib.parse

from simulator_process import Company, Simulator, Webhook, ask

LOOKUP = "/1.1/statuses/lookup.json"


class IncomingTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator("--allow-http-webhooks")
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)
        self.client = self.company.client

    def jo_posts(self, text, **more):
        return self.simulator.make("/posts", user="jo", text=text, **more)

    def change(self, user, **body):
        answer = self.simulator.control("PUT", "/users/" + user, body)
        self.assertEqual(answer.status, 200, answer.body)

    def show(self, post):
        path = "/1.1/statuses/show.json?tweet_mode=extended&id=" + post["id"]
        return self.client.call("GET", path).json()

    def subscribed(self):
        webhook = Webhook(self.company.keys["consumer_secret"])
        self.addCleanup(webhook.close)
        self.company.subscribe(webhook)
        return webhook


class LookupTest(IncomingTest):
    def ids(self, posts, method="GET"):
        wanted = ",".join(post["id"] for post in posts)
        if method == "POST":
            answer = self.client.call("POST", LOOKUP, {"id": wanted, "tweet_mode": "extended"})
        else:
            answer = self.client.call("GET", LOOKUP + "?tweet_mode=extended&id=" + urllib.parse.quote(wanted))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["x-rate-limit-limit"], "900")
        return sorted(tweet["id_str"] for tweet in answer.json())

    def test_posts_by_get_and_by_post(self):
        posts = [self.jo_posts("one"), self.jo_posts("two")]
        wanted = sorted(post["id"] for post in posts)
        self.assertEqual(self.ids(posts), wanted)
        self.assertEqual(self.ids(posts, "POST"), wanted)

    def test_deleted_protected_and_suspended_are_left_out(self):
        gone, kept = self.jo_posts("gone"), self.jo_posts("kept")
        self.simulator.control("DELETE", "/posts/" + gone["id"])
        self.assertEqual(self.ids([gone, kept]), [kept["id"]])
        self.change("jo", protected=True)
        self.assertEqual(self.ids([kept]), [])
        self.change("jo", followers=["acme"])
        self.assertEqual(self.ids([kept]), [kept["id"]])
        self.change("jo", suspended=True)
        self.assertEqual(self.ids([kept]), [])

    def test_none_and_too_many_ids(self):
        self.assertEqual(self.client.call("GET", LOOKUP).code(), 38)
        many = ",".join(str(number) for number in range(1, 102))
        self.assertEqual(self.client.call("POST", LOOKUP, {"id": many}).code(), 18)

    def test_needs_a_signature(self):
        self.assertEqual(ask("GET", self.simulator.url + LOOKUP + "?id=1").status, 400)

    def test_counters_say_which_ids_were_asked_for(self):
        post = self.jo_posts("one")
        self.simulator.control("DELETE", "/counters")
        self.ids([post, {"id": "7"}])
        counters = self.simulator.control("GET", "/counters").json()["counters"]
        self.assertEqual(counters, {"GET " + LOOKUP: {"requests": 1, "ids": [post["id"], "7"]}})


class SearchTest(IncomingTest):
    def search(self, query, **more):
        path = "/1.1/search/tweets.json?" + urllib.parse.urlencode({"q": query, **more}, quote_via=urllib.parse.quote)
        answer = self.client.call("GET", path)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def texts(self, query, **more):
        return [tweet["text"] for tweet in self.search(query, **more)["statuses"]]

    def test_operators(self):
        for text in ("late parcel", "parcel late #acme", "@acme $ACME parcels", "acmeville"):
            self.jo_posts(text)
        self.simulator.make("/posts", user="acme", text="parcel of ours")
        for query, count in (("parcel", 3), ('"late parcel"', 1), ("#acme", 1), ("@acme", 1), ("$acme", 1),
                             ("#acme OR @acme", 2), ("parcel -late", 1), ("parcel -from:acme", 2),
                             ("from:acme", 1), ('(#acme OR "late parcel") -from:acme', 2), ("acmeville OR", 1),
                             ("parcel AND", 0), ("(((", 0)):
            self.assertEqual(len(self.texts(query)), count, query)

    def test_cashtag_is_a_whole_word_anywhere_in_the_text(self):
        self.jo_posts("$acmeville then $acme")
        self.jo_posts("only $. here")
        self.assertEqual(self.texts("$acme"), ["$acmeville then $acme"])
        self.assertEqual(self.texts("$."), [])

    def test_reposts_can_be_left_out(self):
        post = self.jo_posts("parcel")
        self.simulator.make("/posts", user="acme", repost_of=post["id"])
        self.assertEqual(len(self.texts("parcel")), 2)
        for without in ("-filter:retweets", "-is:retweet"):
            self.assertEqual(self.texts("parcel " + without), ["parcel"])
        self.assertEqual(self.texts("parcel", result_type="popular"), ["parcel"])

    def test_pages_lead_to_the_end(self):
        for number in range(5):
            self.jo_posts("parcel %d" % number)
        page = self.search("parcel", count=2)
        seen = [tweet["text"] for tweet in page["statuses"]]
        while "next_results" in page["search_metadata"]:
            page = self.client.call("GET", "/1.1/search/tweets.json" + page["search_metadata"]["next_results"]).json()
            seen += [tweet["text"] for tweet in page["statuses"]]
        self.assertEqual(seen, ["parcel %d" % number for number in (4, 3, 2, 1, 0)])

    def test_since_id(self):
        first = self.jo_posts("parcel 1")
        self.jo_posts("parcel 2")
        found = self.search("parcel", since_id=first["id"])
        self.assertEqual([tweet["text"] for tweet in found["statuses"]], ["parcel 2"])
        self.assertEqual(found["search_metadata"]["since_id_str"], first["id"])

    def test_protected_people_are_not_found(self):
        self.jo_posts("parcel")
        self.change("jo", protected=True, followers=["acme"])
        self.assertEqual(self.texts("parcel"), [])

    def test_the_181st_search_is_too_many(self):
        path = "/1.1/search/tweets.json?q=x"
        for left in (179, 178):
            self.assertEqual(self.client.call("GET", path).headers["x-rate-limit-remaining"], str(left))
        for _ in range(178):
            self.client.call("GET", path)
        answer = self.client.call("GET", path)
        self.assertEqual((answer.status, answer.code()), (429, 88))


class MediaTest(IncomingTest):
    def test_video_has_a_playlist_and_three_bitrates(self):
        media = self.show(self.jo_posts("film", media=["video"]))["extended_entities"]["media"][0]
        self.assertEqual(media["type"], "video")
        variants = media["video_info"]["variants"]
        self.assertEqual(sorted(variant.get("bitrate", -1) for variant in variants), [-1, 320000, 832000, 2176000])
        for variant in variants:
            self.assertEqual(ask("GET", variant["url"]).headers["Content-Type"], variant["content_type"])
        self.assertEqual(ask("GET", media["media_url_https"]).headers["Content-Type"], "image/png")

    def test_gif_is_a_film_without_bitrate(self):
        media = self.show(self.jo_posts("gif", media=["animated_gif"]))["extended_entities"]["media"][0]
        self.assertEqual((media["type"], media["video_info"]["variants"][0]["bitrate"]), ("animated_gif", 0))

    def test_long_event_carries_media_in_extended_tweet(self):
        webhook = self.subscribed()
        self.jo_posts("@acme " + "word " * 40, media=["photo", "photo", "photo"])
        tweet = webhook.next_event()["tweet_create_events"][0]
        self.assertTrue(tweet["truncated"])
        self.assertEqual(len(tweet["extended_tweet"]["extended_entities"]["media"]), 3)
        self.assertEqual(len(tweet["extended_tweet"]["entities"]["media"]), 1)

    def test_place_point_and_poll(self):
        tweet = self.show(self.jo_posts("where", place="Leeds, England", coordinates="-1.55,53.8", poll=["yes", "no"]))
        self.assertEqual(tweet["place"]["full_name"], "Leeds, England")
        self.assertEqual(tweet["coordinates"], {"type": "Point", "coordinates": [-1.55, 53.8]})
        self.assertEqual(tweet["card"]["name"], "poll2choice_text_only")
        self.assertEqual(tweet["card"]["binding_values"]["choice2_label"]["string_value"], "no")

    def test_film_of_a_message_needs_a_signature(self):
        webhook = self.subscribed()
        self.simulator.make("/direct_messages", **{"from": "jo", "to": "acme", "text": "see", "media": "video"})
        message = webhook.next_event()["direct_message_events"][0]["message_create"]["message_data"]
        for variant in message["attachment"]["media"]["video_info"]["variants"]:
            self.assertGreaterEqual(ask("GET", variant["url"]).status, 400)
            path = variant["url"][len(self.simulator.url):]
            self.assertTrue(path.startswith("/1.1/ton/data/dm/"))
            self.assertEqual(self.client.call("GET", path).status, 200)

    def test_location_and_quick_reply_of_a_message(self):
        webhook = self.subscribed()
        self.simulator.make("/direct_messages", **{"from": "jo", "to": "acme", "text": "here",
                                                   "location": "-1.55,53.8", "quick_reply": "option_2"})
        data = webhook.next_event()["direct_message_events"][0]["message_create"]["message_data"]
        point = data["attachment"]["location"]["shared_coordinate"]["coordinates"]
        self.assertEqual(point["coordinates"], [-1.55, 53.8])
        self.assertEqual(data["quick_reply_response"], {"type": "options", "metadata": "option_2"})

    def test_media_base_moves_the_addresses(self):
        self.simulator.control("PUT", "/media_base", {"url": "http://127.0.0.1:9"})
        self.assertTrue(self.jo_posts("p", photos=1)["photos"][0].startswith("http://127.0.0.1:9/media/"))

    def test_wrong_kinds_and_points_are_refused(self):
        for more in ({"media": ["song"]}, {"coordinates": "1"}, {"coordinates": "0,91"}, {"poll": ["one"]}):
            answer = self.simulator.control("POST", "/posts", {"user": "jo", "text": "x", **more})
            self.assertEqual(answer.status, 400, more)


class MediaFaultTest(IncomingTest):
    def setUp(self):
        super().setUp()
        self.url = self.jo_posts("p", photos=1)["photos"][0]

    def fault(self, **parts):
        self.simulator.make("/media_faults", **parts)

    def opened(self):
        parts = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", parts.path)
        return connection.getresponse()

    def test_statuses(self):
        for status in (403, 404, 410, 429, 503):
            self.fault(status=status, count=1)
            self.assertEqual(ask("GET", self.url).status, status)
        self.assertEqual(ask("GET", self.url).status, 200)

    def test_fault_of_another_file_does_not_strike(self):
        self.fault(file="other", status=404)
        self.assertEqual(ask("GET", self.url).status, 200)

    def test_redirect(self):
        self.fault(redirect="http://127.0.0.2:9/x", count=1)
        answer = ask("GET", self.url)
        self.assertEqual((answer.status, answer.headers["Location"]), (303, "http://127.0.0.2:9/x"))

    def test_empty_and_lying_type(self):
        self.fault(empty=True, content_type="text/html", count=1)
        answer = ask("GET", self.url)
        self.assertEqual((answer.body, answer.headers["Content-Type"]), (b"", "text/html"))

    def test_truncated_and_lying_length(self):
        for part in ({"truncated": True}, {"content_length": 1_000_000}):
            self.fault(count=1, **part)
            with self.assertRaises(http.client.IncompleteRead):
                ask("GET", self.url)

    def test_size_is_made_while_it_is_sent(self):
        self.fault(size=3_000_000, count=1)
        self.assertEqual(len(ask("GET", self.url).body), 3_000_000)

    def test_endless_says_no_length_and_goes_on(self):
        self.fault(endless=True, count=1)
        answer = self.opened()
        self.assertIsNone(answer.getheader("Content-Length"))
        self.assertEqual(len(answer.read(5_000_000)), 5_000_000)

    def test_slow_gives_a_piece_at_a_time(self):
        self.fault(bytes_per_second=100, size=30, count=1)
        self.assertEqual(len(self.opened().read1(1000)), 10)

    def test_stopping_does_not_wait_for_an_endless_file(self):
        self.fault(endless=True, bytes_per_second=10)
        self.opened().read(1)
        self.assertEqual(self.simulator.stop(), 0)


class PeopleTest(IncomingTest):
    def test_later_events_carry_the_new_profile(self):
        webhook = self.subscribed()
        self.change("jo", rename_to="jo_new", name="New", description="d", location="l",
                    url="https://jo.example", picture="2")
        self.simulator.make("/posts", user="jo_new", text="@acme hi")
        user = webhook.next_event()["tweet_create_events"][0]["user"]
        self.assertEqual([user[name] for name in ("id_str", "screen_name", "name", "description", "location", "url")],
                         [self.company.jo["id"], "jo_new", "New", "d", "l", "https://jo.example"])
        self.assertIn("_2_normal", user["profile_image_url_https"])
        self.assertEqual(ask("GET", user["profile_image_url_https"]).status, 200)

    def test_a_taken_or_wrong_handle_is_refused(self):
        for name, status in (("acme", 409), ("no good", 400)):
            self.assertEqual(self.simulator.control("PUT", "/users/jo", {"rename_to": name}).status, status)


class DeliveryFaultTest(IncomingTest):
    def test_every_event_n_times(self):
        webhook = self.subscribed()
        self.simulator.fault("repeat_deliveries=3", 1)
        self.jo_posts("@acme hi")
        self.assertEqual(len({webhook.next()[0] for _ in range(3)}), 1)

    def test_delayed_events_come_behind_later_ones(self):
        webhook = self.subscribed()
        self.simulator.fault("delay_deliveries_ms=300", 1)
        self.jo_posts("@acme first")
        self.jo_posts("@acme second")
        texts = [webhook.next_event()["tweet_create_events"][0]["text"] for _ in range(2)]
        self.assertEqual(texts, ["@acme second", "@acme first"])

    def test_parallel_events_are_in_flight_together(self):
        """The first waits for the second, which a sender of one at a time never sends."""
        webhook = self.subscribed()
        barrier = threading.Barrier(2)
        webhook.before_answer = lambda: barrier.wait(timeout=2)
        self.simulator.fault("parallel_deliveries")
        self.simulator.fault("repeat_deliveries=2", 1)
        self.jo_posts("@acme hi")
        self.assertEqual(webhook.next()[0], webhook.next()[0])
        self.assertFalse(barrier.broken)

    def test_own_posts_messages_and_deletes_come_as_events(self):
        webhook = self.subscribed()
        post = self.simulator.make("/posts", user="acme", text="on X itself")
        self.simulator.make("/direct_messages", **{"from": "acme", "to": "jo", "text": "on X itself"})
        self.simulator.control("DELETE", "/posts/" + post["id"])
        kinds = [list(webhook.next_event())[1] for _ in range(3)]
        self.assertEqual(kinds, ["tweet_create_events", "direct_message_events", "tweet_delete_events"])


if __name__ == "__main__":
    unittest.main()

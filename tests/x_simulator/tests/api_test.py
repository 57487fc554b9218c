"""Posts, direct messages, users, media: answers, refusals and objects as X documents them."""

import unittest

from simulator_process import CALLBACK, Client, Company, Simulator, ask


class ApiTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)
        self.client = self.company.client

    def refused(self, answer, status, code):
        self.assertEqual((answer.status, answer.code()), (status, code))

    def jo_posts(self, text, **more):
        return self.simulator.make("/posts", user="jo", text=text, **more)

    def stored(self, post_id):
        return self.simulator.control("GET", "/posts/" + post_id).json()

    # Replies

    def test_reply_with_auto_populate_gets_the_mention_in_front(self):
        question = self.jo_posts("@acme my parcel is late")
        answer = self.client.post("Sorry Jo!", in_reply_to_status_id=question["id"],
                                  auto_populate_reply_metadata="true",
                                  tweet_mode="extended").json()
        self.assertEqual(answer["full_text"], "@jo Sorry Jo!")
        self.assertEqual(answer["display_text_range"], [4, 13])
        self.assertEqual(answer["in_reply_to_status_id_str"], question["id"])
        self.assertEqual(answer["in_reply_to_screen_name"], "jo")

    def test_reply_that_names_nobody_is_stored_as_no_reply(self):
        question = self.jo_posts("@acme help")
        answer = self.client.post("Sorry!", in_reply_to_status_id=question["id"]).json()
        self.assertIsNone(answer["in_reply_to_status_id_str"])
        self.assertEqual(self.stored(answer["id_str"])["in_reply_to_status_id"], "")

    def test_reply_that_names_the_author_is_a_reply(self):
        question = self.jo_posts("@acme help")
        answer = self.client.post("Sorry @JO!", in_reply_to_status_id=question["id"]).json()
        self.assertEqual(answer["in_reply_to_status_id_str"], question["id"])

    def test_auto_populate_names_everybody_but_the_writer_and_the_excluded(self):
        self.simulator.make("/users", screen_name="kim")
        lee = self.simulator.make("/users", screen_name="lee")
        question = self.jo_posts("@acme @kim @lee help")
        answer = self.client.post("Yes", in_reply_to_status_id=question["id"],
                                  auto_populate_reply_metadata="true",
                                  exclude_reply_user_ids=lee["id"]).json()
        self.assertEqual(answer["text"], "@jo @kim Yes")

    def test_reply_to_a_deleted_post(self):
        question = self.jo_posts("@acme help")
        self.simulator.control("DELETE", "/posts/" + question["id"])
        self.refused(self.client.post("@jo hi", in_reply_to_status_id=question["id"]), 403, 385)

    # Writing

    def test_repetition(self):
        self.client.post("Same words")
        self.refused(self.client.post("Same words"), 403, 187)

    def test_281_characters_are_too_many(self):
        self.assertEqual(self.client.post("a" * 280).status, 200)
        self.refused(self.client.post("b" * 281), 403, 186)

    def test_a_link_counts_23(self):
        link = "https://example.com/" + "x" * 300
        self.assertEqual(self.client.post("a" * 256 + " " + link).status, 200)
        self.refused(self.client.post("a" * 257 + " " + link), 403, 186)

    def test_automatic_mentions_do_not_count(self):
        question = self.jo_posts("@acme help")
        answer = self.client.post("a" * 280, in_reply_to_status_id=question["id"],
                                  auto_populate_reply_metadata="true")
        self.assertEqual(answer.status, 200, answer.body)

    def test_missing_status(self):
        self.refused(self.client.call("POST", "/1.1/statuses/update.json"), 403, 38)

    def test_suspended_and_locked_accounts_cannot_post(self):
        self.simulator.control("PUT", "/users/acme", {"suspended": True})
        self.refused(self.client.post("a"), 403, 64)
        self.simulator.control("PUT", "/users/acme", {"suspended": False, "locked": True})
        self.refused(self.client.post("a"), 403, 326)

    def test_permission_levels(self):
        keys = self.simulator.make("/apps", name="Reader", website="https://a.example",
                                   permissions="read")
        reader = Client(self.simulator, keys, keys["access_token"], keys["access_token_secret"])
        answer = reader.call("GET", "/1.1/account/verify_credentials.json")
        self.assertEqual(answer.headers["x-access-level"], "read")
        self.refused(reader.post("a"), 403, 261)
        self.refused(reader.message(self.company.jo["id"], "a"), 403, 93)
        self.simulator.control("PUT", "/apps/" + keys["id"], {"permissions": "read-write"})
        self.refused(reader.post("a"), 403, 261)
        keys = self.simulator.make("/apps/%s/tokens" % keys["id"])
        writer = Client(self.simulator, keys, keys["access_token"], keys["access_token_secret"])
        self.assertEqual(writer.post("a").status, 200)
        self.refused(reader.post("b"), 401, 89)

    # Objects

    def test_link_is_wrapped_and_indexed_in_code_points_of_the_escaped_text(self):
        post = self.jo_posts("👋 & https://example.com/very/long/path/indeed/yes?a=1 #café @acme")
        tweet = self.client.call("GET", "/1.1/statuses/show/%s.json" % post["id"]).json()
        points = tweet["text"]
        entities = tweet["entities"]
        link = entities["urls"][0]
        self.assertRegex(link["url"], r"^https://t\.co/[A-Za-z0-9]{10}$")
        self.assertEqual(points[slice(*link["indices"])], link["url"])
        self.assertEqual(link["expanded_url"],
                         "https://example.com/very/long/path/indeed/yes?a=1")
        self.assertEqual(link["display_url"], "example.com/very/long/path…")
        self.assertEqual(points[slice(*entities["hashtags"][0]["indices"])], "#café")
        self.assertEqual(points[slice(*entities["user_mentions"][0]["indices"])], "@acme")

    def test_long_post_is_cut_and_whole_in_extended_mode(self):
        text = "@acme " + "word " * 40 + "#end"
        post = self.jo_posts(text)
        path = "/1.1/statuses/show.json?id=%s" % post["id"]
        tweet = self.client.call("GET", path).json()
        self.assertTrue(tweet["truncated"])
        self.assertEqual(len(tweet["text"]), 140)
        link = tweet["entities"]["urls"][-1]
        self.assertEqual(tweet["text"][slice(*link["indices"])], link["url"])
        whole = self.client.call("GET", path + "&tweet_mode=extended").json()
        self.assertEqual((whole["full_text"], whole["truncated"]), (text, False))
        self.assertNotIn("text", whole)

    def test_ids_are_beyond_what_a_double_holds_and_increase(self):
        first, second = self.jo_posts("1"), self.jo_posts("2")
        self.assertGreater(int(first["id"]), 2 ** 53)
        self.assertGreater(int(second["id"]), int(first["id"]))
        tweet = self.client.call("GET", "/1.1/statuses/show/%s.json" % first["id"]).json()
        self.assertEqual(str(tweet["id"]), tweet["id_str"])

    def test_photos_are_listed_and_served(self):
        post = self.jo_posts("@acme look", photos=2)
        tweet = self.client.call("GET", "/1.1/statuses/show/%s.json" % post["id"]).json()
        media = tweet["extended_entities"]["media"]
        self.assertEqual((len(media), len(tweet["entities"]["media"])), (2, 1))
        self.assertEqual(tweet["text"][slice(*media[0]["indices"])], media[0]["url"])
        picture = ask("GET", media[1]["media_url_https"])
        self.assertEqual((picture.headers["Content-Type"], picture.body[:8]),
                         ("image/png", b"\x89PNG\r\n\x1a\n"))

    def test_quote_and_repost(self):
        original = self.jo_posts("@acme hi")
        quote = self.jo_posts("look", quote_of=original["id"])
        tweet = self.client.call("GET", "/1.1/statuses/show/%s.json" % quote["id"]).json()
        self.assertEqual((tweet["is_quote_status"], tweet["quoted_status"]["id_str"]),
                         (True, original["id"]))
        repost = self.simulator.make("/posts", user="acme", repost_of=original["id"])
        tweet = self.client.call("GET", "/1.1/statuses/show/%s.json" % repost["id"]).json()
        self.assertEqual((tweet["text"], tweet["retweeted_status"]["id_str"]),
                         ("RT @jo: @acme hi", original["id"]))

    def test_deleted_and_unknown_posts(self):
        post = self.client.post("gone soon").json()
        destroy = "/1.1/statuses/destroy/%s.json" % post["id_str"]
        self.assertEqual(self.client.call("POST", destroy).status, 200)
        self.refused(self.client.call("POST", destroy), 404, 144)
        self.refused(self.client.call("GET", "/1.1/statuses/show/12.json"), 404, 144)

    def test_nobody_deletes_another_ones_post(self):
        post = self.jo_posts("mine")
        self.refused(self.client.call("POST", "/1.1/statuses/destroy/%s.json" % post["id"]),
                     404, 144)
        self.assertEqual(self.stored(post["id"])["text"], "mine")

    # Lists

    def test_search_finds_words_newest_first(self):
        first, second = self.jo_posts("Late PARCEL"), self.jo_posts("parcel is late")
        self.jo_posts("a letter")
        found = self.client.call("GET", "/1.1/search/tweets.json?q=late%20parcel").json()
        self.assertEqual([tweet["id_str"] for tweet in found["statuses"]],
                         [second["id"], first["id"]])

    def test_since_id_leaves_out_what_is_known(self):
        first, second = self.jo_posts("@acme 1"), self.jo_posts("@acme 2")
        path = "/1.1/statuses/mentions_timeline.json?since_id=" + first["id"]
        self.assertEqual([tweet["id_str"] for tweet in self.client.call("GET", path).json()],
                         [second["id"]])

    def test_user_timeline(self):
        self.jo_posts("of Jo")
        own = self.client.post("of Acme").json()
        found = self.client.call("GET", "/1.1/statuses/user_timeline.json?screen_name=acme").json()
        self.assertEqual([tweet["id_str"] for tweet in found], [own["id_str"]])

    def test_users(self):
        found = self.client.call("GET", "/1.1/users/lookup.json?screen_name=jo,nobody,acme").json()
        self.assertEqual([user["screen_name"] for user in found], ["jo", "acme"])
        self.refused(self.client.call("GET", "/1.1/users/lookup.json?screen_name=nobody"), 404, 17)
        self.refused(self.client.call("GET", "/1.1/users/show.json?screen_name=nobody"), 404, 50)

    # Direct messages

    def test_message_arrives(self):
        event = self.client.message(self.company.jo["id"], "a < b").json()["event"]
        self.assertEqual(event["message_create"]["message_data"]["text"], "a &lt; b")
        listed = self.simulator.control("GET", "/direct_messages?between=jo,acme").json()
        self.assertEqual(listed["direct_messages"][0]["text"], "a < b")

    def test_messages_are_listed_shown_and_hidden(self):
        for number in range(3):
            self.simulator.make("/direct_messages", **{"from": "jo", "to": "acme",
                                                       "text": str(number)})
        path = "/1.1/direct_messages/events/"
        page = self.client.call("GET", path + "list.json?count=2").json()
        last = self.client.call("GET", path + "list.json?cursor=" + page["next_cursor"]).json()
        texts = [event["message_create"]["message_data"]["text"]
                 for event in page["events"] + last["events"]]
        self.assertEqual(texts, ["2", "1", "0"])
        newest = page["events"][0]["id"]
        self.assertEqual(
            self.client.call("GET", path + "show.json?id=" + newest).json()["event"]["id"], newest)
        self.assertEqual(self.client.call("DELETE", path + "destroy.json?id=" + newest).status, 204)
        self.refused(self.client.call("GET", path + "show.json?id=" + newest), 404, 34)

    def test_who_cannot_be_written_to(self):
        self.simulator.make("/users", screen_name="shy", dm_policy="nobody", id="31")
        self.simulator.make("/users", screen_name="fan", dm_policy="followers", id="32")
        self.refused(self.client.message("31", "a"), 403, 349)
        self.refused(self.client.message("32", "a"), 403, 150)
        self.refused(self.client.message("33", "a"), 404, 50)
        self.simulator.make("/direct_messages", **{"from": "shy", "to": "acme", "text": "hi"})
        self.assertEqual(self.client.message("31", "a").status, 200)

    def test_message_of_10001_characters(self):
        self.refused(self.client.message(self.company.jo["id"], "a" * 10001), 403, 354)

    def test_photo_of_a_message_needs_a_signature_of_a_participant(self):
        self.simulator.make("/direct_messages", **{"from": "jo", "to": "acme", "text": "see",
                                                   "photo": True})
        events = self.client.call("GET", "/1.1/direct_messages/events/list.json").json()["events"]
        media = events[0]["message_create"]["message_data"]["attachment"]["media"]
        url = media["media_url_https"]
        self.refused(ask("GET", url), 400, 215)
        path = url[len(self.simulator.url):]
        self.assertEqual(self.client.call("GET", path).body[:4], b"\x89PNG")
        self.refused(self.client.call("GET", path.replace(media["id_str"], "1")), 404, 34)

    def test_malformed_message_bodies(self):
        for body in (None, [], {"event": 1}, {"event": {"type": "message_create"}}):
            answer = self.client.call_json("POST", "/1.1/direct_messages/events/new.json", body)
            self.refused(answer, 403, 38)

    # Limits and unknown addresses

    def test_reads_carry_rate_headers_and_end(self):
        path = "/1.1/direct_messages/events/list.json"
        for left in range(14, -1, -1):
            self.assertEqual(self.client.call("GET", path).headers["x-rate-limit-remaining"],
                             str(left))
        self.refused(self.client.call("GET", path), 429, 88)

    def test_unknown_address(self):
        self.refused(ask("GET", self.simulator.url + "/1.1/nothing.json"), 404, 34)

    def test_callback_is_checked_against_the_changed_list(self):
        app = Client(self.simulator, self.company.keys)
        self.simulator.control("PUT", "/apps/" + self.company.keys["id"],
                               {"callback_urls": ["http://127.0.0.1:9/other"]})
        self.refused(app.call("POST", "/oauth/request_token", callback_uri=CALLBACK), 403, 415)


if __name__ == "__main__":
    unittest.main()

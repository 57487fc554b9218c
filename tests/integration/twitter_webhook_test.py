"""Webhooks of X: challenge, signature, and recorded bodies becoming tickets (rows W and P)."""
import json
import unittest

from twitter_harness import WEBHOOK, LinkedTest, TwitterTest, sha256_signature

CHALLENGE = "sha256=VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs="


class Challenge(TwitterTest):
    """The published vector: secret DDD."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.post("/api/v1/external_credentials/twitter/app_verify", {
            "consumer_key": "k", "consumer_secret": "DDD", "unverified": True})

    def ask(self, query):
        return self.anybody.call("GET", WEBHOOK + query)

    def test_w01_the_challenge_is_answered(self):
        answer = self.ask("?crc_token=some_random")
        self.assertEqual((answer.status, answer.json()), (200, {"response_token": CHALLENGE}))

    def test_w03_a_missing_token_is_refused(self):
        self.assertEqual(self.ask("").status, 422)

    def test_it_signs_no_text_of_a_strangers_choice(self):
        for token in ('%7B%22key%22%3A%22value%22%7D', "a" * 1000, "a%20b", "%0A"):
            with self.subTest(token=token[:30]):
                answer = self.ask("?crc_token=" + token)
                self.assertTrue(400 <= answer.status < 500)
                self.assertNotIn("sha256", answer.text)

    def test_an_unknown_account_is_refused(self):
        body = b'{"for_user_id":"not_existing","key":"value"}'
        self.anybody.headers = {"X-Twitter-Webhooks-Signature": sha256_signature("DDD", body)}
        try:
            self.assertEqual(self.anybody.call_bytes("POST", WEBHOOK, body).status, 422)
        finally:
            self.anybody.headers = {}


class Webhook(LinkedTest):
    def known(self, **more):
        return json.dumps({"for_user_id": self.channel["options"]["user"]["id"], **more}).encode()

    def test_w04_w10_a_signed_body_is_accepted(self):
        answer = self.post_webhook(self.known(key="value"))
        self.assertEqual((answer.status, answer.json()), (200, {}))

    def test_w05_no_signature(self):
        self.assertEqual(self.raw_webhook(self.known(), {}).status, 422)

    def test_w06_a_wrong_signature(self):
        for signature in ("sha256=AAAA", "x", sha256_signature("other", self.known()), "sha256="):
            with self.subTest(signature=signature):
                self.assertEqual(self.post_webhook(self.known(), signature).status, 401)

    def test_w07_no_account(self):
        self.assertEqual(self.post_webhook(b'{"key":"value"}').status, 422)

    def test_w08_an_unknown_account(self):
        self.assertEqual(self.post_webhook(b'{"for_user_id":"1","key":"value"}').status, 422)

    def test_one_changed_byte_stores_nothing(self):
        body = self.recorded("tweet_create-user_mention_extended")
        signature = sha256_signature(self.app["consumer_secret"], body)
        before = len(self.all_articles())
        changed = body.replace(b"AcmeHelp", b"AcmeHelq", 1)
        self.assertEqual(self.post_webhook(changed, signature).status, 401)
        self.assertEqual(len(self.all_articles()), before)

    def test_signed_nonsense_is_answered(self):
        before = len(self.all_articles())
        for body in (b"", b"{", b"[]", b"\xff", b"null", b"[" * 50_000, self.known(tweet_create_events=7),
                     self.known(tweet_create_events=[{}]), self.known(direct_message_events=[None]),
                     self.known(direct_message_events=[{"type": "message_create"}])):
            with self.subTest(body=body[:60]):
                self.assertIn(self.post_webhook(body).status, (200, 400, 413, 422))
        self.assertEqual(len(self.all_articles()), before)

    def test_what_could_not_be_read_is_kept_and_tried_again_by_the_channel(self):
        self.post_webhook(self.known(tweet_create_events=[{}]))
        kept = self.admin.get("/api/v1/quarantine")
        answer = self.admin.call("POST", f"/api/v1/quarantine/{kept[0]['id']}/replay")
        self.assertEqual((answer.status, answer.json().get("reason")), (422, "x.item_unreadable"))
        self.assertEqual(self.admin.get("/api/v1/quarantine"), kept)


class Recorded(LinkedTest):
    """One host; each test looks at what one recorded body became."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answers = {}
        for name in ("tweet_create-user_mention", "direct_message-incoming", "tweet_create-user_mention_multiple",
                     "tweet_create-user_mention_extended", "tweet_create-user_mention_with_url",
                     "direct_message-incoming_with_url", "tweet_create-retweet", "tweet_create-response"):
            cls.answers[name] = cls.post_webhook(cls.recorded(name)).status

    def event(self, name):
        body = json.loads(self.recorded(name))
        return (body.get("tweet_create_events") or body["direct_message_events"])[0]

    def article(self, name):
        event = self.event(name)
        return self.article_of(event.get("id_str") or event["id"])

    def test_every_body_is_accepted(self):
        self.assertEqual(set(self.answers.values()), {200})

    def test_p26_p34_a_mention_becomes_an_article(self):
        article = self.article("tweet_create-user_mention")
        self.assertEqual(article["type"], "twitter status")
        self.assertEqual(article["from"], "@jo_harper")
        self.assertEqual(article["to"], "@AcmeHelp")
        self.assertEqual(article["body"], "@AcmeHelp my parcel is late & nobody answers the phone")
        self.assertIsNone(article["in_reply_to"])
        self.assertEqual((article["sender"], article["internal"]), ("Customer", False))
        self.assertEqual(article["preferences"]["links"], [{
            "url": f"https://twitter.com/_/status/{article['message_id']}", "target": "_blank", "name": "on Twitter"}])
        keys = {"mention_ids", "geo", "retweeted", "possibly_sensitive", "in_reply_to_user_id", "place",
                "retweet_count", "source", "favorited", "truncated"}
        self.assertLessEqual(keys, set(article["preferences"]["twitter"]))
        self.assertEqual(article["created_at"], "2022-12-09T14:20:05.123Z")

    def test_p13_a_direct_message_opens_a_ticket(self):
        article = self.article("direct_message-incoming")
        ticket = self.admin.get(f"/api/v1/tickets/{article['ticket_id']}")
        self.assertEqual(ticket["create_article_type"], "twitter direct-message")
        self.assertEqual(ticket["visibility"], "private")
        self.assertEqual(ticket["group_id"], self.group)
        self.assertEqual(ticket["preferences"]["channel_id"], self.channel["id"])
        self.assertEqual(ticket["preferences"]["channel_screen_name"], "AcmeHelp")

    def test_p19_fields_of_a_direct_message(self):
        article = self.article("direct_message-incoming")
        self.assertEqual((article["from"], article["to"]), ("@jo_harper", "@AcmeHelp"))
        self.assertIsNone(article["in_reply_to"])
        preferences = article["preferences"]["twitter"]
        self.assertEqual((preferences["sender_id"], preferences["recipient_id"]), ("2871234567", "1497182655123456789"))
        self.assertEqual((preferences["geo"], preferences["place"]), ({}, {}))
        self.assertEqual(article["preferences"]["links"][0]["url"],
                         "https://twitter.com/messages/2871234567-1497182655123456789")

    def test_p01_the_customer_is_known(self):
        article = self.article("tweet_create-user_mention")
        user = self.admin.get(f"/api/v1/users/{article['created_by_id']}")
        self.assertEqual((user["login"], user["firstname"], user["lastname"]), ("jo_harper", "Jo", "Harper"))
        self.assertEqual(user["identities"], [{
            "provider": "twitter", "uid": "2871234567", "username": "jo_harper", "followers": 22}])
        self.assertEqual(user["roles"], ["Customer"])

    def test_p35_several_people_are_named(self):
        event = self.event("tweet_create-user_mention_multiple")
        names = dict.fromkeys("@" + one["screen_name"] for one in event["entities"]["user_mentions"])
        self.assertEqual(self.article("tweet_create-user_mention_multiple")["to"], ", ".join(names))

    def test_p36_long_posts_are_whole(self):
        event = self.event("tweet_create-user_mention_extended")
        self.assertGreater(len(self.article("tweet_create-user_mention_extended")["body"]), 140)
        self.assertNotIn("…", event["extended_tweet"]["full_text"])

    def test_p21_p37_links_are_written_out(self):
        for name in ("tweet_create-user_mention_with_url", "direct_message-incoming_with_url"):
            with self.subTest(name=name):
                self.assertNotIn("https://t.co/", self.article(name)["body"])

    def test_p41_reposts_are_left_out(self):
        self.assertIsNone(self.article("tweet_create-retweet"))

    def test_p32_an_answer_joins_its_parents_ticket(self):
        self.assertEqual(self.article("tweet_create-response")["ticket_id"],
                         self.article("tweet_create-user_mention")["ticket_id"])

    def test_p27_p14_the_same_again_changes_nothing(self):
        before = [(one["id"], one["ticket_id"], one["message_id"]) for one in self.all_articles()]
        for name in self.answers:
            self.assertEqual(self.post_webhook(self.recorded(name)).status, 200)
        self.assertEqual([(one["id"], one["ticket_id"], one["message_id"]) for one in self.all_articles()], before)


if __name__ == "__main__":
    unittest.main()

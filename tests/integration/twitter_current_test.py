"""Today's API: v2 with the X Activity API, linked by OAuth 1.0a, end to end against the simulator."""
import unittest

from harness import BytesClient, wait_for
from twitter_harness import ACME_ID, WEBHOOK, LinkedTest, TwitterTest, sha256_signature

POSTS = {"post.mention.create", "post.reply.create", "post.quote.create", "post.create", "post.delete"}
MESSAGES = {"dm.received", "dm.sent", "chat.received"}


class CurrentTest(TwitterTest):
    """Connected to v2 and linked; nothing is collected yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        status, cls.verified = cls.verify()
        if status != 200 or "error" in cls.verified:
            raise RuntimeError(f"app_verify answered {status} {cls.verified}")
        cls.link()
        cls.channel = cls.channels()[0]
        cls.group = cls.admin.get("/api/v1/groups")[0]["id"]

    @classmethod
    def keys(cls, **changes):
        return {"consumer_key": cls.app["consumer_key"], "consumer_secret": cls.app["consumer_secret"],
                "generation": "current", "api_base_url": cls.sim.base_url, **changes}

    @classmethod
    def collect(cls, **sources):
        groups = {name: {"group_id": cls.group if wanted else ""} for name, wanted in sources.items()}
        cls.admin.post(f"/api/v1/channels_twitter/{cls.channel['id']}", {"options": {"sync": groups}})

    def subscribed(self):
        return {one["event_type"] for one in self.sim.get("/sim/v1/webhooks")["activities"] if one["user_id"] == ACME_ID}

    def subscribed_to(self, wanted):
        self.assertTrue(wait_for(lambda: self.subscribed() == wanted), f"{self.subscribed()}, not {wanted}")

    def article_of(self, message_id):
        return next((article for article in self.all_articles() if article["message_id"] == message_id), None)

    def arrived(self, message):
        article = wait_for(lambda: self.article_of(message["id"]))
        self.assertTrue(article, f"{message['id']} is in no ticket")
        return article

    def answer(self, article, text):
        made = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"]})
        return self.delivered(made["id"])


class CollectingTest(CurrentTest):
    """Collects mentions and direct messages, and X sends them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collect(mentions=True, direct_messages=True)
        wanted = POSTS | MESSAGES
        if not wait_for(lambda: {one["event_type"] for one in cls.sim.get("/sim/v1/webhooks")["activities"]} >= wanted):
            raise RuntimeError("the account was not subscribed")


class Connected(CurrentTest):
    def test_the_webhook_is_the_apps_own_and_needs_no_environment(self):
        self.assertTrue(self.verified["attributes"]["webhook_id"])
        own = [one for one in self.sim.get("/sim/v1/webhooks")["webhooks"] if one["app_id"] == self.app["id"]]
        self.assertEqual([(one["environment"], one["valid"]) for one in own], [("", True)])

    def test_nothing_is_subscribed_to_until_something_is_collected_and_then_only_that(self):
        self.collect(mentions=False, direct_messages=False)
        self.subscribed_to(set())
        self.collect(mentions=True)
        self.subscribed_to(POSTS)
        self.collect(direct_messages=True)
        self.subscribed_to(POSTS | MESSAGES)
        self.collect(mentions=False)
        self.subscribed_to(MESSAGES)

    def test_verifying_again_registers_no_second_webhook(self):
        status, body = self.verify()
        self.assertEqual((status, body.get("error")), (200, None))
        self.assertEqual(body["attributes"]["webhook_id"], self.verified["attributes"]["webhook_id"])

    def test_wrong_keys_are_said(self):
        _, body = self.verify(consumer_secret="wrong")
        self.assertEqual(body["error"], "401 Unauthorized (Invalid credentials may be to blame.)")

    def test_another_systems_webhook_is_left_alone(self):
        other = self.sim.post("/sim/v1/apps", {
            "owner": "AcmeHelp", "name": "Taken", "website": "https://acme.example", "permissions": "read-write-directmessages",
            "callback_urls": [self.url + "/api/v1/external_credentials/twitter/callback"]})
        self.sim.post("/sim/v1/webhooks", {"app_id": other["id"], "environment": "", "url": "https://other.example/hook", "valid": True})
        _, body = self.verify(consumer_key=other["consumer_key"], consumer_secret=other["consumer_secret"], connection_id=1)
        self.assertIn("https://other.example/hook", body["error"])


class Conversation(CollectingTest):
    def test_a_mention_is_a_ticket_and_its_answer_a_post_under_it(self):
        asked = self.write_post("jo_harper", "@AcmeHelp my parcel is late & broken", media=["photo"])
        article = self.arrived(asked)
        self.assertEqual(article["preferences"]["match"]["source"], "mention")
        self.assertIn("late & broken", article["body"])
        self.assertTrue(wait_for(lambda: self.arrived(asked)["attachments"]), "the picture was not fetched")
        sent = self.answer(article, "Sorry! Which order?")
        self.assertEqual(sent["preferences"]["delivery_status"], "success", sent["preferences"])
        under = [one for one in self.sim.get("/sim/v1/posts")["posts"] if one.get("in_reply_to_status_id") == asked["id"]]
        self.assertEqual(len(under), 1)
        self.assertTrue(wait_for(lambda: any(sent["message_id"] in one["body"] and one["state"] == "delivered"
                                             for one in self.sim.get("/sim/v1/deliveries")["deliveries"])))
        self.assertEqual(len([one for one in self.all_articles() if one["message_id"] == sent["message_id"]]), 1)

    def test_an_answer_to_our_answer_joins_the_ticket(self):
        asked = self.write_post("jo_harper", "@AcmeHelp where is it?")
        sent = self.answer(self.arrived(asked), "Here.")
        more = self.write_post("jo_harper", "@AcmeHelp thanks", in_reply_to_status_id=sent["message_id"])
        self.assertEqual(self.arrived(more)["ticket_id"], self.arrived(asked)["ticket_id"])

    def test_a_direct_message_is_answered_privately(self):
        wrote = self.write_message("jo_harper", "AcmeHelp", "order 4711")
        article = self.arrived(wrote)
        self.assertEqual(article["type"], "twitter direct-message")
        sent = self.answer(article, "Found it.")
        self.assertEqual(sent["preferences"]["delivery_status"], "success", sent["preferences"])
        self.assertIn(("POST", "/2/dm_conversations/with/2871234567/messages"), self.requests_at_x(0))

    def test_a_message_whose_answer_was_lost_is_found_in_the_conversation(self):
        article = self.arrived(self.write_message("jo_harper", "AcmeHelp", "are you there?"))
        self.sim.post("/sim/v1/faults", {"name": "drop_after_accept", "count": 1})
        self.sim.post("/sim/v1/faults", {"name": "dm_events_lag", "count": 0})
        made = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": "We are."})
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/ticket_articles/{made['id']}")["preferences"].get(
            "delivery_status") == "success", 30))
        said = self.sim.get("/sim/v1/direct_messages?between=jo_harper,AcmeHelp")["direct_messages"]
        self.assertEqual([one["text"] for one in said].count("We are."), 1)

    def test_encrypted_messages_make_one_notice_with_a_link_and_hide_nothing_else(self):
        for _ in range(2):
            self.sim.post("/sim/v1/direct_messages", {"from": "jo_harper", "to": "AcmeHelp", "encrypted": True})
        notice = lambda: [one for one in self.all_articles() if "Encrypted message" in one["body"]]
        self.assertTrue(wait_for(notice), "no notice")
        self.assertTrue(wait_for(lambda: all(one["state"] == "delivered" for one in self.sim.get("/sim/v1/deliveries")["deliveries"])))
        self.assertEqual(len(notice()), 1)
        self.assertIn("/messages/2871234567-" + ACME_ID, str(notice()[0]["preferences"]["links"]))

    def test_any_post_becomes_a_ticket_by_its_link_once(self):
        post = self.write_post("jo_harper", "my watering can leaks")
        take = f"/api/v1/channels_twitter/{self.channel['id']}/actions/post.take"
        wanted = {"input": {"post": f"https://x.com/jo_harper/status/{post['id']}?s=20"}}
        self.assertTrue(self.admin.post(take, wanted)["created"])
        self.assertFalse(self.admin.post(take, wanted)["created"])
        taken = [one for one in self.all_articles() if one["message_id"] == post["id"]]
        self.assertEqual([one["preferences"]["match"]["source"] for one in taken], ["by_hand"])
        self.assertEqual(self.admin.call("POST", take, {"input": {"post": "https://example.com/1"}}).status, 422)

    def test_a_deleted_post_is_erased(self):
        asked = self.write_post("jo_harper", "@AcmeHelp a secret word")
        ours = self.answer(self.arrived(asked), "We will delete this.")
        self.delete_post(ours["message_id"])
        self.assertTrue(wait_for(lambda: "We will delete this." not in str(self.all_articles())))

    def test_nothing_of_v1_1_is_asked_but_the_consent(self):
        asked = self.write_post("jo_harper", "@AcmeHelp only today's API")
        self.answer(self.arrived(asked), "Yes.")
        old = [path for _, path in self.requests_at_x(0) if path.startswith("/1.1/")]
        self.assertEqual(old, [])


class Leaving(CurrentTest):
    def test_a_removed_account_is_subscribed_to_nothing(self):
        self.collect(mentions=True, direct_messages=True)
        self.subscribed_to(POSTS | MESSAGES)
        self.admin.call("DELETE", "/api/v1/channels_twitter", {"id": self.channel["id"]})
        self.subscribed_to(set())


class Paying(CurrentTest):
    """X says at linking what an account pays for; that decides how long its posts may be."""

    @classmethod
    def link(cls, *arguments):
        cls.sim.call("PUT", "/sim/v1/users/AcmeHelp", {"subscription_type": "Premium", "verified": True})
        super().link(*arguments)

    def test_an_account_with_premium_may_write_long_posts(self):
        self.assertEqual(self.channel["profile"], {"subscription_type": "Premium", "verified_type": "blue"})
        self.collect(mentions=True)
        self.subscribed_to(POSTS)
        article = self.arrived(self.write_post("jo_harper", "@AcmeHelp what is in it?"))
        made = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": "Flour. " * 100, "in_reply_to": article["message_id"],
            "options": {"long_text": "long"}})
        self.assertEqual(self.delivered(made["id"])["preferences"]["delivery_status"], "success")
        self.assertEqual([len(one["text"]) > 280 for one in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]], [True])


class LeavingAccountActivity(CurrentTest):
    def test_an_account_subscribed_by_activity_leaves_account_activity(self):
        self.sim.post("/sim/v1/subscriptions", {"app_id": self.app["id"], "environment": "", "user_id": ACME_ID})
        self.collect(mentions=True)
        self.subscribed_to(POSTS)
        self.assertTrue(wait_for(lambda: self.sim.get("/sim/v1/webhooks")["subscriptions"] == []))
        self.assertEqual(self.subscribed(), POSTS)


class WithClientSecret(CurrentTest):
    """An app with an OAuth 2.0 client secret: X checks the webhook with it and signs events with both."""

    @classmethod
    def setUpClass(cls):
        cls.client_secret = "client-secret-of-the-test"
        super().setUpClass()

    @classmethod
    def make_app(cls, **more):
        return super().make_app(client_secret=cls.client_secret, **more)

    @classmethod
    def keys(cls, **changes):
        return super().keys(**{"client_secret": cls.client_secret, **changes})

    def test_events_come_and_the_secret_is_shown_nowhere(self):
        self.collect(mentions=True)
        self.subscribed_to(POSTS)
        self.arrived(self.write_post("jo_harper", "@AcmeHelp signed twice"))
        self.assertNotIn(self.client_secret, str(self.admin.get("/api/v1/channels_twitter")))

    def test_the_wrong_secret_of_the_two_is_named_when_x_refuses_the_webhook(self):
        def refused():  # again when a job of the host has just repaired the webhook
            for webhook in self.sim.get("/sim/v1/webhooks")["webhooks"]:
                self.sim.call("PUT", f"/sim/v1/webhooks/{webhook['id']}", {"valid": False})
            return self.verify(webhook_secret="consumer")[1].get("error")

        self.assertIn("not valid", wait_for(refused) or "")
        self.assertNotIn("error", self.verify(webhook_secret="auto")[1])

    def test_an_event_signed_by_the_client_is_held_to_that(self):
        body = b'{"data":{"event_uuid":"1","filter":{"user_id":"%s"},"event_type":"x","payload":{}}}' % ACME_ID.encode()
        consumer = sha256_signature(self.app["consumer_secret"], body)
        client = sha256_signature(self.client_secret, body)
        for headers, status in (({"X-Twitter-Webhooks-Signature-OAuth2": client}, 200),
                                ({"X-Twitter-Webhooks-Signature": consumer}, 200),
                                ({"X-Twitter-Webhooks-Signature": consumer, "X-Twitter-Webhooks-Signature-OAuth2": consumer}, 401),
                                ({"X-Twitter-Webhooks-Signature": client}, 401)):
            with self.subTest(headers=list(headers)):
                self.assertEqual(BytesClient(self.url, headers).call_bytes("POST", WEBHOOK, body).status, status)


class Revoked(CurrentTest):
    def hears_of_revoked_permissions(self):
        """The app's own subscription comes beside that of the account; before it X tells nobody."""
        return any(one["event_type"] == "oauth.revoke" for one in self.sim.get("/sim/v1/webhooks")["activities"])

    def test_a_withdrawn_permission_stops_the_account_at_once(self):
        self.collect(direct_messages=True)
        self.subscribed_to(MESSAGES)
        self.assertTrue(wait_for(self.hears_of_revoked_permissions))
        self.sim.post("/sim/v1/tokens/revoke", {"user": "AcmeHelp"})
        self.assertTrue(wait_for(lambda: self.channels()[0]["state"] == "down"))
        self.assertEqual(self.subscribed(), set())
        self.link()
        self.assertTrue(wait_for(lambda: self.channels()[0]["state"] == "up"))
        self.subscribed_to(MESSAGES)


class Asked(CurrentTest):
    """A helpdesk that X cannot reach: everything is asked for."""

    @classmethod
    def keys(cls, **changes):
        return super().keys(asks_only=True, **changes)

    def test_mentions_and_messages_come_without_a_webhook(self):
        self.assertEqual(self.sim.get("/sim/v1/webhooks")["webhooks"], [])
        asked = self.write_post("jo_harper", "@AcmeHelp can you hear me?")
        wrote = self.write_message("jo_harper", "AcmeHelp", "and me?")
        self.collect(mentions=True, direct_messages=True)
        self.assertEqual(self.arrived(asked)["preferences"]["match"]["source"], "mention")
        article = self.arrived(wrote)
        self.assertEqual(article["from"], "@jo_harper")
        self.assertEqual(self.answer(article, "Both.")["preferences"]["delivery_status"], "success")
        self.assertEqual(self.subscribed(), set())


class Searching(CurrentTest):
    def test_search_terms_are_found_by_recent_search(self):
        found = self.write_post("jo_harper", "does anybody know #acmecorp?")
        self.admin.post(f"/api/v1/channels_twitter/{self.channel['id']}", {"options": {"sync": {
            "search": [{"term": "#acmecorp", "group_id": self.group}]}}})
        self.assertEqual(self.arrived(found)["preferences"]["match"]["source"], "search_term")
        self.assertIn(("GET", "/2/tweets/search/recent"), self.requests_at_x(0))
        # Who did not name us cannot be answered in public by those who pay per use; that is final and said.
        failed = self.answer(self.arrived(found), "We do!")
        self.assertEqual(failed["preferences"]["delivery_status"], "fail")
        self.assertEqual(failed["preferences"]["delivery_status_reason"], "compose.reply_gate")
        self.assertEqual(len(self.admin.get("/api/v1/ticket_articles/failed")), 1)


class MovingOver(LinkedTest):
    """A connection of v1.1 with its account, settings and tickets becomes one of v2 in place, and goes back."""

    def articles_of(self, post):
        return [one for one in self.all_articles() if one["message_id"] == post["id"]]

    def test_accounts_settings_and_tickets_stay_and_nothing_comes_twice(self):
        before = self.write_post("jo_harper", "@AcmeHelp before")
        self.assertTrue(wait_for(lambda: self.articles_of(before)))
        channel = self.channels()[0]
        status, body = self.verify(generation="current")
        self.assertEqual((status, body.get("error")), (200, None))
        self.assertTrue(wait_for(lambda: {one["event_type"] for one in self.sim.get("/sim/v1/webhooks")["activities"]} >= POSTS | MESSAGES))
        self.assertEqual(self.channels()[0]["options"], channel["options"])
        self.assertEqual(self.channels()[0]["id"], channel["id"])
        # The old subscription still delivers: the same post comes both ways.
        after = self.write_post("jo_harper", "@AcmeHelp after", in_reply_to_status_id=before["id"])
        self.assertTrue(wait_for(lambda: self.articles_of(after)))
        both = wait_for(lambda: len([one for one in self.sim.get("/sim/v1/deliveries")["deliveries"]
                                     if after["id"] in one["body"] and one["state"] == "delivered"]) >= 2)
        self.assertTrue(both, "it did not come both ways")
        self.assertEqual(len(self.articles_of(after)), 1)
        self.assertEqual(self.articles_of(after)[0]["ticket_id"], self.articles_of(before)[0]["ticket_id"])
        sent = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": self.articles_of(after)[0]["ticket_id"], "type": "twitter status", "body": "By v2."})
        self.assertEqual(self.delivered(sent["id"])["preferences"]["delivery_status"], "success")
        self.assertIn(("POST", "/2/tweets"), self.requests_at_x(0))
        status, body = self.verify(generation="legacy")
        self.assertEqual((status, body.get("error")), (200, None))
        back = self.write_post("jo_harper", "@AcmeHelp and back")
        self.assertTrue(wait_for(lambda: self.articles_of(back)))


if __name__ == "__main__":
    unittest.main()

"""Accounts linked by OAuth 2.0, end to end: consent, posting, tokens that end, are renewed, lost, exchanged, revoked."""
import threading
import unittest

from harness import hidden_fields, wait_for
from twitter_current_test import MESSAGES, POSTS, CurrentTest
from twitter_harness import LINK

SECRET = "a-client-secret-of-the-test"


class OAuth2Test(CurrentTest):
    """Connected as a confidential client and linked by consent; mentions and messages are collected."""

    client_secret = SECRET

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collect(mentions=True, direct_messages=True)

    @classmethod
    def make_app(cls, **more):
        return super().make_app(client_secret=cls.client_secret, **more)

    @classmethod
    def keys(cls, **changes):
        return super().keys(**{"auth": "oauth2", "client_id": cls.app["client_id"], "client_secret": cls.client_secret, **changes})

    @classmethod
    def consent_page(cls):
        start = cls.admin.call("GET", LINK)
        return start, cls.sim.call("GET", start.headers["Location"])

    @classmethod
    def decide(cls, decision="authorize", user="AcmeHelp"):
        """What a person does on X's page; where X sends the browser."""
        _, page = cls.consent_page()
        return cls.sim.call("POST", "/i/oauth2/authorize", form={
            **hidden_fields(page.text), "user": user, "decision": decision}).headers["Location"]

    @classmethod
    def link(cls, user="AcmeHelp"):
        return cls.admin.call("GET", cls.decide(user=user))

    def grants(self):
        return self.sim.get("/sim/v1/oauth2")["grants"]

    def expire(self):
        self.sim.post("/sim/v1/oauth2/expire", {"user": "AcmeHelp"})

    def account_is(self, state):
        self.assertTrue(wait_for(lambda: self.channels()[0]["state"] == state), self.channels()[0])
        return self.channels()[0]

    def asked(self, text):
        self.assertTrue(wait_for(lambda: self.subscribed() >= POSTS), self.subscribed())
        return self.arrived(self.write_post("jo_harper", "@AcmeHelp " + text))

    def make_answer(self, article, text):
        return self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"]})

    def failed_so_far(self, made, reason):
        """Said to the agent, and still in the queue."""
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/ticket_articles/{made['id']}")["preferences"].get(
            "delivery_status_reason") == reason), self.admin.get(f"/api/v1/ticket_articles/{made['id']}"))

    def leaves(self, made):
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/ticket_articles/{made['id']}")["preferences"].get(
            "delivery_status") == "success", 90), self.admin.get(f"/api/v1/ticket_articles/{made['id']}"))

    def under(self, article):
        return [one for one in self.sim.get("/sim/v1/posts")["posts"] if one.get("in_reply_to_status_id") == article["message_id"]]

    def fault(self, name, count=1):
        self.sim.post("/sim/v1/faults", {"name": name, "count": count})

    def assert_no_secret_left(self):
        log = (self.folder / "host.log").read_text(encoding="utf-8", errors="replace")
        for secret in filter(None, (self.client_secret, self.app["consumer_secret"])):
            self.assertNotIn(secret, log)
            self.assertNotIn(secret, str(self.admin.get("/api/v1/channels_twitter")))


class Linked(OAuth2Test):
    def test_the_page_names_the_scopes_and_the_account_is_up(self):
        start, page = self.consent_page()
        self.assertIn("code_challenge_method=S256", start.headers["Location"])
        self.assertIn("dm.write", page.text)
        self.account_is("up")
        self.assertEqual(self.channels()[0]["options"]["user"]["screen_name"], "AcmeHelp")
        self.assertIn("offline.access", self.grants()[0]["scopes"])
        self.subscribed_to(POSTS | MESSAGES)
        self.assert_no_secret_left()

    def test_answers_and_messages_leave_as_the_account(self):
        article = self.asked("is it late?")
        self.assertEqual(self.answer(article, "Sorry!")["preferences"]["delivery_status"], "success")
        self.assertEqual([one["user"] for one in self.under(article)], ["AcmeHelp"])
        private = self.arrived(self.write_message("jo_harper", "AcmeHelp", "order 4711"))
        self.assertEqual(self.answer(private, "Found it.")["preferences"]["delivery_status"], "success")

    def test_cancel_and_a_code_that_is_used_change_nothing(self):
        before = self.channels()
        refused = self.admin.call("GET", self.decide("cancel"))
        self.assertEqual(refused.status, 200, refused.text)
        back = self.decide()
        self.assertEqual(self.admin.call("GET", back).status, 302)
        self.assertEqual(self.admin.call("GET", back).status, 422)
        self.assertEqual([one["id"] for one in self.channels()], [one["id"] for one in before])

    def test_wrong_client_credentials_are_said_before_they_are_saved(self):
        for changes in ({"client_secret": "wrong"}, {"client_id": "nobody"}):
            _, body = self.verify(**changes)
            self.assertIn("client ID or client secret", body["error"])
        self.assertEqual(self.verify(generation="legacy")[1]["error"].split(":")[0], "OAuth 2.0 works with X API v2 only")
        self.assertNotIn("error", self.verify()[1])


class Renewed(OAuth2Test):
    def test_a_token_that_x_refuses_in_the_middle_is_renewed_and_the_answer_leaves_once(self):
        article = self.asked("still there?")
        self.account_is("up")
        self.expire()
        sent = self.answer(article, "Yes.")
        self.assertEqual(sent["preferences"]["delivery_status"], "success", sent["preferences"])
        self.assertEqual(len(self.under(article)), 1)
        self.assertGreaterEqual(self.grants()[-1]["renewals"], 1)
        self.assertEqual([one["reuses"] for one in self.grants()], [0] * len(self.grants()))
        self.account_is("up")

    def test_several_answers_at_once_renew_it_once(self):
        articles = [self.asked(f"question {number}") for number in range(4)]
        self.account_is("up")
        renewals = self.grants()[-1]["renewals"]
        self.expire()
        made = [self.make_answer(article, f"Answer {number}") for number, article in enumerate(articles)]
        for one in made:
            self.leaves(one)
        self.assertEqual([len(self.under(article)) for article in articles], [1] * 4)
        self.assertEqual((self.grants()[-1]["renewals"], self.grants()[-1]["reuses"]), (renewals + 1, 0))

    def test_after_a_restart_it_goes_on_with_what_was_stored(self):
        article = self.asked("before the restart")
        self.expire()
        self.host.kill()
        self.restart()
        self.assertEqual(self.answer(article, "After it.")["preferences"]["delivery_status"], "success")
        self.assertEqual(self.grants()[-1]["reuses"], 0)


class PublicClient(OAuth2Test):
    client_secret = ""

    def test_a_client_without_secret_links_and_renews(self):
        article = self.asked("without a secret?")
        self.account_is("up")
        self.expire()
        self.assertEqual(self.answer(article, "Yes.")["preferences"]["delivery_status"], "success")
        self.assertEqual(self.grants()[-1]["reuses"], 0)


class Lost(OAuth2Test):
    def test_an_answer_lost_for_good_stops_the_account_keeps_its_queue_and_linking_again_sends_it(self):
        article = self.asked("do you lose things?")
        self.account_is("up")
        self.expire()
        self.fault("drop_token_answer")
        made = self.make_answer(article, "Never.")
        down = self.account_is("down")
        self.assertIn("Link the account again", down["last_log_in"])
        self.failed_so_far(made, "x.invalid_token")
        self.assertEqual(self.under(article), [])
        self.link()
        self.leaves(made)
        self.assertEqual(len(self.under(article)), 1)
        self.account_is("up")


class Revoked(OAuth2Test):
    def test_access_withdrawn_before_an_answer_stops_the_account_and_keeps_the_answer(self):
        article = self.asked("are you allowed to?")
        self.account_is("up")
        self.fault("drop_deliveries", 0)  # X's notice does not arrive: the answer finds out
        self.sim.post("/sim/v1/tokens/revoke", {"user": "AcmeHelp"})
        made = self.make_answer(article, "We will be.")
        down = self.account_is("down")
        self.assertIn("Link the account again", down["last_log_in"])
        self.failed_so_far(made, "x.invalid_token")
        self.link()
        self.leaves(made)
        self.assertEqual(len(self.under(article)), 1)


class Removed(OAuth2Test):
    def test_removing_the_account_withdraws_its_access_at_x(self):
        self.account_is("up")
        self.assertTrue(wait_for(lambda: self.subscribed() >= {"post.mention.create", "post.delete", "dm.received", "chat.received"}))
        self.admin.call("DELETE", "/api/v1/channels_twitter", {"id": self.channel["id"]})
        self.assertTrue(wait_for(lambda: self.channels() == []))
        self.assertEqual([(one["access_is_good"], one["refresh_is_good"]) for one in self.grants()], [(False, False)])
        self.assertEqual(self.subscribed(), set())


class LinkedBefore(OAuth2Test):
    """Linked by OAuth 1.0a first, so that the account can move over."""

    @classmethod
    def keys(cls, **changes):
        return super().keys(**{"auth": "oauth1", **changes})

    @classmethod
    def link(cls, user="AcmeHelp"):
        return super(OAuth2Test, cls).link(user)


class Moved(LinkedBefore):
    def test_the_old_token_is_exchanged_and_brings_a_pair_again_when_an_answer_is_lost(self):
        self.assertEqual(self.grants(), [])
        self.assertNotIn("error", self.verify(auth="oauth2")[1])
        self.assertTrue(wait_for(lambda: [one["exchanged"] for one in self.grants()] == [True]))
        article = self.asked("did you move?")
        self.account_is("up")
        self.assertEqual(self.answer(article, "Yes.")["preferences"]["delivery_status"], "success")
        self.expire()
        self.fault("drop_token_answer")
        again = self.asked("and if something is lost?")
        self.assertEqual(self.answer(again, "No matter.")["preferences"]["delivery_status"], "success")
        self.assertEqual(len(self.under(again)), 1)
        self.account_is("up")


class Killed(LinkedBefore):
    def test_killed_while_x_renews_it_goes_on(self):
        self.assertNotIn("error", self.verify(auth="oauth2")[1])
        self.assertTrue(wait_for(lambda: self.grants()))
        article = self.asked("are you killed?")
        self.account_is("up")
        self.expire()
        # Long enough that the kill comes before the answer: after it the reply itself may be on its way.
        self.fault("hold_token_answer_ms=5000")
        renewals = self.grants()[-1]["renewals"]
        killed = threading.Event()

        def kill_after_the_renewal():
            wait_for(lambda: self.grants()[-1]["renewals"] > renewals or len(self.grants()) > 1)
            self.host.kill()
            killed.set()

        killer = threading.Thread(target=kill_after_the_renewal)
        killer.start()
        made = self.make_answer(article, "Not for long.")
        killer.join()
        self.assertTrue(killed.is_set())
        self.restart()
        self.leaves(made)
        self.assertEqual(len(self.under(article)), 1)


class ReadOnly(LinkedBefore):
    """An app that may only read when its accounts move over: what is missing is named."""

    @classmethod
    def link(cls, user="AcmeHelp"):
        cls.sim.call("PUT", f"/sim/v1/apps/{cls.app['id']}", {"permissions": "read"})
        return super().link(user)

    def test_missing_scopes_are_named(self):
        self.assertNotIn("error", self.verify(auth="oauth2")[1])
        self.assertTrue(wait_for(lambda: self.channels()[0]["state_reason"] == "oauth2.scopes_missing"), self.channels()[0])
        self.assertIn("X did not grant tweet.write", self.channels()[0]["last_log_in"])


if __name__ == "__main__":
    unittest.main()

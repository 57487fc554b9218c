"""What X allows and costs: the reply gate, the meter against X's invoice, out of credit, rate limits."""
import json
import time
import unittest

from harness import wait_for
from twitter_current_test import MESSAGES, POSTS, CurrentTest

ACTIONS = "/api/v1/external_credentials/twitter/actions/"


class CostsTest(CurrentTest):
    """An account that collects everything, on pay per use; a probe for credit comes after two seconds."""

    overrides = {"credit_probe_seconds": 2}
    search = []

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before_collecting()
        cls.collect_all(cls.channel["id"])
        if not wait_for(lambda: {one["event_type"] for one in cls.sim.get("/sim/v1/webhooks")["activities"]}
                        >= POSTS | MESSAGES):
            raise RuntimeError("the account was not subscribed")

    @classmethod
    def before_collecting(cls):
        pass

    @classmethod
    def collect_all(cls, channel_id):
        cls.admin.post(f"/api/v1/channels_twitter/{channel_id}", {"options": {"sync": {
            "mentions": {"group_id": cls.group}, "direct_messages": {"group_id": cls.group},
            "search": [{"term": term, "group_id": cls.group} for term in cls.search]}}})

    @classmethod
    def keys(cls, **changes):
        return super().keys(**{"plan_overrides": json.dumps(cls.overrides), **changes})

    def queue(self, article, text):
        return self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text,
            "in_reply_to": article["message_id"], "options": {"initials": False},
            "despite_answer": True})

    def credit(self, micro_dollars=None):
        body = {} if micro_dollars is None else {"micro_dollars": micro_dollars}
        self.sim.call("PUT", f"/sim/v1/apps/{self.app['id']}/credit", body)

    def statuses(self, since=0):
        return [one["status"] for one in self.sim.get(f"/sim/v1/requests?since={since}")["requests"]]

    def preferences(self, article):
        return self.admin.get(f"/api/v1/ticket_articles/{article['id']}")["preferences"]

    def leaves(self, article):
        sent = wait_for(lambda: self.preferences(article).get("delivery_status") == "success")
        self.assertTrue(sent, self.preferences(article))

    def report(self):
        answer = self.admin.call("POST", ACTIONS + "costs.report", {})
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json()


class Meter(CostsTest):
    def test_the_meter_is_xs_invoice(self):
        asked = self.arrived(self.write_post("jo_harper", "@AcmeHelp what do you cost?"))
        self.leaves(self.queue(asked, "Nothing."))
        self.leaves(self.queue(asked, "It is said on https://example.com/prices"))
        wrote = self.arrived(self.write_message("jo_harper", "AcmeHelp", "and privately?"))
        self.answer(wrote, "The same.")

        def invoice():
            return self.sim.get("/sim/v1/invoice")["total_micro_dollars"]

        def metered():
            return sum(row["micro_dollars"] for row in self.report()["days"])

        self.assertTrue(wait_for(lambda: invoice() == metered()), (self.sim.get("/sim/v1/invoice"), self.report()))
        # Before it is linked an account has no name here: who it is was asked by the app itself.
        names = {row["account"]: row["micro_dollars"] for row in self.report()["days"]}
        self.assertGreaterEqual(names.pop("@AcmeHelp"), 200_000 + 10_000 + 15_000)
        self.assertEqual(names, {"the app itself": 10_000})
        self.assertIn('twitter_cost_micro_dollars_total', self.admin.call("GET", "/metrics").text)


class OutOfCredit(CostsTest):
    def test_twenty_replies_wait_through_one_pause_and_leave_once_in_order(self):
        asked = self.arrived(self.write_post("jo_harper", "@AcmeHelp count to twenty"))
        self.credit(0)
        since = self.last_request()
        texts = [f"number {number}" for number in range(1, 21)]
        articles = [self.queue(asked, text) for text in texts]
        self.assertTrue(wait_for(lambda: 402 in self.statuses(since)), "X was never asked")
        said = wait_for(lambda: self.preferences(articles[0]).get("delivery_status_reason") == "x.out_of_credit")
        self.assertTrue(said, self.preferences(articles[0]))
        self.credit()
        for article in articles:
            self.leaves(article)
        self.assertEqual(self.statuses(since).count(402), 1)
        posted = [one["typed"] for one in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]]
        self.assertEqual([text.replace("@jo_harper ", "") for text in posted], texts)


class Budget(CostsTest):
    @classmethod
    def keys(cls, **changes):
        return super().keys(**{"daily_budget_cents": 5, **changes})

    def test_a_used_up_budget_stops_before_x_is_asked_and_a_raised_one_goes_on(self):
        asked = self.arrived(self.write_post("jo_harper", "@AcmeHelp spend"))
        since = self.last_request()
        articles = [self.queue(asked, f"cent {number}") for number in range(6)]
        held = wait_for(lambda: [one for one in articles if self.preferences(one).get(
            "delivery_status_reason") == "app.budget_used_up"])
        self.assertTrue(held)
        posts = [one for one in self.requests_at_x(since) if one == ("POST", "/2/tweets")]
        self.assertLess(len(posts), 6)
        self.assertNotIn(402, self.statuses(since))
        status, body = self.verify(daily_budget_cents=1000)
        self.assertEqual((status, body.get("error")), (200, None))
        for article in articles:
            self.leaves(article)


class Gate(CostsTest):
    search = ["#acmecorp"]

    @classmethod
    def before_collecting(cls):
        texts = ("who knows #acmecorp ?", "still looking for #acmecorp")
        cls.found = [cls.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": text}) for text in texts]

    def preview(self, article, text=""):
        return self.admin.post("/api/v1/reply_preview", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"]})

    def test_refusal_reason_and_alternatives_come_before_typing_and_ask_nobody(self):
        article = self.arrived(self.found[0])
        self.assertEqual(article["preferences"]["match"]["source"], "search_term")
        since = self.last_request()
        shown = self.preview(article)
        self.assertFalse(shown["accepted"])
        self.assertEqual(shown["refusal"]["reason"], "compose.reply_gate")
        self.assertEqual([one["reason"] for one in shown["alternatives"]], ["compose.direct_message", "compose.by_hand"])
        failed = self.answer(article, "We do!")
        self.assertEqual(failed["preferences"]["delivery_status_reason"], "compose.reply_gate")
        self.assertNotIn(("POST", "/2/tweets"), self.requests_at_x(since))

    def test_when_the_customer_names_us_later_the_answer_goes_there(self):
        found = self.found[1]
        article = self.arrived(found)
        named = self.write_post("jo_harper", "@AcmeHelp is that you?", in_reply_to_status_id=found["id"])
        self.assertEqual(self.arrived(named)["ticket_id"], article["ticket_id"])
        shown = self.preview(article, "Yes!")
        self.assertTrue(shown["accepted"], shown)
        self.assertEqual(shown["price"]["micro_dollars"], 10_000)
        sent = self.answer(article, "Yes!")
        self.assertEqual(sent["preferences"]["delivery_status"], "success", sent["preferences"])
        under = [one["in_reply_to_status_id"] for one in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]]
        self.assertEqual(under, [named["id"]])


class Limits(CostsTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post("/sim/v1/users", {"screen_name": "AcmeSales", "name": "Acme Sales", "id": "1497182655123456790"})
        cls.link("AcmeSales")
        other = next(one for one in cls.channels() if one["id"] != cls.channel["id"])
        cls.collect_all(other["id"])
        subscribed = wait_for(lambda: len(cls.sim.get("/sim/v1/webhooks")["activities"]) >= 2 * len(POSTS | MESSAGES))
        if not subscribed:
            raise RuntimeError("the second account was not subscribed")

    def test_forty_messages_of_one_account_hold_up_nobody_and_are_never_refused(self):
        busy = self.arrived(self.write_message("jo_harper", "AcmeHelp", "tell me everything"))
        other = self.arrived(self.write_message("jo_harper", "AcmeSales", "one thing only"))
        since = self.last_request()
        many = [self.queue(busy, f"fact {number}") for number in range(40)]
        begun = time.monotonic()
        one = self.queue(other, "One.")
        self.assertEqual(self.delivered(one["id"])["preferences"]["delivery_status"], "success")
        self.assertLess(time.monotonic() - begun, 2)
        self.assertTrue(wait_for(lambda: sum(self.statuses(since).count(code) for code in (200, 201)) >= 16))
        self.assertNotIn(429, self.statuses(since))

        def waiting():
            jobs = {job["job_id"]: job for job in self.admin.get("/api/v1/jobs")}
            return [jobs[f"reply/{article['id']}"] for article in many
                    if jobs[f"reply/{article['id']}"]["state"] == "waiting"]

        self.assertTrue(wait_for(lambda: len(waiting()) == 25), len(waiting()))
        soon = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 600))
        self.assertTrue(wait_for(lambda: all(job["run_at"] > soon for job in waiting())), waiting())
        self.assertEqual(len(waiting()), 25)


if __name__ == "__main__":
    unittest.main()

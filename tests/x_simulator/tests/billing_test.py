"""What API v2 costs and how often it may be asked: invoice, credit, windows and their headers (x_api.md 2.1, 3.4)."""

import unittest

from simulator_process import Company, Simulator


class BillingTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)
        self.client = self.company.client

    def asked(self):
        return self.simulator.make("/posts", user="jo", text="@acme help")["id"]

    def post(self, text, reply_to=None):
        reply = {} if reply_to is None else {"reply": {"in_reply_to_tweet_id": reply_to}}
        return self.client.call_json("POST", "/2/tweets", {"text": text, **reply})

    def message(self, text="hello"):
        return self.client.call_json("POST", "/2/dm_conversations/with/%s/messages" % self.company.jo["id"], {"text": text})

    def invoice(self):
        lines = self.simulator.control("GET", "/invoice").json()["lines"]
        return {line["item"]: (line["count"], line["micro_dollars"]) for line in lines}

    def test_posts_are_billed_by_what_they_are(self):
        question = self.asked()
        self.post("new")
        self.post("an answer", question)
        self.post("an answer with https://acme.example/", question)
        self.message()
        self.assertEqual(self.invoice(), {"post": (1, 15_000), "summoned reply": (1, 10_000),
                                          "post with url": (1, 200_000), "dm send": (1, 15_000)})

    def test_refusals_and_empty_answers_are_free(self):
        found = self.simulator.make("/posts", user="jo", text="nobody is named")["id"]
        self.assertEqual(self.post("may not", found).status, 403)
        self.client.call("GET", "/2/tweets/search/recent?query=nothing_of_the_kind")
        self.assertEqual(self.invoice(), {})

    def test_what_is_read_is_billed_with_its_expansions(self):
        question = self.asked()
        self.client.call("GET", "/2/tweets?ids=%s&expansions=author_id" % question)
        self.assertEqual(self.invoice()["post read"], (1, 5_000))
        self.assertEqual(self.invoice()["user read"][1] % 10_000, 0)

    def test_the_apps_owner_reads_its_own_posts_for_less(self):
        self.post("ours")
        self.client.call("GET", "/2/users/%s/tweets" % self.company.acme["id"])
        self.assertEqual(self.invoice()["owned read"], (1, 1_000))

    def test_without_credit_what_costs_money_is_refused(self):
        self.simulator.control("PUT", "/apps/%s/credit" % self.company.keys["id"], {"micro_dollars": 20_000})
        self.assertEqual([self.post("post %d" % number).status for number in range(3)], [201, 201, 402])
        refused = self.post("again").json()
        self.assertEqual(refused["title"], "CreditsDepleted")
        self.assertTrue(refused["type"].endswith("/problems/credits"))
        self.assertNotEqual(self.client.call("GET", "/2/webhooks").status, 402)
        self.simulator.control("PUT", "/apps/%s/credit" % self.company.keys["id"], {})
        self.assertEqual(self.post("paid").status, 201)

    def test_messages_have_a_window_of_a_quarter_of_an_hour_and_days(self):
        first = self.message()
        self.assertEqual(first.headers["x-rate-limit-limit"], "15")
        self.assertEqual(first.headers["x-rate-limit-remaining"], "14")
        self.assertEqual(first.headers["x-user-limit-24hour-remaining"], "1439")
        self.assertEqual(first.headers["x-app-limit-24hour-remaining"], "1439")
        statuses = [self.message("message %d" % number).status for number in range(15)]
        self.assertEqual(statuses, [201] * 14 + [429])
        self.assertEqual(self.message("last").headers["x-rate-limit-remaining"], "0")

    def test_a_window_is_the_callers_own(self):
        for number in range(15):
            self.message("message %d" % number)
        self.assertEqual(self.post("posts have their own").status, 201)


if __name__ == "__main__":
    unittest.main()

"""Fifty accounts move from API v1.1 to v2 and back while customers write: each message is one article, in the ticket it belongs to."""
import itertools
import threading
import unittest

from harness import wait_for
from twitter_harness import LinkedTest

ACCOUNTS = 50
MOVED_WITHIN = 60


class Traffic:
    """Customers who write to all accounts in turn, until stopped; `written` are the ids, by account and kind."""

    def __init__(self, test, brands):
        self.test, self.brands, self.written = test, brands, []
        self.stopped = threading.Event()
        self.failure = None
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def run(self):
        try:
            for number in itertools.count():
                brand, private = self.brands[number % len(self.brands)], number // len(self.brands) % 2
                if private:
                    message = self.test.write_message("jo_harper", brand, f"message {number}")
                else:
                    message = self.test.write_post("jo_harper", f"@{brand} question {number}")
                self.written.append((brand, private, message["id"]))
                if self.stopped.wait(0.02):
                    return
        except Exception as failure:  # pylint: disable=broad-except
            self.failure = failure

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()
        if self.failure:
            raise self.failure


class MigrationTest(LinkedTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brands = ["AcmeHelp"] + [f"brand_{number}" for number in range(1, ACCOUNTS)]
        for brand in cls.brands[1:]:
            user = cls.sim.post("/sim/v1/users", {"screen_name": brand, "name": brand})
            cls.link(brand)
            # More than the fifteen a sandbox allows: as if X had sold them.
            cls.sim.post("/sim/v1/subscriptions", {"app_id": cls.app["id"], "environment": "Integration", "user_id": user["id"]})
        for channel in cls.channels():
            cls.admin.post(f"/api/v1/channels_twitter/{channel['id']}", {"options": {"sync": {
                "mentions": {"group_id": cls.group}, "direct_messages": {"group_id": cls.group}}}})

    def articles_by_message(self):
        found = {}
        for article in self.all_articles():
            found.setdefault(article["message_id"], []).append(article)
        return found

    def subscribed(self):
        """Accounts; the app's own subscription, to withdrawn permissions, is nobody's."""
        return {one["user_id"] for one in self.sim.get("/sim/v1/webhooks")["activities"]} - {""}

    def move(self, generation):
        status, body = self.verify(generation=generation, connection_id=1)
        self.assertEqual((status, body.get("error")), (200, None), body)

    def test_fifty_accounts_move_there_and_back_under_traffic(self):
        before = {one["id"]: one["options"]["sync"] for one in self.channels()}
        with Traffic(self, self.brands) as traffic:
            wait_for(lambda: len(traffic.written) > ACCOUNTS)
            self.move("current")
            self.assertTrue(wait_for(lambda: len(self.subscribed()) == ACCOUNTS, MOVED_WITHIN), self.sim.get("/sim/v1/webhooks"))
            moved = len(traffic.written)
            wait_for(lambda: len(traffic.written) > moved + 2 * ACCOUNTS)
            self.move("legacy")
            back = len(traffic.written)
            wait_for(lambda: len(traffic.written) > back + ACCOUNTS)
        written = traffic.written
        arrived = lambda: self.articles_by_message().keys() >= {message for _, _, message in written}
        self.assertTrue(wait_for(arrived, 30), {message for *_, message in written} - self.articles_by_message().keys())
        found = self.articles_by_message()
        self.assertEqual({message: len(found[message]) for *_, message in written if len(found[message]) != 1}, {})
        talks = {}
        for brand, private, message in written:
            [article] = found[message]
            if private:
                self.assertEqual(article["to"], f"@{brand}")
                talks.setdefault(brand, set()).add(article["ticket_id"])
        self.assertEqual({brand: len(tickets) for brand, tickets in talks.items() if len(tickets) != 1}, {},
                         "a conversation is in several tickets")
        self.assertEqual({one["id"]: one["options"]["sync"] for one in self.channels()}, before)


if __name__ == "__main__":
    unittest.main()

"""What X does not send: asked for where X sends nothing, found beside its events, read up after outages."""
import random
import signal
import unittest

from harness import wait_for
from twitter_current_test import MESSAGES, POSTS, CurrentTest
from twitter_harness import ACME_ID


class PollingTest(CurrentTest):
    def ids(self):
        return [article["message_id"] for article in self.all_articles()]

    def arrive_once(self, wanted):
        """Every event once, and none that was not wanted."""
        wanted = sorted(one["id"] for one in wanted)
        self.assertTrue(wait_for(lambda: set(self.ids()) >= set(wanted), 60), f"missing: {set(wanted) - set(self.ids())}")
        self.assertEqual(sorted(self.ids()), wanted)

    def look_now(self):
        """Saving settings begins every turn at once."""
        self.collect(mentions=True, direct_messages=True)


class Asked(PollingTest):
    """A helpdesk that X cannot reach."""

    @classmethod
    def keys(cls, **changes):
        return super().keys(asks_only=True, **changes)

    def test_mentions_answers_in_threads_and_pages_of_messages_all_come_once(self):
        self.sim.post("/sim/v1/users", {"screen_name": "other", "name": "Other"})
        first = self.write_post("jo_harper", "@AcmeHelp where is it?")
        wrote = [self.write_message("jo_harper", "AcmeHelp", f"message {number}") for number in range(12)]
        self.look_now()
        self.arrive_once([first, *wrote])
        # Carries our name along as X does; no event is made of it either.
        below = self.write_post("other", "@jo_harper @AcmeHelp same here", in_reply_to_status_id=first["id"])
        more = [self.write_message("other", "AcmeHelp", f"page {number}") for number in range(25)]
        self.look_now()
        self.arrive_once([first, below, *wrote, *more])
        self.look_now()
        self.arrive_once([first, below, *wrote, *more])
        self.assertIn(("GET", f"/2/users/{ACME_ID}/mentions"), self.requests_at_x(0))
        self.assertEqual(self.subscribed(), set())


class BesideEvents(PollingTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collect(mentions=True, direct_messages=True)
        for name, followers in (("ann", None), ("ben", None), ("private_pat", ["AcmeHelp"])):
            cls.sim.post("/sim/v1/users", {"screen_name": name, "name": name})
            if followers:
                cls.sim.call("PUT", f"/sim/v1/users/{name}", {"protected": True, "followers": followers})
        wanted = POSTS | MESSAGES
        if not wait_for(lambda: {one["event_type"] for one in cls.sim.get("/sim/v1/webhooks")["activities"]} >= wanted):
            raise RuntimeError("the account was not subscribed")

    def traffic(self, seeds, count):
        """What people write in a while, all of it to us."""
        written = []
        for _ in range(count):
            person = seeds.choice(["ann", "ben", "private_pat"])
            posts = [one for one in written if "screen_name" in one or "user" in one]
            if seeds.random() < 0.3:
                written.append(self.write_message(seeds.choice(["ann", "ben"]), "AcmeHelp", f"private {seeds.random()}"))
            elif posts and seeds.random() < 0.4:
                above = seeds.choice(posts)
                written.append(self.write_post(person, f"@AcmeHelp me too {seeds.random()}", in_reply_to_status_id=above["id"]))
            else:
                written.append(self.write_post(person, f"@AcmeHelp late {seeds.random()}"))
        return written

    def test_traffic_with_outages_of_every_kind_comes_once(self):
        seeds = random.Random(20261128)
        written = self.traffic(seeds, 10)
        with self.subTest("X loses what it should deliver"):
            self.sim.post("/sim/v1/faults", {"name": "drop_deliveries"})
            written += self.traffic(seeds, 20)
            self.sim.call("DELETE", "/sim/v1/faults")
            self.look_now()
            self.arrive_once(written)
        with self.subTest("the webhook went invalid"):
            for webhook in self.sim.get("/sim/v1/webhooks")["webhooks"]:
                self.sim.call("PUT", f"/sim/v1/webhooks/{webhook['id']}", {"valid": False})
            written += self.traffic(seeds, 20)
            self.look_now()
            self.arrive_once(written)
            self.assertTrue(all(one["valid"] for one in self.sim.get("/sim/v1/webhooks")["webhooks"]), "it was not repaired")
        with self.subTest("the helpdesk was killed"):
            self.host.process.send_signal(signal.SIGKILL)
            self.host.process.wait()
            written += self.traffic(seeds, 20)
            self.restart()
            self.arrive_once(written)
        with self.subTest("and killed while it reads up"):
            self.sim.post("/sim/v1/faults", {"name": "drop_deliveries"})
            written += self.traffic(seeds, 30)
            self.sim.call("DELETE", "/sim/v1/faults")
            self.look_now()
            self.host.process.send_signal(signal.SIGKILL)
            self.host.process.wait()
            self.restart()
            self.arrive_once(written)


if __name__ == "__main__":
    unittest.main()

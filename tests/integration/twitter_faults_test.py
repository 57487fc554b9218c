"""Answers of every kind over a bad network: each is on X once, in order, and its ticket knows where; or says it does not.
What an agent deletes afterwards is gone from X and from the ticket.

FAULT_SECONDS: how long agents write. Without it for a few seconds, and every request arrives, because that one did not
is only concluded after five minutes. FAULT_SEED: what happens to whom.
"""
import itertools
import os
import time
import unittest

from fault_proxy import ARRIVES, FAULTS, FaultProxy
from harness import wait_for
from twitter_current_test import MESSAGES, POSTS, CurrentTest
from twitter_harness import LinkedTest
from twitter_sending_test import picture

SECONDS = float(os.environ.get("FAULT_SECONDS", "6"))
HAPPENING = FAULTS if "FAULT_SECONDS" in os.environ else ARRIVES
SEED = int(os.environ.get("FAULT_SEED", "7"))
# Between two answers: X takes 100 posts and, of one in four or five, 15 messages of an account in 15 minutes.
PAUSE = 0.3 if SECONDS < 60 else 15
# Five minutes prove that nothing is there; a window of X's limits lasts fifteen.
SETTLED_WITHIN = 1_320 if HAPPENING is FAULTS else 60
ERASED = "[This message was deleted on the remote side.]"  # the article stays


def long_answer(text):
    """Three parts, none of which X has seen."""
    return text + " ".join(f"Sentence {number} of a long answer. {text}" for number in range(16))


class FaultsTest:
    """Mixed into a connected, linked account; `proxy` is what its API goes through."""

    @classmethod
    def through_proxy(cls):
        cls.proxy = FaultProxy(cls.simulator_port, SEED, HAPPENING)
        cls.addClassCleanup(cls.proxy.close)

    def article_of(self, message_id):
        for ticket in self.tickets():  # looked through only as far as needed
            for article in self.articles(ticket["id"]):
                if article["message_id"] == message_id:
                    return article
        return None

    def arrived(self, message):
        article = wait_for(lambda: self.article_of(message["id"]), 30)
        self.assertTrue(article, f"{message['id']} is in no ticket")
        return article

    def reply(self, article, text, options, files):
        return self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"],
            "options": {"initials": False, **options}, "attachments": files})["id"]

    def state(self, reply):
        return self.admin.get(f"/api/v1/ticket_articles/{reply}")

    def settled(self, reply):
        """A verdict that stays: a failure has its note in the ticket."""
        article = self.state(reply)
        status = article["preferences"].get("delivery_status")
        return status in ("success", "uncertain") or any(
            one["preferences"].get("delivery_article_id_related") == reply for one in self.articles(article["ticket_id"]))

    def waiting(self, replies):
        return [reply for kind, _, reply in replies.values()
                if not self.settled(reply) or (kind == "delete" and self.state(reply)["body"] != ERASED)]

    def delete_delivered(self, replies):
        """Presses "delete" in the tickets of those that are meant to be deleted and have left; whether all have."""
        waiting = [reply for kind, _, reply in replies.values() if kind == "delete" and reply not in self.deleting]
        for reply in waiting:
            if self.state(reply)["preferences"].get("delivery_status") == "success":
                answer = self.admin.call("POST", f"/api/v1/ticket_articles/{reply}/actions/post.delete", {})
                self.assertEqual(answer.status, 200, answer.text)
                self.deleting.add(reply)
        return self.deleting.issuperset(waiting)

    def write_for(self, seconds):
        """Reply by its text; kinds take turns."""
        replies, ends = {}, time.monotonic() + seconds
        for number in itertools.count():
            if time.monotonic() > ends:
                return replies
            self.delete_delivered(replies)
            text, kind = f"Answer {number}.", self.kinds[number % len(self.kinds)]
            if kind == "message":
                asked = self.write_message("jo_harper", "AcmeHelp", f"question {number}")
            else:
                asked = self.write_post("jo_harper", f"@AcmeHelp question {number}")
            files = [picture("a.png")] if kind == "picture" else []
            is_thread = kind == "thread"
            reply = self.reply(self.arrived(asked), long_answer(text) if is_thread else text, {"long_text": "thread"} if is_thread else {}, files)
            replies[text] = kind, asked["id"], reply
            time.sleep(PAUSE)

    def on_x(self, kind, text, asked):
        """Ids of what is on X of this answer, in the order it was written."""
        if kind == "message":
            said = self.sim.get("/sim/v1/direct_messages?between=AcmeHelp,jo_harper")["direct_messages"]
            return [one["id"] for one in said if one["from"] == "AcmeHelp" and one["text"].startswith(text)]
        posts = sorted(self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"], key=lambda one: int(one["id"]))
        under = {asked}
        for post in posts:
            if post["in_reply_to_status_id"] in under:
                under.add(post["id"])
        return [one["id"] for one in posts if one["id"] in under]

    def test_every_answer_is_on_x_once(self):
        self.proxy.faulty = True
        self.deleting = set()
        replies = self.write_for(SECONDS)
        wait_for(lambda: self.delete_delivered(replies), 10)  # of the last ones, while the network is still bad
        self.proxy.faulty = False
        wait_for(lambda: self.delete_delivered(replies) and not self.waiting(replies), SETTLED_WITHIN)
        self.assertEqual([self.state(reply) for reply in self.waiting(replies)], [])
        print(f"{len(replies)} answers; the network: {self.proxy.happened}", flush=True)
        self.assertGreater(sum(self.proxy.happened.values()), len(replies) / 4, "hardly anything happened")
        for text, (kind, asked, reply) in replies.items():
            with self.subTest(text=text, kind=kind):
                article = self.state(reply)
                self.assertEqual(article["preferences"]["delivery_status"], "success", article["preferences"])
                there = self.on_x(kind, text, asked)
                self.assertEqual(len(there), {"thread": 3, "delete": 0}.get(kind, 1))
                if kind == "delete":
                    self.assertEqual(article["body"], ERASED)
                else:
                    self.assertEqual(article["message_id"], there[0])


class Legacy(FaultsTest, LinkedTest):
    kinds = ("post", "message", "thread", "post")  # v1.1 takes no files and deletes nothing

    @classmethod
    def keys(cls, **changes):
        if not hasattr(cls, "proxy"):
            cls.through_proxy()
        return super().keys(api_base_url=cls.proxy.url, **changes)


class Current(FaultsTest, CurrentTest):
    kinds = ("post", "message", "thread", "picture", "delete")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collect(mentions=True, direct_messages=True)
        if not wait_for(lambda: {one["event_type"] for one in cls.sim.get("/sim/v1/webhooks")["activities"]} >= POSTS | MESSAGES):
            raise RuntimeError("the account was not subscribed")

    @classmethod
    def keys(cls, **changes):
        if not hasattr(cls, "proxy"):
            cls.through_proxy()
        return super().keys(**{"api_base_url": cls.proxy.url, **changes})


if __name__ == "__main__":
    unittest.main()

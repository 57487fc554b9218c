"""Real processes under load while an admin changes things: every webhook gets a definite answer, what was
acknowledged is one article, every reply is on X once. Under the thread sanitizer the same run finds races."""
import threading
import time
import unittest

from harness import wait_for
from twitter_harness import LinkedTest, TwitterTest

SENDERS = 6
MENTIONS_EACH = 8
RECORDED_POST = b"1601234567890123457"
TRIES = 2000
GRACE_SECONDS = 10  # of the host, for running calls


class Load(LinkedTest):
    def mention(self, post_id):
        return self.recorded("tweet_create-user_mention").replace(RECORDED_POST, post_id.encode())

    def send_until_stored(self, post_id, answers):
        """As X does: the same body again until it is taken."""
        for _ in range(TRIES):
            status = self.post_webhook(self.mention(post_id)).status
            answers.add(status)
            if status == 200:
                return
        answers.add(f"{post_id} was never taken")

    def burst(self, first_id, meanwhile):
        """Sends from many threads, calls meanwhile() until they have ended; every status seen and the ids sent."""
        answers = set()
        ids = [[str(first_id + sender * MENTIONS_EACH + number) for number in range(MENTIONS_EACH)]
               for sender in range(SENDERS)]
        senders = [threading.Thread(target=lambda own=own: [self.send_until_stored(one, answers) for one in own])
                   for own in ids]
        for sender in senders:
            sender.start()
        while any(sender.is_alive() for sender in senders):
            meanwhile()
        return answers, [one for own in ids for one in own]

    def assert_all_there_once(self, ids):
        counted, page = {}, self.admin.get("/api/v1/tickets?per_page=200")
        while page:
            for ticket in page:
                for article in self.articles(ticket["id"]):
                    counted[article["message_id"]] = counted.get(article["message_id"], 0) + 1
            page = self.admin.get(f"/api/v1/tickets?per_page=200&before_id={page[-1]['id']}")
        self.assertEqual([one for one in ids if counted.get(one) != 1], [])

    def configure(self):
        self.set_sync({"mentions": {"group_id": self.group}, "direct_messages": {"group_id": self.group}})

    def switch(self, enabled):
        self.assertEqual(self.admin.call("PUT", "/api/v1/plugins/twitter", {"enabled": enabled}).status, 200)

    def switch_off_and_on(self):
        self.switch(False)
        self.switch(True)

    def pause_account(self):
        for what in ("disable", "enable"):
            answer = self.admin.call("POST", f"/api/v1/channels_twitter_{what}", {"id": self.channel["id"]})
            self.assertEqual(answer.status, 200, answer.text)

    def reply_to(self, message_id, text):
        article = self.article_of(message_id)
        return self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text,
            "in_reply_to": message_id, "options": {"initials": False}})["id"]

    def reply_state(self, article_id):
        article = self.admin.get(f"/api/v1/ticket_articles/{article_id}")
        return article["preferences"].get("delivery_status")

    def test_settings_change_during_a_burst(self):
        answers, ids = self.burst(1601234567891000000, self.configure)
        self.assertEqual(answers, {200})
        self.assert_all_there_once(ids)

    def test_the_plugin_is_switched_off_and_on_during_a_burst(self):
        answers, ids = self.burst(1601234567892000000, self.switch_off_and_on)
        self.assertLessEqual(answers, {200, 404, 503})
        self.assert_all_there_once(ids)

    def test_the_account_is_paused_while_replies_are_sent(self):
        post = self.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": "@AcmeHelp where is it?"})
        self.assertTrue(wait_for(lambda: self.article_of(post["id"])), "X's delivery made no article")
        replies = [self.reply_to(post["id"], f"Reply number {number}") for number in range(6)]
        for _ in range(10):
            self.pause_account()
        ended = wait_for(lambda: all(self.reply_state(one) == "success" for one in replies), seconds=60)
        self.assertTrue(ended, [self.reply_state(one) for one in replies])
        posts = [post["text"] for post in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]]
        for number in range(6):
            self.assertEqual(sum(text.endswith(f"Reply number {number}") for text in posts), 1, posts)

    @classmethod
    def tearDownClass(cls):
        for process in (cls.host, cls.x):
            process.stop()
            log = process.log_file.read_text(encoding="utf-8", errors="replace")
            report = log[log.find("WARNING: ThreadSanitizer"):][:6000] if "ThreadSanitizer" in log else ""
            if process.process.returncode != 0 or report:
                raise AssertionError(f"{process.name} ended with {process.process.returncode} {report}")


class Stopping(TwitterTest):
    """X hangs in the middle of a request when the host is told to stop: the call gets the grace period, is then
    cancelled, and its caller still gets an answer."""

    def test_sigterm_while_x_hangs_ends_cleanly(self):
        # Whatever is asked hangs: the job that a new connection begins with may come before its verification.
        self.sim.post("/sim/v1/faults", {"name": "api_delay_ms=40000", "count": 0})
        answers = []
        asking = threading.Thread(target=lambda: answers.append(self.verify()))
        asking.start()
        hangs = wait_for(lambda: self.asked_at_x("POST /oauth/request_token")[0] > 0)
        self.assertTrue(hangs, "the host asked X nothing within 15 s")
        self.host.process.terminate()
        begin = time.monotonic()
        self.assertEqual(self.host.process.wait(timeout=60), 0)
        self.assertLess(time.monotonic() - begin, GRACE_SECONDS + 5)
        asking.join()
        self.assertEqual([(status, body["reason"]) for status, body in answers], [(200, "http.cancelled")])


if __name__ == "__main__":
    unittest.main()

"""Ends and beginnings: SIGTERM in the middle of traffic, kill -9, and what is there afterwards."""
import signal
import threading
import unittest

from harness import EchoTest


class Shutdown(EchoTest):
    def shout_until_refused(self, prefix, stored):
        """Sends one message after the other; notes those the host has acknowledged."""
        for number in range(10_000):
            try:
                if self.shout(f"{prefix}-{number}").status == 200:
                    stored.append(f"{prefix}-{number}")
            except OSError:
                return

    def stop_during_traffic(self, prefix, how):
        stored = []
        callers = [threading.Thread(target=self.shout_until_refused, args=(f"{prefix}{number}", stored))
                   for number in range(4)]
        for caller in callers:
            caller.start()
        while len(stored) < 20:
            self.assertTrue(any(caller.is_alive() for caller in callers), "no caller got through")
        self.host.process.send_signal(how)
        status = self.host.process.wait(timeout=30)
        for caller in callers:
            caller.join()
        self.restart()
        return status, stored

    def assert_all_there_once(self, stored):
        counted = {}
        for ticket in self.every_ticket():
            for article in self.articles(ticket["id"]):
                counted[article["message_id"]] = counted.get(article["message_id"], 0) + 1
        self.assertEqual([name for name in stored if counted.get(name) != 1], [])

    def every_ticket(self):
        listed, page = [], self.admin.get("/api/v1/tickets?per_page=200")
        while page:
            listed += page
            page = self.admin.get(f"/api/v1/tickets?per_page=200&before_id={page[-1]['id']}")
        return listed

    def test_sigterm_ends_cleanly_and_loses_nothing(self):
        status, stored = self.stop_during_traffic("t", signal.SIGTERM)
        self.assertEqual(status, 0)
        self.assert_all_there_once(stored)

    def test_a_kill_loses_nothing(self):
        status, stored = self.stop_during_traffic("k", signal.SIGKILL)
        self.assertEqual(status, -signal.SIGKILL)
        self.assert_all_there_once(stored)

    def test_a_restart_keeps_everything(self):
        self.admin.post("/api/v1/groups", {"name": "Sales"})
        self.shout("r-1")
        paths = ("/api/v1/groups", "/api/v1/users", "/api/v1/tickets?per_page=5", "/api/v1/channels_echo",
                 "/api/v1/plugins")
        before = [self.admin.get(path) for path in paths]
        self.host.stop()
        self.restart()
        self.assertEqual([self.admin.get(path) for path in paths], before)


if __name__ == "__main__":
    unittest.main()

"""kill -9 at random points of a burst of webhooks on 16 connections, and nothing is ever sent twice:
what was answered with 200 is one article, and nothing is two.

KILL_RUNS=1000 kills more often; KILL_FIRST_SEED=17 begins with that seed."""
import collections
import http.client
import itertools
import json
import os
import random
import sqlite3
import threading
import unittest

from twitter_harness import WEBHOOK, LinkedTest, sha256_signature

CONNECTIONS = 16
RUNS = int(os.environ.get("KILL_RUNS", "50"))
FIRST_SEED = int(os.environ.get("KILL_FIRST_SEED", "1"))


class Burst:
    """Callers that send one body after the other, each over its own connection, until the host is gone."""

    def __init__(self, port, make_request, kill):
        self.port = port
        self.make_request = make_request
        self.kill = kill
        self.acknowledged = []
        self.other_answers = []
        self.moments = itertools.count(1)
        self.fatal_moment = 0

    def run(self, fatal_moment):
        """A moment is when a body has been sent, or when an answer has come."""
        self.fatal_moment = fatal_moment
        callers = [threading.Thread(target=self.call) for _ in range(CONNECTIONS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()

    def call(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            while True:
                name, body, headers = self.make_request()
                connection.request("POST", WEBHOOK, body, headers)
                self.moment()
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    self.acknowledged.append(name)
                else:
                    self.other_answers.append(answer.status)
                self.moment()
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def moment(self):
        if next(self.moments) == self.fatal_moment:
            self.kill()


class Kill(LinkedTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ids = itertools.count(1_700_000_000_000_000_000)
        cls.bodies = [cls.with_placeholder("tweet_create-user_mention", "tweet_create_events", "id_str"),
                      cls.with_placeholder("direct_message-incoming", "direct_message_events", "id")]

    @classmethod
    def with_placeholder(cls, name, events, field):
        body = json.loads(cls.recorded(name))
        body[events][0][field] = "MESSAGE-ID"
        return json.dumps(body).encode()

    @classmethod
    def make_request(cls):
        name = str(next(cls.ids))
        body = cls.bodies[0 if int(name) % 4 else 1].replace(b"MESSAGE-ID", name.encode())
        return name, body, {"Content-Type": "application/json", "X-Twitter-Webhooks-Signature":
                            sha256_signature(cls.app["consumer_secret"], body)}

    def articles_per_message(self):
        """Read from the file, while no host has it open."""
        database = sqlite3.connect(f"file:{self.folder / 'host.sqlite3'}?mode=ro", uri=True)
        try:
            self.assertEqual(database.execute("PRAGMA quick_check").fetchone()[0], "ok")
            return collections.Counter(name for (name,) in database.execute(
                "SELECT message_id FROM articles WHERE message_id<>''"))
        finally:
            database.close()

    def test_what_was_acknowledged_is_there_once_and_nothing_twice(self):
        acknowledged = []
        for seed in range(FIRST_SEED, FIRST_SEED + RUNS):
            burst = Burst(self.port, self.make_request, self.host.kill)
            burst.run(random.Random(seed).randint(CONNECTIONS, 300))
            acknowledged += burst.acknowledged
            counted = self.articles_per_message()
            with self.subTest(seed=seed):
                self.assertEqual(burst.other_answers, [])
                self.assertEqual([name for name in acknowledged if counted[name] != 1], [], "acknowledged and lost")
                self.assertEqual([name for name, times in counted.items() if times > 1], [], "stored twice")
            self.restart()
        self.assertGreater(len(acknowledged), RUNS)
        self.host.stop()
        counted = self.articles_per_message()
        self.assertEqual([name for name in acknowledged if counted[name] != 1], [])


if __name__ == "__main__":
    unittest.main()

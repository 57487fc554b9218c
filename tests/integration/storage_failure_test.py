"""The database file fails under a running host, or before its start: X is told to come again, what was
acknowledged stays, and a start that cannot be says why in one sentence."""
import contextlib
import json
import resource
import sqlite3
import subprocess
import time
import unittest

from twitter_harness import LinkedTest

PAGE = 4096


class StorageFailure(LinkedTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = 1_800_000_000_000_000_000
        cls.file = cls.folder / "host.sqlite3"
        cls.key_file = cls.folder / "host.sqlite3.key"

    def setUp(self):
        super().setUp()
        self.kept = self.send_new()
        self.assertEqual(self.kept[1].status, 200)

    def send_new(self):
        type(self).number += 1
        body = json.loads(self.recorded("tweet_create-user_mention"))
        body["tweet_create_events"][0]["id_str"] = str(self.number)
        return str(self.number), self.post_webhook(json.dumps(body).encode())

    def assert_refused_for_now(self, *words):
        """X comes again after a 503, and waits ten seconds for it; the log says what a person should do."""
        log_before = self.log()
        begin = time.monotonic()
        _, answer = self.send_new()
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual(answer.status, 503, answer.text)
        self.assertGreaterEqual(int(answer.headers["Retry-After"]), 1)
        self.assertNotIn(str(self.folder), answer.text)
        said = [line for line in self.log()[len(log_before):].splitlines() if "ingest.deliver:" in line]
        self.assertEqual(len(said), 1, said)
        for word in ("database host.sqlite3", *words):
            self.assertIn(word, said[0])

    def log(self):
        return (self.folder / "host.log").read_text(encoding="utf-8", errors="replace")

    def assert_works_again(self):
        name, answer = self.send_new()
        self.assertEqual(answer.status, 200, answer.text)
        for kept in (name, self.kept[0]):
            self.assertIsNotNone(self.article_of(kept))

    def assert_no_start(self, *words):
        shown = subprocess.run([str(word) for word in self.host_command()], capture_output=True, text=True,
                               timeout=60, check=False)
        self.assertEqual(shown.returncode, 1, shown.stderr)
        self.assertEqual(len(shown.stderr.strip().splitlines()), 1, shown.stderr)
        for word in words:
            self.assertIn(word, shown.stderr)

    def other_program(self, *statements):
        other = sqlite3.connect(self.file, isolation_level=None, timeout=20)
        self.addCleanup(other.close)
        for statement in statements:
            other.execute(statement).fetchall()
        return other

    def damage(self, place, content):
        """Until the end of the test, or until what this returns is called."""
        with open(self.file, "r+b") as opened:
            opened.seek(place)
            before = opened.read(len(content))

        def write(what):
            with open(self.file, "r+b") as opened:
                opened.seek(place)
                opened.write(what)

        write(content)
        return lambda: write(before)

    def test_a_lock_of_another_program_is_waited_for_shortly(self):
        other = self.other_program("BEGIN IMMEDIATE")
        self.assert_refused_for_now("another program is using it", "end that program")
        self.assertIsNotNone(self.article_of(self.kept[0]))
        other.execute("ROLLBACK")
        self.assert_works_again()

    def test_a_file_that_cannot_grow_refuses_until_it_can(self):
        pid = self.host.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (PAGE, before[1]))
        try:
            self.assert_refused_for_now("check the disk")
            self.assertIsNotNone(self.article_of(self.kept[0]))
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        self.assert_works_again()

    def test_a_damaged_page_is_named_while_running(self):
        self.host.stop()
        with contextlib.closing(sqlite3.connect(self.file)) as reader:
            root = reader.execute("SELECT rootpage FROM sqlite_master WHERE name='articles'").fetchone()[0]
        repair = self.damage((root - 1) * PAGE, b"\x5a" * PAGE)
        self.restart()
        try:
            self.assert_refused_for_now("it is damaged", "restore it from a backup")
        finally:
            self.host.stop()
            repair()
            self.restart()
        self.assert_works_again()

    def test_no_start_while_another_program_has_the_file(self):
        self.host.stop()
        other = self.other_program("PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE",
                                   "UPDATE kv_versions SET last=last")
        try:
            self.assert_no_start(str(self.file), "another program is using it", "end that program")
        finally:
            other.close()
            self.restart()
        self.assert_works_again()

    def test_no_start_and_no_new_key_without_the_key_file(self):
        self.host.stop()
        aside = self.key_file.rename(self.folder / "aside")
        try:
            self.assert_no_start(str(self.key_file), "restore it from a backup")
            self.assertFalse(self.key_file.exists())
        finally:
            aside.rename(self.key_file)
            self.restart()
        self.assert_works_again()

    def test_no_start_with_a_damaged_header(self):
        self.host.stop()
        repair = self.damage(0, b"x" * 100)
        try:
            self.assert_no_start(str(self.file), "damaged", "restore it from a backup")
        finally:
            repair()
            self.restart()
        self.assert_works_again()


if __name__ == "__main__":
    unittest.main()

"""The command line as a stranger meets it: help, mistakes, and what each command says."""
import os
import stat
import subprocess
import unittest

from harness import HOST, EchoTest, HostTest


def run(*arguments):
    return subprocess.run([str(word) for word in (HOST, *arguments)], capture_output=True, text=True, timeout=60,
                          check=False)


class Usage(unittest.TestCase):
    def test_help_names_every_command(self):
        shown = run("--help")
        self.assertEqual(shown.returncode, 0)
        for command in ("serve", "plugins", "replay", "token"):
            self.assertIn(command, shown.stdout)
        self.assertNotIn("probe-plugin", shown.stdout)

    def test_mistakes_are_one_sentence(self):
        for words in ((), ("sing",), ("serve", "--port", "x"), ("serve", "--port", "99999"),
                      ("serve", "--log-level", "loud"), ("serve", "--odd"), ("replay",), ("token", "extra")):
            with self.subTest(words=words):
                shown = run(*words)
                self.assertEqual(shown.returncode, 2)
                self.assertEqual(shown.stdout, "")
                self.assertEqual(len(shown.stderr.strip().splitlines()), 1, shown.stderr)


class Commands(EchoTest):
    def serve(self, **options):
        """With options that work, except for those given."""
        words = {"plugins": self.folder / "plugins", "database": self.folder / "new.sqlite3", "port": 0,
                 "log-level": "off", **options}
        return run("serve", *[text for name, value in words.items() for text in (f"--{name}", value)])

    def test_the_token_file_is_private(self):
        mode = stat.S_IMODE(os.stat(self.folder / "admin-token").st_mode)
        self.assertEqual(mode, 0o600)

    def test_a_second_host_is_refused(self):
        shown = self.serve(database=self.folder / "host.sqlite3")
        self.assertEqual(shown.returncode, 1)
        self.assertEqual(len(shown.stderr.strip().splitlines()), 1, shown.stderr)

    def test_a_busy_port_is_named(self):
        shown = self.serve(port=self.port)
        self.assertEqual(shown.returncode, 1)
        self.assertIn(f"Port {self.port}", shown.stderr)

    def test_places_that_do_not_work_are_named(self):
        for name, value in (("address", "not-an-address"), ("plugins", "/nowhere"),
                            ("database", "/nowhere/host.sqlite3"), ("first-admin-token-file", "/nowhere/token")):
            with self.subTest(option=name):
                shown = self.serve(**{name: value})
                self.assertEqual(shown.returncode, 1)
                self.assertEqual(len(shown.stderr.strip().splitlines()), 1, shown.stderr)
                self.assertIn(value, shown.stderr)

    def test_token_says_that_a_host_is_running(self):
        shown = run("token", "--database", self.folder / "host.sqlite3")
        self.assertEqual(shown.returncode, 1)
        self.assertIn("user_access_token", shown.stderr)

    def test_plugins_lists_what_would_load(self):
        shown = run("plugins", "--plugins", self.folder / "plugins")
        self.assertEqual(shown.returncode, 0, shown.stdout + shown.stderr)
        self.assertIn("would load", shown.stdout)

    def test_replay_sends_a_recorded_request(self):
        body = f'{{"account":"{self.account_id}","id":"replayed","from":"jo","text":"again"}}'
        file = self.folder / "request.http"
        file.write_text(f"POST /api/v1/channels_echo_webhook HTTP/1.1\r\nHost: desk.example\r\n"
                        f"X-Echo-Token: valley-token\r\nContent-Length: {len(body)}\r\n\r\n{body}", newline="")
        shown = run("replay", file, "--url", self.url)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn('200 {"stored":true}', shown.stdout)

    def test_replay_refuses_what_is_no_request(self):
        file = self.folder / "half.http"
        for text in ("", "hello", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"):
            file.write_text(text, newline="")
            with self.subTest(text=text):
                shown = run("replay", file, "--url", self.url)
                self.assertEqual(shown.returncode, 1)
                self.assertEqual(len(shown.stderr.strip().splitlines()), 1, shown.stderr)

    def test_logs_hold_no_secret(self):
        self.shout("secret-text-in-a-message")
        log = (self.folder / "host.log").read_text(encoding="utf-8", errors="replace")
        for secret in (self.token, "valley-token", "secret-text-in-a-message"):
            self.assertNotIn(secret, log)


class StoppedHost(HostTest):
    """Commands that work on the files of a host that is not running."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.host.stop()

    def test_token_makes_a_token_that_works(self):
        made = run("token", "--database", self.folder / "host.sqlite3")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.restart()
        try:
            answer = self.anybody.call("GET", "/api/v1/groups")
            self.assertEqual(answer.status, 403)
            self.anybody.headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
            self.assertEqual(self.anybody.call("GET", "/api/v1/groups").status, 200)
        finally:
            self.anybody.headers = {}
            self.host.stop()

    def test_token_for_an_unknown_login_is_refused(self):
        made = run("token", "--database", self.folder / "host.sqlite3", "--login", "nobody")
        self.assertEqual((made.returncode, made.stdout), (1, ""))

    def test_replay_works_without_a_host(self):
        file = self.folder / "request.http"
        file.write_text("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", newline="")
        shown = run("replay", file, "--plugins", self.folder / "plugins", "--database", self.folder / "host.sqlite3")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn('200 {"alive":true}', shown.stdout)

    def test_a_broken_plugin_is_named_and_the_rest_works(self):
        broken = self.folder / "plugins" / "broken"
        broken.mkdir()
        (broken / "manifest.json").write_text("{")
        shown = run("plugins", "--plugins", self.folder / "plugins")
        self.assertEqual(shown.returncode, 1)
        self.assertIn("refused", shown.stdout)
        self.assertIn("would load", shown.stdout)



if __name__ == "__main__":
    unittest.main()

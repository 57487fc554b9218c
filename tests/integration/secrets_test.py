"""The whole story, failures included, with the log at its loudest; then every secret that took part is
searched in everything the host wrote or said."""
import contextlib
import json
import os
import signal
import sqlite3
import unittest
from pathlib import Path

from canary_scan import Canaries
from harness import Client, hidden_fields, wait_for
from recording_proxy import RecordingProxy
from twitter_harness import LINK, VERIFY, WEBHOOK, LinkedTest, sha256_signature

PASSWORD = "correct-horse-canary-7c41"
ANSWERS_THAT_GIVE_A_SECRET = ("/api/v1/user_access_token", "/api/v1/signin")
PAGES = [
    "/", "/panel/panel.js", "/panel/panel.css", "/healthz", "/readyz", "/metrics", "/api/v1/monitoring/health_check",
    "/api/v1/plugins", "/api/v1/plugins/twitter", "/api/v1/channels_twitter", "/api/v1/channels_twitter/1",
    "/api/v1/jobs", "/api/v1/tickets", "/api/v1/tickets/1", "/api/v1/tickets/2",
    "/api/v1/ticket_articles/by_ticket/1", "/api/v1/ticket_articles/by_ticket/2", "/api/v1/ticket_articles/1",
    "/api/v1/users", "/api/v1/users/1", "/api/v1/users/me", "/api/v1/groups", "/api/v1/getting_started"]


class TranscribingClient(Client):
    """Keeps the body of every answer, but for the one that hands a token or a session to its owner."""

    transcript = []

    def call(self, method, path, body=None, form=None, timeout=20):
        answer = super().call(method, path, body, form, timeout)
        # The request token is the browser's to carry to X.
        if path not in ANSWERS_THAT_GIVE_A_SECRET and (path, answer.status) != (LINK, 302):
            self.transcript.append((f"{method} {path.split('?')[0]} {answer.status}", answer.text))
        return answer


def echo(path, parameters):
    """X, or what stands before it, says back what it was sent."""
    sent = " ".join(f"{name} {value}" for name, value in sorted(parameters.items()) if name in (
        "oauth_token", "oauth_verifier"))
    message = json.dumps({"errors": [{"code": 186, "message": f"Not accepted: {sent}"}]})
    return 403, {"Content-Type": "application/json"}, message.encode()


def page_of_html(path, parameters):
    return 500, {"Content-Type": "text/html"}, f"<html><pre>{parameters}</pre></html>".encode()


def too_many(path, parameters):
    body = json.dumps({"title": "Too Many", "detail": f"token {parameters.get('oauth_token')}"})
    return 429, {"Content-Type": "application/json", "Retry-After": "1"}, body.encode()


def half_a_token(path, parameters):
    return 200, {}, b"oauth_token=half-canary-51c2&oauth_token_secret=secret-canary-93ab"


def unauthorized(path, parameters):
    body = json.dumps({"errors": [{"code": 32, "message": f"Could not authenticate {parameters.get('oauth_token')}"}]})
    return 401, {"Content-Type": "application/json"}, body.encode()


def broken_token(path, parameters):
    return 200, {}, b"oauth_token=%zz-canary-51c2&oauth_token_secret=secret-canary-93ab"


class Secrets(LinkedTest):
    @classmethod
    def setUpClass(cls):
        cls.proxy = None
        cls.sealed = set()  # every secret that was at rest at some moment, as it stood in the database
        super().setUpClass()
        cls.addClassCleanup(cls.proxy.close)
        cls.admin = TranscribingClient(cls.url, cls.admin.headers)
        cls.agent_client = TranscribingClient(cls.url, cls.agent("anna").headers)
        cls.key_file = next(cls.folder.glob("host.sqlite3*key*"))
        cls.play_sign_in()
        cls.play_conversation()
        for answer in (echo, page_of_html, too_many, half_a_token, broken_token, unauthorized):
            cls.proxy.answer = answer
            cls.play_setup_that_fails()
            cls.play_reply("Fails once.")
        cls.proxy.answer = None
        cls.play_lost_deliveries()
        cls.play_bad_input()
        cls.link()  # again: new tokens
        cls.canaries = cls.all_canaries()
        for client in (cls.admin, cls.agent_client, TranscribingClient(cls.url)):
            for page in PAGES:
                client.call("GET", page)

    @classmethod
    def sealed_now(cls):
        address = f"file:{cls.folder}/host.sqlite3?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute("SELECT secrets FROM accounts UNION SELECT value FROM kv WHERE secret=1")
            return {bytes(row[0]) for row in rows}

    @classmethod
    def host_command(cls):
        return [*super().host_command(), "--log-level", "debug"]

    @classmethod
    def keys(cls, **changes):
        if cls.proxy is None:
            cls.proxy = RecordingProxy(cls.simulator_port)
        return super().keys(api_base_url=cls.proxy.url, **changes)

    @classmethod
    def all_canaries(cls):
        canaries = Canaries()
        canaries.add("consumer secret", cls.app["consumer_secret"])
        canaries.add("access token secret", cls.app["access_token_secret"])
        canaries.add("admin token", cls.token)
        canaries.add("agent token", cls.agent_client.headers["Authorization"].split("=")[1])
        canaries.add("session cookie", cls.cookie.split("=", 1)[1])
        canaries.add("password", PASSWORD)
        canaries.add("key file", cls.key_file.read_bytes())
        canaries.add("webhook signature", cls.signature.removeprefix("sha256="))
        for number, (name, value) in enumerate(sorted(cls.proxy.secrets())):
            if value != cls.app["access_token"]:  # an identifier, shown in the form
                canaries.add(f"{name} {number}", value)
        return canaries

    @classmethod
    def play_sign_in(cls):
        cls.admin.post("/api/v1/users", {"login": "cleo", "password": PASSWORD, "roles": ["Agent"]})
        page = TranscribingClient(cls.url)
        answer = page.call("POST", "/api/v1/signin", {"username": "cleo", "password": PASSWORD})
        cls.cookie = answer.headers["Set-Cookie"].split(";")[0]
        signed_in = TranscribingClient(cls.url, {"Cookie": cls.cookie})
        signed_in.call("GET", "/api/v1/tickets")
        signed_in.call("DELETE", "/api/v1/signout")  # without the proof against forgery
        page.call("POST", "/api/v1/signin", {"username": PASSWORD, "password": PASSWORD})
        page.call("POST", "/api/v1/getting_started", {"setup_token": PASSWORD, "email": "a", "password": PASSWORD})

    @classmethod
    def play_conversation(cls):
        body = cls.recorded("tweet_create-user_mention")
        cls.signature = sha256_signature(cls.app["consumer_secret"], body)
        for name in ("tweet_create-user_mention", "direct_message-incoming"):
            cls.post_webhook(cls.recorded(name))
        cls.post_webhook(b"{" + body, cls.signature)
        cls.post_webhook(b"{")
        cls.admin.call("GET", WEBHOOK + "?crc_token=" + cls.app["consumer_secret"])
        cls.play_reply("Sorry!")

    @classmethod
    def play_reply(cls, text):
        ticket = cls.admin.get("/api/v1/tickets")[0]
        article = cls.admin.get(f"/api/v1/ticket_articles/by_ticket/{ticket['id']}")[0]
        sent = cls.agent_client.post("/api/v1/ticket_articles", {
            "ticket_id": ticket["id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"]})
        wait_for(lambda: cls.admin.get(f"/api/v1/ticket_articles/{sent['id']}")["preferences"].get(
            "delivery_status"), 5)

    @classmethod
    def play_setup_that_fails(cls):
        cls.admin.call("POST", VERIFY, cls.keys())
        cls.admin.call("POST", VERIFY, cls.keys(consumer_secret=cls.app["access_token_secret"]))
        cls.admin.call("GET", LINK)
        # X gives a request token, the failure comes with the access token.
        failing, cls.proxy.answer = cls.proxy.answer, None
        start = cls.admin.call("GET", LINK)
        cls.sealed |= cls.sealed_now()
        page = cls.sim.call("GET", start.headers["Location"])
        allowed = cls.sim.call("POST", "/oauth/authorize", form={
            **hidden_fields(page.text), "user": "AcmeHelp", "decision": "authorize"})
        cls.proxy.answer = failing
        TranscribingClient(cls.url).call("GET", allowed.headers["Location"])
        cls.admin.call("GET", allowed.headers["Location"])
        cls.admin.call("GET", allowed.headers["Location"])

    @classmethod
    def play_lost_deliveries(cls):
        """X goes on delivering to the address of a connection whose plugin is switched off."""
        with contextlib.closing(sqlite3.connect(f"file:{cls.folder}/host.sqlite3?mode=ro", uri=True)) as database:
            cls.connection_key = database.execute("SELECT key FROM connections").fetchone()[0]
        for enabled in (False, True):
            cls.admin.call("PUT", "/api/v1/plugins/twitter", {"enabled": enabled})
            for path in (f"{WEBHOOK}/{cls.connection_key}", f"{WEBHOOK}/{cls.connection_key}/more"):
                for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
                    cls.anybody.call(method, path)

    @classmethod
    def play_bad_input(cls):
        secret = cls.app["consumer_secret"]
        for values in ({"consumer_secret": {secret: secret}}, {"consumer_secret": [secret]},
                       {"consumer_secret": secret * 100}, {"push": secret}, {"api_base_url": "http://" + secret},
                       {"replace_foreign_webhooks": secret}, {"oauth_token_secret": 7},
                       {"api_base_url": "https://127.0.0.1:1/"},
                       {"api_base_url": f"https://127.0.0.1:{cls.simulator_port}/"}):
            cls.admin.call("POST", VERIFY, {**cls.keys(), **values})
        cls.admin.call("POST", "/api/v1/signin", {"username": [PASSWORD], "password": {"a": PASSWORD}})
        TranscribingClient(cls.url, {"Authorization": f"Token token={cls.token}x"}).call("GET", "/api/v1/users")
        TranscribingClient(cls.url, {"Cookie": cls.cookie + "x"}).call("GET", "/api/v1/users")

    def assert_clean(self, data, place):
        self.assertTrue(data, f"nothing was read from {place}")
        self.assertEqual(self.canaries.found_in(data), [], f"in {place}")

    def files(self):
        own = {self.key_file, self.folder / "admin-token", self.folder / "simulator.log"}
        return [path for path in sorted(self.folder.rglob("*"))
                if path.is_file() and path not in own and path.stat().st_size > 0]

    def test_1_every_secret_took_part(self):
        names = {name for name, value in self.proxy.oauth_values if value}
        self.assertLessEqual({"oauth_token", "oauth_token_secret", "oauth_verifier", "oauth_signature"}, names)
        self.assertGreater(len(self.canaries.forms), 20)

    def test_1_a_planted_secret_is_found_in_every_form(self):
        for name, known in self.canaries.forms.items():
            for form in known:
                self.assertIn(name, self.canaries.found_in(b"before " + form + b" after"))
        self.assertEqual(self.canaries.found_in(self.app["consumer_key"].encode()), [])

    def test_2_the_log_holds_no_secret(self):
        log = (self.folder / "host.log").read_bytes()
        self.assertIn(b"[debug]", log)
        self.assertIn(b"403", log)
        self.assert_clean(log, "the log")
        self.assertNotIn(self.connection_key.encode(), log)

    def test_2_standard_output_holds_no_secret(self):
        self.assert_clean("\n".join(self.host.lines).encode(), "standard output")

    def test_2_no_answer_holds_a_secret(self):
        self.assertGreater(len(TranscribingClient.transcript), 100)
        for question, text in TranscribingClient.transcript:
            with self.subTest(question=question):
                self.assertEqual(self.canaries.found_in(text.encode()), [], text)

    def test_2_the_process_table_holds_no_secret(self):
        process = Path("/proc") / str(self.host.process.pid)
        for name in ("cmdline", "environ"):
            self.assert_clean((process / name).read_bytes(), name)

    def test_2_database_write_ahead_log_and_blobs_hold_no_secret(self):
        names = {path.name for path in self.files()}
        self.assertLessEqual({"host.sqlite3", "host.sqlite3-wal"}, names)
        for path in self.files():
            with self.subTest(path=path.name):
                self.assert_clean(path.read_bytes(), path.name)

    def test_3_tokens_that_were_replaced_used_up_or_removed_are_erased_from_the_files(self):
        self.sealed.update(self.sealed_now())
        self.assertGreater(len(self.sealed), 3)
        self.assertTrue(any(one in path.read_bytes() for one in self.sealed_now() for path in self.files()))
        self.admin.call("DELETE", "/api/v1/channels_twitter", {"id": self.channel["id"]})
        self.assertTrue(wait_for(lambda: not self.channels()), "the account was not removed within 15 s")
        self.restart_cleanly()
        gone = self.sealed - self.sealed_now()
        self.assertGreater(len(gone), 3)
        for path in self.files():
            self.assertEqual([one for one in gone if one in path.read_bytes()], [], path.name)

    def restart_cleanly(self):
        self.host.stop()
        self.restart()

    def test_4_a_crash_prints_no_secret_and_leaves_no_memory_image(self):
        limits = Path(f"/proc/{self.host.process.pid}/limits").read_text(encoding="ascii")
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        self.assertEqual(core.split()[4:6], ["0", "0"])
        for signal_number in (signal.SIGABRT, signal.SIGSEGV):
            before = os.path.getsize(self.folder / "host.log")
            os.kill(self.host.process.pid, signal_number)
            self.assertEqual(self.host.process.wait(timeout=30), -signal_number)
            printed = (self.folder / "host.log").read_bytes()[before:]
            self.assertEqual(self.canaries.found_in(printed), [])
            self.restart()


if __name__ == "__main__":
    unittest.main()

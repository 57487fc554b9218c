"""A host (and, for the channel of X, a simulator) in a folder of its own, started on free ports and
stopped at the end of a test class."""
import os
import shutil
import socket
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("PROJECT_BINARY_DIR", ROOT / "build" / "dev"))
sys.path.insert(0, str(ROOT / "tests" / "demo"))

from clients import Answer, Client, hidden_fields, wait_for  # noqa: E402, F401
from processes import Process  # noqa: E402

HOST = BUILD / "bin" / "host_stub"
SIMULATOR = BUILD / "bin" / "x_simulator"


class BytesClient(Client):
    """A client that also sends a body byte for byte, as signatures need it."""

    def call_bytes(self, method, path, body):
        headers = {"Content-Type": "application/json", **self.headers}
        request = urllib.request.Request(self.base_url + path, data=body, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class HostTest(unittest.TestCase):
    """One host per class, with the plugins named in `plugins` (folders of the build)."""

    plugins = ("echo_channel",)

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="host_"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        plugins = cls.folder / "plugins"
        plugins.mkdir()
        for name in cls.plugins:
            shutil.copytree(BUILD / "plugins" / name, plugins / name)
        cls.port = free_port()
        cls.url = f"http://127.0.0.1:{cls.port}"
        cls.host = Process("The stub host", cls.host_command(), cls.folder / "host.log", "ready at")
        cls.host.start()
        cls.addClassCleanup(cls.stop_host)
        cls.anybody = BytesClient(cls.url)
        cls.know_admin()

    @classmethod
    def know_admin(cls):
        cls.token = (cls.folder / "admin-token").read_text(encoding="ascii").strip()
        cls.admin = Client(cls.url, {"Authorization": f"Token token={cls.token}"})

    @classmethod
    def stop_host(cls):
        cls.host.stop()
        cls.host.process.stdout.close()

    @classmethod
    def host_command(cls):
        return [HOST, "serve", "--plugins", cls.folder / "plugins", "--database", cls.folder / "host.sqlite3",
                "--port", cls.port, "--first-admin-token-file", cls.folder / "admin-token"]

    @classmethod
    def restart(cls):
        """After a kill or a clean stop: the same files, the same port."""
        cls.host.process.stdout.close()
        cls.host.start()

    @classmethod
    def agent(cls, login):
        user = cls.admin.post("/api/v1/users", {"login": login, "firstname": "Anna", "lastname": "Smith",
                                                "roles": ["Agent"]})
        token = cls.admin.post("/api/v1/user_access_token", {"name": "test", "user_id": user["id"]})["token"]
        return Client(cls.url, {"Authorization": f"Token token={token}"})

    def tickets(self):
        """All of them, the newest first."""
        tickets, before = [], ""
        while page := self.admin.get(f"/api/v1/tickets?per_page=200{before}"):
            tickets += page
            before = f"&before_id={page[-1]['id']}"
        return tickets

    def articles(self, ticket_id):
        return self.admin.get(f"/api/v1/ticket_articles/by_ticket/{ticket_id}")

    def all_articles(self):
        return [article for ticket in self.tickets() for article in self.articles(ticket["id"])]

    def delivered(self, article_id):
        """The article once its reply has left, or failed for good."""
        def ended():
            article = self.admin.get(f"/api/v1/ticket_articles/{article_id}")
            state = article["preferences"].get("delivery_status")
            return article if state in ("success", "fail") else None

        article = wait_for(ended)
        self.assertIsNotNone(article, "the reply was neither delivered nor refused within 15 s")
        return article


class EchoTest(HostTest):
    """The toy channel, set up: its webhook takes messages, its account is the valley."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.post("/api/v1/external_credentials/echo/app_verify", {"drawer": "out", "token": "valley-token"})
        cls.admin.get("/api/v1/external_credentials/echo/link_account")
        cls.account_id = cls.admin.get("/api/v1/channels_echo")["channel_ids"][0]
        cls.caller = Client(cls.url, {"X-Echo-Token": "valley-token"})

    def shout(self, message_id, text="hello", private=False):
        return self.caller.call("POST", "/api/v1/channels_echo_webhook", {
            "account": str(self.account_id), "id": message_id, "from": "jo", "text": text, "private": private})

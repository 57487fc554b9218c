"""Servers that take signed webhooks: our host with the real plugin, and the two peers."""
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from measured_process import SERVER_CORE, pinned
from peer_packages import PEERS

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "integration"))

from harness import BUILD, Process, free_port  # noqa: E402, F401
from twitter_harness import ACME_ID, WEBHOOK, LinkedTest  # noqa: E402

RECORDED = PEERS.parent / "payloads" / "mention.json"
RECORDED_ACCOUNT = b"1312209840055500801"
SECRET = "benchmark-secret"


def write_event(file):
    """The recorded mention, but of the account that is linked here."""
    file.write_bytes(RECORDED.read_bytes().replace(RECORDED_ACCOUNT, ACME_ID.encode()))
    return file


class MeasuredHost:
    """Mixed into a test class: its host runs on the servers' core, from start() to stop()."""

    @classmethod
    def host_command(cls):
        return pinned(SERVER_CORE, super().host_command())

    @classmethod
    def start(cls):
        cls.setUpClass()
        cls.pid = cls.host.process.pid

    @classmethod
    def stop(cls):
        cls.doClassCleanups()


class OurHost(MeasuredHost, LinkedTest):
    """The host process on its core, connected to a simulator, mentions go to a group. It stores
    every event before it answers."""

    name = "host_stub"
    path = WEBHOOK

    @classmethod
    def start(cls):
        super().start()
        cls.event_file = write_event(cls.folder / "event.json")
        cls.secret_file = cls.folder / "consumer-secret"
        cls.secret_file.write_text(cls.app["consumer_secret"], encoding="ascii")
        return cls

    @classmethod
    def count_articles(cls):
        with sqlite3.connect(f"file:{cls.folder / 'host.sqlite3'}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM articles").fetchone()[0]


class Peer:
    """A server of tests/benchmarks/peers. It stores nothing."""

    path = "/webhook"

    def __init__(self, name, script):
        self.name = name
        self.folder = Path(tempfile.mkdtemp(prefix="peer_"))
        self.event_file = write_event(self.folder / "event.json")
        self.secret_file = self.folder / "secret"
        self.secret_file.write_text(SECRET, encoding="ascii")
        self.port = free_port()
        self.process = Process(name, pinned(SERVER_CORE, [
            "env", "NODE_ENV=production", "node", PEERS / script, self.port, self.secret_file]),
            self.folder / "log", "ready at")

    def start(self):
        self.process.start()
        self.pid = self.process.process.pid
        return self

    def stop(self):
        self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def peers():
    return [Peer("express", "express_server.js"), Peer("bare_node", "node_server.js")]

"""Servers that take signed webhooks: our host with the real plugin, and the two peers."""
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / "tests" / "benchmarks" / "peers"
sys.path.insert(0, str(ROOT / "tests" / "integration"))

from harness import Process, free_port  # noqa: E402
from measured_process import SERVER_CORE, pinned  # noqa: E402
from twitter_harness import WEBHOOK, LinkedTest  # noqa: E402

SECRET = "benchmark-secret"


class OurHost(LinkedTest):
    """The host process on its core, connected to a simulator, mentions go to a group. It stores
    every event before it answers."""

    name = "host_stub"
    path = WEBHOOK

    @classmethod
    def host_command(cls):
        return pinned(SERVER_CORE, super().host_command())

    @classmethod
    def start(cls):
        cls.setUpClass()
        cls.secret_file = cls.folder / "consumer-secret"
        cls.secret_file.write_text(cls.app["consumer_secret"], encoding="ascii")
        cls.pid = cls.host.process.pid
        return cls

    @classmethod
    def stop(cls):
        cls.doClassCleanups()

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
    """Those of the peers that can run here; none without node and its packages."""
    if not shutil.which("node") or not (PEERS / "node_modules").is_dir():
        return []
    return [Peer("express", "express_server.js"), Peer("node:http", "node_server.js")]

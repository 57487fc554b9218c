"""The demo itself: it sees every step when all is well, and names the step when something is not."""
import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = os.environ.get("PROJECT_BINARY_DIR", str(HERE.parents[1] / "build" / "dev"))


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def play(state, *options, ports=None):
    host, simulator = ports or free_ports(2)
    return subprocess.run(
        [sys.executable, str(HERE / "demo.py"), "--build", BUILD, "--state", state, "--exit",
         "--host-port", str(host), "--simulator-port", str(simulator), *options],
        capture_output=True, text=True, timeout=120, check=False)


class Demo(unittest.TestCase):
    def test_every_step_is_seen_also_on_the_second_run(self):
        with tempfile.TemporaryDirectory() as state:
            ports = free_ports(2)
            first, second = play(state, ports=ports), play(state, ports=ports)
        for run in (first, second):
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            self.assertIn("All steps seen.", run.stdout)

    def test_dropped_deliveries_fail_it_and_the_step_is_named(self):
        with tempfile.TemporaryDirectory() as state:
            run = play(state, "--simulator-fault", "drop_deliveries")
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertIn("NOT SEEN  Jo's post: no ticket on the host", run.stdout)

    def test_no_secret_is_printed(self):
        with tempfile.TemporaryDirectory() as state:
            run = play(state)
            token = (Path(state) / "admin-token").read_text().strip()
        self.assertNotIn(token, run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()

"""Signed webhooks per second: our host, which commits each event durably before it answers, beside
an express and a bare node server that verify and parse and store nothing.

Every server runs on one core, the load on another; the servers take turns, so that a machine that
changes its speed changes it for all; the figures are medians of the rounds."""
import argparse
import json
import statistics
import subprocess
import sys
import urllib.error
import urllib.request

from measured_process import LOAD_CORE, cores_are_enough, cpu_seconds, memory_mb, pinned
from webhook_servers import ROOT, OurHost, peers

from harness import BUILD  # noqa: E402

EVENT = ROOT / "tests" / "testdata" / "webhooks" / "tweet_create-user_mention.json"
CONNECTIONS = (1, 16)


class Load:
    """Numbers every event of this run, and sees to it that each is answered with 200."""

    def __init__(self):
        self.sent = {}

    def send(self, server, count, connections):
        first = self.sent.get(server.name, 0)
        self.sent[server.name] = first + count
        before = cpu_seconds(server.pid)
        output = subprocess.run(pinned(LOAD_CORE, [
            BUILD / "bin" / "webhook_load", "--port", str(server.port), "--path", server.path,
            "--event", EVENT, "--secret-file", server.secret_file, "--first", str(first),
            "--count", str(count), "--connections", str(connections)]),
            check=True, capture_output=True, text=True).stdout
        result = json.loads(output)
        if result["answered_200"] != count:
            raise RuntimeError(f"{server.name} answered {result['answered_otherwise']} of {count} with an error")
        result["cpu_us"] = (cpu_seconds(server.pid) - before) / count * 1e6
        return result


def refuses_wrong_signature(server):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{server.path}", data=EVENT.read_bytes(), headers={
        "Content-Type": "application/json", "X-Twitter-Webhooks-Signature": "sha256=" + "A" * 43 + "="})
    try:
        urllib.request.urlopen(request, timeout=10).close()
    except urllib.error.HTTPError as refused:
        return refused.code in (401, 403)
    return False


def measure(servers, events, rounds):
    load = Load()
    for server in servers:
        if not refuses_wrong_signature(server):
            raise RuntimeError(f"{server.name} takes a webhook with a wrong signature")
        load.send(server, events, max(CONNECTIONS))  # warm-up
    results = {}
    for _ in range(rounds):
        for server in servers:
            for connections in CONNECTIONS:
                results.setdefault((server.name, connections), []).append(load.send(server, events, connections))
    return load, results


def print_table(servers, results):
    def median(server, connections, figure):
        return statistics.median(result[figure] for result in results[server.name, connections])

    print(f"{'server':<12}{'connections':>12}{'requests/s':>12}{'p50 us':>9}{'p99 us':>9}{'CPU us/event':>14}"
          f"{'RSS MB':>8}")
    for connections in CONNECTIONS:
        for server in servers:
            print(f"{server.name:<12}{connections:>12}" + "".join(
                f"{median(server, connections, figure):>{width}.0f}"
                for figure, width in (("per_second", 12), ("p50_us", 9), ("p99_us", 9), ("cpu_us", 14)))
                + f"{memory_mb(server.pid):>8.1f}")
        for peer in servers[1:]:
            pairs = zip(results[servers[0].name, connections], results[peer.name, connections])
            ratio = statistics.median(ours["per_second"] / theirs["per_second"] for ours, theirs in pairs)
            print(f"{servers[0].name} / {peer.name} at {connections} connections: {ratio:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10000, help="per server, round and number of connections")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    others = peers()
    if not others:
        print("No comparison: node or the packages of tests/benchmarks/peers are not there (npm ci).")
    if not cores_are_enough():
        print("This machine has one core: server and load share it, the figures are too low.")
    started = []
    try:
        for server in (OurHost, *others):
            started.append(server)
            server.start()
        load, results = measure(started, arguments.events, arguments.rounds)
        print_table(started, results)
        stored = OurHost.count_articles()
        print(f"{OurHost.name}: {load.sent[OurHost.name]} answered with 200, {stored} articles stored")
        return 0 if stored == load.sent[OurHost.name] else 1
    finally:
        for server in started:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())

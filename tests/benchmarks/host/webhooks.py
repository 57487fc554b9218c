"""Signed webhooks per second: our host, which commits each event durably before it answers, beside
an express and a bare node server that verify and parse and store nothing.

Every server runs on one core, the load on another; the servers take turns, so that a machine that
changes its speed changes it for all; the figures are medians of the rounds."""
import argparse
import statistics
import sys
from pathlib import Path

import rows
from load import Load, refuses_wrong_signature
from measured_process import cores_are_enough, memory_mb
from peer_packages import why_not
from webhook_servers import OurHost, peers

CONNECTIONS = (1, 16)


def name_of(server, connections):
    return f"Webhooks/{server.name}/{connections}_connection{'s' * (connections > 1)}"


def measure(servers, events, rounds):
    load = Load()
    for server in servers:
        if not refuses_wrong_signature(server):
            raise RuntimeError(f"{server.name} takes a webhook with a wrong signature")
        load.send(server, events, max(CONNECTIONS))  # warm-up
    results = {}
    for _ in range(rounds):
        for connections in CONNECTIONS:
            for server in servers:
                results.setdefault(name_of(server, connections), []).append(load.send(server, events, connections))
    return load, results


def print_table(results):
    print(f"{'':<36}{'requests/s':>12}{'p50 us':>9}{'p99 us':>9}{'CPU us/event':>14}")
    for name, rounds in results.items():
        figures = [statistics.median(one[figure] for one in rounds)
                   for figure in ("per_second", "p50_us", "p99_us", "cpu_us")]
        print("{:<36}{:>12.0f}{:>9.0f}{:>9.0f}{:>14.1f}".format(name, *figures))


def run(arguments):
    reason = why_not()
    if reason:
        print(f"No comparison with express and bare node: {reason}.")
    if not cores_are_enough():
        print("This machine has one core: servers and load share it, the figures are too low.")
    started = []
    try:
        for server in (OurHost, *([] if reason else peers())):
            started.append(server)
            server.start()
        load, results = measure(started, arguments.events, arguments.rounds)
        print_table(results)
        print("Resident: " + ", ".join(f"{server.name} {memory_mb(server.pid):.1f} MB" for server in started))
        answered, stored = load.sent[OurHost.name], OurHost.count_articles()
        print(f"{OurHost.name}: {answered} answered with 200, {stored} articles stored")
    finally:
        for server in started:
            server.stop()
    rows.write(arguments.out, [
        rows.row(name, cpu_time=one["cpu_us"] * 1000, items_per_second=one["per_second"], p99_us=one["p99_us"])
        for name, rounds in results.items() for one in rounds])
    return 0 if stored == answered else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000, help="per server, round and number of connections")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())

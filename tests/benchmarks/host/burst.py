"""A burst of webhooks on 16 connections at a host that has just started: how fast, how long the slowest hundredth
waited, and the memory afterwards. Every one is an article in the end."""
import argparse
import sys
from pathlib import Path

import rows
from load import Load
from measured_process import memory_mb
from webhook_servers import OurHost


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    OurHost.start()
    try:
        before = memory_mb(OurHost.pid)
        result = Load().send(OurHost, arguments.events, 16)
        after = memory_mb(OurHost.pid)
        stored = OurHost.count_articles()
    finally:
        OurHost.stop()
    print(f"{arguments.events} webhooks: {result['per_second']:.0f} per second, answered within "
          f"{result['p50_us'] / 1000:.1f} ms (half) and {result['p99_us'] / 1000:.1f} ms (99 %), "
          f"{before:.1f} MB resident before, {after:.1f} MB afterwards, {stored} articles")
    rows.write(arguments.out, [rows.row("Burst/before", resident_mb=before), rows.row("Burst/after", resident_mb=after)])
    return 0 if stored == arguments.events else 1


if __name__ == "__main__":
    sys.exit(main())

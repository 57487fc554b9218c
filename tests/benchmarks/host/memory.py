"""Resident memory of host and plugin: with one connection and nothing to do, and while events come."""
import argparse
import sys
from pathlib import Path

import rows
from load import Load
from measured_process import memory_mb
from webhook_servers import OurHost

STEPS = 5


def measure(events):
    """Resident megabytes: idle, then after every fifth of the events."""
    OurHost.start()
    try:
        load = Load()
        resident = []
        for step in range(STEPS + 1):
            if step > 0:
                load.send(OurHost, events // STEPS, 16)
            resident.append(memory_mb(OurHost.pid))
            print(f"after {step * events // STEPS:>7} events: {resident[-1]:.1f} MB resident", flush=True)
        return resident
    finally:
        OurHost.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    resident = measure(arguments.events)
    rows.write(arguments.out, [rows.row("Memory/idle", resident_mb=resident[0]),
                               rows.row("Memory/after_first_fifth", resident_mb=resident[1]),
                               rows.row("Memory/after_all", resident_mb=resident[-1])])
    return 0


if __name__ == "__main__":
    sys.exit(main())

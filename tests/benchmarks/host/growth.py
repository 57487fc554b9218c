"""What one webhook costs the host with ten thousand and with ten million stored ids: the same host, its store filled
once in between. Takes some minutes and several gigabytes of disk."""
import argparse
import os
import sqlite3
import statistics
import sys
from pathlib import Path

import rows
from load import Load
from webhook_servers import OurHost

FEW = 10_000
# Rows as messages leave them, written by SQLite itself. Ids grow with time, as X's do.
FILL = """
INSERT INTO messages(connection_id, account_id, external_id, role, visibility, own, sent_ms, conversation_id, author_id,
                     counterpart, surface, article_type, link_label, content_json, customer_id, group_id, ticket_id,
                     article_id)
WITH RECURSIVE number(n) AS (SELECT ?1+1 UNION ALL SELECT n+1 FROM number WHERE n<?2)
SELECT 1, 1, CAST(1500000000000000000 + n*1000 AS TEXT), 0, 1, 0, 1600000000000 + n*60, CAST(n/4 AS TEXT),
       CAST(n%1000003 AS TEXT), CAST(n%1000003 AS TEXT), 'post', 'twitter status', 'on Twitter', '{"text":"stored"}',
       1, 1, 1000000 + n/4, 1000000 + n FROM number"""


def fill(known, number):
    """From `known` stored ids to `number`, while no host has the store open."""
    database = sqlite3.connect(OurHost.folder / "host.sqlite3")
    try:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA cache_size=-2000000")
        with database:
            database.execute(FILL, (known, number))
        return database.execute("SELECT count(*) FROM messages").fetchone()[0]
    finally:
        database.close()
        os.sync()  # what the fill has written is not the host's work


def measure(load, events, rounds):
    load.send(OurHost, events, 16)  # warm-up
    return [load.send(OurHost, events, 16)["cpu_us"] for _ in range(rounds)]


def restarted_with(known, number):
    OurHost.host.stop()
    stored = fill(known, number)
    OurHost.restart()
    OurHost.pid = OurHost.host.process.pid
    return stored


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ids", type=int, default=10_000_000)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    OurHost.start()
    try:
        load, measured = Load(), []
        for known, number in ((0, FEW), (FEW, arguments.ids)):
            stored = restarted_with(known, number)
            costs = measure(load, arguments.events, arguments.rounds)
            print(f"{stored:>10} stored ids: {statistics.median(costs):.0f} us of CPU per event", flush=True)
            measured.append(costs)
    finally:
        OurHost.stop()
    rows.write(arguments.out, [rows.row(name, cpu_time=cost * 1000) for name, costs in zip(
        ("Growth/few_ids", "Growth/many_ids"), measured) for cost in costs])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Answers per second through the host's one pool of workers to an X that speaks HTTP/2 over TLS, and how many
connections they took. The queue is filled while the accounts are paused; the clock is the server's."""
import argparse
import statistics
import sys
from pathlib import Path

import rows
from measured_process import cores_are_enough, cpu_seconds
from peer_packages import no_node
from sending_host import SendingHost

from harness import wait_for

DEADLINE_S = 300


def fill_queue(count):
    """Text of every answer by the article that holds it; the accounts take turns."""
    articles = SendingHost.mentioned()
    SendingHost.pause(True)
    queued = {}
    for number in range(count):
        text = f"Sorry Jo! Your parcel {number} left our house today and is with you by the end of the week."
        queued[SendingHost.queue_answer(articles[number % len(articles)], text)] = text
    if SendingHost.figures.get("/")["posts"]:
        raise RuntimeError("a paused account has sent")
    return queued


def send(count):
    """What the server saw, and the processor time of the host meanwhile."""
    opened = SendingHost.figures.get("/")["connections"]
    before = cpu_seconds(SendingHost.pid)
    SendingHost.pause(False)
    if not wait_for(lambda: SendingHost.figures.get("/")["posts"] >= count, DEADLINE_S):
        raise RuntimeError(f"{SendingHost.figures.get('/')['posts']} of {count} answers left within {DEADLINE_S} s")
    cpu_s = cpu_seconds(SendingHost.pid) - before
    return SendingHost.figures.get("/posts"), SendingHost.figures.get("/")["connections"] - opened, cpu_s


def undelivered(queued):
    """Articles that do not stand exactly where the server says, once."""
    def wrong():
        at_x = {}
        for post in SendingHost.figures.get("/posts"):
            at_x.setdefault(post["text"], []).append(post["id"])
        articles = {number: SendingHost.admin.get(f"/api/v1/ticket_articles/{number}") for number in queued}
        return [number for number, article in articles.items()
                if article["preferences"].get("delivery_status") != "success" or [article["message_id"]] != at_x.get(queued[number])]

    wait_for(lambda: not wrong(), 10)  # the last ones are on X before they are stored
    return wrong()


def show(posts, opened, cpu_s):
    times = sorted(post["at_ms"] for post in posts)
    gaps = sorted(later - earlier for earlier, later in zip(times, times[1:]))
    per_second = (len(times) - 1) / (times[-1] - times[0]) * 1000
    used = len({post["connection"] for post in posts})
    thousand = len(posts) / 1000
    print(f"{len(posts)} answers: {per_second:.0f} per second, CPU of the host {cpu_s / len(posts) * 1e6:.0f} us each; "
          f"between two of them {statistics.median(gaps):.1f} ms (half), {gaps[len(gaps) * 99 // 100]:.1f} ms (99 %); "
          f"over {used} connections, {opened} of them opened meanwhile: {used / thousand:.0f} for 1,000")
    return rows.row("Outgoing/answers", cpu_time=cpu_s / len(posts) * 1e9, items_per_second=per_second,
                    connections_per_thousand=used / thousand)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--accounts", type=int, default=SendingHost.accounts)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    reason = no_node()
    if reason:
        print(f"No figures of outgoing answers: {reason}.")
        return 0
    if not cores_are_enough():
        print("This machine has one core: host and server share it, the figures are too low.")
    SendingHost.accounts = arguments.accounts
    try:
        SendingHost.start()
        queued = fill_queue(arguments.answers)
        row = show(*send(arguments.answers))
        wrong = undelivered(queued)
    finally:
        SendingHost.stop()
    if wrong:
        print(f"{len(wrong)} of {len(queued)} answers are not on X exactly once, or their articles do not say where")
    rows.write(arguments.out, [row])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

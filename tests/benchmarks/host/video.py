"""Memory of host and plugin while a large video is fetched and stored."""
import argparse
import sys
import time
from pathlib import Path

import rows
from measured_process import Peak
from webhook_servers import OurHost

DEADLINE_S = 300


def attached(message_id):
    for ticket in OurHost.admin.get("/api/v1/tickets"):
        for article in OurHost.admin.get(f"/api/v1/ticket_articles/by_ticket/{ticket['id']}"):
            if article["message_id"] == message_id and article["attachments"]:
                return int(article["attachments"][0]["size"])
    return 0


def fetch(size):
    """Megabytes before, and the most there were until the video was attached."""
    OurHost.sim.post("/sim/v1/media_faults", {"file": "mp4", "size": size, "count": 0})
    peak = Peak(OurHost.pid)
    post = OurHost.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": "@AcmeHelp watch", "media": ["video"]})
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        if attached(post["id"]) == size:
            return peak.before, peak.megabytes()
        time.sleep(0.2)
    raise RuntimeError(f"the video was not attached within {DEADLINE_S} s: {OurHost.admin.get('/api/v1/jobs')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    OurHost.start()
    try:
        begun = time.monotonic()
        before, peak = fetch(arguments.megabytes << 20)
        took = time.monotonic() - begun
    finally:
        OurHost.stop()
    print(f"{arguments.megabytes} MB attached after {took:.1f} s: {before:.1f} MB resident before, {peak:.1f} MB at most")
    rows.write(arguments.out, [rows.row("Video/before", resident_mb=before), rows.row("Video/peak", resident_mb=peak)])
    return 0


if __name__ == "__main__":
    sys.exit(main())

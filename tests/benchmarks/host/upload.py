"""Memory of host and plugin while an agent attaches a large film to an answer, piece by piece, and while the answer
is sent to X with it, piece by piece."""
import argparse
import sys
import time
from pathlib import Path

import rows
from measured_process import Peak
from webhook_servers import ACME_ID  # noqa: F401, webhook_servers knows the way to the tests

from harness import BytesClient, wait_for
from twitter_current_test import CollectingTest

START = b"\x00\x00\x00\x18ftypmp42"
DEADLINE_S = 900


class OurHost(CollectingTest):
    """Today's API, linked, in front of the simulator."""

    @classmethod
    def asked(cls):
        """The article of a mention."""
        post = cls.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": "@AcmeHelp how does it work?"})
        return wait_for(lambda: cls().article_of(post["id"]), 30)


def attach(size):
    """A film goes into the host as the panel sends it; the id of its upload."""
    agent = BytesClient(OurHost.url, {**OurHost.admin.headers, "Content-Type": "application/octet-stream"})
    upload = OurHost.admin.post("/api/v1/uploads", {"filename": "film.mp4", "mime-type": "video/mp4", "size": size})
    piece = START + bytes(upload["piece"] - len(START))
    while not upload["complete"]:
        received = upload["received"]
        answer = agent.call_bytes("PUT", f"/api/v1/uploads/{upload['id']}?offset={received}", piece[:size - received])
        if answer.status != 200:
            raise RuntimeError(f"a piece was refused: {answer.text}")
        upload = answer.json()
    return upload["id"]


def send(article, upload):
    made = OurHost.admin.post("/api/v1/ticket_articles", {
        "ticket_id": article["ticket_id"], "type": article["type"], "body": "So it works.", "in_reply_to": article["message_id"],
        "attachments": [{"upload_id": upload}]})
    state = lambda: OurHost.admin.get(f"/api/v1/ticket_articles/{made['id']}")["preferences"]
    ended = wait_for(lambda: state().get("delivery_status") == "success", DEADLINE_S)
    if not ended:
        raise RuntimeError(f"the film did not leave within {DEADLINE_S} s: {state()}")


def arrived(size):
    """Whether X has all of it, under one post."""
    films = [one for post in OurHost.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"] for one in post["media"]]
    uploads = OurHost.sim.get("/sim/v1/uploads")["uploads"]
    return [one["total_bytes"] for one in uploads if one["finalized"]] == [size] and len(films) == 1


def measured(what, size, work):
    """Megabytes before and at most meanwhile."""
    peak, begun = Peak(OurHost.host.process.pid), time.monotonic()
    result = work()
    took, most = time.monotonic() - begun, peak.megabytes()
    print(f"{what} {size >> 20} MB in {took:.1f} s: {peak.before:.1f} MB resident before, {most:.1f} MB at most", flush=True)
    return result, peak.before, most


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    size = arguments.megabytes << 20
    try:
        OurHost.setUpClass()
        article = OurHost.asked()
        upload, *attaching = measured("attached", size, lambda: attach(size))
        _, *sending = measured("sent", size, lambda: send(article, upload))
        whole = arrived(size)
    finally:
        OurHost.doClassCleanups()
    if not whole:
        print("X has not the whole film")
    rows.write(arguments.out, [rows.row(f"Upload/{name}", resident_mb=value) for name, value in zip(
        ("before_attaching", "attaching", "before_sending", "sending"), (*attaching, *sending))])
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())

"""Our host with accounts of today's API that are linked by OAuth 2.0, and X as HTTP/2 over TLS in front of the
simulator: what is sent goes the way it goes to X."""
from certificate import make_certificate
from measured_process import LOAD_CORE, pinned
from peer_packages import PEERS
from webhook_servers import MeasuredHost, Process, free_port

from harness import Client, wait_for  # webhook_servers knows the way
from twitter_harness import LINK
from twitter_oauth2_test import OAuth2Test

ENABLE, DISABLE = "/api/v1/channels_twitter_enable", "/api/v1/channels_twitter_disable"


class SendingHost(MeasuredHost, OAuth2Test):
    accounts = 8  # as many as the host has workers: an account sends its answers one after the other

    @classmethod
    def start(cls):
        super().start()
        for user in cls.users()[1:]:
            cls.sim.post("/sim/v1/users", {"screen_name": user, "name": user})
            cls.link(user)
        for channel in cls.channels():
            cls.admin.post(f"/api/v1/channels_twitter/{channel['id']}", {"options": {"sync": {"mentions": {"group_id": cls.group}}}})
        if not wait_for(cls.all_subscribed, 60):
            raise RuntimeError("X does not send the mentions of all accounts")

    @classmethod
    def all_subscribed(cls):
        subscribed = {one["user_id"] for one in cls.sim.get("/sim/v1/webhooks")["activities"] if one["event_type"] == "post.mention.create"}
        return len(subscribed) == cls.accounts

    @classmethod
    def users(cls):
        return ["AcmeHelp", *(f"AcmeHelp{number}" for number in range(2, cls.accounts + 1))]

    @classmethod
    def keys(cls, **changes):
        if not hasattr(cls, "front"):
            cls.start_front()
        return super().keys(**{"api_base_url": cls.front_url, "ca_file": str(cls.certificate), **changes})

    @classmethod
    def start_front(cls):
        key, cls.certificate = make_certificate(cls.folder)
        port, figures = free_port(), free_port()
        cls.front_url, cls.figures = f"https://127.0.0.1:{port}", Client(f"http://127.0.0.1:{figures}")
        cls.front = Process("X over TLS", pinned(LOAD_CORE, [
            "node", PEERS / "x_front.js", port, key, cls.certificate, cls.simulator_port, figures]),
            cls.folder / "front.log", "ready at")
        cls.front.start()
        cls.addClassCleanup(cls.front.stop)

    @classmethod
    def consent_page(cls):
        """A browser that speaks plain HTTP only goes to the simulator itself."""
        start = cls.admin.call("GET", LINK)
        return start, cls.sim.call("GET", start.headers["Location"].replace(cls.front_url, cls.sim.base_url))

    @classmethod
    def pause(cls, paused):
        for channel in cls.channels():
            answer = cls.admin.call("POST", DISABLE if paused else ENABLE, {"id": channel["id"]})
            if answer.status != 200:
                raise RuntimeError(f"an account was not switched: {answer.text}")

    @classmethod
    def mentioned(cls):
        """One article of every account that an agent can answer."""
        wanted = {cls.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": f"@{user} where is it?"})["id"] for user in cls.users()}

        def arrived():
            found = [one for ticket in cls.admin.get("/api/v1/tickets?per_page=200")
                     for one in cls.admin.get(f"/api/v1/ticket_articles/by_ticket/{ticket['id']}") if one["message_id"] in wanted]
            return found if len(found) == len(wanted) else None

        articles = wait_for(arrived, 30)
        if not articles:
            raise RuntimeError("the mentions were not delivered")
        return articles

    @classmethod
    def queue_answer(cls, article, text, files=()):
        return cls.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"],
            "options": {"initials": False}, "attachments": list(files)})["id"]

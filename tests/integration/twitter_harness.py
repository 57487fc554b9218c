"""The channel of X in the host, against the simulator: connected, linked, and signed webhooks."""
import base64
import hashlib
import hmac

from harness import ROOT, SIMULATOR, BytesClient, Client, HostTest, Process, free_port, hidden_fields, wait_for

WEBHOOK = "/api/v1/channels_twitter_webhook"
VERIFY = "/api/v1/external_credentials/twitter/app_verify"
LINK = "/api/v1/external_credentials/twitter/link_account"
RECORDED = ROOT / "tests" / "testdata" / "webhooks"
ACME_ID = "1497182655123456789"  # the account of the recorded bodies


def sha256_signature(secret, body):
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return "sha256=" + base64.b64encode(digest).decode()


class TwitterTest(HostTest):
    """A simulator with a developer app, and a host that knows nothing of it yet."""

    plugins = ("twitter_channel",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.simulator_port = free_port()
        cls.x = Process("The simulator", [
            SIMULATOR, "serve", "--quiet", "--allow-http-webhooks", "--port", cls.simulator_port,
            "--retry-ms", "200,400,800"], cls.folder / "simulator.log", "ready at")
        cls.x.start()
        cls.addClassCleanup(cls.stop_simulator)
        cls.sim = Client(f"http://127.0.0.1:{cls.simulator_port}")
        for user in ({"screen_name": "AcmeHelp", "name": "Acme Help Desk", "id": ACME_ID},
                     {"screen_name": "jo_harper", "name": "jo harper", "id": "2871234567"}):
            cls.sim.post("/sim/v1/users", user)
        cls.sim.post("/sim/v1/developer_account", {"user": "AcmeHelp", "use_case": "Answering customers."})
        cls.app = cls.make_app()

    @classmethod
    def make_app(cls, **more):
        return cls.sim.post("/sim/v1/apps", {
            "owner": "AcmeHelp", "name": "Acme Helpdesk", "website": "https://acme.example",
            "callback_urls": [cls.url + "/api/v1/external_credentials/twitter/callback"],
            "permissions": "read-write-directmessages", **more})

    @classmethod
    def stop_simulator(cls):
        cls.x.stop()
        cls.x.process.stdout.close()

    def setUp(self):
        self.sim.call("DELETE", "/sim/v1/faults")
        self.sim.call("DELETE", "/sim/v1/media_faults")

    # What people do on X, and what goes wrong there.

    def write_post(self, user, text, **more):
        """`media`: types, `place`, `poll`, `coordinates`, `in_reply_to_status_id`, …; the post."""
        return self.sim.post("/sim/v1/posts", {"user": user, "text": text, **more})

    def write_message(self, sender, recipient, text="", **more):
        """`media`: a type, `location`, `quick_reply`; the message."""
        return self.sim.post("/sim/v1/direct_messages", {"from": sender, "to": recipient, "text": text, **more})

    def delete_post(self, post_id):
        self.sim.call("DELETE", f"/sim/v1/posts/{post_id}")

    def change_person(self, user, **changes):
        """`rename_to`, `protected`, `followers`, `suspended`, `name`, `picture`, …"""
        answer = self.sim.call("PUT", f"/sim/v1/users/{user}", changes)
        self.assertEqual(answer.status, 200, answer.text)

    def media_fault(self, **parts):
        self.sim.post("/sim/v1/media_faults", parts)

    def asked_at_x(self, endpoint):
        """Number of requests to "GET /1.1/…" since reset_counters, and the ids they named."""
        counter = self.sim.get("/sim/v1/counters")["counters"].get(endpoint, {"requests": 0, "ids": []})
        return counter["requests"], counter["ids"]

    def reset_counters(self):
        self.sim.call("DELETE", "/sim/v1/counters")

    @classmethod
    def keys(cls, **changes):
        values = {"consumer_key": cls.app["consumer_key"], "consumer_secret": cls.app["consumer_secret"],
                  "oauth_token": cls.app["access_token"], "oauth_token_secret": cls.app["access_token_secret"],
                  "env": "Integration", "api_base_url": cls.sim.base_url}
        return {**values, **changes}

    @classmethod
    def verify(cls, **changes):
        answer = cls.admin.call("POST", VERIFY, cls.keys(**changes))
        return answer.status, answer.json()

    @classmethod
    def link(cls, user="AcmeHelp"):
        """What an admin's browser does; the answer of the callback."""
        start = cls.admin.call("GET", LINK)
        page = cls.sim.call("GET", start.headers["Location"])
        allowed = cls.sim.call("POST", "/oauth/authorize", form={
            **hidden_fields(page.text), "user": user, "decision": "authorize"})
        return cls.admin.call("GET", allowed.headers["Location"])

    @classmethod
    def channels(cls):
        listed = cls.admin.get("/api/v1/channels_twitter")
        return [listed["assets"]["Channel"][str(number)] for number in listed["channel_ids"]]

    @classmethod
    def credential(cls):
        listed = cls.admin.get("/api/v1/channels_twitter")
        numbers = listed["external_credential_ids"]
        return listed["assets"]["ExternalCredential"][str(numbers[0])] if numbers else None

    def requests_at_x(self, since):
        return [(one["method"], one["path"]) for one in self.sim.get(f"/sim/v1/requests?since={since}")["requests"]]

    def last_request(self):
        numbers = [one["number"] for one in self.sim.get("/sim/v1/requests?since=0")["requests"]]
        return max(numbers, default=0)


class LinkedTest(TwitterTest):
    """Connected and linked; mentions and direct messages go to group 1."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post(f"/sim/v1/apps/{cls.app['id']}/environments", {"label": "Integration"})
        status, body = cls.verify()
        if status != 200 or "error" in body:
            raise RuntimeError(f"app_verify answered {status} {body}")
        cls.link()
        cls.channel = cls.channels()[0]
        cls.group = cls.admin.get("/api/v1/groups")[0]["id"]
        cls.set_sync({"mentions": {"group_id": cls.group}, "direct_messages": {"group_id": cls.group}})
        subscribed = wait_for(lambda: cls.sim.get("/sim/v1/webhooks")["subscriptions"])
        if not subscribed:
            raise RuntimeError("X lists no subscription")

    @classmethod
    def set_sync(cls, sync):
        cls.admin.post(f"/api/v1/channels_twitter/{cls.channel['id']}", {"options": {"sync": sync}})

    @classmethod
    def post_webhook(cls, body, signature=None):
        headers = {"X-Twitter-Webhooks-Signature": signature or sha256_signature(cls.app["consumer_secret"], body)}
        return cls.raw_webhook(body, headers)

    @classmethod
    def raw_webhook(cls, body, headers):
        return BytesClient(cls.url, headers).call_bytes("POST", WEBHOOK, body)

    @staticmethod
    def recorded(name):
        return (RECORDED / f"{name}.json").read_bytes()

    def article_of(self, message_id):
        return next((article for article in self.all_articles() if article["message_id"] == message_id), None)

    def ticket_of(self, message_id):
        article = self.article_of(message_id)
        return article and self.admin.get(f"/api/v1/tickets/{article['ticket_id']}")

"""Every request that the channel makes to API v2 fits X's own OpenAPI document: path, method, parameters, body."""
import base64
import json
import re
import unittest
from urllib.parse import parse_qsl

from harness import ROOT, wait_for
from twitter_current_test import CurrentTest
from twitter_harness import ACME_ID
from twitter_oauth2_test import OAuth2Test

DOCUMENTS = sorted((ROOT.parent / "shared" / "data").glob("x_openapi_*.json"))
try:
    import jsonschema
except ImportError:
    jsonschema = None
SKIPPED = ("skipped: python3-jsonschema is not installed" if jsonschema is None
           else None if DOCUMENTS else "skipped: X's OpenAPI document is not in ../shared/data")
# In v2.167 and later: OAuth 1.0a for webhooks, and what is told of webhooks.
NEWER_THAN_THE_DOCUMENT = {"webhook_config.fields"}
# Documented in the guides, and not yet in this version of the document: checked in the form of one that is.
NEWER_EVENT_TYPES = {"post.reply.create", "post.quote.create", "oauth.revoke"}


class Document:
    def __init__(self, file):
        self.spec = json.loads(file.read_text(encoding="utf-8"))
        self.resolver = jsonschema.RefResolver.from_schema(self.spec)

    def resolved(self, item):
        while "$ref" in item:
            item = self.resolver.resolve(item["$ref"])[1]
        return item

    def operation(self, method, path):
        """The operation of a path; one without {names} goes first."""
        for pattern in sorted(self.spec["paths"], key=lambda each: each.count("{")):
            if re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", pattern), path) and method.lower() in self.spec["paths"][pattern]:
                return self.spec["paths"][pattern][method.lower()]
        return None

    def problems(self, request):
        operation = self.operation(request["method"], request["path"])
        if operation is None:
            return ["there is no such operation"]
        return [*self.wrong_parameters(operation, dict(parse_qsl(request["query"]))), *self.wrong_body(operation, request["body"])]

    def wrong_parameters(self, operation, sent):
        known = {one["name"]: one for one in map(self.resolved, operation.get("parameters", [])) if one["in"] == "query"}
        for name, value in sent.items():
            if name not in known:
                if name not in NEWER_THAN_THE_DOCUMENT:
                    yield f"the parameter {name} is not known"
                continue
            yield from self.mismatches(self.value_of(value, self.resolved(known[name]["schema"])), known[name]["schema"], name)
        for name, parameter in known.items():
            if parameter.get("required") and name not in sent:
                yield f"the parameter {name} is missing"

    def value_of(self, text, schema):
        if schema.get("type") == "array":
            return [self.value_of(item, self.resolved(schema["items"])) for item in text.split(",")]
        return int(text) if schema.get("type") == "integer" else text

    def wrong_body(self, operation, text):
        if "requestBody" not in operation:
            return [] if not text else ["it takes no body"]
        content = self.resolved(operation["requestBody"])["content"]
        body = json.loads(text)
        if body.get("event_type") in NEWER_EVENT_TYPES:
            body["event_type"] = "post.mention.create"
        # The simulator tells a form of a file as an object.
        kind = "multipart/form-data" if "(" in str(body.get("media")) else "application/json"
        return self.mismatches(body, content[kind]["schema"], "body")

    def mismatches(self, value, schema, name):
        validator = jsonschema.Draft7Validator(schema, resolver=self.resolver)
        return [f"{name}: {one.message[:200]}" for one in validator.iter_errors(value)]


@unittest.skipIf(SKIPPED, SKIPPED)
class OpenApi(CurrentTest):
    def test_every_request_to_v2_fits_the_document(self):
        self.everything_once()
        document = Document(DOCUMENTS[-1])
        requests = [one for one in self.sim.get("/sim/v1/requests?since=0")["requests"] if one["path"].startswith("/2/")
                    and not one["path"].startswith("/2/oauth2/")]  # which the document does not have
        kinds = {(one["method"], re.sub("[0-9]{5,}", ":id", one["path"])) for one in requests}
        self.assertGreaterEqual(kinds, {
            ("GET", "/2/webhooks"), ("POST", "/2/webhooks"), ("GET", "/2/activity/subscriptions"), ("POST", "/2/activity/subscriptions"),
            ("DELETE", "/2/activity/subscriptions/:id"), ("GET", "/2/users/me"), ("POST", "/2/tweets"), ("GET", "/2/tweets"),
            ("POST", "/2/dm_conversations/with/:id/messages"), ("GET", "/2/tweets/search/recent"), ("GET", "/2/users/:id/tweets"),
            ("GET", "/2/dm_conversations/with/:id/dm_events"), ("GET", "/2/dm_events"), ("GET", "/2/users/:id/mentions"), ("POST", "/2/media/upload/initialize"),
            ("POST", "/2/media/upload/:id/append"), ("POST", "/2/media/upload/:id/finalize"), ("GET", "/2/media/upload"),
            ("POST", "/2/media/metadata"), ("DELETE", "/2/tweets/:id"), ("PUT", "/2/tweets/:id/hidden"), ("DELETE", "/2/dm_events/:id")})
        for request in requests:
            with self.subTest(method=request["method"], path=request["path"]):
                self.assertEqual(document.problems(request), [])

    def everything_once(self):
        stranger = self.sim.post("/sim/v1/users", {"screen_name": "stranger", "name": "A stranger"})
        self.assertTrue(stranger)
        above = self.write_post("stranger", "Which shop is any good?")
        asked = self.write_post("jo_harper", "@AcmeHelp are you?", in_reply_to_status_id=above["id"])
        wrote = self.write_message("jo_harper", "AcmeHelp", "and this?")
        self.admin.post(f"/api/v1/channels_twitter/{self.channel['id']}", {"options": {"sync": {
            "mentions": {"group_id": self.group}, "direct_messages": {"group_id": self.group},
            "search": [{"term": "AcmeHelp", "group_id": self.group}]}}})
        article = self.arrived(asked)
        self.assertTrue(wait_for(lambda: ("GET", "/2/tweets") in self.requests_at_x(0)), "the thread was not fetched")
        again = self.write_message("jo_harper", "AcmeHelp", "once more")
        self.assertTrue(wrote)
        for name, answered in (("drop_after_accept", article), ("drop_after_accept", self.arrived(again))):
            self.sim.post("/sim/v1/faults", {"name": name, "count": 1})
            made = self.admin.post("/api/v1/ticket_articles", {
                "ticket_id": answered["ticket_id"], "type": answered["type"], "body": "Yes.", "in_reply_to": answered["message_id"]})
            self.assertTrue(wait_for(lambda made=made: self.admin.get(f"/api/v1/ticket_articles/{made['id']}")["preferences"].get(
                "delivery_status") == "success", 60))
        # Beside X's events its lists are looked through from the second turn on.
        self.collect(mentions=True, direct_messages=True)
        for path in (f"/2/users/{ACME_ID}/mentions", "/2/dm_events"):
            self.assertTrue(wait_for(lambda path=path: ("GET", path) in self.requests_at_x(0)), f"{path} was not asked")
        self.files_and_afterwards(article, self.arrived(again))
        self.admin.call("DELETE", "/api/v1/channels_twitter", {"id": self.channel["id"]})
        self.assertTrue(wait_for(lambda: self.subscribed() == set()))

    def files_and_afterwards(self, post, message):
        film = b"\x00\x00\x00\x18ftypmp42" + b"a film"
        for answered, name, media_type, content in ((post, "a.gif", "image/gif", b"GIF89a moving"), (message, "a.mp4", "video/mp4", film)):
            made = self.admin.post("/api/v1/ticket_articles", {
                "ticket_id": answered["ticket_id"], "type": answered["type"], "body": "See.", "in_reply_to": answered["message_id"],
                "attachments": [{"filename": name, "mime-type": media_type, "alt_text": "What moves",
                                 "data": base64.b64encode(content).decode()}]})
            path = f"/api/v1/ticket_articles/{made['id']}"
            self.assertTrue(wait_for(lambda path=path: self.admin.get(path)["preferences"].get("delivery_status") == "success", 60))
            action = "post.delete" if answered is post else "message.delete"
            self.admin.post(f"{path}/actions/{action}", {})
        self.admin.post(f"/api/v1/ticket_articles/{post['id']}/actions/post.hide", {})
        for method, path in (("DELETE", "/2/tweets/"), ("DELETE", "/2/dm_events/"), ("PUT", "/2/tweets/")):
            self.assertTrue(wait_for(lambda method=method, path=path: any(
                one[0] == method and one[1].startswith(path) for one in self.requests_at_x(0))), path)


@unittest.skipIf(SKIPPED, SKIPPED)
class OpenApiByOAuth2(OAuth2Test, OpenApi):
    """The same of an account that was linked by OAuth 2.0."""


if __name__ == "__main__":
    unittest.main()

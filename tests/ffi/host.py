"""A host written in Python from the headers alone drives built channels: nothing of C++ is used.

usage: host.py INCLUDE_ROOT LIBRARY...
"""
import base64
import hashlib
import hmac
import json
import sys
import unittest
from pathlib import Path

from channel import Channel, Refused
from chp import Contract
from fake_x import NEW_POST_ID, FakeX

CONTRACT = Contract(sys.argv[1])
LIBRARIES = {Path(name).stem: name for name in sys.argv[2:]}
WEBHOOK = "https://desk.example/api/v1/channels_{}_webhook"


def library(name):
    if name not in LIBRARIES:
        raise unittest.SkipTest(f"{name} was not built")
    return LIBRARIES[name]


class EchoChannel(unittest.TestCase):
    BODY = {"account": "1", "id": "a-1", "from": "jo", "text": "Hello \"you\"\nthere", "private": True}

    def setUp(self):
        self.channel = self.enterContext(Channel(CONTRACT, library("libecho_channel")))
        self.host = self.channel.host

    def set_up_app(self):
        self.channel.configure({"app": {"drawer": "out"}, "accounts": []}, {"app": {"token": "s3"}})

    def post(self, body, token="s3"):
        text = body if isinstance(body, str) else json.dumps(body)
        return self.channel.request("POST", "webhook", WEBHOOK.format("echo"),
                                    {"x-echo-token": token}, text)

    def test_embeds_its_manifest(self):
        self.assertEqual(json.loads(self.channel.manifest())["slug"], "echo")

    def test_says_what_is_missing_before_it_is_set_up(self):
        with self.assertRaises(Refused) as refused:
            self.post(self.BODY)
        self.assertEqual(refused.exception.reason, "echo.no_token")

    def test_a_webhook_becomes_a_private_message(self):
        self.set_up_app()
        self.assertEqual(self.post(self.BODY), (200, '{"stored":true}'))
        message, = self.host.messages
        self.assertEqual(message["text"], self.BODY["text"])
        self.assertEqual(message["surface"], "whisper")
        self.assertEqual(message["author"]["external_id"], "jo")

    def test_the_same_webhook_again_changes_nothing(self):
        self.set_up_app()
        self.post(self.BODY)
        self.assertEqual(self.post(self.BODY), (200, '{"stored":false}'))
        self.assertEqual(len(self.host.messages), 1)

    def test_a_wrong_token_changes_nothing(self):
        self.set_up_app()
        for token in ("", "s", "s4", "s33"):
            self.assertEqual(self.post(self.BODY, token)[0], 401, token)
        self.assertEqual(self.host.messages, [])

    def test_a_broken_body_is_a_bad_request(self):
        self.set_up_app()
        for body in ("", "{", "[]", '"account', '{"account":"1"}', '{"account":1,"id":2}',
                     json.dumps({**self.BODY, "id": "x" * 64}), json.dumps({**self.BODY, "text": "\0"}),
                     '{"text":"\\', json.dumps(self.BODY).replace("jo", "j\\u00f6")):
            self.assertEqual(self.post(body)[0], 400, body)
        self.assertEqual(self.host.messages, [])

    def test_a_member_inside_a_string_is_no_member(self):
        self.set_up_app()
        self.post({**self.BODY, "id": "a-2", "text": '","private":true,"id":"evil'})
        self.assertEqual(self.host.messages[0]["external_id"], "a-2")

    def test_a_reply_is_kept_once(self):
        self.set_up_app()
        for _ in range(2):
            sent = self.channel.reply(idempotency_key="r-1", account_id="1", text="Hi", surface="shout")
            self.assertEqual(sent, "r-1")
        self.assertEqual(self.host.values, {b"out/r-1": (b"Hi", 1)})
        self.assertIn(("r-1", "r-1"), self.host.bound)

    def test_its_action_adds_the_account(self):
        self.assertIn("message", self.channel.action("account.link"))
        self.assertEqual(json.loads(self.host.accounts[0])["external_id"], "valley")

    def test_another_action_is_refused(self):
        with self.assertRaises(Refused) as refused:
            self.channel.action("account.forget")
        self.assertEqual(refused.exception.reason, "echo.action")

    def test_an_argument_with_a_tail_is_unsupported(self):
        self.set_up_app()
        newer = (CONTRACT.structs["chp_reply"] * 2)()
        newer[0].struct_size = CONTRACT.new("chp_reply").struct_size + 8
        newer[1].struct_size = 1
        with self.assertRaises(Refused) as refused:
            self.channel._run(self.channel.plugin.send_reply, newer, CONTRACT.new("chp_receipt"))
        self.assertEqual(refused.exception.status, CONTRACT.numbers["CHP_E_UNSUPPORTED"])


class TwitterChannel(unittest.TestCase):
    CONSUMER_SECRET, TOKEN_SECRET = "DDD", "account-token-secret"
    POST = {
        "created_at": "Mon May 19 14:01:46 +0000 2025", "id": 1924465506158878979,
        "id_str": "1924465506158878979", "text": "@acme my order is late", "truncated": False,
        "user": {"id": 12, "id_str": "12", "name": "Jo", "screen_name": "jo"},
        "entities": {"hashtags": [], "symbols": [], "urls": [], "user_mentions": [
            {"screen_name": "acme", "name": "Acme", "id": 2244994945, "id_str": "2244994945",
             "indices": [0, 5]}]},
    }

    def setUp(self):
        path = library("libtwitter_channel")
        self.x = self.enterContext(FakeX(self.CONSUMER_SECRET, self.TOKEN_SECRET))
        self.channel = self.enterContext(Channel(CONTRACT, path))
        self.channel.configure(self.config(), self.secrets())

    def config(self):
        sync = {"mentions": {"group_id": "2"}, "direct_messages": {"group_id": "2"}}
        account = {"id": "1", "external_id": "2244994945", "screen_name": "acme", "name": "Acme",
                   "active": True, "settings": {"sync": sync}}
        host = {"base_url": "https://desk.example", "connection_key": "k", "default_group_id": "1",
                "routes": {"webhook": WEBHOOK.format("twitter"),
                           "oauth_callback": "https://desk.example/api/v1/external_credentials/twitter/callback"}}
        app = {"consumer_key": "key", "oauth_token": "owner-token", "env": "demo",
               "api_base_url": self.x.base_url}
        return {"host": host, "app": app, "accounts": [account]}

    def secrets(self):
        return {"app": {"consumer_secret": self.CONSUMER_SECRET, "oauth_token_secret": "owner"},
                "accounts": [{"id": "1", "oauth_token": "account-token",
                              "oauth_token_secret": self.TOKEN_SECRET}]}

    def deliver(self, body):
        digest = hmac.new(self.CONSUMER_SECRET.encode(), body.encode(), hashlib.sha256).digest()
        header = {"x-twitter-webhooks-signature": "sha256=" + base64.b64encode(digest).decode()}
        return self.channel.request("POST", "webhook", WEBHOOK.format("twitter"), header, body)

    def mention(self):
        return json.dumps({"for_user_id": "2244994945", "tweet_create_events": [self.POST]})

    def test_answers_a_challenge(self):
        url = WEBHOOK.format("twitter") + "?crc_token=some_random"
        status, body = self.channel.request("GET", "webhook", url)
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(body)["response_token"],
                         "sha256=VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=")

    def test_a_signed_mention_becomes_a_message(self):
        self.assertEqual(self.deliver(self.mention())[0], 200)
        message, = self.channel.host.messages
        self.assertEqual(message["external_id"], "1924465506158878979")
        self.assertEqual(message["account_id"], "1")
        self.assertEqual(message["role"], CONTRACT.numbers["CHP_ROLE_OPEN"])
        self.assertEqual(message["visibility"], CONTRACT.numbers["CHP_VISIBILITY_PUBLIC"])
        self.assertEqual(message["surface"], "post")
        self.assertEqual(message["source"], "mention")
        self.assertEqual(message["group_id"], "2")
        self.assertEqual(message["text"], "@acme my order is late")
        self.assertEqual(message["author"], {"external_id": "12", "handle": "jo"})

    def test_a_body_signed_with_another_secret_changes_nothing(self):
        header = {"x-twitter-webhooks-signature": "sha256=" + base64.b64encode(b"x" * 32).decode()}
        status, _ = self.channel.request("POST", "webhook", WEBHOOK.format("twitter"), header, self.mention())
        self.assertEqual(status, 401)
        self.assertEqual(self.channel.host.messages, [])

    def test_a_reply_is_posted_below_the_mention(self):
        self.deliver(self.mention())
        context = self.channel.host.messages[0]["context_json"]
        sent = self.channel.reply(
            idempotency_key="r-1", account_id="1", surface="post", in_reply_to="1924465506158878979",
            recipient_id="12", text="Sorry! Which order?", context_json=context, options_json="{}",
            agent_json='{"id":"3","first_name":"Anna","last_name":"Smith","email":"anna@desk.example"}')
        self.assertEqual(sent, NEW_POST_ID, self.x.others)
        post, = self.x.posts
        self.assertEqual(post["in_reply_to_status_id"], "1924465506158878979")
        self.assertIn("Sorry! Which order?", post["status"])
        self.assertIn(("r-1", NEW_POST_ID), self.channel.host.bound)

    def test_the_same_reply_again_is_not_posted_again(self):
        self.deliver(self.mention())
        members = {"idempotency_key": "r-1", "account_id": "1", "surface": "post", "recipient_id": "12",
                   "in_reply_to": "1924465506158878979", "text": "Sorry!",
                   "context_json": self.channel.host.messages[0]["context_json"]}
        self.assertEqual([self.channel.reply(**members) for _ in range(2)], [NEW_POST_ID] * 2)
        self.assertEqual(len(self.x.posts), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

"""Connecting an app and linking an account: rows X06 to X34 of the acceptance list, over REST."""
import json
import unittest

from harness import Client, hidden_fields, wait_for
from twitter_harness import LINK, VERIFY, LinkedTest, TwitterTest

KEYS = "401 Unauthorized (Invalid credentials may be to blame.)"
CALLBACK = "403 Forbidden (Your app's callback URL configuration on developer.twitter.com may be to blame.)"
OAUTH_CALLBACK = "/api/v1/external_credentials/twitter/callback"


class OperatorsApp(TwitterTest):
    """Keys given by the operator at the start: the admin only adds accounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post(f"/sim/v1/apps/{cls.app['id']}/environments", {"label": "Integration"})
        preset = cls.folder / "apps.json"
        preset.write_text(json.dumps({"twitter": cls.keys()}), encoding="utf-8")
        cls.host.stop()
        cls.host.arguments += ["--preset-apps", str(preset)]
        cls.restart()

    def test_only_add_account_is_left_to_do(self):
        connected = wait_for(lambda: self.credential() and self.credential()["verified"])
        self.assertTrue(connected, "the app was not connected at the start")
        self.assertEqual(self.credential()["credentials"], {})
        self.assertEqual(self.verify()[0], 403)
        self.link()
        self.assertEqual(self.channels()[0]["options"]["user"]["screen_name"], "AcmeHelp")


class WithoutApp(TwitterTest):
    def test_x06_no_parameters(self):
        answer = self.admin.call("POST", VERIFY, {})
        self.assertEqual((answer.status, answer.json()["error"]), (200, "No consumer_key param!"))

    def test_x07_wrong_keys(self):
        status, body = self.verify(consumer_key="wrong", consumer_secret="wrong")
        self.assertEqual((status, body["error"]), (200, KEYS))

    def test_x08_callback_not_allowed(self):
        self.sim.call("PUT", f"/sim/v1/apps/{self.app['id']}", {"callback_urls": ["https://other.example/"]})
        try:
            status, body = self.verify()
        finally:
            self.sim.call("PUT", f"/sim/v1/apps/{self.app['id']}", {"callback_urls": [self.url + OAUTH_CALLBACK]})
        self.assertEqual((status, body["error"]), (200, CALLBACK))

    def test_x09_no_environment(self):
        status, body = self.verify()
        self.assertEqual(status, 200)
        self.assertEqual(body["error"], "Forbidden. Are you sure you created a development environment on "
                                        "developer.twitter.com?")

    def test_x19_linking_without_app(self):
        answer = self.admin.call("GET", LINK)
        self.assertEqual((answer.status, answer.json()["error"]), (422, "No Twitter app configured!"))

    def test_x25_callback_without_app(self):
        answer = self.admin.call("GET", OAUTH_CALLBACK + "?oauth_token=a&oauth_verifier=b")
        self.assertEqual((answer.status, answer.json()["error"]), (422, "No Twitter app configured!"))

    def test_x26_callback_needs_a_sign_in(self):
        answer = self.anybody.call("GET", OAUTH_CALLBACK)
        self.assertEqual((answer.status, answer.json()["error"]), (403, "Authentication required"))

    def test_a_failed_check_stores_nothing(self):
        self.verify(consumer_key="wrong")
        self.assertIsNone(self.credential())

    def test_a_webhook_without_app_is_refused(self):
        self.assertGreaterEqual(self.anybody.call("GET", "/api/v1/channels_twitter_webhook?crc_token=x").status, 400)


class Environment(TwitterTest):
    """An app with an environment; each test starts without a webhook of ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post(f"/sim/v1/apps/{cls.app['id']}/environments", {"label": "Integration"})

    def webhooks(self):
        return self.sim.get("/sim/v1/webhooks")["webhooks"]

    def ours(self):
        url = self.admin.get("/api/v1/channels_twitter")["webhook_url"]
        return [hook for hook in self.webhooks() if hook["url"] == url]

    def test_1_x10_unknown_label(self):
        status, body = self.verify(env="foo")
        self.assertEqual((status, body["error"]), (
            200, 'Dev Environment Label invalid. Please use an existing one ["Integration"], or create a new one.'))

    def test_2_a_foreign_webhook_is_named_and_kept(self):
        foreign = self.sim.post("/sim/v1/webhooks", {
            "app_id": self.app["id"], "environment": "Integration", "url": "https://other.example/hook", "valid": True})
        _, body = self.verify()
        self.assertIn("https://other.example/hook", body["error"])
        self.assertIn(foreign["id"], [hook["id"] for hook in self.webhooks()])

    def test_3_x13_x14_a_foreign_webhook_is_replaced_on_request(self):
        status, body = self.verify(replace_foreign_webhooks=True)
        self.assertEqual(status, 200)
        self.assertEqual([hook["id"] for hook in self.webhooks()], [body["attributes"]["webhook_id"]])

    def test_4_x17_x18_a_valid_webhook_is_reused(self):
        before, since = self.ours()[0]["id"], self.last_request()
        _, body = self.verify()
        self.assertEqual(body["attributes"]["webhook_id"], before)
        self.assertFalse([one for one in self.requests_at_x(since)
                          if one[0] == "POST" and one[1].endswith("/webhooks.json")])

    def test_5_x15_x16_an_invalid_webhook_is_validated_again(self):
        number = self.ours()[0]["id"]
        self.sim.call("PUT", f"/sim/v1/webhooks/{number}", {"valid": False})
        _, body = self.verify()
        self.assertEqual(body["attributes"]["webhook_id"], number)
        self.assertTrue(self.ours()[0]["valid"])

    def test_6_no_secret_is_shown(self):
        text = self.admin.call("GET", "/api/v1/channels_twitter").text
        for name in ("consumer_secret", "access_token_secret"):
            self.assertNotIn(self.app[name], text)

    def test_7_a_failed_check_keeps_what_worked(self):
        before = self.credential()
        self.verify(consumer_key="wrong", consumer_secret="wrong")
        self.assertEqual(self.credential(), before)


class Linking(LinkedTest):
    def begin(self):
        answer = self.admin.call("GET", LINK)
        self.assertEqual(answer.status, 302, answer.text)
        return answer.headers["Location"]

    def allowed(self):
        page = self.sim.call("GET", self.begin())
        return self.sim.call("POST", "/oauth/authorize", form={
            **hidden_fields(page.text), "user": "AcmeHelp", "decision": "authorize"}).headers["Location"]

    def test_x22_x23_the_browser_is_sent_to_x(self):
        since = self.last_request()
        self.assertIn("/oauth/authorize?oauth_token=", self.begin())
        self.assertIn(("POST", "/oauth/request_token"), self.requests_at_x(since))

    def test_x26_another_session_cannot_finish(self):
        location = self.allowed()
        other = self.admin.post("/api/v1/users", {"login": "boss", "roles": ["Admin"]})
        token = self.admin.post("/api/v1/user_access_token", {"name": "x", "user_id": other["id"]})["token"]
        answer = Client(self.url, {"Authorization": f"Token token={token}"}).call("GET", location)
        self.assertEqual((answer.status, answer.json()["error"]), (422, "No request_token for session found!"))

    def test_x27_another_token_is_refused(self):
        self.begin()
        answer = self.admin.call("GET", OAUTH_CALLBACK + "?oauth_token=other&oauth_verifier=b")
        self.assertEqual((answer.status, answer.json()["error"]), (422, "Invalid oauth_token given!"))

    def test_x28_x29_linking_again_keeps_channel_and_settings(self):
        before = self.channels()
        self.assertEqual(self.link().status, 302)
        after = self.channels()
        self.assertEqual([one["id"] for one in after], [one["id"] for one in before])
        self.assertEqual(after[0]["options"]["sync"], before[0]["options"]["sync"])

    def test_x31_x32_the_channel_is_there_and_its_settings_open(self):
        answer = self.link()
        channel = self.channels()[0]
        self.assertEqual(answer.headers["Location"], f"{self.url}/#channels/twitter/{channel['id']}")
        self.assertEqual(channel["options"]["adapter"], "twitter")
        self.assertEqual(channel["options"]["user"], {
            "id": "1497182655123456789", "screen_name": "AcmeHelp", "name": "Acme Help Desk"})

    def test_x33_a_callback_works_once(self):
        location = self.allowed()
        self.assertEqual(self.admin.call("GET", location).status, 302)
        self.assertEqual(self.admin.call("GET", location).status, 422)

    def test_x34_the_account_is_subscribed(self):
        users = [one["user"] for one in self.sim.get("/sim/v1/webhooks")["subscriptions"]]
        self.assertEqual(users, ["AcmeHelp"])

    def test_cancel_at_x_is_a_page(self):
        page = self.sim.call("GET", self.begin())
        cancelled = self.sim.call("POST", "/oauth/authorize", form={
            **hidden_fields(page.text), "user": "AcmeHelp", "decision": "cancel"})
        answer = self.admin.call("GET", cancelled.headers["Location"])
        self.assertIn("text/html", answer.headers["Content-Type"])

    def test_x20_x21_errors_of_x_are_500(self):
        self.sim.call("PUT", f"/sim/v1/apps/{self.app['id']}", {"callback_urls": ["https://other.example/"]})
        try:
            answer = self.admin.call("GET", LINK)
        finally:
            self.sim.call("PUT", f"/sim/v1/apps/{self.app['id']}", {"callback_urls": [self.url + OAUTH_CALLBACK]})
        self.assertEqual((answer.status, answer.json()["error"]), (500, CALLBACK))

    def test_wrong_settings_are_named(self):
        path = f"/api/v1/channels_twitter/{self.channel['id']}"
        before = self.admin.get(path)
        for sync in ({"mentions": {"group_id": 999}}, {"search": [{"term": "#", "group_id": 1}]},
                     {"search": [{"term": "x" * 501, "group_id": 1}]}, {"track_retweets": "maybe"}, {"odd": 1}):
            with self.subTest(sync=str(sync)[:60]):
                answer = self.admin.call("POST", path, {"options": {"sync": sync}})
                self.assertEqual(answer.status, 422, answer.text)
                self.assertTrue(answer.json()["error"])
        self.assertEqual(self.admin.get(path)["options"], before["options"])


if __name__ == "__main__":
    unittest.main()

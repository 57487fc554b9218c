"""OAuth 2.0 against a foreign library: oauthlib asks for consent, redeems, refreshes and is understood."""
import html.parser
import json
import os
import unittest
import urllib.parse

from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

from simulator_process import CALLBACK, Company, Simulator, ask

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the simulator speaks plain http on loopback
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SCOPES = ["tweet.read", "tweet.write", "users.read", "offline.access"]


class HiddenFields(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given["value"]


class OAuth2Test(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator()
        cls.company = Company(cls.simulator)

    @classmethod
    def tearDownClass(cls):
        cls.simulator.stop()

    def setUp(self):
        self.client = WebApplicationClient(self.company.keys["client_id"])

    def consent(self, scopes=SCOPES):
        """Where the browser comes back to, and the verifier."""
        verifier = self.client.create_code_verifier(64)
        url = self.client.prepare_request_uri(
            self.simulator.url + "/i/oauth2/authorize", redirect_uri=CALLBACK, scope=scopes, state="st&te",
            code_challenge=self.client.create_code_challenge(verifier, "S256"), code_challenge_method="S256")
        page = ask("GET", url)
        self.assertEqual(page.status, 200, page.body)
        form = {**HiddenFields(page.body.decode()).fields, "user": "acme", "decision": "authorize"}
        allowed = ask("POST", self.simulator.url + "/i/oauth2/authorize", FORM, urllib.parse.urlencode(form).encode())
        return allowed.headers["location"], verifier

    def token(self, body):
        answer = ask("POST", self.simulator.url + "/2/oauth2/token", FORM, body.encode())
        return self.client.parse_request_body_response(answer.body.decode())

    def link(self, scopes=SCOPES):
        location, verifier = self.consent(scopes)
        code = self.client.parse_request_uri_response(location.replace("http://", "https://"), state="st&te")["code"]
        return self.token(self.client.prepare_request_body(
            code=code, redirect_uri=CALLBACK, code_verifier=verifier, include_client_id=True))

    def call(self, method, path, token, body=None):
        headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        return ask(method, self.simulator.url + path, headers, None if body is None else json.dumps(body).encode())

    def test_linked_it_reads_and_writes_as_the_user(self):
        token = self.link()["access_token"]
        self.assertEqual(self.call("GET", "/2/users/me", token).json()["data"]["username"], "acme")
        self.assertEqual(self.call("POST", "/2/tweets", token, {"text": "Hello"}).status, 201)

    def test_refreshed_the_old_pair_is_dead(self):
        first = self.link()
        refresh = self.client.prepare_refresh_body(refresh_token=first["refresh_token"],
                                                   client_id=self.company.keys["client_id"])
        second = self.token(refresh)
        self.assertEqual(self.call("GET", "/2/users/me", first["access_token"]).status, 401)
        self.assertEqual(self.call("GET", "/2/users/me", second["access_token"]).status, 200)
        with self.assertRaises(OAuth2Error):
            self.token(refresh)
        self.assertEqual(self.call("GET", "/2/users/me", second["access_token"]).status, 401)

    def test_an_expired_token_is_refused_as_v2_does(self):
        token = self.link()["access_token"]
        self.simulator.make("/oauth2/expire", user="acme")
        answer = self.call("GET", "/2/users/me", token)
        self.assertEqual((answer.status, answer.json()["title"]), (401, "Unauthorized"))

    def test_what_no_scope_allows_is_forbidden(self):
        token = self.link(["tweet.read", "users.read"])["access_token"]
        self.assertEqual(self.call("POST", "/2/tweets", token, {"text": "Hello"}).status, 403)
        self.assertEqual(self.call("GET", "/2/dm_events", token).status, 403)

    def test_app_only_endpoints_and_v1_take_no_users_token(self):
        token = self.link()["access_token"]
        self.assertEqual(self.call("GET", "/2/webhooks", token).status, 403)
        self.assertEqual(self.call("GET", "/1.1/account/verify_credentials.json", token).status, 403)

    def test_revoked_by_the_user_everything_ends(self):
        pair = self.link()
        self.simulator.make("/tokens/revoke", user="acme")
        self.assertEqual(self.call("GET", "/2/users/me", pair["access_token"]).status, 401)
        # The app's owner needs a token again for the other tests.
        self.simulator.make("/apps/%s/tokens" % self.company.keys["id"])

    def test_the_control_api_shows_lives_and_grants_but_no_token(self):
        pair = self.link()
        listed = self.simulator.control("GET", "/oauth2")
        self.assertNotIn(pair["access_token"], listed.body.decode())
        self.assertEqual(listed.json()["code_seconds"], 30)
        self.assertEqual(listed.json()["grants"][-1]["scopes"], SCOPES)

    def test_lives_can_be_set_and_nonsense_is_refused(self):
        self.assertEqual(self.simulator.control("PUT", "/oauth2", {"access_token_seconds": 60}).status, 200)
        self.assertEqual(self.link()["expires_in"], 60)
        self.assertEqual(self.simulator.control("PUT", "/oauth2", {"access_token_seconds": 0}).status, 400)
        self.simulator.control("PUT", "/oauth2", {"access_token_seconds": 7200})


if __name__ == "__main__":
    unittest.main()

"""OAuth 1.0a against a foreign library: what oauthlib signs is accepted, anything changed is not."""

import base64
import time
import unittest
import urllib.parse

from simulator_process import CALLBACK, Client, Company, Simulator, ask


class OAuthTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator()
        cls.company = Company(cls.simulator)
        cls.client = cls.company.client

    @classmethod
    def tearDownClass(cls):
        cls.simulator.stop()

    def accepted(self, text):
        answer = self.client.post(text)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def test_plain_text(self):
        self.assertEqual(self.accepted("Hello")["text"], "Hello")

    def test_every_printable_ascii_character(self):
        text = "".join(chr(code) for code in range(32, 127) if chr(code) not in "@#")
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.assertEqual(self.accepted(text)["text"], escaped)

    def test_asterisk_and_the_other_marks_that_must_be_encoded(self):
        self.assertEqual(self.accepted("*!'()~ marks")["text"], "*!'()~ marks")

    def test_plus_stays_plus_and_space_stays_space(self):
        self.assertEqual(self.accepted("1 + 1 = 2")["text"], "1 + 1 = 2")

    def test_unicode(self):
        self.assertEqual(self.accepted("café ☃ 日本 👋🏽")["text"], "café ☃ 日本 👋🏽")

    def test_line_breaks(self):
        self.assertEqual(self.accepted("a\nb\r\nc")["text"], "a\nb\r\nc")

    def test_parameters_in_query_and_form(self):
        answer = self.client.call(
            "POST", "/1.1/statuses/update.json?include_entities=true&tweet_mode=extended",
            {"status": "in both"})
        self.assertEqual(answer.json()["full_text"], "in both")

    def test_query_with_encoded_operators(self):
        query = urllib.parse.quote("(#acme OR @acme) -is:retweet café ☃", safe="")
        answer = self.client.call("GET", "/1.1/search/tweets.json?q=" + query)
        self.assertEqual(answer.status, 200, answer.body)

    def test_json_body_is_not_signed(self):
        answer = self.client.message(self.company.jo["id"], "Hello * + & =")
        self.assertEqual(answer.status, 200, answer.body)

    def test_one_changed_byte_of_the_form_is_refused(self):
        url, headers, body = self.client.signed("POST", "/1.1/statuses/update.json",
                                                {"status": "Pay 10"})
        answer = ask("POST", url, headers, body.replace("10", "90").encode())
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_one_changed_byte_of_the_query_is_refused(self):
        url, headers, _ = self.client.signed("GET", "/1.1/users/show.json?screen_name=jo")
        answer = ask("GET", url.replace("=jo", "=jp"), headers)
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_one_changed_character_of_the_signature_is_refused(self):
        url, headers, _ = self.client.signed("GET", "/1.1/account/verify_credentials.json")
        header = headers["Authorization"]
        at = header.index('oauth_signature="') + len('oauth_signature="')
        changed = "B" if header[at] == "A" else "A"
        headers["Authorization"] = header[:at] + changed + header[at + 1:]
        answer = ask("GET", url, headers)
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_other_method_is_refused(self):
        url, headers, _ = self.client.signed("GET", "/1.1/users/lookup.json?screen_name=jo")
        self.assertEqual(ask("POST", url, headers).code(), 32)

    def test_parameter_given_twice_is_refused(self):
        answer = self.client.call("GET", "/1.1/users/show.json?screen_name=jo&screen_name=acme")
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_nonce_used_twice_is_refused(self):
        url, headers, _ = self.client.signed("GET", "/1.1/account/verify_credentials.json")
        self.assertEqual(ask("GET", url, headers).status, 200)
        self.assertEqual(ask("GET", url, headers).code(), 32)

    def test_timestamp_six_minutes_off_is_refused(self):
        for seconds in (-360, 360):
            answer = self.client.call("GET", "/1.1/account/verify_credentials.json",
                                      timestamp=str(int(time.time()) + seconds))
            self.assertEqual((answer.status, answer.code()), (401, 135))

    def test_unknown_token_is_refused(self):
        client = Client(self.simulator, self.company.keys, "1-unknown", "secret")
        answer = client.call("GET", "/1.1/account/verify_credentials.json")
        self.assertEqual((answer.status, answer.code()), (401, 89))

    def test_unknown_key_is_refused(self):
        keys = {"consumer_key": "unknown", "consumer_secret": "secret"}
        answer = Client(self.simulator, keys).call("POST", "/oauth/request_token")
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_no_authorization_is_bad_authentication_data(self):
        answer = ask("GET", self.simulator.url + "/1.1/account/verify_credentials.json")
        self.assertEqual((answer.status, answer.code()), (400, 215))

    def test_plaintext_method_is_refused(self):
        answer = self.client.call("GET", "/1.1/account/verify_credentials.json",
                                  signature_method="PLAINTEXT")
        self.assertEqual((answer.status, answer.code()), (401, 32))

    def test_three_legs(self):
        app = Client(self.simulator, self.company.keys)
        answer = app.call("POST", "/oauth/request_token", callback_uri=CALLBACK)
        token = dict(urllib.parse.parse_qsl(answer.body.decode()))
        self.assertEqual(token["oauth_callback_confirmed"], "true")
        page = ask("GET", self.simulator.url + "/oauth/authorize?oauth_token=" + token["oauth_token"])
        self.assertIn("Acme Helpdesk", page.body.decode())
        location = self.decide(token, "authorize").headers["Location"]
        self.assertTrue(location.startswith(CALLBACK + "&"))
        back = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
        last = Client(self.simulator, self.company.keys, token["oauth_token"],
                      token["oauth_token_secret"])
        answer = last.call("POST", "/oauth/access_token", verifier=back["oauth_verifier"])
        granted = dict(urllib.parse.parse_qsl(answer.body.decode()))
        self.assertEqual((granted["screen_name"], granted["user_id"]),
                         ("jo", self.company.jo["id"]))
        client = Client(self.simulator, self.company.keys, granted["oauth_token"],
                        granted["oauth_token_secret"])
        answer = client.call("GET", "/1.1/account/verify_credentials.json")
        self.assertEqual(answer.json()["screen_name"], "jo")
        self.assertEqual(answer.headers["x-access-level"], "read-write-directmessages")
        again = last.call("POST", "/oauth/access_token", verifier=back["oauth_verifier"])
        self.assertEqual((again.status, again.code()), (401, 89))

    def decide(self, token, decision):
        form = {"oauth_token": token["oauth_token"], "user": "jo", "decision": decision}
        return ask("POST", self.simulator.url + "/oauth/authorize",
                   {"Content-Type": "application/x-www-form-urlencoded"},
                   urllib.parse.urlencode(form).encode())

    def request_token(self):
        app = Client(self.simulator, self.company.keys)
        answer = app.call("POST", "/oauth/request_token", callback_uri=CALLBACK)
        return dict(urllib.parse.parse_qsl(answer.body.decode()))

    def test_wrong_verifier_is_refused(self):
        token = self.request_token()
        self.decide(token, "authorize")
        last = Client(self.simulator, self.company.keys, token["oauth_token"],
                      token["oauth_token_secret"])
        self.assertEqual(last.call("POST", "/oauth/access_token", verifier="wrong").code(), 32)

    def test_request_token_is_no_access_token(self):
        token = self.request_token()
        client = Client(self.simulator, self.company.keys, token["oauth_token"],
                        token["oauth_token_secret"])
        self.assertEqual(client.call("GET", "/1.1/account/verify_credentials.json").code(), 89)

    def test_cancel_leads_back_with_denied(self):
        token = self.request_token()
        location = self.decide(token, "cancel").headers["Location"]
        self.assertEqual(location, CALLBACK + "&denied=" + token["oauth_token"])

    def test_callback_that_is_not_registered_is_refused(self):
        app = Client(self.simulator, self.company.keys)
        answer = app.call("POST", "/oauth/request_token", callback_uri=CALLBACK + "x")
        self.assertEqual((answer.status, answer.code()), (403, 415))

    def test_pin_for_out_of_band(self):
        app = Client(self.simulator, self.company.keys)
        answer = app.call("POST", "/oauth/request_token", callback_uri="oob")
        token = dict(urllib.parse.parse_qsl(answer.body.decode()))
        page = self.decide(token, "authorize").body.decode()
        pin = page.split('id="pin">')[1].split("<")[0]
        last = Client(self.simulator, self.company.keys, token["oauth_token"],
                      token["oauth_token_secret"])
        self.assertEqual(last.call("POST", "/oauth/access_token", verifier=pin).status, 200)

    def test_bearer_token_reads_but_is_no_user(self):
        basic = self.client.keys["consumer_key"] + ":" + self.client.keys["consumer_secret"]
        headers = {"Authorization": "Basic " + base64.b64encode(basic.encode()).decode(),
                   "Content-Type": "application/x-www-form-urlencoded"}
        answer = ask("POST", self.simulator.url + "/oauth2/token", headers,
                     b"grant_type=client_credentials")
        bearer = {"Authorization": "Bearer " + answer.json()["access_token"]}
        read = ask("GET", self.simulator.url + "/1.1/users/show.json?screen_name=jo", bearer)
        self.assertEqual(read.json()["screen_name"], "jo")
        user = ask("GET", self.simulator.url + "/1.1/account/verify_credentials.json", bearer)
        self.assertEqual((user.status, user.code()), (403, 220))


if __name__ == "__main__":
    unittest.main()

"""Faults, control API, pages, state file and command line."""

import http.client
import os
import subprocess
import tempfile
import unittest
import urllib.parse

from simulator_process import PROGRAM, Client, Company, Simulator, Webhook, ask, webhook_signature


class FaultTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)
        self.client = self.company.client

    def own_posts(self):
        return self.simulator.control("GET", "/posts?user=acme").json()["posts"]

    def verify(self):
        return self.client.call("GET", "/1.1/account/verify_credentials.json")

    def test_over_capacity_once(self):
        self.simulator.fault("api_503", 1)
        self.assertEqual((self.verify().status, self.verify().status), (503, 200))

    def test_rate_limit_says_when_it_resets(self):
        self.simulator.fault("api_429=60", 1)
        answer = self.verify()
        self.assertEqual((answer.status, answer.code()), (429, 88))
        self.assertEqual(answer.headers["x-rate-limit-remaining"], "0")
        self.assertIsNotNone(answer.headers["x-rate-limit-reset"])

    def test_html_from_the_edge(self):
        self.simulator.fault("html_502", 1)
        answer = self.verify()
        self.assertEqual((answer.status, answer.headers["Content-Type"]),
                         (502, "text/html; charset=utf-8"))

    def test_accepted_but_answered_500(self):
        self.simulator.fault("api_500_after_accept", 1)
        answer = self.client.post("Hello")
        self.assertEqual((answer.status, answer.code()), (500, 131))
        self.assertEqual([post["text"] for post in self.own_posts()], ["Hello"])

    def test_accepted_but_connection_dropped(self):
        self.simulator.fault("drop_after_accept", 1)
        with self.assertRaises(http.client.RemoteDisconnected):
            self.client.post("Hello")
        self.assertEqual([post["text"] for post in self.own_posts()], ["Hello"])

    def test_faults_after_accepting_wait_for_an_accepted_write(self):
        self.simulator.fault("api_500_after_accept", 1)
        self.assertEqual(self.client.post("a" * 281).code(), 186)
        self.assertEqual(self.client.post("Hello").status, 500)

    def test_any_error_of_x_for_the_next_write_only(self):
        for code, status in ((226, 403), (433, 403), (88, 429), (89, 401), (185, 403), (453, 403)):
            self.simulator.fault("error=%d" % code, 1)
            self.assertEqual(self.verify().status, 200)
            answer = self.client.post("refused")
            self.assertEqual((answer.status, answer.code()), (status, code))
        self.assertEqual(self.own_posts(), [])

    def test_delay(self):
        self.simulator.fault("api_delay_ms=1", 1)
        self.assertEqual(self.verify().status, 200)

    def test_faults_are_listed_and_switched_off(self):
        self.simulator.fault("api_503")
        self.assertEqual(self.simulator.control("GET", "/faults").json(),
                         {"faults": [{"name": "api_503", "value": 0, "count": 0}]})
        self.simulator.control("DELETE", "/faults")
        self.assertEqual(self.verify().status, 200)


class ControlTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)

    def test_health(self):
        self.assertEqual(self.simulator.control("GET", "/health").status, 200)

    def test_list_of_apps_has_no_secrets(self):
        body = self.simulator.control("GET", "/apps").body.decode()
        for name in ("consumer_key", "consumer_secret", "access_token", "access_token_secret"):
            self.assertNotIn(self.company.keys[name], body)

    def test_log_of_requests_has_no_secrets(self):
        self.company.client.call("GET", "/1.1/users/show.json?screen_name=jo")
        answer = self.simulator.control("GET", "/requests?since=0")
        last = answer.json()["requests"][-1]
        self.assertEqual((last["method"], last["path"], last["status"], last["user"]),
                         ("GET", "/1.1/users/show.json", 200, "acme"))
        for name in ("consumer_key", "consumer_secret", "access_token", "access_token_secret"):
            self.assertNotIn(self.company.keys[name], answer.body.decode())

    def test_bad_bodies_are_one_sentence_and_change_nothing(self):
        before = self.simulator.control("GET", "/users").body
        for path in ("/users", "/apps", "/posts", "/direct_messages", "/developer_account",
                     "/tokens/revoke", "/deliveries/resend", "/faults", "/webhooks",
                     "/apps/%s/environments" % self.company.keys["id"]):
            for body in (b"", b"{", b"[]", b"1", b"\xff", b"{}" * 2, b"[" * 5000,
                         b'{"user":1,"screen_name":{},"name":[],"from":null,"to":7}'):
                answer = ask("POST", self.simulator.url + "/sim/v1" + path, {}, body)
                self.assertIn(answer.status, (400, 403, 404), (path, body, answer.body))
                self.assertTrue(answer.json()["error"])
        self.assertEqual(self.simulator.control("GET", "/users").body, before)

    def test_unknown_and_wrongly_typed_members_are_named(self):
        for body, name in (({"user": "jo", "txt": "hi"}, "txt"),
                           ({"user": "jo", "text": "hi", "photos": "one"}, "photos"),
                           ({"user": "jo", "text": "hi", "quote_of": True}, "quote_of")):
            answer = self.simulator.control("POST", "/posts", body)
            self.assertEqual(answer.status, 400)
            self.assertIn(name, answer.json()["error"])
        self.assertEqual(self.simulator.control("GET", "/posts").json(), {"posts": []})

    def test_handles_are_unique_and_well_formed(self):
        for name, status in (("JO", 409), ("too_long_for_a_handle", 400), ("a b", 400), ("", 400)):
            answer = self.simulator.control("POST", "/users", {"screen_name": name})
            self.assertEqual(answer.status, status)

    def test_app_needs_a_developer_account(self):
        answer = self.simulator.control("POST", "/apps", {
            "owner": "jo", "name": "Mine", "website": "https://jo.example"})
        self.assertEqual(answer.status, 403)

    def test_localhost_is_no_callback(self):
        answer = self.simulator.control("PUT", "/apps/" + self.company.keys["id"],
                                        {"callback_urls": ["http://localhost/cb"]})
        self.assertEqual(answer.status, 400)
        self.assertIn("127.0.0.1", answer.json()["error"])

    def test_planted_webhook_is_listed_by_the_api(self):
        self.simulator.make("/webhooks", app_id=self.company.keys["id"], environment="demo",
                            url="https://other.example/hook")
        listed = self.company.client.call("GET", "/1.1/account_activity/all/demo/webhooks.json")
        self.assertEqual(listed.json()[0]["url"], "https://other.example/hook")

    def test_unknown_address_and_method(self):
        self.assertEqual(self.simulator.control("GET", "/nothing").status, 404)
        self.assertEqual(self.simulator.control("PATCH", "/users", {}).status, 405)


class PageTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)

    def get(self, path):
        return ask("GET", self.simulator.url + path)

    def post(self, path, **form):
        return ask("POST", self.simulator.url + path,
                   {"Content-Type": "application/x-www-form-urlencoded"},
                   urllib.parse.urlencode(form).encode())

    def test_console_from_developer_account_to_environment(self):
        self.assertEqual(self.post("/console/users", screen_name="acme", name="Acme").status, 303)
        self.post("/console/developers", user="acme", use_case="Answering customers")
        created = self.post("/console/apps", owner="acme", name="<b>Desk", website="https://a.example",
                            callback_urls="http://127.0.0.1/cb", permissions="read")
        shown_once = self.get(created.headers["Location"]).body.decode()
        self.assertIn("API key secret (consumer secret)", shown_once)
        self.assertIn("&lt;b&gt;Desk", shown_once)
        self.assertNotIn("<b>Desk", shown_once)
        self.assertNotIn("API key secret", self.get(created.headers["Location"]).body.decode())
        app = created.headers["Location"].split("?")[0]
        self.post(app, permissions="read-write-directmessages", callback_urls="http://127.0.0.1/cb")
        self.post(app + "/environments", label="demo")
        page = self.get(app).body.decode()
        self.assertIn("read, write and direct messages", page)
        self.assertIn("demo: no webhook", page)

    def test_console_says_what_is_wrong(self):
        answer = self.post("/console/users", screen_name="not valid")
        self.assertEqual(answer.status, 400)
        self.assertIn('role="alert"', answer.body.decode())

    def test_playing_a_customer(self):
        self.post("/console/users", screen_name="jo", name="Jo")
        self.post("/console/users", screen_name="acme", name="Acme")
        self.assertEqual(self.post("/play/jo/posts", text="@acme <script>hi").status, 303)
        self.post("/play/jo/direct_messages", to="acme", message="secret & more")
        page = self.get("/play/jo").body.decode()
        self.assertIn("@acme &lt;script&gt;hi", page)
        self.assertNotIn("<script>hi", page)
        self.assertIn("secret &amp; more", page)

    def test_every_control_has_a_label(self):
        self.post("/console/users", screen_name="jo", name="Jo")
        self.post("/play/jo/posts", text="hi")
        for path in ("/console", "/play/jo"):
            page = self.get(path).body.decode()
            for tag in ("<input name=", "<textarea name=", "<select name="):
                for before in page.split(tag)[:-1]:
                    self.assertRegex(before, r"<label>[^<>]+$")

    def test_unknown_page(self):
        self.assertEqual(self.get("/nothing").status, 404)
        self.assertEqual(self.get("/play/nobody").status, 404)


class ProgramTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def path(self, name, content=None):
        path = os.path.join(self.directory, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)
        return path

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=30)

    def test_state_survives_a_restart(self):
        state = self.path("state.json")
        simulator = Simulator("--state", state)
        company = Company(simulator)
        simulator.make("/posts", user="jo", text="@acme & https://example.com 👋", photos=1)
        simulator.make("/direct_messages", **{"from": "jo", "to": "acme", "text": "hi"})
        paths = ("/users", "/apps", "/posts", "/direct_messages", "/webhooks", "/deliveries")
        url = simulator.url
        before = [simulator.control("GET", path).body.replace(url.encode(), b"") for path in paths]
        self.assertEqual(simulator.stop(), 0)
        self.assertEqual(os.stat(state).st_mode & 0o777, 0o600)
        simulator = Simulator("--state", state)
        self.addCleanup(simulator.stop)
        after = [simulator.control("GET", path).body.replace(simulator.url.encode(), b"")
                 for path in paths]
        self.assertEqual(after, before)
        client = Client(simulator, company.keys, company.keys["access_token"],
                        company.keys["access_token_secret"])
        self.assertEqual(client.post("still here").status, 200)

    def test_damaged_state_file_is_named_and_left_alone(self):
        for content in (b"", b"{", b"[]", b'{"version":2,"state":{"users":5}}', b'{"version":99}'):
            state = self.path("state.json", content)
            result = self.run_program("serve", "--port", "0", "--state", state)
            self.assertEqual(result.returncode, 1)
            self.assertIn(state, result.stderr)
            with open(state, "rb") as file:
                self.assertEqual(file.read(), content)

    def test_state_file_without_a_directory_is_refused_at_once(self):
        state = self.path("missing/state.json")
        result = self.run_program("serve", "--port", "0", "--state", state)
        self.assertEqual(result.returncode, 1)
        self.assertIn(state, result.stderr)

    def test_port_in_use_is_one_sentence(self):
        simulator = Simulator()
        self.addCleanup(simulator.stop)
        port = simulator.url.rsplit(":", 1)[1]
        result = self.run_program("serve", "--port", port)
        self.assertEqual((result.returncode, result.stderr),
                         (1, "Port %s on 127.0.0.1 is in use. Stop the other program or choose "
                             "another port with --port.\n" % port))

    def test_unknown_fault_lists_the_known_ones(self):
        result = self.run_program("serve", "--fault", "earthquake")
        self.assertEqual(result.returncode, 2)
        self.assertIn("drop_deliveries", result.stderr)

    def test_help_names_both_commands(self):
        self.assertRegex(self.run_program("--help").stdout, r"(?s)serve.*send")

    def test_send_posts_the_file_as_it_is(self):
        hook = Webhook("DDD")
        self.addCleanup(hook.close)
        body = b'{"for_user_id":"1",  "key":"\xc3\xa9"}\n\n'
        event = self.path("event.json", body)
        secret = self.path("secret", b"DDD\n")
        result = self.run_program("send", event, "--secret-file", secret, "--url", hook.url)
        self.assertEqual((result.returncode, result.stdout), (0, event + ": 200 {}\n"))
        self.assertEqual(hook.next(), (body, webhook_signature("DDD", body)))

    def test_send_fails_when_one_answer_is_no_success(self):
        hook = Webhook("DDD")
        self.addCleanup(hook.close)
        hook.statuses.put(401)
        first, second = self.path("1.json", b"{}"), self.path("2.json", b"{}")
        result = self.run_program("send", first, second, "--secret", "DDD", "--url", hook.url)
        self.assertEqual((result.returncode, result.stdout),
                         (1, first + ": 401 {}\n" + second + ": 200 {}\n"))

    def test_send_without_a_secret_is_refused(self):
        result = self.run_program("send", self.path("1.json", b"{}"), "--url", "http://127.0.0.1/")
        self.assertNotEqual(result.returncode, 0)


if __name__ == "__main__":
    unittest.main()

"""Every address of the API, asked by nobody, by an agent and by a stranger's token."""
import unittest

from harness import Client, EchoTest

AGENT = [
    ("GET", "/api/v1/tickets"), ("GET", "/api/v1/tickets/1"), ("PUT", "/api/v1/tickets/1"),
    ("GET", "/api/v1/ticket_articles/by_ticket/1"), ("POST", "/api/v1/ticket_articles"),
    ("POST", "/api/v1/ticket_articles/1/retry"), ("POST", "/api/v1/reply_preview"),
    ("GET", "/api/v1/ticket_attachment/1/1/1"), ("GET", "/api/v1/users"), ("GET", "/api/v1/users/1"), ("PUT", "/api/v1/users/999"),
    ("POST", "/api/v1/users/999/identities"), ("GET", "/api/v1/tickets/1/context"),
    ("GET", "/api/v1/users/me"), ("GET", "/api/v1/groups"), ("GET", "/api/v1/plugins"),
    ("POST", "/api/v1/user_access_token"), ("GET", "/api/v1/user_access_token"), ("DELETE", "/api/v1/user_access_token/any"),
    ("GET", "/api/v1/channel_accounts"), ("GET", "/api/v1/ticket_articles/failed"), ("POST", "/api/v1/ticket_articles/999/dismiss"),
]
ADMIN = [
    ("PUT", "/api/v1/plugins/echo"), ("POST", "/api/v1/external_credentials/echo/app_verify"),
    ("GET", "/api/v1/external_credentials/echo/link_account"), ("GET", "/api/v1/channels_echo"),
    ("GET", "/api/v1/channels_echo/1"), ("POST", "/api/v1/channels_echo/1"),
    ("POST", "/api/v1/channels_echo_enable"), ("POST", "/api/v1/channels_echo_disable"),
    ("DELETE", "/api/v1/channels_echo"), ("POST", "/api/v1/groups"), ("POST", "/api/v1/users"),
    ("GET", "/api/v1/jobs"), ("POST", "/api/v1/jobs/1/retry"), ("POST", "/api/v1/channels_echo/1/actions/any"), ("GET", "/metrics"),
    ("PUT", "/api/v1/groups/999"), ("GET", "/api/v1/audit"), ("DELETE", "/api/v1/external_credentials/echo"),
    ("POST", "/api/v1/external_credentials/echo/actions/any"),
    ("GET", "/api/v1/quarantine"), ("POST", "/api/v1/quarantine/1/replay"), ("DELETE", "/api/v1/quarantine/1"),
    ("GET", "/api/v1/monitoring/health_check"),
]


class Authorization(EchoTest):
    def ask(self, client, method, path):
        body = None if method == "GET" else {}
        answer = client.call(method, path, body)
        return answer.status, answer.json().get("error") if answer.text.startswith("{") else None

    def test_nobody_gets_nothing(self):
        for method, path in AGENT + ADMIN:
            with self.subTest(method=method, path=path):
                self.assertEqual(self.ask(self.anybody, method, path), (403, "Authentication required"))

    def test_a_wrong_token_is_nobody(self):
        stranger = Client(self.url, {"Authorization": "Token token=" + "0" * 64})
        for method, path in AGENT + ADMIN:
            with self.subTest(method=method, path=path):
                self.assertEqual(self.ask(stranger, method, path), (403, "Authentication required"))

    def test_agents_use_no_admin_address(self):
        agent = self.agent("anna")
        for method, path in ADMIN:
            with self.subTest(method=method, path=path):
                self.assertEqual(self.ask(agent, method, path), (403, "Not authorized (user)!"))

    def test_agents_use_the_rest(self):
        agent = self.agent("ben")
        for method, path in AGENT:
            with self.subTest(method=method, path=path):
                self.assertNotEqual(self.ask(agent, method, path)[0], 403)

    def test_probes_need_no_sign_in(self):
        self.assertEqual(self.anybody.call("GET", "/healthz").status, 200)
        self.assertEqual(self.anybody.call("GET", "/readyz").status, 200)

    def test_a_session_signs_in_and_out(self):
        self.admin.post("/api/v1/users", {"login": "cleo", "password": "correct horse", "roles": ["Agent"]})
        signed_in = self.anybody.call("POST", "/api/v1/signin", {"username": "cleo", "password": "correct horse"})
        self.assertEqual(signed_in.status, 200)
        cookie = signed_in.headers["Set-Cookie"].split(";")[0]
        page = Client(self.url, {"Cookie": cookie})
        self.assertEqual(page.call("GET", "/api/v1/tickets").status, 200)
        self.assertEqual(page.call("DELETE", "/api/v1/signout").status, 403)  # no CSRF token
        proven = Client(self.url, {"Cookie": cookie, "X-CSRF-Token": signed_in.json()["csrf_token"]})
        self.assertEqual(proven.call("DELETE", "/api/v1/signout").status, 200)
        self.assertEqual(page.call("GET", "/api/v1/tickets").status, 403)


if __name__ == "__main__":
    unittest.main()

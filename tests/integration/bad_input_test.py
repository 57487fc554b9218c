"""Hundreds of malformed requests: each gets a documented status, nothing is stored, the host lives."""
import itertools
import json
import socket
import unittest

from harness import EchoTest

ADDRESSES = [
    ("POST", "/api/v1/groups"), ("POST", "/api/v1/users"), ("POST", "/api/v1/signin"),
    ("POST", "/api/v1/getting_started"), ("POST", "/api/v1/user_access_token"),
    ("POST", "/api/v1/ticket_articles"), ("POST", "/api/v1/reply_preview"), ("PUT", "/api/v1/tickets/1"),
    ("PUT", "/api/v1/plugins/echo"), ("POST", "/api/v1/channels_echo/1"), ("POST", "/api/v1/channels_echo_enable"),
    ("POST", "/api/v1/channels_echo_disable"), ("DELETE", "/api/v1/channels_echo"),
    ("POST", "/api/v1/external_credentials/echo/app_verify"), ("POST", "/api/v1/ticket_articles/1/retry"),
]
BODIES = [
    b"{", b"[", b"[]", b"null", b"true", b"7", b'"x"', b'{"a":}', b'{"a":1}}', b"{'a':1}", b"\xff\xfe\x00",
    b'{"a":"\xc3\x28"}', b'{"a":1e999}', b"[" * 50_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    b'{"id":1.5}', b'{"id":99999999999999999999999}', b'{"id":-1}', b'{"id":[]}', b'{"id":{}}',
    b'{"name":7,"login":7,"ticket_id":"x","enabled":7,"force":"maybe","options":[],"drawer":[]}',
    b'{"__proto__":{"admin":true}}', b'{"a":"\\u0000"}', b'{"a":"' + b"x" * 300_000 + b'"}',
]
RAW = [
    b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET http://other/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nBroken header\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
]


class BadInput(EchoTest):
    def send(self, bytes_sent):
        """The status of the first answer, or None when the connection was closed without one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            try:
                connection.sendall(bytes_sent)
                answer = connection.recv(65536)
            except (ConnectionResetError, BrokenPipeError):
                return None
        return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/1.1 ") else None

    def request(self, method, path, body):
        head = (f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Token token={self.token}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n")
        return self.send(head.encode() + body)

    def state(self):
        return json.dumps([self.admin.get(path) for path in (
            "/api/v1/groups", "/api/v1/users", "/api/v1/tickets", "/api/v1/channels_echo", "/api/v1/plugins")])

    def test_bodies(self):
        self.shout("m-1")
        before = self.state()
        for (method, path), body in itertools.product(ADDRESSES, BODIES):
            with self.subTest(method=method, path=path, body=body[:40]):
                self.assertIn(self.request(method, path, body), (400, 401, 404, 409, 413, 422, 429))
        self.assertEqual(self.state(), before)

    def test_requests_that_are_not_http(self):
        for raw in RAW:
            with self.subTest(raw=raw[:60]):
                self.assertIn(self.send(raw), (None, 400, 404, 405, 413, 431, 501))
        self.assertEqual(self.anybody.call("GET", "/healthz").status, 200)

    def test_paths(self):
        for path in ("/%00", "/%zz", "/..%2f..%2fetc/passwd", "/api/v1/tickets/%2e%2e", "/api/v1/tickets/1e3",
                     "/api/v1/channels_%00", "/" + "a/" * 5000, "/api/v1/users/0x1", "/api/v1/tickets/１"):
            with self.subTest(path=path[:40]):
                target = path.encode()
                status = self.send(b"GET " + target + b" HTTP/1.1\r\nHost: a\r\nAuthorization: Token token="
                                   + self.token.encode() + b"\r\nConnection: close\r\n\r\n")
                self.assertIn(status, (400, 404))

    def test_queries(self):
        for query in ("state=odd", "per_page=-1", "per_page=99999999999999999999", "group_id=x", "%zz", "state=%ff"):
            with self.subTest(query=query):
                self.assertIn(self.request("GET", f"/api/v1/tickets?{query}", b""), (400, 422))

    def test_webhook_bodies(self):
        before = len(self.all_articles())
        for body in BODIES:
            with self.subTest(body=body[:40]):
                answer = self.send(
                    f"POST /api/v1/channels_echo_webhook HTTP/1.1\r\nHost: a\r\nX-Echo-Token: valley-token\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
                self.assertIn(answer, (400, 413, 422))
        self.assertEqual(len(self.all_articles()), before)


if __name__ == "__main__":
    unittest.main()

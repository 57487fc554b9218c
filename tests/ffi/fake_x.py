"""As much of X's API v1.1 as one reply needs, on loopback, checking signatures by itself."""
import base64
import hashlib
import hmac
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit

NEW_POST_ID = "2087500000000000009"


def _encode(text):
    return quote(text, safe="-._~")


def signature(method, url, parameters, consumer_secret, token_secret):
    """OAuth 1.0a, RFC 5849 section 3.4."""
    pairs = sorted((_encode(name), _encode(value)) for name, value in parameters)
    normalised = "&".join(f"{name}={value}" for name, value in pairs)
    base = "&".join(_encode(part) for part in (method, url, normalised))
    key = f"{_encode(consumer_secret)}&{_encode(token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()


class FakeX:
    """Answers POST /1.1/statuses/update.json; keeps what came and whether it was signed right."""

    def __init__(self, consumer_secret, token_secret):
        self.posts, self.others = [], []
        self._secrets = (consumer_secret, token_secret)
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                fake.answer(self)

            def do_GET(self):
                fake.answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0)).decode()
        url = urlsplit(request.path)
        if request.command != "POST" or url.path != "/1.1/statuses/update.json":
            self.others.append(f"{request.command} {request.path}")
            return self._send(request, 404, {"errors": [{"code": 34, "message": "No such page."}]})
        parameters = parse_qsl(url.query, keep_blank_values=True) + parse_qsl(body, keep_blank_values=True)
        if not self._is_signed(request, url.path, parameters):
            return self._send(request, 401, {"errors": [{"code": 32, "message": "Bad signature."}]})
        self.posts.append(dict(parameters))
        return self._send(request, 200, self._post(dict(parameters)))

    def _is_signed(self, request, path, parameters):
        header = dict(re.findall(r'(\w+)="([^"]*)"', request.headers.get("Authorization", "")))
        oauth = [(name, unquote(value)) for name, value in header.items() if name != "oauth_signature"]
        expected = signature("POST", self.base_url + path, oauth + parameters, *self._secrets)
        return hmac.compare_digest(unquote(header.get("oauth_signature", "")), expected)

    @staticmethod
    def _post(parameters):
        return {"created_at": "Mon May 19 14:05:00 +0000 2025", "id": int(NEW_POST_ID),
                "id_str": NEW_POST_ID, "text": parameters.get("status", ""), "truncated": False,
                "in_reply_to_status_id_str": parameters.get("in_reply_to_status_id"),
                "in_reply_to_user_id_str": "12", "in_reply_to_screen_name": "jo",
                "user": {"id": 2244994945, "id_str": "2244994945", "name": "Acme", "screen_name": "acme"},
                "entities": {"hashtags": [], "symbols": [], "urls": [], "user_mentions": [
                    {"screen_name": "jo", "name": "Jo", "id": 12, "id_str": "12", "indices": [0, 3]}]}}

    @staticmethod
    def _send(request, status, answer):
        data = json.dumps(answer).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

"""Stands between the host and the simulator: keeps what passes, and can answer in X's place."""
import contextlib
import http.client
import http.server
import threading
import urllib.parse

TOKEN_NAMES = ("oauth_token", "oauth_token_secret", "oauth_verifier", "oauth_signature")


class RecordingProxy:
    """`answer` is None (pass on) or a function of (path, OAuth parameters) giving status, headers and
    body, or None to let this request pass."""

    def __init__(self, target_port):
        self.answer = None
        self.oauth_values = []  # (name, value) of every header sent to X and of X's token answers
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                parameters = outer.read_authorization(self.headers.get("Authorization", ""))
                planned = outer.answer and outer.answer(self.path, parameters)
                status, headers, content = planned or self.pass_on(body)
                if self.path.startswith("/oauth/"):
                    outer.oauth_values += urllib.parse.parse_qsl(content.decode("utf-8", "replace"))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the host gave up
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def pass_on(self, body):
                upstream = http.client.HTTPConnection("127.0.0.1", target_port, timeout=20)
                with contextlib.closing(upstream):
                    upstream.request(self.command, self.path, body, dict(self.headers.items()))
                    response = upstream.getresponse()
                    kept = {name: value for name, value in response.headers.items()
                            if name.lower() not in ("content-length", "connection", "transfer-encoding")}
                    return response.status, kept, response.read()

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def read_authorization(self, header):
        pairs = [part.split("=", 1) for part in header.removeprefix("OAuth ").split(", ") if "=" in part]
        parameters = {name: urllib.parse.unquote(value.strip('"')) for name, value in pairs}
        self.oauth_values += parameters.items()
        return parameters

    def secrets(self):
        return {(name, value) for name, value in self.oauth_values if name in TOKEN_NAMES and len(value) >= 8}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

"""Stands between the host and the simulator and does to requests what networks do: cuts, delays and repeats them."""
import http.client
import http.server
import random
import socket
import threading
import time

# What may happen to a request, by its chance in a hundred; the rest passes.
ARRIVES = {"cut_after": 8, "cut_within": 4, "delay": 8, "repeat_first": 4, "repeat_last": 4, "close_kept": 6}
FAULTS = {"cut_before": 6, **ARRIVES}
LONGEST_DELAY_S = 1.0


class FaultProxy:
    """Passes everything on until `faulty` is set. `happened` counts what was done."""

    def __init__(self, target_port, seed, faults):
        self.faulty = False
        self.faults = faults
        self.happened = dict.fromkeys(faults, 0)
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *arguments):
                pass

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                fault = outer.next_fault()
                if fault == "cut_before":
                    return self.cut()
                if fault == "delay":
                    time.sleep(outer.chance.random() * LONGEST_DELAY_S)
                answer = self.pass_on(body)
                if fault.startswith("repeat"):
                    again = self.pass_on(body)
                    answer = again if fault == "repeat_last" else answer
                if fault == "cut_after":
                    return self.cut()
                self.answer(answer, fault)

            def pass_on(self, body):
                upstream = http.client.HTTPConnection("127.0.0.1", target_port, timeout=30)
                try:
                    upstream.request(self.command, self.path, body, dict(self.headers.items()))
                    response = upstream.getresponse()
                    kept = [(name, value) for name, value in response.headers.items()
                            if name.lower() not in ("content-length", "connection", "transfer-encoding")]
                    return response.status, kept, response.read()
                finally:
                    upstream.close()

            def answer(self, answer, fault):
                status, headers, content = answer
                try:
                    self.send_response(status)
                    for name, value in headers:
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content[:len(content) // 2] if fault == "cut_within" else content)
                except OSError:  # the host gave up
                    self.close_connection = True
                if fault == "cut_within":
                    self.cut()
                elif fault == "close_kept":
                    self.close_connection = True  # without having said so

            def cut(self):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *arguments):  # a connection that was cut
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def next_fault(self):
        with self.lock:
            if not self.faulty:
                return ""
            [fault] = self.chance.choices([*self.faults, ""], [*self.faults.values(), 100 - sum(self.faults.values())])
            if fault:
                self.happened[fault] += 1
            return fault

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

"""Runs the built simulator and talks to it: control API, signed calls, a webhook of one's own."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import queue
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

from oauthlib import oauth1

PROGRAM = os.environ["X_SIMULATOR"]
CALLBACK = "http://127.0.0.1:9/callback?from=x"


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)

    def code(self):
        return self.json()["errors"][0]["code"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


OPENER = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))


def ask(method, url, headers=None, body=None):
    request = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with OPENER.open(request, timeout=20) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


class Simulator:
    """One running simulator; also its control API."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--quiet", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("X simulator ready at "):
            raise RuntimeError(self.process.communicate()[1])
        self.url = line.split()[-1]

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20)
        return self.process.returncode

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        return ask(method, self.url + "/sim/v1" + path, {"Content-Type": "application/json"}, data)

    def make(self, path, **body):
        answer = self.control("POST", path, body)
        if answer.status >= 300:
            raise AssertionError(answer.body)
        return answer.json()

    def fault(self, name, count=0):
        self.make("/faults", name=name, count=count)


class Client:
    """Signs with oauthlib, written by others: what it signs, the simulator must accept."""

    def __init__(self, simulator, keys, token=None, secret=None):
        self.simulator = simulator
        self.keys = keys
        self.token = token
        self.secret = secret

    def signer(self, **more):
        return oauth1.Client(self.keys["consumer_key"], self.keys["consumer_secret"],
                             self.token, self.secret, **more)

    def signed(self, method, path, form=None, **more):
        headers = {}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(form)
        return self.signer(**more).sign(self.simulator.url + path, method, body, headers)

    def call(self, method, path, form=None, **more):
        url, headers, body = self.signed(method, path, form, **more)
        return ask(method, url, headers, body.encode() if body else None)

    def call_json(self, method, path, body):
        url, headers, _ = self.signed(method, path)
        headers["Content-Type"] = "application/json"
        return ask(method, url, headers, json.dumps(body).encode())

    def post(self, text, **parameters):
        return self.call("POST", "/1.1/statuses/update.json", dict(status=text, **parameters))

    def message(self, recipient_id, text):
        create = {"target": {"recipient_id": recipient_id}, "message_data": {"text": text}}
        return self.call_json("POST", "/1.1/direct_messages/events/new.json",
                              {"event": {"type": "message_create", "message_create": create}})


def webhook_signature(secret, data):
    digest = hmac.new(secret.encode(), data, hashlib.sha256).digest()
    return "sha256=" + base64.b64encode(digest).decode()


class Webhook:
    """A receiver of events on loopback. `statuses` holds answers to give before it says 200."""

    def __init__(self, secret):
        self.secret = secret
        self.received = queue.Queue()
        self.crc_requests = queue.Queue()
        self.statuses = queue.Queue()
        self.crc_status = 200
        self.before_answer = lambda: None
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def answer(self, status, body=b"{}"):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                outer.crc_requests.put((self.path, dict(self.headers)))
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                token = query["crc_token"][0].encode()
                body = {"response_token": webhook_signature(outer.secret, token)}
                self.answer(outer.crc_status, json.dumps(body).encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.received.put((body, self.headers["x-twitter-webhooks-signature"]))
                outer.before_answer()
                self.answer(200 if outer.statuses.empty() else outer.statuses.get())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/hook?key=1" % self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def next(self):
        return self.received.get(timeout=20)

    def next_event(self):
        return json.loads(self.next()[0])

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Company:
    """A simulator with what a company has: @acme, its app with every permission, @jo, a customer."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.acme = simulator.make("/users", screen_name="acme", name="Acme")
        self.jo = simulator.make("/users", screen_name="jo", name="Jo")
        simulator.make("/developer_account", user="acme", use_case="Answering our customers")
        self.keys = simulator.make("/apps", name="Acme Helpdesk", website="https://acme.example",
                                   callback_urls=[CALLBACK],
                                   permissions="read-write-directmessages")
        simulator.make("/apps/%s/environments" % self.keys["id"], label="demo")
        self.client = Client(simulator, self.keys, self.keys["access_token"],
                             self.keys["access_token_secret"])

    def subscribe(self, webhook):
        path = "/1.1/account_activity/all/demo/"
        answer = self.client.call("POST", path + "webhooks.json", {"url": webhook.url})
        if answer.status != 200:
            raise AssertionError(answer.body)
        answer = self.client.call("POST", path + "subscriptions.json")
        if answer.status != 204:
            raise AssertionError(answer.body)

"""HTTP clients of the demo: the host's REST API, the simulator's control API, a browser of sorts."""
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.text = body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.text) if self.text else None


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Client:
    """Sends JSON, never follows a redirect: the demo wants to see each step."""

    def __init__(self, base_url, headers=None):
        self.base_url = base_url
        self.headers = headers or {}
        self.opener = urllib.request.build_opener(NoRedirect(), urllib.request.ProxyHandler({}))

    def call(self, method, path, body=None, form=None, timeout=20):
        headers = dict(self.headers)
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        url = path if path.startswith("http") else self.base_url + path
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=timeout) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path):
        answer = self.call("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"GET {path} answered {answer.status}: {answer.text[:300]}")
        return answer.json()

    def post(self, path, body):
        answer = self.call("POST", path, body)
        if answer.status not in (200, 201, 202):
            raise RuntimeError(f"POST {path} answered {answer.status}: {answer.text[:300]}")
        return answer.json()


def hidden_fields(html):
    """Name and value of the hidden inputs of the first form, as a browser would send them."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            fields[attributes["name"]] = attributes.get("value", "")
    return fields


def wait_for(look, seconds=15):
    """Calls look() until it returns something; None when it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = look()
        if seen:
            return seen
        time.sleep(0.02)
    return None

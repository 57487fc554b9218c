"""Sends numbered webhooks to a server and takes what they cost it."""
import json
import subprocess
import urllib.error
import urllib.request

from measured_process import LOAD_CORE, cpu_seconds, pinned
from webhook_servers import BUILD


class Load:
    """Numbers every event of this run, and sees to it that each is answered with 200."""

    def __init__(self):
        self.sent = {}

    def send(self, server, count, connections):
        first = self.sent.get(server.name, 0)
        self.sent[server.name] = first + count
        before = cpu_seconds(server.pid)
        command = [BUILD / "bin" / "webhook_load", "--port", server.port, "--path", server.path, "--event",
                   server.event_file, "--secret-file", server.secret_file, "--first", first, "--count", count,
                   "--connections", connections]
        output = subprocess.run(pinned(LOAD_CORE, [str(word) for word in command]), check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        result = json.loads(output)
        if result["answered_200"] != count:
            raise RuntimeError(f"{server.name} answered {result['answered_otherwise']} of {count} with an error")
        result["cpu_us"] = (cpu_seconds(server.pid) - before) / count * 1e6
        return result


def refuses_wrong_signature(server):
    headers = {"Content-Type": "application/json", "X-Twitter-Webhooks-Signature": "sha256=" + "A" * 43 + "="}
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{server.path}",
                                     data=server.event_file.read_bytes(), headers=headers)
    try:
        urllib.request.urlopen(request, timeout=10).close()
    except urllib.error.HTTPError as refused:
        return refused.code in (401, 403)
    return False

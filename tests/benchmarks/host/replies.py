"""Processor time of one signed reply over TLS: the plugin's client beside npm twitter-api-v2, each over one kept
connection to the same server by HTTP/1.1, which is all that twitter-api-v2 speaks; and the plugin's by HTTP/2, as it
talks to X. The clients take turns; the figures are medians of the rounds."""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import rows
from certificate import make_certificate
from measured_process import LOAD_CORE, SERVER_CORE, pinned
from peer_packages import PEERS, why_not
from webhook_servers import BUILD, Process, free_port


def measure(command, port, certificate, arguments):
    output = subprocess.run(pinned(LOAD_CORE, [
        *command, str(port), certificate, str(arguments.warm_up), str(arguments.replies)]),
        check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def start_server(protocol, files, folder):
    port = free_port()
    server = Process("The TLS server", pinned(SERVER_CORE, ["node", PEERS / "tls_answers.js", port, *files, protocol]),
                     folder / f"{protocol}.log", "ready at")
    server.start()
    return server, port


def compare(folder, arguments):
    files = make_certificate(folder)
    plugin, peer = [BUILD / "bin" / "reply_client"], ["node", PEERS / "reply_client.js"]
    clients = {"Replies/plugin": (plugin, "http1"), "Replies/twitter-api-v2": (peer, "http1"),
               "Replies/plugin_http2": (plugin, "http2")}
    results, servers = {name: [] for name in clients}, {}
    try:
        for protocol in ("http1", "http2"):
            servers[protocol] = start_server(protocol, files, folder)
        for _ in range(arguments.rounds):
            for name, (command, protocol) in clients.items():
                results[name].append(measure(command, servers[protocol][1], files[1], arguments))
    finally:
        for server, _ in servers.values():
            server.stop()
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=1000)
    parser.add_argument("--warm-up", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    reason = why_not()
    if reason:
        print(f"No comparison of replies: {reason}.")
        return 0
    with tempfile.TemporaryDirectory(prefix="replies_") as folder:
        results = compare(Path(folder), arguments)
    for name, rounds in results.items():
        cpu, took = (statistics.median(one[figure] for one in rounds) for figure in ("cpu_us", "took_us"))
        print(f"{name:<24} CPU {cpu:6.1f} us/reply   {took:6.1f} us/reply from call to answer")
    rows.write(arguments.out, [rows.row(name, cpu_time=one["cpu_us"] * 1000)
                               for name, rounds in results.items() for one in rounds])
    return 0


if __name__ == "__main__":
    sys.exit(main())

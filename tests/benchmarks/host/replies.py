"""Processor time of one signed reply over TLS: the plugin's client beside npm twitter-api-v2, each
over one kept connection to the same server; the clients take turns."""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import rows
from measured_process import LOAD_CORE, SERVER_CORE, pinned
from peer_packages import PEERS, why_not
from webhook_servers import BUILD, Process, free_port


def make_certificate(folder):
    """For 127.0.0.1, signed by itself, valid for a day."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "1", "-subj", "/CN=benchmark", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


def measure(command, port, certificate, arguments):
    output = subprocess.run(pinned(LOAD_CORE, [
        *command, str(port), certificate, str(arguments.warm_up), str(arguments.replies)]),
        check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def compare(folder, arguments):
    key, certificate = make_certificate(folder)
    port = free_port()
    server = Process("The TLS server", pinned(SERVER_CORE, ["node", PEERS / "tls_answers.js", port, key, certificate]),
                     folder / "log", "ready at")
    server.start()
    clients = {"Replies/plugin": [BUILD / "bin" / "reply_client"],
               "Replies/twitter-api-v2": ["node", PEERS / "reply_client.js"]}
    results = {name: [] for name in clients}
    try:
        for _ in range(arguments.rounds):
            for name, command in clients.items():
                results[name].append(measure(command, port, certificate, arguments))
    finally:
        server.stop()
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=1000)
    parser.add_argument("--warm-up", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
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

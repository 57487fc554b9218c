"""./run demo: a simulator of X, the stub host with the plugin, the eight steps and a conversation."""
import argparse
import os
import secrets
import shutil
import signal
import sys
from pathlib import Path

import conversation_story
import setup_story
from conversation_story import NotSeen
from processes import CannotStart, Process, port_is_free

ROOT = Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(
        prog="./run demo",
        description="Starts a simulator of X and the stub host with the plugin, plays the eight set-up steps and a "
                    "conversation, then stays up until Ctrl-C. Nothing leaves this machine.")
    parser.add_argument("--exit", action="store_true",
                        help="stop after the story; exit status 0 only if every step was seen")
    parser.add_argument("--fresh", action="store_true", help="forget earlier runs and start from an empty state")
    parser.add_argument("--host-port", type=int, default=3000, help="port of the stub host (default 3000)")
    parser.add_argument("--simulator-port", type=int, default=3100, help="port of the simulator (default 3100)")
    parser.add_argument("--simulator-fault", action="append", default=[], metavar="NAME",
                        help="start the simulator with a fault, e.g. drop_deliveries; can be repeated")
    parser.add_argument("--state", type=Path, default=ROOT / ".demo", help="folder of the state (default .demo)")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "dev", help=argparse.SUPPRESS)
    return parser.parse_args()


def say(who, what, text):
    print(f"{who:<6}{what:<16}{text}", flush=True)


def step(number, name, outcome):
    words, problem = outcome if isinstance(outcome, tuple) else (outcome, None)
    print(f"{number} {name:<20}{words or problem or 'not found afterwards':<52}{'seen' if words else 'NOT SEEN'}",
          flush=True)
    if not words:
        raise NotSeen(f"step {number}, {name}: {problem or 'it could not be read back'}")


def play_setup(stage):
    setup_story.people(stage)
    step(1, "developer account", setup_story.developer_account(stage))
    step(2, "app", setup_story.app(stage))
    step(3, "permissions", setup_story.permissions(stage))
    step(4, "keys", setup_story.store_keys(stage))
    step(5, "environment", setup_story.environment(stage))
    step(6, "connect X app", setup_story.connect_app(stage))
    step(7, "add account", setup_story.add_account(stage))
    step(8, "filters", setup_story.filters(stage))
    print(flush=True)


def play_conversation(stage, host, run_number):
    suffix = "" if run_number == 1 else f" ({run_number})"  # X refuses the same text twice
    stage.agent = conversation_story.agent_client(stage)
    conversation_story.public_part(stage, suffix, say)
    conversation_story.private_part(stage, suffix, say)
    conversation_story.sent_again(stage)
    print("Same webhooks sent again: nothing new. ", end="", flush=True)
    print(conversation_story.survives_a_kill(stage, host, suffix), flush=True)
    print("All steps seen.", flush=True)


def count_run(state):
    file = state / "runs"
    number = int(file.read_text()) + 1 if file.exists() else 1
    file.write_text(str(number))
    return number


def sign_in_words(stage, state):
    """A login for a person at the panel; the password is this folder's own and never logged."""
    file = state / "password"
    if not file.exists():
        password = secrets.token_urlsafe(12)
        stage.host.post("/api/v1/users", {
            "login": "demo@acme.example", "email": "demo@acme.example", "password": password,
            "firstname": "Demo", "lastname": "Admin", "roles": ["Admin", "Agent"]})
        file.touch(mode=0o600)
        file.write_text(password)
    return f"sign in as demo@acme.example with {file.read_text()}"


def drop_in(options):
    """A plugins directory with the channel dropped in, as an operator would make it."""
    plugins = options.state / "plugins"
    shutil.rmtree(plugins, ignore_errors=True)
    shutil.copytree(options.build / "plugins" / "twitter_channel", plugins / "twitter_channel")
    return plugins


def start_processes(options):
    binaries = options.build / "bin"
    host_url = f"http://127.0.0.1:{options.host_port}"
    simulator = Process(
        "The simulator",
        [binaries / "x_simulator", "serve", "--quiet", "--port", options.simulator_port, "--allow-http-webhooks",
         "--state", options.state / "x.json", *[word for name in options.simulator_fault for word in ("--fault", name)]],
        options.state / "simulator.log", "ready at")
    host = Process(
        "The stub host",
        [binaries / "host_stub", "serve", "--plugins", drop_in(options),
         "--database", options.state / "host.sqlite3", "--port", options.host_port, "--public-url", host_url,
         "--first-admin-token-file", options.state / "admin-token"],
        options.state / "host.log", "ready at")
    for port, option in ((options.simulator_port, "--simulator-port"), (options.host_port, "--host-port")):
        if not port_is_free(port):
            raise CannotStart(f"Port {port} is in use: stop the program that uses it, or choose another with {option}.")
    simulator.start()
    try:
        host.start()
    except CannotStart:
        simulator.stop()
        raise
    return simulator, host, host_url


def main():
    options = arguments()
    if options.fresh and options.state.exists():
        shutil.rmtree(options.state)
    options.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        simulator, host, host_url = start_processes(options)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        token = (options.state / "admin-token").read_text().strip()
        stage = setup_story.Stage(f"http://127.0.0.1:{options.simulator_port}", host_url, token, "twitter")
        play_setup(stage)
        play_conversation(stage, host, count_run(options.state))
        if options.exit:
            return 0
        print(f"\nhost       {host_url}   {sign_in_words(stage, options.state)}")
        print(f"simulator  {stage.simulator.base_url}   developer console and a page to play the customer")
        print("Ctrl-C stops both; what happened is kept for the next run (--fresh forgets it).", flush=True)
        signal.pause()
    except NotSeen as problem:
        print(f"NOT SEEN  {problem}", flush=True)
        return 1
    except KeyboardInterrupt:
        print()
    finally:
        host.stop()
        simulator.stop()
    return 0


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())

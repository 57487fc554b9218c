"""Runs the fuzz targets for so many seconds each and says of each in one line what came out.

What a target finds new goes to the build directory, never to the tree; what breaks it is named
with the command that shows it again."""
import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENDINGS = {"crash": "broke a promise or crashed", "timeout": "took longer than 10 s",
           "oom": "took more than 2 GiB of memory", "leak": "leaked memory",
           "slow-unit": "took several seconds"}
LONGEST_INPUT = {"webhook": 1 << 20, "event_decoder": 1 << 20}  # what X may send
USUAL_LONGEST_INPUT = 1 << 14


class Run:
    def __init__(self, name, build, seconds):
        self.name = name
        self.program = build / "bin" / f"fuzz_{name}"
        self.seconds = seconds
        self.scratch = build / "scratch" / name
        self.crashes = build / "crashes"
        self.log = build / "logs" / f"fuzz_{name}.log"
        self.text = ""
        self.status = 0

    def start(self):
        for folder in (self.scratch, self.crashes, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
        command = [self.program, f"-max_total_time={self.seconds}", "-timeout=10", "-rss_limit_mb=2048",
                   "-malloc_limit_mb=1024", "-print_final_stats=1", f"-dict={HERE / 'words.dict'}",
                   f"-max_len={LONGEST_INPUT.get(self.name, USUAL_LONGEST_INPUT)}",
                   f"-artifact_prefix={self.crashes}/{self.name}-", self.scratch, HERE / "corpus" / self.name]
        with open(self.log, "wb") as log:
            self.status = subprocess.run(
                [str(word) for word in command], stdout=log, stderr=log, check=False,
                env={**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1"}).returncode
        self.text = self.log.read_text(encoding="utf-8", errors="replace")
        return self

    def last(self, pattern):
        found = re.findall(pattern, self.text)
        return found[-1] if found else "?"

    def line(self):
        return (f"{self.name:<16}{self.last(r'number_of_executed_units: *([0-9]+)'):>10} runs"
                f"{self.last(r'average_exec_per_sec: *([0-9]+)'):>7} /s"
                f"{self.last(r'cov: ([0-9]+)'):>7} edges   {'ok' if self.status == 0 else 'FAILED'}")

    def failure(self):
        artifact = self.last(r"Test unit written to (\S+)")
        if artifact == "?":
            return f"{self.name} failed without an input (exit status {self.status}); see {self.log}."
        kind = Path(artifact).name.removeprefix(self.name + "-").rsplit("-", 1)[0]
        promise = self.last(r"broken promise: (.+)")
        what = f"broke the promise \"{promise}\"" if promise != "?" else ENDINGS.get(kind, "failed")
        return f"{self.name} {what}: {artifact}\n  again: {self.program} {artifact}"


def arguments():
    known = sorted(folder.name for folder in (HERE / "corpus").iterdir())
    parser = argparse.ArgumentParser(prog="./run fuzz", description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("seconds", type=int, nargs="?", default=30, help="for each target (30)")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(known))
    given = parser.parse_args()
    for target in given.targets:
        if target not in known:
            parser.error(f"there is no target {target}; known: {', '.join(known)}")
    given.targets = given.targets or known
    return given


def main():
    given = arguments()
    runs = [Run(name, given.build, given.seconds) for name in given.targets]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for run in pool.map(Run.start, runs):
            print(run.line(), flush=True)
    failed = [run for run in runs if run.status != 0]
    for run in failed:
        print(run.failure(), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""./run bench [FILTER]: runs the instruments and prints what they measured beside the budgets."""
import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import report

SCRIPTS = {"Webhooks": "webhooks.py", "Burst": "burst.py", "Memory": "memory.py", "Video": "video.py",
           "Growth": "growth.py", "Replies": "replies.py", "Outgoing": "outgoing.py", "Upload": "upload.py"}
INTERLEAVED = ["--benchmark_enable_random_interleaving=true", "--benchmark_report_aggregates_only=false"]


def arguments():
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Measures in one run what the budgets speak of. Ratios are of CPU time, medians over repetitions "
                    "that alternate between the benchmarks, so that a machine whose speed changes hurts both sides.")
    parser.add_argument("filter", nargs="?", default=".", help="regular expression over names of benchmarks")
    parser.add_argument("--repetitions", type=int, default=9, help="of each benchmark (default 9)")
    parser.add_argument("--build", type=Path, default=Path("build/release"), help=argparse.SUPPRESS)
    return parser.parse_args()


def run_program(program, results, options):
    """One Google Benchmark program; its JSON lands in `results`."""
    print(f"Running {program.name} ...", flush=True)
    command = [program, f"--benchmark_filter={options.filter}", f"--benchmark_repetitions={options.repetitions}",
               f"--benchmark_out={results / program.name}.json", "--benchmark_out_format=json", *INTERLEAVED]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program.name} failed:\n{done.stderr}")


def run_scripts(results, options):
    """Whole processes beside their peers; each script prints its own table."""
    environment = {**os.environ, "PROJECT_BINARY_DIR": str(options.build.resolve())}
    for name, script in SCRIPTS.items():
        if not re.search(options.filter, name):
            continue
        print(f"\nRunning {name} ...", flush=True)
        path = Path(__file__).parent / "host" / script
        command = [sys.executable, path, "--out", results / f"{name}.json"]
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            sys.exit(f"{name} failed")


def main():
    options = arguments()
    results = options.build / "bench"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    for program in sorted((options.build / "bin").glob("*_benchmark")):
        run_program(program, results, options)
    run_scripts(results, options)
    return report.show(results)


if __name__ == "__main__":
    sys.exit(main())

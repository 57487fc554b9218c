"""./run bench [FILTER]: runs the instruments and prints what they measured beside the budgets."""
import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import report

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


def main():
    options = arguments()
    results = options.build / "bench"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    for program in sorted((options.build / "bin").glob("*_benchmark")):
        run_program(program, results, options)
    return report.show(results)


if __name__ == "__main__":
    sys.exit(main())

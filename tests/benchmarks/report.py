"""The figures of `./run bench`: what was measured beside the first and the second goal.

Reads every JSON file of a directory in the shape of Google Benchmark's --benchmark_format=json, whoever wrote it.
"""
import json
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Ratio:
    """The cost of one benchmark over that of another, from the same run."""
    figure: str
    of: str
    over: str
    first_goal: float
    second_goal: float

    def measured(self, runs, field):
        of, over = runs.median(self.of, field), runs.median(self.over, field)
        return of / over if of and over else None

    @staticmethod
    def text(value):
        return f"{value:.2f}"


@dataclass
class Microseconds:
    """The CPU time of one iteration."""
    figure: str
    of: str
    first_goal: float
    second_goal: float

    def measured(self, runs, field):
        value = runs.median(self.of, field)
        return value / 1000 if value and field == "cpu_time" else None

    @staticmethod
    def text(value):
        return f"{value:.1f} us"


FIGURES = [
    Ratio("mention through on_inbound / floor", "OnInbound/mention", "FloorOf/mention", 1.5, 1.0),
    Ratio("direct message through on_inbound / floor", "OnInbound/direct_message", "FloorOf/direct_message", 1.5, 1.0),
    Ratio("1,000 search terms / 10", "OnInbound/mention_1000_terms", "OnInbound/mention_10_terms", 1.3, 1.1),
    Ratio("10,000 search terms / 10", "OnInbound/mention_10000_terms", "OnInbound/mention_10_terms", 1.3, 1.1),
    Microseconds("preview of a 280-character reply", "Preview/280_characters", 20, 5),
]


class Runs:
    """All repetitions of all benchmarks of one run."""

    def __init__(self, directory):
        self._rows = {}
        self.failures = []
        for path in sorted(directory.glob("*.json")):
            for row in json.loads(path.read_text())["benchmarks"]:
                self._add(row)

    def _add(self, row):
        if row.get("error_occurred"):
            self.failures.append(f"{row['name']}: {row['error_message']}")
        elif row.get("run_type", "iteration") == "iteration":
            self._rows.setdefault(row["name"], []).append(row)

    def names(self):
        return list(self._rows)

    def median(self, name, field):
        values = [row[field] for row in self._rows.get(name, []) if field in row]
        return statistics.median(values) if values else None


def verdict(value, figure):
    if value <= figure.second_goal:
        return "second goal met"
    return "first goal met" if value <= figure.first_goal else "NOT MET"


def show_figures(runs):
    print(f"\n{'figure':<44}{'measured':>10}{'first':>8}{'second':>8}   {'instructions':<14}")
    for figure in FIGURES:
        value = figure.measured(runs, "cpu_time")
        if value is None:
            continue
        counted = figure.measured(runs, "instructions")
        instructions = figure.text(counted) if counted else "not counted here"
        print(f"{figure.figure:<44}{figure.text(value):>10}{figure.first_goal:>8}{figure.second_goal:>8}   "
              f"{instructions:<18}{verdict(value, figure)}")


def show_all(runs):
    print(f"\n{'benchmark':<44}{'CPU':>12}{'instructions':>14}")
    for name in runs.names():
        instructions = runs.median(name, "instructions")
        counted = f"{instructions:,.0f}" if instructions else "-"
        print(f"{name:<44}{runs.median(name, 'cpu_time') / 1000:>9.2f} us{counted:>14}")


def show(directory):
    """Prints both tables; the exit status says whether every benchmark ran."""
    runs = Runs(directory)
    show_all(runs)
    show_figures(runs)
    for failure in runs.failures:
        print(f"FAILED {failure}", file=sys.stderr)
    return 1 if runs.failures else 0


if __name__ == "__main__":
    sys.exit(show(Path(sys.argv[1])))

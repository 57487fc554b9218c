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
    more_is_better = False

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
    more_is_better = False

    def measured(self, runs, field):
        value = runs.median(self.of, field)
        return value / 1000 if value and field == "cpu_time" else None

    @staticmethod
    def text(value):
        return f"{value:.1f} us"


@dataclass
class RateRatio:
    """How many times as many requests a second one server answers as another."""
    figure: str
    of: str
    over: str
    first_goal: float | None
    second_goal: float | None
    more_is_better = True

    def measured(self, runs, field):
        of, over = runs.median(self.of, "items_per_second"), runs.median(self.over, "items_per_second")
        return of / over if of and over and field == "cpu_time" else None

    @staticmethod
    def text(value):
        return f"{value:.2f}"


@dataclass
class Megabytes:
    """Resident memory, or how much one reading is above another."""
    figure: str
    of: str
    above: str | None
    first_goal: float
    second_goal: float
    more_is_better = False

    def measured(self, runs, field):
        of, above = (runs.median(name, "resident_mb") for name in (self.of, self.above))
        if of is None or field != "cpu_time":
            return None
        return of - (above or 0)

    @staticmethod
    def text(value):
        return f"{value:.1f} MB"


@dataclass
class Count:
    """How many of something there were for a thousand of another."""
    figure: str
    of: str
    field: str
    first_goal: float
    second_goal: float
    more_is_better = False

    def measured(self, runs, field):
        return runs.median(self.of, self.field) if field == "cpu_time" else None

    @staticmethod
    def text(value):
        return f"{value:.0f}"


def beside(peer, connections):
    name = f"{connections}_connection{'s' * (connections > 1)}"
    return f"Webhooks/host_stub/{name}", f"Webhooks/{peer}/{name}"


FIGURES = [
    Ratio("mention through on_inbound / floor", "OnInbound/mention", "PlainFloorOf/mention", 1.5, 1.0),
    Ratio("direct message through on_inbound / floor", "OnInbound/direct_message", "PlainFloorOf/direct_message", 1.5, 1.0),
    Ratio("1,000 search terms / 10", "OnInbound/mention_1000_terms", "OnInbound/mention_10_terms", 1.3, 1.1),
    Ratio("10,000 search terms / 10", "OnInbound/mention_10000_terms", "OnInbound/mention_10_terms", 1.3, 1.1),
    RateRatio("webhooks/s, stored / express, 1 connection", *beside("express", 1), 2.0, None),
    RateRatio("webhooks/s, stored / express, 16", *beside("express", 16), 2.0, None),
    RateRatio("webhooks/s, stored / bare node, 1 connection", *beside("bare_node", 1), None, 1.0),
    RateRatio("webhooks/s, stored / bare node, 16", *beside("bare_node", 16), None, 1.0),
    Megabytes("resident memory, idle", "Memory/idle", None, 30, 20),
    Megabytes("its growth after the first fifth of events", "Memory/after_all", "Memory/after_first_fifth", 2, 1),
    Megabytes("extra memory while a 500 MB video is fetched", "Video/peak", "Video/before", 32, 8),
    Megabytes("extra memory while a 500 MB video is attached", "Upload/attaching", "Upload/before_attaching", 32, 8),
    Megabytes("extra memory while a 500 MB video is sent", "Upload/sending", "Upload/before_sending", 32, 8),
    Ratio("10 million stored ids / 10 thousand", "Growth/many_ids", "Growth/few_ids", 1.3, 1.2),
    Ratio("signed reply / npm twitter-api-v2", "Replies/plugin", "Replies/twitter-api-v2", 0.4, 0.2),
    # The host has eight workers.
    Count("connections to X for 1,000 answers", "Outgoing/answers", "connections_per_thousand", 8, 8),
    Microseconds("preview of a 280-character reply", "Preview/280_characters", 20, 5),
]


class Runs:
    """All repetitions of all benchmarks of one run."""

    def __init__(self, directory):
        self._rows = {}
        self.failures = []
        for path in sorted(directory.glob("*.json")):
            text = path.read_text()  # empty when the filter names nothing of a program
            for row in json.loads(text)["benchmarks"] if text else []:
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


def meets(value, goal, more_is_better):
    return goal is not None and (value >= goal if more_is_better else value <= goal)


def verdict(value, figure):
    if meets(value, figure.second_goal, figure.more_is_better):
        return "second goal met"
    if meets(value, figure.first_goal, figure.more_is_better):
        return "first goal met"
    return "NOT MET" if figure.first_goal else "second goal open"


def show_figures(runs):
    print(f"\n{'figure':<44}{'measured':>10}{'first':>8}{'second':>8}   {'instructions':<14}")
    for figure in FIGURES:
        value = figure.measured(runs, "cpu_time")
        if value is None:
            continue
        counted = figure.measured(runs, "instructions")
        instructions = figure.text(counted) if counted else "not counted here"
        print(f"{figure.figure:<44}{figure.text(value):>10}{figure.first_goal or '-':>8}{figure.second_goal or '-':>8}   "
              f"{instructions:<18}{verdict(value, figure)}")


def show_all(runs):
    print(f"\n{'benchmark':<44}{'CPU':>12}{'instructions':>14}")
    for name in runs.names():
        if runs.median(name, "cpu_time") is None:
            continue
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

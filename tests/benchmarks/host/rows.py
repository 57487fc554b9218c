"""Results in the shape of Google Benchmark's JSON, as report.py reads them."""
import json


def row(name, **figures):
    return {"name": name, "run_type": "iteration", **figures}


def write(path, rows):
    if path:
        path.write_text(json.dumps({"benchmarks": rows}), encoding="utf-8")

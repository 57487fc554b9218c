"""Line coverage per directory, read from the counters a run of the coverage build has left, and
the floors no directory may sink under as a whole. The pages of single files go to build/coverage/html.
"""
import collections
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "coverage"
FLOORS = {"twitter_channel": 90.0, "plugin_api/cpp": 95.0}  # percent of lines


def measure():
    """Lines and executed lines of every source file below the directories that have a floor."""
    (BUILD / "html").mkdir(parents=True, exist_ok=True)
    summary = BUILD / "summary.json"
    filters = [part for name in FLOORS for part in ("--filter", f"{ROOT}/{name}/")]
    subprocess.run(["gcovr", "--root", str(ROOT), *filters, "-j", "2",
                    "--json-summary", str(summary), "--html-details", str(BUILD / "html" / "index.html"),
                    str(BUILD)], check=True)
    return json.loads(summary.read_text())["files"]


def percent(counts):
    total, covered = counts
    return 100.0 * covered / total if total else 100.0


def main():
    directories = collections.defaultdict(lambda: [0, 0])
    for file in measure():
        folder = str(Path(file["filename"]).parent)
        top = next(name for name in FLOORS if f"{folder}/".startswith(f"{name}/"))
        for key in {folder, f"{top} (all)"}:
            directories[key][0] += file["line_total"]
            directories[key][1] += file["line_covered"]
    for folder, counts in sorted(directories.items()):
        print(f"{percent(counts):6.1f} %  {counts[1]:5} of {counts[0]:5} lines  {folder}")
    low = [name for name, floor in FLOORS.items() if percent(directories[f"{name} (all)"]) < floor]
    for name in low:
        print(f"{name} is below its floor of {FLOORS[name]:.0f} %.", file=sys.stderr)
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()

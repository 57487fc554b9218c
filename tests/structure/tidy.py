"""clang-tidy over the tree. Nearly all of its time goes into Boost's and GoogleTest's headers, so
files that are compiled alike are checked together, in one generated unit that includes them.

Two files of a unit may use one name in their anonymous namespaces: the compiler says which, and
those wait for the next unit. The compilation database must exist (./run tidy sees to it).
"""
import argparse
import collections
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("twitter_channel", "plugin_api", "host_stub")
UNIT_FILES = 40  # more share more headers, fewer keep all cores busy and memory low
FINDING = re.compile(r"^(?:/.*:\d+:\d+: )?(?:warning|error|fatal error): ", re.MULTILINE)
ERROR_FILE = re.compile(r"^(/[^:\n]+\.cpp):\d+:\d+: (?:fatal )?error: ", re.MULTILINE)
NOT_OURS = {"-g", "-Werror"}


def flags_of(command):
    """The compiler's flags without its own name, input and output."""
    words, flags = iter(shlex.split(command)), []
    for word in words:
        if word in ("-o", "-c"):
            next(words)
        elif word.startswith("-") and word not in NOT_OURS:
            flags.append(word)
        elif flags and flags[-1] == "-isystem":
            flags.append(word)
    return tuple(flags)


def groups(build, wanted):
    """Files that may share a unit: one area of the tree, one set of flags."""
    found = collections.defaultdict(set)
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["file"])
        if path.suffix == ".cpp" and wanted(path):
            area = path.relative_to(ROOT).parts[0]
            found[area, flags_of(entry["command"])].add(path)
    for (_, flags), paths in sorted(found.items()):
        paths = sorted(paths)
        for start in range(0, len(paths), UNIT_FILES):
            yield flags, paths[start:start + UNIT_FILES]


def write_unit(unit, paths):
    unit.write_text("".join(f'#include "{path}"\n' for path in paths))


def split(unit, flags, paths):
    """The paths that compile together, and those that must wait."""
    write_unit(unit, paths)
    result = subprocess.run(["clang++", "-fsyntax-only", "-w", "-ferror-limit=0", *flags, str(unit)],
                            capture_output=True, text=True)
    clashing = {Path(name) for name in ERROR_FILE.findall(result.stderr)}
    together = [path for path in paths if path not in clashing]
    return together or paths, [path for path in paths if path in clashing] if together else []


def tidy(folder, number, flags, paths):
    """clang-tidy's findings on these files, one text each, and whether all is well."""
    findings, well, step = [], True, 0
    while paths:
        unit = folder / f"unit_{number}_{step}.cpp"
        now, paths = split(unit, flags, paths)
        write_unit(unit, now)
        result = subprocess.run(["clang-tidy", "--quiet", str(unit), "--", *flags],
                                capture_output=True, text=True)
        starts = [match.start() for match in FINDING.finditer(result.stdout)] + [len(result.stdout)]
        findings += [result.stdout[a:b].replace(f"{ROOT}/", "") for a, b in zip(starts, starts[1:])]
        if result.returncode != 0 and not findings:
            findings.append(result.stderr)
        well, step = well and result.returncode == 0, step + 1
    return findings, well


def main():
    parser = argparse.ArgumentParser(prog="./run tidy", description="clang-tidy over the tree")
    parser.add_argument("--build", default="build/tidy", help="where compile_commands.json is")
    parser.add_argument("--all", action="store_true", help="the tests too")
    parser.add_argument("files", nargs="*", help=".cpp files; without any, the product")
    options = parser.parse_args()
    named = {Path(name).resolve() for name in options.files}
    areas = PRODUCT + (("tests",) if options.all else ())

    def wanted(path):
        return path in named if named else path.relative_to(ROOT).parts[0] in areas

    work = list(groups(ROOT / options.build, wanted))
    checked = {path for _, paths in work for path in paths}
    if named - checked:
        sys.exit(f"Not compiled by the build: {', '.join(sorted(map(str, named - checked)))}.")
    folder = ROOT / "build" / "tidy" / "units"
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda item: tidy(folder, item[0], *item[1]), enumerate(work)))
    findings = sorted({text for texts, _ in results for text in texts})
    print("".join(findings), end="")
    print(f"clang-tidy: {len(checked)} files, {len(findings)} findings.")
    sys.exit(0 if all(well for _, well in results) else 1)


if __name__ == "__main__":
    main()

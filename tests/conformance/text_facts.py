"""Asks text_facts, and npm's twitter-text where it is installed, about texts."""
import json
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = Path(os.environ.get("PROJECT_BINARY_DIR", ROOT / "build" / "dev"))
DATA = ROOT.parent / "shared" / "data"
PACKAGES = ROOT / "build" / "twitter-text" / "node_modules"


def why_no_package():
    """Why the npm package cannot be asked here; nothing when it can."""
    if not shutil.which("node"):
        return "skipped: node is not installed"
    if not (PACKAGES / "twitter-text").is_dir():
        return "skipped: needs npm's twitter-text; ./run text-packages installs it"
    return None


def ask(command, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    answer = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in answer.stdout.splitlines()]


def ours(texts):
    return ask([BUILD / "bin" / "text_facts"], texts)


def packages(texts):
    return ask(["node", HERE / "package_facts.js", PACKAGES], texts)

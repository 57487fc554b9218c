"""The npm packages of tests/benchmarks/peers: installed from the lock file when node is there."""
import shutil
import subprocess
from pathlib import Path

PEERS = Path(__file__).resolve().parents[1] / "peers"


def no_node():
    """Why a peer that needs no package cannot run here; nothing when it can."""
    return None if shutil.which("node") else "node is not installed"


def why_not():
    """Why the peers cannot run here; nothing when they can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "node and npm are not installed"
    if (PEERS / "node_modules").is_dir():
        return None
    print("Installing the packages of tests/benchmarks/peers (npm ci) ...", flush=True)
    installed = subprocess.run(["npm", "ci"], cwd=PEERS, capture_output=True, text=True, check=False)
    return None if installed.returncode == 0 else "npm ci failed: " + installed.stderr.strip().rpartition("\n")[2]

"""What a running process costs, and on which core it runs."""
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE = 0
LOAD_CORE = 1


def cores_are_enough():
    return {SERVER_CORE, LOAD_CORE} <= os.sched_getaffinity(0)


def pinned(core, command):
    """The command kept on one core, when there is another one for the rest."""
    return ["taskset", "-c", str(core), *command] if cores_are_enough() else list(command)


def cpu_seconds(pid):
    """User and system time of all its threads since it began."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS


def memory_mb(pid, field="VmRSS"):
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has no {field}")


class Peak:
    """The most memory a process had resident from now on, and what it has now."""

    def __init__(self, pid):
        self.pid = pid
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        self.before = memory_mb(pid)

    def megabytes(self):
        return memory_mb(self.pid, "VmHWM")

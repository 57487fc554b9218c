"""Every lock says what it guards, and docs/concurrency.md lists the file it stands in."""
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = re.compile(r"std::(?:\w+_)?mutex\s+\w+\s*(?:;|=|\{).*")


class Locks(unittest.TestCase):
    def locks(self):
        for folder in ("twitter_channel", "plugin_api", "host_stub"):
            for path in sorted((ROOT / folder).rglob("*.[hc]pp")):
                for line in path.read_text(encoding="utf-8").splitlines():
                    if LOCK.search(line):
                        yield str(path.relative_to(ROOT)), line.strip()

    def test_each_says_what_it_guards(self):
        self.assertEqual([one for one in self.locks() if "// guards " not in one[1]], [])

    def test_each_is_listed(self):
        listed = (ROOT / "docs" / "concurrency.md").read_text(encoding="utf-8")
        self.assertEqual([path for path, _ in self.locks() if f"`{path}`" not in listed], [])


if __name__ == "__main__":
    unittest.main()

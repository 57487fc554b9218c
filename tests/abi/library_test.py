"""What a built channel library may export, need and carry: read from the file, nothing is run.

usage: library_test.py LIBRARY MANIFEST
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

ENTRY = "channel_plugin_entry_v1"
# What a target machine must have; everything else is compiled in (docs: dependencies).
ALLOWED = re.compile(
    r"^(libcurl|libssl|libcrypto|libicu\w+|libstdc\+\+|libm|libgcc_s|libc|ld-linux[\w-]*)\.so")

LIBRARY, MANIFEST = Path(sys.argv[1]), Path(sys.argv[2])


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dynamic(tag):
    """Values of a tag of the dynamic section."""
    lines = run("readelf", "--dynamic", "--wide", str(LIBRARY)).splitlines()
    return [line.split(")", 1)[1].strip() for line in lines if f"({tag})" in line]


class ChannelLibrary(unittest.TestCase):
    def test_exports_exactly_the_entry(self):
        names = [line.split()[-1] for line in run("nm", "-D", "--defined-only", str(LIBRARY)).splitlines()]
        self.assertEqual(names, [ENTRY])

    def test_needs_only_the_documented_libraries(self):
        needed = [re.search(r"\[(.+)\]", value).group(1) for value in dynamic("NEEDED")]
        self.assertTrue(needed)
        self.assertEqual([name for name in needed if not ALLOWED.match(name)], [])

    def test_has_no_search_path(self):
        self.assertEqual(dynamic("RUNPATH") + dynamic("RPATH"), [])

    def test_is_bound_at_loading_and_then_read_only(self):
        flags = " ".join(dynamic("FLAGS") + dynamic("FLAGS_1") + dynamic("BIND_NOW"))
        self.assertRegex(flags, r"BIND_NOW|\bNOW\b")
        self.assertIn("GNU_RELRO", run("readelf", "--program-headers", "--wide", str(LIBRARY)))

    def test_has_no_executable_stack(self):
        headers = run("readelf", "--program-headers", "--wide", str(LIBRARY)).splitlines()
        stack = [line for line in headers if "GNU_STACK" in line]
        self.assertEqual(len(stack), 1)
        self.assertNotIn("RWE", stack[0])

    def test_embeds_the_manifest_byte_for_byte(self):
        self.assertIn(MANIFEST.read_bytes() + b"\0", LIBRARY.read_bytes())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

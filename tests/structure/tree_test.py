"""What the tree promises about itself: which part may include which, and who knows what."""
import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("PROJECT_SOURCE_DIR", Path(__file__).resolve().parents[2]))
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)
SOURCES = (".h", ".hpp", ".cpp", ".c")

# directory under twitter_channel/ -> directories below it that it may include
LAYERS = {
    "http": set(),
    "auth": {"http"},
    "tweet_text": set(),
    "x_api": {"auth", "http"},
    "inbound": {"x_api", "auth", "http", "tweet_text"},
    "outbound": {"x_api", "auth", "http", "tweet_text", "inbound"},
    "admin": {"x_api", "auth", "http", "inbound", "outbound"},
}
# files of the composition root may include everything; values may be included by everyone
VALUES = {"domain.hpp", "config.hpp", "term_index.hpp", "kv_keys.hpp", "field_reader.hpp"}


def files(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield path


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


class IncludeDirections(unittest.TestCase):
    def test_layers_of_the_plugin_include_only_the_layers_below(self):
        for path in files("twitter_channel"):
            parts = path.relative_to(ROOT / "twitter_channel").parts
            if len(parts) == 1:
                continue
            allowed = LAYERS[parts[0]] | {parts[0]}
            for name in includes(path):
                if not name.startswith("twitter_channel/"):
                    continue
                target = name.split("/")[1]
                with self.subTest(file=str(path.relative_to(ROOT)), include=name):
                    self.assertTrue(target in allowed or target in VALUES)

    def test_the_host_never_includes_the_plugin(self):
        for path in files("host_stub"):
            for name in includes(path):
                self.assertFalse(name.startswith("twitter_channel/"), f"{path}: {name}")

    def test_the_plugin_never_includes_the_host(self):
        for path in files("twitter_channel", "plugin_api"):
            for name in includes(path):
                self.assertFalse(name.startswith(("host_stub/", "tests/")), f"{path}: {name}")

    def test_the_simulator_shares_nothing_with_the_plugin(self):
        for path in files("tests/x_simulator"):
            for name in includes(path):
                self.assertFalse(name.startswith(("twitter_channel/", "plugin_api/")), f"{path}: {name}")
        build = (ROOT / "tests/x_simulator/CMakeLists.txt").read_text()
        self.assertNotRegex(build, r"twitter_(core|http|auth|x_api|inbound|outbound|admin|domain)|chp_cpp")

    def test_libraries_stand_behind_their_one_seam(self):
        for path in files("twitter_channel"):
            where = str(path.relative_to(ROOT / "twitter_channel"))
            for name in includes(path):
                if name.startswith("curl/"):
                    self.assertTrue(where.startswith("http/curl_") or where == "runtime.cpp", where)
                if name.startswith("openssl/"):
                    self.assertTrue(where.startswith("auth/crypto"), where)
                if name.startswith("plugin_api/channel_"):
                    self.assertEqual(where, "entry.cpp")
        for path in files("host_stub"):
            where = str(path.relative_to(ROOT / "host_stub"))
            for name in includes(path):
                if name.startswith("openssl/"):
                    self.assertTrue(where.startswith("store/secrets"), where)
                if name == "sqlite3.h":
                    self.assertTrue(where.startswith("store/"), where)


class WhoKnowsWhat(unittest.TestCase):
    def test_the_host_knows_no_channel(self):
        for path in sorted((ROOT / "host_stub").rglob("*")):
            if path.is_file():
                self.assertNotRegex(path.read_text(encoding="utf-8"), r"(?i)twitter|tweet", str(path))

    def test_files_are_small(self):
        for path in files("plugin_api", "twitter_channel", "host_stub", "tests"):
            lines = path.read_text(encoding="utf-8").count("\n")
            self.assertLessEqual(lines, 300, str(path.relative_to(ROOT)))

    def test_no_namespace_is_opened_wholesale(self):
        for path in files("plugin_api", "twitter_channel", "host_stub"):
            self.assertNotRegex(path.read_text(encoding="utf-8"), r"(?m)^\s*using namespace", str(path))


if __name__ == "__main__":
    unittest.main()

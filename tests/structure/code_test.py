"""What the code promises line by line: time and chance come through ports, exceptions end at
barriers, memory has owners, state has a place, every file says what it is for, and every reason
token is asserted by a test. Each rule is shown a line it must find.
"""
import fnmatch
import re
import unittest
from typing import NamedTuple

from tree import CXX, ROOT, SOURCES, code, files, text

PRODUCT = ("twitter_channel", "plugin_api", "host_stub")
OURS = PRODUCT + ("tests",)


class Rule(NamedTuple):
    says: str
    pattern: str
    folders: tuple
    allowed: tuple  # files that are the adapter or barrier the rule speaks of
    bad: tuple
    good: tuple = ()
    suffixes: tuple = CXX

    def breaks(self, source):
        return [found.group(0).strip() for found in re.finditer(self.pattern, code(source), re.MULTILINE)]


RULES = [
    Rule("time and sleep come from a clock port or a condition that is waited for",
         r"_clock::now\b|\bClock::now\b|\bsleep_(?:for|until)\b|\busleep\b|\bnanosleep\b|std::time\b|"
         r"\bgettimeofday\b|\bclock_gettime\b",
         PRODUCT,
         ("twitter_channel/http/curl_*",  # the network's own deadlines
          "host_stub/channels/system_clock.cpp", "host_stub/cli/common.cpp",  # the adapters
          "host_stub/channels/channels.cpp", "host_stub/channels/plugin_probe.cpp"),  # draining, a child
         ("auto t = std::chrono::system_clock::now();", "std::this_thread::sleep_for(second);")),
    Rule("chance comes from a port",
         r"\brand\s*\(|\bsrand\s*\(|\brandom_device\b|\bmt19937",
         PRODUCT, ("host_stub/channels/channels.cpp",),  # the default of its option
         ("int dice = rand();", "std::random_device device;"), ("int brand(int);",)),
    Rule("exceptions are caught by barriers and main only",
         r"\bcatch\s*\(", PRODUCT,
         ("plugin_api/cpp/barrier.hpp",  # plugin side of the boundary
          "twitter_channel/http/curl_slot.cpp",  # C callbacks of libcurl
          "host_stub/main.cpp", "host_stub/cli/serve.cpp",  # the process
          "host_stub/host_context.cpp", "host_stub/plugin_library.cpp",  # host side of the boundary
          "host_stub/jobs/job_runner.cpp", "host_stub/web/http_connection.cpp",  # one job, one request
          "host_stub/store/database.cpp", "host_stub/store/writer.cpp",  # one operation
          "host_stub/store/sqlite_store.cpp", "host_stub/store/sqlite_connection.cpp"),  # opening
         ("} catch (const std::exception& e) {", "} catch (...) {"), ("// catch (this)",)),
    Rule("memory has an owner from the start",
         r"\bnew\s+[\w:]+\s*[({\[;]|(?<!= )\bdelete\b\s*(?:\[\]\s*)?[\w*(]|\b(?:m|c|re)alloc\s*\(|\bfree\s*\(",
         PRODUCT, ("host_stub/channels/instance.cpp",),  # a private constructor, straight into shared_ptr
         ("auto* p = new Thing();", "delete thing;", "char* m = malloc(3);"),
         ("Thing(const Thing&) = delete;", "// a new thing(s)")),
    Rule("a thread_local is trivial", r"\bthread_local\b(?!\s+constinit\b)[^;]*;", PRODUCT, (),
         ("thread_local std::string last_error;",), ("thread_local constinit State state;",)),
    Rule("no state hides in a function",
         r"^\s+static\s+(?!const\b|constexpr\b|constinit\s+const\b)[\w:<>,*& ]+\s\w+\s*(?:;|=|\{)",
         PRODUCT, ("twitter_channel/runtime.cpp",),  # the one counted exception
         ("  static int calls = 0;", "  static std::mutex lock;"),
         ("  static constexpr int kLimit = 3;", "  static Clock Make(int a);",
          "  static bool Next(int a) {")),
    Rule("no namespace is opened wholesale", r"\busing\s+namespace\b", PRODUCT + ("tests/x_simulator",), (),
         ("using namespace std;",)),
    Rule("no macro stands in a header",
         r"^\s*#\s*define\b", PRODUCT, (), ("#define MAX(a, b) 1",), suffixes=(".hpp",)),
]


def has_purpose(source, own_header=None):
    """A file starts by saying what it is for, or with its own header, which does."""
    first = source.lstrip().split("\n", 1)[0]
    return first.startswith(("//", "/*")) or (own_header is not None and f'"{own_header}"' in first)


class Lines(unittest.TestCase):
    def test_every_rule_holds(self):
        for rule in RULES:
            for name in files(*rule.folders, suffixes=rule.suffixes):
                if not any(fnmatch.fnmatch(name, pattern) for pattern in rule.allowed):
                    with self.subTest(rule=rule.says, file=name):
                        self.assertEqual(rule.breaks(text(name)), [])

    def test_every_rule_finds_what_it_forbids(self):
        for rule in RULES:
            for line in rule.bad:
                with self.subTest(rule=rule.says, line=line):
                    self.assertNotEqual(rule.breaks(line), [])
            for line in rule.good:
                with self.subTest(rule=rule.says, line=line):
                    self.assertEqual(rule.breaks(line), [])

    def test_every_exception_is_still_needed(self):
        for rule in RULES:
            for pattern in rule.allowed:
                names = [name for name in files(*rule.folders) if fnmatch.fnmatch(name, pattern)]
                with self.subTest(rule=rule.says, allowed=pattern):
                    self.assertTrue(any(rule.breaks(text(name)) for name in names))

    def test_nothing_is_left_for_later(self):
        later = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|HA" r"CK)\b")
        self.assertRegex("// TO" "DO: more", later)
        for name in files(*OURS, "docs", "cmake", suffixes=SOURCES + (".py", ".js", ".md", ".txt", ".cmake")):
            self.assertNotRegex(text(name), later, name)


class Purposes(unittest.TestCase):
    def test_every_file_starts_with_its_purpose(self):
        for name in files(*OURS):
            header = name.rsplit(".", 1)[0] + ".hpp"
            own = header if name.endswith(".cpp") and (ROOT / header).is_file() else None
            with self.subTest(file=name):
                self.assertTrue(has_purpose(text(name), own))

    def test_a_file_without_a_purpose_is_found(self):
        self.assertFalse(has_purpose("#pragma once\n// Late.\n"))
        self.assertFalse(has_purpose('#include "other.hpp"\n', "own.hpp"))
        self.assertTrue(has_purpose('#include "own.hpp"\n', "own.hpp"))


# What an Error of plugin and glue may be about: "area.what". Rest of the area: any lower-case words.
AREAS = ("abi", "account", "app", "blob", "compose", "http", "ingest", "job", "ledger", "link", "plugin",
         "reply", "webhook", "x")
TOKEN = re.compile(r'"((?:%s)\.[a-z0-9_]+)"' % "|".join(AREAS))
CONSTANT = re.compile(r'\b(k\w+) = "([a-z_]+\.[a-z0-9_]+)"')


def unasserted(sources, tests):
    """Reason tokens of the sources that no test names, neither as text nor by their constant."""
    constants = {token: name for name, token in CONSTANT.findall(sources)}
    return sorted(token for token in set(TOKEN.findall(sources))
                  if not re.search(rf'[".]{re.escape(token)}', tests) and not (
                      token in constants and re.search(rf"\b{constants[token]}\b", tests)))


class Reasons(unittest.TestCase):
    def test_every_reason_of_plugin_and_glue_is_asserted(self):
        sources = "".join(text(name) for name in files("twitter_channel", "plugin_api/cpp"))
        tests = "".join(text(name) for name in files("tests", suffixes=SOURCES + (".py",))
                        if not name.startswith(("tests/structure", "tests/x_simulator")))
        self.assertEqual(unasserted(sources, tests), [])

    def test_a_token_that_no_test_names_is_found(self):
        sources = 'x = {"x.one"}; constexpr std::string_view kTwo = "x.two"; e.reason = "abi.three";'
        self.assertEqual(unasserted(sources, "EXPECT_EQ(reason, kTwo)"), ["abi.three", "x.one"])
        self.assertEqual(unasserted(sources, 'kTwo, "x.one", "abi.three"'), [])

    def test_the_tokens_of_x_stand_in_one_file(self):
        listed = {token for _, token in CONSTANT.findall(text("twitter_channel/x_api/reasons.hpp"))}
        for name in files("twitter_channel"):
            if name != "twitter_channel/x_api/reasons.hpp":
                spoken = re.sub(r"//.*", "", text(name))
                self.assertEqual(listed & set(TOKEN.findall(spoken)), set(), name)


if __name__ == "__main__":
    unittest.main()

"""What the tree promises about itself: which part may include and link which, and who knows what."""
import fnmatch
import re
import unittest

from tree import ROOT, files, includes, reaches, text

# directory under twitter_channel/ -> directories below it that it may include
LAYERS = {
    "http": set(),
    "auth": {"http"},
    "tweet_text": set(),
    "x_api": {"auth", "http"},
    "inbound": {"x_api", "auth", "http", "tweet_text"},
    "outbound": {"x_api", "auth", "http", "tweet_text"},
    "admin": {"x_api", "auth", "http"},
}
# What we sent must look like what we see: the one normaliser serves both directions, as does what the bytes of a file
# and our own JSON say.
SHARED = {"outbound": {"inbound/context.hpp", "inbound/file_type.hpp", "inbound/normalizer.hpp",
                       "inbound/own_json.hpp", "inbound/text_layout.hpp"}}
# files of the composition root may include everything; values may be included from x_api upwards
VALUES = {"account_settings.hpp", "config.hpp", "domain.hpp", "durations.hpp", "field_reader.hpp", "kv_keys.hpp", "plans.hpp",
          "rules.hpp", "search_text.hpp", "term_index.hpp", "x_ids.hpp"}
VALUE_USERS = {"x_api", "inbound", "outbound", "admin"}

# target of CMake -> targets of ours that it may link
LINKS = {
    "chp_cpp": {"chp_api"},
    "twitter_http": {"chp_cpp"},
    "twitter_auth": {"twitter_http"},
    "twitter_domain": {"twitter_auth", "chp_cpp"},
    "twitter_tweet_text": set(),
    "twitter_x_api": {"twitter_domain"},
    "twitter_inbound": {"twitter_x_api", "twitter_domain"},
    "twitter_outbound": {"twitter_x_api", "twitter_domain", "twitter_tweet_text", "twitter_inbound"},
    "twitter_admin": {"twitter_x_api", "twitter_domain"},
    "twitter_core": {"twitter_domain", "twitter_x_api", "twitter_inbound", "twitter_outbound",
                     "twitter_admin"},
    "twitter_channel": {"twitter_core"},
}
LINK_CALL = re.compile(r"target_link_libraries\(\s*(\S+)([^)]*)\)")
TOOLS = {"PUBLIC", "PRIVATE", "INTERFACE", "project_options", "project_json"}

# folder, header -> the files that may see it, also through other headers
SEAMS = [
    ("twitter_channel", "curl/", ["http/curl_*", "runtime.cpp"]),
    ("twitter_channel", "openssl/", ["auth/crypto*"]),
    ("twitter_channel", "plugin_api/channel_plugin.h", ["entry.cpp"]),
    ("twitter_channel", "plugin_api/channel_services.h", ["entry.cpp"]),
    ("twitter_channel", "plugin_api/channel_extensions.h", ["entry.cpp"]),
    ("twitter_channel", "spdlog/", []),
    ("twitter_channel", "boost/asio", []),
    ("host_stub", "openssl/", ["store/secrets*"]),
    ("host_stub", "sqlite3.h", ["store/*"]),
    ("host_stub", "curl/", []),
    ("host_stub", "CLI/", ["main.cpp"]),
    ("host_stub", "boost/dll", ["plugin_library.cpp"]),
    ("host_stub", "boost/beast", ["web/http_*", "cli/replay.cpp"]),
    ("host_stub/store", "plugin_api/channel_plugin.h", []),
    ("tests/x_simulator", "openssl/", ["base/crypto*"]),
    ("tests/x_simulator", "curl/", ["base/http_client*", "tests/*"]),
]


def may_include(folder, target):
    """Whether a file of twitter_channel/<folder>/ may include twitter_channel/<target>."""
    if target in VALUES:
        return folder in VALUE_USERS
    layer = target.split("/")[0]
    return layer == folder or layer in LAYERS[folder] or target in SHARED.get(folder, ())


def links(build_file):
    """(target, linked targets of ours) of each target_link_libraries call."""
    for target, arguments in LINK_CALL.findall(re.sub(r"#.*", "", build_file)):
        linked = {word for word in arguments.split() if "::" not in word and "$" not in word}
        yield target, {word for word in linked - TOOLS if word.startswith(("twitter_", "chp_"))}


class IncludeDirections(unittest.TestCase):
    def test_layers_of_the_plugin_include_only_the_layers_below(self):
        for name in files("twitter_channel"):
            folder, *rest = name.split("/")[1:]
            for target in includes(name):
                if rest and target.startswith("twitter_channel/"):
                    with self.subTest(file=name, include=target):
                        self.assertTrue(may_include(folder, target.split("/", 1)[1]))

    def test_the_rule_of_layers_refuses_a_step_upwards_or_sideways(self):
        for folder, target in [("http", "auth/crypto.hpp"), ("auth", "x_api/ports.hpp"),
                               ("auth", "domain.hpp"), ("x_api", "inbound/router.hpp"),
                               ("inbound", "outbound/sender.hpp"), ("admin", "inbound/webhook.hpp"),
                               ("outbound", "inbound/router.hpp"), ("admin", "channel.hpp")]:
            self.assertFalse(may_include(folder, target), (folder, target))

    def test_libraries_link_only_the_layers_below(self):
        for path in sorted((ROOT / "twitter_channel").rglob("CMakeLists.txt")) + [
                ROOT / "plugin_api/CMakeLists.txt"]:
            for target, linked in links(path.read_text(encoding="utf-8")):
                with self.subTest(target=target):
                    self.assertLessEqual(linked, LINKS[target])

    def test_a_link_is_read_whatever_its_layout(self):
        self.assertEqual(list(links("target_link_libraries(twitter_http\n  PUBLIC chp_cpp # why\n"
                                    "  PRIVATE twitter_auth CURL::libcurl ${X})")),
                         [("twitter_http", {"chp_cpp", "twitter_auth"})])

    def test_the_glue_includes_nothing_of_plugin_or_host(self):
        for name in files("plugin_api"):
            for target in reaches(name):
                self.assertFalse(target.startswith(("twitter_channel/", "host_stub/", "tests/")),
                                 f"{name}: {target}")

    def test_the_host_never_includes_the_plugin(self):
        for name in files("host_stub"):
            for target in reaches(name):
                self.assertFalse(target.startswith(("twitter_channel/", "tests/")), f"{name}: {target}")

    def test_the_plugin_never_includes_the_host(self):
        for name in files("twitter_channel"):
            for target in reaches(name):
                self.assertFalse(target.startswith(("host_stub/", "tests/")), f"{name}: {target}")

    def test_the_simulator_shares_nothing_with_the_plugin(self):
        for name in files("tests/x_simulator"):
            for target in reaches(name):
                self.assertFalse(target.startswith(("twitter_channel/", "plugin_api/")), f"{name}: {target}")
                if target.startswith("host_stub/"):  # the HTTP server, which knows no host either
                    self.assertTrue(target.startswith("host_stub/web/http_"), f"{name}: {target}")
        for path in sorted((ROOT / "tests/x_simulator").rglob("CMakeLists.txt")):
            for target, linked in links(path.read_text(encoding="utf-8")):
                self.assertEqual(linked, set(), target)

    def test_libraries_stand_behind_their_one_seam(self):
        for folder, header, allowed in SEAMS:
            for name in files(folder):
                where = name.removeprefix(f"{folder}/")
                if any(fnmatch.fnmatch(where, pattern) for pattern in allowed):
                    continue
                with self.subTest(file=name, header=header):
                    self.assertFalse([target for target in reaches(name) if target.startswith(header)])


class WhoKnowsWhat(unittest.TestCase):
    def test_the_host_knows_no_channel(self):
        for path in sorted((ROOT / "host_stub").rglob("*")):
            if path.is_file():
                self.assertNotRegex(path.read_text(encoding="utf-8"), r"(?i)twitter|tweet", str(path))

    def test_files_are_small(self):
        for name in files("plugin_api", "twitter_channel", "host_stub", "tests"):
            self.assertLessEqual(text(name).count("\n"), 300, name)


if __name__ == "__main__":
    unittest.main()

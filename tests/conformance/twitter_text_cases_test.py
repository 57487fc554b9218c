"""twitter-text's own conformance cases, where ../shared/data has them: lengths, names, lists, tags, links, domains."""
import unittest

from text_facts import DATA, ROOT, ours

try:
    import yaml
except ImportError:
    yaml = None
CASES = DATA / "twitter_text_validate.yml"
DOMAINS = DATA / "twitter_text_tlds.yml"
SKIPPED = ("skipped: python3-yaml is not installed" if yaml is None
           else None if CASES.exists() else "skipped: twitter-text's cases are not in ../shared/data")


def whole(text):
    return [[0, len(text.encode("utf-16-le")) // 2]]


@unittest.skipIf(SKIPPED, SKIPPED)
class Cases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]

    def check(self, section, verdict, accepts=lambda case: True):
        cases = [case for case in self.cases[section] if accepts(case)]
        self.assertNotEqual(cases, [])
        for case, facts in zip(cases, ours(case["text"] for case in cases), strict=True):
            with self.subTest(case["description"], text=case["text"][:80]):
                self.assertEqual(verdict(case["text"], facts), case["expected"])

    def test_lengths_and_validity(self):
        for section in ("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"):
            cases = self.cases[section]
            for case, facts in zip(cases, ours(case["text"] for case in cases), strict=True):
                with self.subTest(case["description"], text=case["text"][:80]):
                    self.assertEqual((facts["length"], facts["valid"]),
                                     (case["expected"]["weightedLength"], case["expected"]["valid"]))

    def test_names(self):
        self.check("usernames", lambda text, facts: facts["mentions"] == whole(text))

    def test_lists(self):
        self.check("lists", lambda text, facts: facts["mentions"] == whole(text) and "/" in text.rstrip("/"))

    def test_tags(self):
        self.check("hashtags", lambda text, facts: facts["hashtags"] == whole(text))

    def test_links_without_protocol(self):
        self.check("urls_without_protocol",
                   lambda text, facts: bool(facts["urls"]) and facts["urls"][0][0] == 0)


@unittest.skipUnless(DOMAINS.exists(), "skipped: the list of top-level domains is not in ../shared/data")
class TopLevelDomains(unittest.TestCase):
    def test_the_table_is_what_its_generator_makes_of_the_list(self):
        folder = ROOT / "twitter_channel" / "tweet_text"
        scope = {"__name__": "generator", "__file__": str(folder / "generate_top_level_domains.py")}
        exec((folder / "generate_top_level_domains.py").read_text(encoding="utf-8"), scope)
        table = (folder / "top_level_domains.cpp").read_text(encoding="utf-8")
        self.assertEqual(table, scope["generated"](DOMAINS.read_text(encoding="utf-8")))


if __name__ == "__main__":
    unittest.main()

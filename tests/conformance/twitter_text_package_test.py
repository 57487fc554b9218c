"""Ours and npm's twitter-text agree on generated texts: length, validity, links, names, tags.

TEXTS=300000 asks about more of them, SEED=7 about others.
"""
import os
import unittest

from generated_texts import Texts
from text_facts import ours, packages, why_no_package

COUNT = int(os.environ.get("TEXTS", "20000"))
SEED = int(os.environ.get("SEED", "1"))


def agree(theirs, mine):
    uncounted = {"length", "valid"} if theirs.pop("miscounted") else set()
    return all(theirs[fact] == mine[fact] for fact in mine if fact not in uncounted)


@unittest.skipIf(why_no_package(), why_no_package())
class Package(unittest.TestCase):
    def test_generated_texts(self):
        texts = [Texts(SEED * 1_000_000_007 + number).text() for number in range(COUNT)]
        differences = [(text, theirs, mine) for text, theirs, mine in zip(texts, packages(texts), ours(texts), strict=True)
                       if not agree(theirs, mine)]
        shown = "\n".join(f"{ascii(text)}\n  package {theirs}\n  ours    {mine}" for text, theirs, mine in differences[:5])
        self.assertEqual(len(differences), 0, f"of {COUNT} texts\n{shown}")


if __name__ == "__main__":
    unittest.main()

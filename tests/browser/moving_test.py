"""A Zammad installation's channels are taken over on the page: looked at first, then done."""
import json
import unittest

from browser import needs_browser
from signed_in import SignedIn
from twitter_moving_test import ZammadTest


@needs_browser
class Moving(SignedIn, ZammadTest):
    def choose_file(self, text):
        file = self.folder / "zammad.json"
        file.write_text(text, encoding="utf-8")
        self.page.control("File").send_keys(str(file))

    def test_a_file_is_looked_at_and_then_taken_over(self):
        self.page.open(f"{self.url}/#plugins")
        self.page.follow("Import channels from Zammad")
        self.page.press("Look at it")
        self.page.see("Choose the file first.")
        self.choose_file("no json")
        self.page.press("Look at it")
        self.page.see("This file is not JSON")
        self.choose_file(json.dumps(self.zammad()))
        self.page.press("Look at it")
        self.page.see("What would be done", "h2")
        self.page.picture("import_looked_at")
        self.assertEqual(self.channels(), [])
        self.page.press("Take it over")
        self.page.see("What was done", "h2")
        self.page.see("Its keys work.")
        self.page.picture("import_done")
        self.page.follow("@AcmeHelp")
        self.page.see("X (Twitter)", "h1")
        self.assertEqual([one["options"]["user"]["screen_name"] for one in self.channels()], ["AcmeHelp", "jo_harper"])


if __name__ == "__main__":
    unittest.main()

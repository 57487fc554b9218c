"""The toy channel in C gets its menu entry, form, ticket and composer from the same page."""
import unittest

from browser import Browser, needs_browser
from harness import EchoTest, wait_for

PASSWORD = "correct horse battery"


@needs_browser
class ToyChannel(EchoTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.post("/api/v1/users", {"login": "boss", "roles": ["Admin", "Agent"], "password": PASSWORD})
        cls.page = Browser(cls.folder)
        cls.addClassCleanup(cls.page.quit)
        cls.page.sign_in(cls.url, "boss", PASSWORD)
        cls.manifest = cls.admin.get("/api/v1/plugins/echo")["manifest"]

    def tearDown(self):
        self.assertEqual(self.page.mistakes(), [])

    def test_it_has_its_menu_entry_and_its_form(self):
        self.page.open(f"{self.url}/#plugins")
        self.page.see(self.manifest["name"], "nav//a").click()
        self.page.see(self.manifest["name"], "h1")
        self.page.unfold("App ")
        for field in self.manifest["connection_schema"]["fields"]:
            if field["type"] != "help":
                self.page.control(field["label"])
        self.page.picture("toy_channel")

    def test_its_message_is_a_ticket_that_is_answered(self):
        self.assertEqual(self.shout("1", "hello out there").status, 200)
        self.page.open(f"{self.url}/#tickets")
        self.page.see("hello out there", "a").click()
        self.page.fill("Text", "hello yourself")
        self.page.press("Send")
        self.page.see("hello yourself", "section[contains(@class,'agent')]")
        self.assertTrue(wait_for(lambda: any(one["preferences"].get("delivery_status") == "success" for one in self.all_articles())))


if __name__ == "__main__":
    unittest.main()

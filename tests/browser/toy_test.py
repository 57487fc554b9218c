"""The toy channel in C gets its menu entry, form, ticket and composer from the same page."""
import unittest

from browser import needs_browser
from harness import EchoTest, wait_for
from signed_in import SignedIn


@needs_browser
class ToyChannel(SignedIn, EchoTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manifest = cls.admin.get("/api/v1/plugins/echo")["manifest"]

    def test_it_has_its_menu_entry_and_its_form(self):
        self.page.open(f"{self.url}/#plugins")
        self.page.follow(self.manifest["name"], "nav//a")
        self.page.see(self.manifest["name"], "h1")
        self.page.unfold("App ")
        for field in self.manifest["connection_schema"]["fields"]:
            if field["type"] != "help":
                self.page.control(field["label"])
        self.page.picture("toy_channel")

    def test_its_message_is_a_ticket_that_is_answered(self):
        self.assertEqual(self.shout("1", "hello out there").status, 200)
        self.page.open(f"{self.url}/#tickets")
        self.page.follow("hello out there")
        self.page.fill("Text", "hello yourself")
        self.page.press("Send")
        self.page.see("hello yourself", "section[contains(@class,'agent')]")
        self.assertTrue(wait_for(lambda: any(one["preferences"].get("delivery_status") == "success" for one in self.all_articles())))

    def open_shout(self, number, text):
        self.assertEqual(self.shout(number, text).status, 200)
        self.page.open(f"{self.url}/#tickets")
        self.page.follow(text)
        self.page.see("Answer", "h2")

    def can_send(self):
        return wait_for(lambda: self.page.find("//button[normalize-space(.)='Send']").is_enabled())

    def cannot_send(self):
        return wait_for(lambda: not self.page.find("//button[normalize-space(.)='Send']").is_enabled())

    def sent(self, body):
        return wait_for(lambda: any(one["body"] == body and one["preferences"].get("delivery_status") == "success"
                                    for one in self.all_articles()))

    def test_what_becomes_of_an_answer_is_shown_in_its_parts_with_its_price(self):
        self.open_shout("2", "how far is it?")
        self.page.fill("Text", "Over the hill.\nThen down again.")
        self.page.see("Over the hill.", "ol[@class='parts']/li[1]")
        self.page.see("2 of 2", "ol[@class='parts']/li[2]")
        self.page.see("costs about $0.02")
        self.page.see("One cent a breath.")
        self.page.picture("parts")
        self.page.fill("Text", "Near.")
        self.page.see("costs about $0.01")
        self.assertEqual(self.page.all("//ol[@class='parts']"), [])

    def test_what_has_to_be_confirmed_leaves_once_it_is(self):
        self.open_shout("3", "what is for dinner?")
        self.page.fill("Text", "A secret.")
        self.page.see("The whole valley would hear a secret.")
        self.assertTrue(self.cannot_send())
        self.page.picture("confirmation")
        self.page.control("The whole valley").click()
        self.assertTrue(self.can_send())
        self.page.fill("Text", "The secret is soup.")
        self.assertTrue(self.cannot_send(), "another text is confirmed anew")
        self.page.control("The whole valley").click()
        self.assertTrue(self.can_send())
        self.page.press("Send")
        self.assertTrue(self.sent("The secret is soup."))

    def test_a_client_that_looks_at_no_preview_cannot_skip_a_confirmation(self):
        self.shout("4", "tell me")
        ticket = next(one for one in self.tickets() if one["title"] == "tell me")
        made = self.admin.post("/api/v1/ticket_articles", {"ticket_id": ticket["id"], "type": "echo shout", "body": "a secret"})
        failed = self.delivered(made["id"])["preferences"]
        self.assertEqual((failed["delivery_status"], failed["delivery_status_reason"]), ("fail", "needs_confirmation.secret"))

    def test_a_refusal_offers_what_would_work_instead(self):
        self.open_shout("5", "is the baby asleep?")
        self.page.fill("Text", "Ask quietly.")
        self.page.see("Nobody shouts quietly.")
        self.assertTrue(self.cannot_send())
        self.page.see("A whisper is quiet.")
        self.assertEqual(self.page.see("Open on Echo", "a").get_attribute("href"), "https://echo.example/path")
        self.page.picture("alternatives")
        self.page.press("Begin: Private whisper")
        self.page.see("New message", "h1")
        self.assertEqual(self.page.control("Text").get_attribute("value"), "Ask quietly.")
        self.assertEqual(self.page.control("To").get_attribute("value"), "@jo")
        self.page.press("Send")
        self.page.see("Private conversation", "p")
        self.assertTrue(self.sent("Ask quietly."))


if __name__ == "__main__":
    unittest.main()

"""Every page in both sizes and both themes: axe-core finds nothing serious, and nothing is wider than the screen."""
import unittest
from pathlib import Path

from browser import Browser, needs_browser
from panel_test import PanelTest
from signed_in import PASSWORD

AXE = Path(__file__).resolve().parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
RUN = "const done = arguments[arguments.length - 1]; axe.run().then((result) => done(result.violations), (problem) => done([{id: String(problem)}]));"


@needs_browser
@unittest.skipUnless(AXE.exists(), "skipped: needs axe-core; ./run browser-packages installs it")
class Accessibility(PanelTest):
    def pages(self):
        ticket = self.ticket()
        return {"tickets": "Tickets", f"tickets/{ticket}": "are you?", "failed": "Failed replies", "new": "New message",
                f"channels/twitter/{self.channel['id']}": "X (Twitter)", "plugins": "Plugins", "people": "People", "settings": "Settings",
                "work": "Work and health", "audit": "Changes", "import": "Import from Zammad", "me": "Bo Ss"}

    def serious(self, page):
        page.driver.execute_script(AXE.read_text(encoding="utf-8"))
        return [(one["id"], [node["html"][:120] for node in one.get("nodes", [])][:3])
                for one in page.driver.execute_async_script(RUN) if one.get("impact", "critical") in SERIOUS]

    def look(self, page, name):
        for size, (width, height) in SIZES.items():
            for theme in ("light", "dark"):
                page.size(width, height)
                page.theme(theme)
                with self.subTest(page=name, size=size, theme=theme):
                    page.picture(f"{name.split('/')[0]}{'_one' if name.startswith('tickets/') else ''}_{size}_{theme}")
                    self.assertEqual(self.serious(page), [])
                    self.assertLessEqual(page.driver.execute_script("return document.documentElement.scrollWidth"), width,
                                         "the page is wider than the screen")

    def test_the_checker_finds_what_is_wrong(self):
        self.go("#plugins", "Plugins")
        self.page.driver.execute_script("document.body.append(document.createElement('select'))")
        self.assertIn("select-name", [name for name, _ in self.serious(self.page)])

    def test_every_page_of_an_admin(self):
        for address, title in self.pages().items():
            self.go(f"#{address}", title)
            self.look(self.page, address)

    def test_an_answer_that_waits_and_one_that_is_refused(self):
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 600})
        self.admin.post("/api/v1/ticket_articles", {"ticket_id": self.ticket(), "type": "twitter status", "body": "Not yet."})
        self.open_ticket()
        self.page.see("Waiting: leaves in", "p")
        self.page.unfold("Options")
        self.page.fill("Text", "x" * 300)
        self.page.see("304 of 280")
        self.look(self.page, "answering")

    def test_the_page_to_sign_in(self):
        stranger = Browser(self.folder, "stranger")
        try:
            stranger.open(self.url)
            stranger.see("Sign in", "h1")
            self.look(stranger, "sign_in")
            for _ in range(2):
                stranger.fill("Login", "boss")
                stranger.fill("Password", PASSWORD + "!")
                stranger.press("Sign in")
                stranger.see("Login or password is wrong.")
        finally:
            stranger.quit()


if __name__ == "__main__":
    unittest.main()

"""The page in a real browser: Chromium, headless, driven as a person would. Skipped where there is none.

PANEL_PICTURES=DIR keeps a picture of every page that was looked at."""
import os
import shutil
import sys
import unittest
from pathlib import Path

from twitter_harness import LinkedTest, wait_for

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian puts it, whichever Python runs this
try:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
except ImportError:
    webdriver = None

DRIVER = shutil.which("chromedriver")
BROWSER = shutil.which("chromium")
PASSWORD = "correct horse battery"
PICTURES = os.environ.get("PANEL_PICTURES")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-dev-shm-usage", "--disable-component-update", "--window-size=1280,1000")


@unittest.skipUnless(webdriver and DRIVER and BROWSER, "needs chromium, chromium-driver and python3-selenium")
class PanelTest(LinkedTest):
    """A conversation with a picture and a thread, looked at by an admin."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.post("/api/v1/users", {"login": "boss", "firstname": "Bo", "lastname": "Ss", "roles": ["Admin"],
                                         "password": PASSWORD})
        cls.sim.post("/sim/v1/users", {"screen_name": "stranger", "name": "A stranger"})
        above = cls.sim.post("/sim/v1/posts", {"user": "stranger", "text": "Which shop is any good?"})
        cls.asked = cls.sim.post("/sim/v1/posts", {
            "user": "jo_harper", "text": "@AcmeHelp <b>are you?</b>", "media": ["photo"], "in_reply_to_status_id": above["id"]})
        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        for flag in (*FLAGS, f"--user-data-dir={cls.folder / 'browser'}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        try:
            cls.browser = webdriver.Chrome(service=Service(DRIVER), options=options)
        except WebDriverException as problem:
            raise unittest.SkipTest(f"Chromium does not start here: {problem.msg}") from problem
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.get(cls.url)
        cls.fill("Login", "boss")
        cls.fill("Password", PASSWORD)
        cls.press("Sign in")
        cls.see("Tickets", "h1")

    @classmethod
    def find(cls, path):
        found = wait_for(lambda: cls.browser.find_elements(By.XPATH, path))
        if not found:
            raise AssertionError(f"{path} is not on the page:\n{cls.text()}")
        return found[0]

    @classmethod
    def text(cls):
        return cls.browser.find_element(By.TAG_NAME, "body").text

    @classmethod
    def see(cls, text, element="*"):
        return cls.find(f"//{element}[contains(normalize-space(.), {text!r})]")

    @classmethod
    def control(cls, label):
        return cls.browser.find_element(By.ID, cls.find(f"//label[normalize-space(.)={label!r}]").get_attribute("for"))

    @classmethod
    def fill(cls, label, text):
        control = cls.control(label)
        control.clear()
        control.send_keys(text)

    @classmethod
    def press(cls, text):
        cls.find(f"//button[normalize-space(.)={text!r}]").click()

    def go(self, address, title):
        self.browser.get(f"{self.url}/{address}")
        self.see(title, "h1")

    def picture(self, name):
        if PICTURES:
            Path(PICTURES).mkdir(exist_ok=True)
            self.browser.save_screenshot(str(Path(PICTURES) / f"{name}.png"))

    def tearDown(self):
        wrong = [one["message"] for one in self.browser.get_log("browser") if one["level"] == "SEVERE"]
        expected = ("/api/v1/users/me", "/api/v1/reply_preview")  # nobody is signed in yet; the text is refused
        self.assertEqual([one for one in wrong if not any(path in one for path in expected)], [])

    def open_ticket(self):
        self.assertTrue(wait_for(lambda: (self.article_of(self.asked["id"]) or {}).get("attachments")))
        ticket = self.article_of(self.asked["id"])["ticket_id"]
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/tickets/{ticket}/context")))
        self.go(f"#tickets/{ticket}", "are you?")

    def test_a_ticket_is_in_the_list_and_leads_to_its_conversation(self):
        self.open_ticket()
        self.go("#tickets", "Tickets")
        self.picture("tickets")
        self.see("are you?", "a").click()
        self.see("Answer", "h2")

    def test_the_conversation_shows_text_as_text_its_picture_its_thread_and_why_it_was_taken(self):
        self.open_ticket()
        self.see("@AcmeHelp <b>are you?</b>", "div")
        self.see("Which shop is any good?", "section[contains(@class,'context')]")
        self.see("taken as mention")
        image = self.find("//figure/img")
        self.assertTrue(wait_for(lambda: self.browser.execute_script("return arguments[0].naturalWidth > 0", image)))
        self.see("Jo Harper", "aside")
        self.picture("ticket")

    def test_an_answer_is_counted_while_it_is_written_and_leaves(self):
        self.open_ticket()
        self.fill("Text", "x" * 300)
        self.see("300 of 280")
        self.assertFalse(self.find("//button[normalize-space(.)='Send']").is_enabled())
        self.picture("too_long")
        self.fill("Text", "Yes, we are.")
        self.see("12 of 280")
        self.press("Send")
        self.see("Yes, we are.", "section[contains(@class,'agent')]")
        self.assertTrue(wait_for(lambda: any(
            one["sender"] == "Agent" and one["preferences"].get("delivery_status") == "success" for one in self.all_articles())))

    def test_rules_are_tried_before_they_are_saved(self):
        self.open_ticket()
        self.go(f"#channels/twitter/{self.channel['id']}", "X (Twitter)")
        self.see("Mentions → Users")
        self.picture("channel")
        self.press("Try the rules on the last days")
        self.see("taken: 0")
        mentions = self.control("Mentions")
        mentions.find_element(By.XPATH, "./option[1]").click()
        self.press("Try the rules on the last days")
        self.see("left: 1")
        self.picture("dry_run")
        self.assertEqual(str(self.channels()[0]["options"]["sync"]["mentions"]["group_id"]), str(self.group))

    def test_the_pages_of_the_admin(self):
        self.go("#plugins", "Plugins")
        self.see("Switched on.")
        self.picture("plugins")
        self.go("#people", "People")
        self.see("boss")
        self.picture("people")
        self.go("#work", "Work and health")
        self.see("Everything that came could be read.")
        self.picture("work")


if __name__ == "__main__":
    unittest.main()

"""Chromium, headless, driven as a person would: by labels, buttons and what can be read.

PANEL_PICTURES=DIR keeps a picture of every page that a test looks at."""
import os
import shutil
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "integration"))
sys.path.append("/usr/lib/python3/dist-packages")  # where Debian puts it, whichever Python runs this

from harness import wait_for  # noqa: E402

try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select
except ImportError:
    webdriver = Keys = None

DRIVER = shutil.which("chromedriver")
BROWSER = shutil.which("chromium")
PICTURES = os.environ.get("PANEL_PICTURES")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-dev-shm-usage", "--disable-component-update", "--lang=en-GB",
         "--window-size=1280,1000")
needs_browser = unittest.skipUnless(webdriver and DRIVER and BROWSER,
                                    "skipped: needs chromium, chromium-driver and python3-selenium")
# Nobody is signed in yet; the text is refused while it is written; the simulator has no icon.
EXPECTED_ERRORS = ("/api/v1/users/me", "/api/v1/reply_preview", "favicon.ico")


class Browser:
    """One window of its own, with its own cookies."""

    def __init__(self, folder, name="browser"):
        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        for flag in (*FLAGS, f"--user-data-dir={folder / name}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        try:
            self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        except WebDriverException as problem:
            raise unittest.SkipTest(f"skipped: Chromium does not start here: {problem.msg}") from problem

    def quit(self):
        self.driver.quit()

    def open(self, address):
        self.driver.get(address)

    def visible(self, elements):
        """Those that can be seen; what stands in a closed <details> cannot, whatever its size."""
        return self.driver.execute_script("return arguments[0].filter((one) => one.checkVisibility())", elements) or []

    def all(self, path):
        return self.visible(self.driver.find_elements(By.XPATH, path))

    def find(self, path):
        """The first visible one, waited for."""
        found = wait_for(lambda: unless_replaced(self.all, path))
        if not found:
            raise AssertionError(f"{path} is not on the page {self.driver.current_url}:\n{self.text()}")
        return found[0]

    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def see(self, text, element="*"):
        return self.find(f"//{element}[contains(normalize-space(.), {literal(text)})]")

    def follow(self, text, element="a"):
        self.do(lambda: self.see(text, element).click() or True)

    def gone(self, text, element="body"):
        return wait_for(lambda: unless_replaced(lambda: not self.all(f"//{element}[contains(., {literal(text)})]")))

    def labelled(self, label):
        for found in self.all(f"//label[starts-with(normalize-space(.), {literal(label)})]"):
            named = found.get_attribute("for")
            inside = ([self.driver.find_element(By.ID, named)] if named
                      else found.find_elements(By.XPATH, ".//input|.//textarea|.//select"))
            if self.visible(inside[:1]):
                return inside[0]
        return None

    def control(self, label):
        """The control of a label, whether it stands beside or around it; the first visible one."""
        found = wait_for(lambda: unless_replaced(self.labelled, label))
        if not found:
            raise AssertionError(f"There is no control {label!r} on the page {self.driver.current_url}:\n{self.text()}")
        return found

    def fill(self, label, text):
        def write():
            control = self.control(label)
            control.clear()
            control.send_keys(text)
            return True

        self.do(write)

    def do(self, work):
        """Again when the page was just being replaced."""
        if not wait_for(lambda: unless_replaced(work)):
            raise AssertionError(f"The page {self.driver.current_url} does not hold still:\n{self.text()}")

    def choose_in(self, path, option):
        self.do(lambda: Select(self.find(path)).select_by_visible_text(option) or True)

    def choose(self, label, option):
        self.do(lambda: Select(self.control(label)).select_by_visible_text(option) or True)

    def press(self, text):
        def click():
            button = self.find(f"//button[normalize-space(.)={literal(text)}]")
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
            button.click()
            return True

        self.do(click)

    def key(self, key):
        """To whatever has the focus; sent to a file's control itself it would be taken for a path."""
        ActionChains(self.driver).send_keys(key).perform()

    def unfold(self, text):
        """A <details> of this summary."""
        def open_it():
            summary = self.find(f"//summary[contains(normalize-space(.), {literal(text)})]")
            if summary.find_element(By.XPATH, "..").get_attribute("open") is None:
                summary.click()
            return True

        self.do(open_it)

    def picture(self, name, top=False):
        if PICTURES and top:
            self.driver.execute_script("scrollTo(0, 0)")
        if PICTURES:
            Path(PICTURES).mkdir(exist_ok=True)
            self.driver.save_screenshot(str(Path(PICTURES) / f"{name}.png"))

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def theme(self, name):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

    def mistakes(self, *expected):
        """What the page's own console calls an error."""
        wrong = [one["message"] for one in self.driver.get_log("browser") if one["level"] == "SEVERE"]
        return [one for one in wrong if not any(path in one for path in (*EXPECTED_ERRORS, *expected))]

    def sign_in(self, url, login, password):
        self.open(url)
        self.fill("Login", login)
        self.fill("Password", password)
        self.press("Sign in")
        self.see("Tickets", "h1")


def unless_replaced(work, *arguments):
    """None when an element went while it was looked at: the caller waits and looks again."""
    try:
        return work(*arguments)
    except StaleElementReferenceException:
        return None


def literal(text):
    """A text as XPath writes it, whatever quotes are in it."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return "concat(" + ", \"'\", ".join(f"'{part}'" for part in text.split("'")) + ")"

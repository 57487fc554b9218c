"""From an empty database to an answer on X, by browser and keyboard only: first admin, group, agent, the eight steps of
the admin guide, a conversation, and what each dialog says when something is wrong."""
import unittest

from browser import Browser, needs_browser
from harness import SIMULATOR, HostTest, Process, free_port, wait_for
from signed_in import PASSWORD

ADMIN, AGENT = "ada@acme.example", "anna@acme.example"


class EmptyHost(HostTest):
    """A host nobody has signed in to, and X with nobody on it. Their sites have different names, as in life."""

    plugins = ("twitter_channel",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.simulator_port = free_port()
        cls.x = Process("The simulator", [SIMULATOR, "serve", "--quiet", "--allow-http-webhooks", "--port", cls.simulator_port],
                        cls.folder / "simulator.log", "ready at")
        cls.x.start()
        cls.addClassCleanup(cls.stop_simulator)
        cls.x_url = f"http://localhost:{cls.simulator_port}"
        cls.page = Browser(cls.folder)
        cls.addClassCleanup(cls.page.quit)

    @classmethod
    def know_admin(cls):
        """There is none yet."""

    @classmethod
    def host_command(cls):
        return [word for word in super().host_command() if word not in ("--first-admin-token-file", cls.folder / "admin-token")]

    @classmethod
    def stop_simulator(cls):
        cls.x.stop()
        cls.x.process.stdout.close()

    @classmethod
    def setup_address(cls):
        return next(word for line in cls.host.lines for word in line.split() if "#setup=" in word)

    def post_on_x(self, who, text, reply_to=None):
        self.page.open(f"{self.x_url}/play/{who}")
        if reply_to:
            field = self.page.find(f"//article[contains(., {reply_to!r})]//input[@name='text']")
            field.send_keys(text)
            field.submit()
        else:
            self.page.fill("What is happening?", text)
            self.page.press("Post")
        self.page.see(text)


@needs_browser
class EightSteps(EmptyHost):
    ends_soon = True  # what the app's page must say of X API v1.1

    def test_from_nothing_to_an_answer_on_x(self):
        self.first_admin()
        self.group_and_agent()
        keys = self.steps_1_to_5_on_x()
        self.step_6_connect_app(keys)
        self.step_7_add_account()
        self.step_8_choose_what_goes_where()
        self.conversation()
        self.assertEqual(self.page.mistakes("/api/v1/channels_twitter/"), [])

    def first_admin(self):
        self.page.open(self.url)
        self.page.see("First start", "h1")
        self.page.open(self.setup_address())
        self.page.driver.refresh()
        self.page.see("Make the first admin", "h1")
        self.page.picture("first_admin")
        self.page.fill("First name", "Ada")
        self.page.fill("E-mail", ADMIN)
        self.page.fill("Password", PASSWORD)
        self.page.press("Make admin")
        self.page.see("No tickets yet.")

    def group_and_agent(self):
        self.page.follow("People")
        self.page.see("People", "h1")
        self.page.unfold("Add a group")
        self.page.fill("Name", "Support")
        self.page.press("Add group")
        self.page.find("//input[@aria-label='Name of group Support']")
        self.page.unfold("Add a user")
        self.page.fill("Login", AGENT)
        self.page.fill("First name", "Anna")
        self.page.fill("Last name", "Smith")
        self.page.fill("Password", PASSWORD)
        self.page.press("Add user")
        self.page.see(AGENT, "summary")

    def steps_1_to_5_on_x(self):
        self.page.open(f"{self.x_url}/console")
        for handle, name in (("acme", "Acme"), ("jo", "Jo Harper")):
            self.page.fill("Handle, without @", handle)
            self.page.fill("Name", name)
            self.page.press("Create user")
        self.page.choose("User", "Acme (@acme)")
        self.page.fill("What will you use X's API for?", "Answering our customers.")
        self.page.press("Open developer account")
        self.page.choose("Owner", "Acme (@acme)")
        self.page.fill("App name", "Acme Helpdesk")
        self.page.fill("Website", "https://acme.example")
        self.page.fill("Callback URLs", f"{self.url}/api/v1/external_credentials/twitter/callback")
        self.page.choose("Permissions", "Read, write and direct messages")
        self.page.picture("x_console")
        self.page.press("Create app")
        self.page.see("Keys and tokens", "h2")
        keys = [one.text for one in self.page.all("//section[@role='status']//code")]
        self.page.picture("x_keys", top=True)
        self.environment()
        return keys

    def environment(self):
        self.page.fill("Dev environment label", "demo")
        self.page.press("Create environment")
        self.page.see("demo: no webhook")

    def step_6_connect_app(self, keys):
        self.page.open(f"{self.url}/#plugins")
        self.page.see("Switched on.")
        self.page.follow("Set up")
        self.page.see("Connect an app", "h2")
        self.page.picture("connect_app", top=True)
        self.page.fill("API key (consumer key)", keys[0])
        self.page.fill("API key secret (consumer secret)", "wrong")
        self.choose_api(keys)
        self.page.unfold("More settings")
        self.page.fill("X API address", self.x_url)
        self.page.press("Connect")
        self.page.see("401 Unauthorized (Invalid credentials may be to blame.)")
        self.page.picture("wrong_keys", top=True)
        self.mend_and_keep(keys)
        self.page.press("Connect")
        self.page.see("Connected.", "summary")
        self.page.see("No account is linked yet.")
        self.assertEqual(self.ends_soon, "X ends API v1.1 on 1 January 2027" in self.page.text())

    def choose_api(self, keys):
        self.page.fill("Access token", keys[2])
        self.page.fill("Access token secret", keys[3])
        self.page.fill("Dev environment label", "dem")

    def mend_and_keep(self, keys):
        self.page.fill("API key secret (consumer secret)", keys[1])
        self.page.press("Connect")
        self.page.see('Dev Environment Label invalid. Please use an existing one ["demo"]')
        self.page.press("Keep the keys, not verified")
        self.page.see("Not verified yet", "summary")
        self.page.fill("Dev environment label", "demo")

    def step_7_add_account(self):
        self.page.press("Add account")
        self.page.see("Authorize Acme Helpdesk to access your account?", "h1")
        self.page.press("Cancel")
        self.page.see("You did not allow access on X, so nothing was changed.")
        self.page.picture("cancelled")
        self.page.follow("Back to the channel")
        self.page.press("Add account")
        self.page.choose("You are signed in as", "Acme (@acme)")
        self.page.picture("x_consent")
        self.page.press("Authorize app")
        self.page.see("Collects nothing yet: choose a group", "small")
        self.page.control("Mentions")  # the settings of that account are open
        self.page.picture("new_account", top=True)

    def step_8_choose_what_goes_where(self):
        self.page.choose("Mentions", "Support")
        self.page.choose("Direct messages", "Support")
        self.page.press("Add row")
        self.page.find("//input[@aria-label='Term']").send_keys("#")
        self.page.press("Save")
        self.page.see("Search terms, row 1, Group is missing.", "p")
        self.page.choose_in("//select[@aria-label='Group']", "Support")
        self.page.press("Save")
        self.page.see("Row 1 of the search terms needs a term", "p")
        row = self.page.find("//input[@aria-label='Term']")
        row.clear()
        row.send_keys("#acmecorp")
        self.page.press("Save")
        self.page.see("Search terms (1) → Support", "small")
        self.page.picture("account", top=True)

    def conversation(self):
        agent = Browser(self.folder, "agent")
        try:
            agent.sign_in(self.url, AGENT, PASSWORD)
            self.post_on_x("jo", "@acme my parcel is late")
            agent.follow("my parcel is late")  # it appears by itself
            agent.fill("Text", "Sorry Jo! Which order?")
            agent.see("26 of 280")
            agent.picture("answer")
            agent.press("Send")
            agent.see("sent", "p")
            self.page.open(f"{self.x_url}/play/jo")
            self.page.see("Sorry Jo! Which order?", "article")
            self.page.picture("x_play", top=True)
            self.page.choose("To", "Acme (@acme)")
            self.page.fill("Message", "It is 4711")
            self.page.press("Send message")
            agent.open(f"{self.url}/#tickets")
            agent.follow("It is 4711")
            agent.see("Private conversation", "p")
            agent.fill("Text", "Found it, arriving today.")
            agent.press("Send and close")
            self.assertTrue(wait_for(lambda: self.found_on_x("Found it, arriving today.")))
            self.assertEqual(agent.all("//nav//a[contains(., 'Plugins')]"), [], "an agent sets nothing up")
            self.assertEqual(agent.mistakes(), [])
        finally:
            agent.quit()

    def found_on_x(self, text):
        self.page.driver.refresh()
        return text in self.page.text()


@needs_browser
class StepsOfToday(EightSteps):
    """The same with API v2: no environment, no access token."""
    ends_soon = False

    def environment(self):
        """There is none."""

    def choose_api(self, keys):
        self.page.choose("X API", "X API v2 (today)")

    def mend_and_keep(self, keys):
        self.page.press("Keep the keys, not verified")
        self.page.see("Not verified yet", "summary")
        self.page.fill("API key secret (consumer secret)", keys[1])


if __name__ == "__main__":
    unittest.main()

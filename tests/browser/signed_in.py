"""What tests of the page begin with: a host that runs, and a window in which its admin Bo Ss is signed in."""
from browser import Browser

PASSWORD = "correct horse battery"


class SignedIn:
    """Put before a test case of a host; what the page's console calls an error fails the test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.post("/api/v1/users", {"login": "boss", "firstname": "Bo", "lastname": "Ss",
                                         "roles": ["Admin", "Agent"], "password": PASSWORD})
        cls.page = Browser(cls.folder)
        cls.addClassCleanup(cls.page.quit)
        cls.page.sign_in(cls.url, "boss", PASSWORD)

    def tearDown(self):
        self.assertEqual(self.page.mistakes(), [])

    def go(self, address, title):
        self.page.open(f"{self.url}/{address}")
        self.page.see(title, "h1")

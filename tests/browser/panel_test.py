"""The page of the host with a linked account: tickets, conversations, answers, rules, people."""
import sqlite3
import unittest

from browser import Keys, needs_browser
from signed_in import SignedIn
from twitter_harness import LinkedTest, wait_for

GIF = bytes.fromhex("47494638396101000100800000ff0000ffffff21f90400000000002c00000000010001000002024401003b")  # one red dot


class PanelTest(SignedIn, LinkedTest):
    """Somebody asked, with a picture and in a thread; an admin looks at it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post("/sim/v1/users", {"screen_name": "stranger", "name": "A stranger"})
        above = cls.sim.post("/sim/v1/posts", {"user": "stranger", "text": "Which shop is any good?"})
        cls.asked = cls.sim.post("/sim/v1/posts", {
            "user": "jo_harper", "text": "@AcmeHelp <b>are you?</b>", "media": ["photo"], "in_reply_to_status_id": above["id"]})

    def setUp(self):
        # Everybody here answers the same message.
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 0, "second_answer_seconds": 0})

    def ticket(self):
        self.assertTrue(wait_for(lambda: (self.article_of(self.asked["id"]) or {}).get("attachments")))
        return self.article_of(self.asked["id"])["ticket_id"]

    def open_ticket(self):
        ticket = self.ticket()
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/tickets/{ticket}/context")))
        self.go(f"#tickets/{ticket}", "are you?")


@needs_browser
class Conversations(PanelTest):
    def test_a_ticket_is_in_the_list_and_leads_to_its_conversation(self):
        self.open_ticket()
        self.go("#tickets", "Tickets")
        self.page.picture("tickets")
        self.page.follow("are you?")
        self.page.see("Answer", "h2")

    def test_tickets_are_found_by_text(self):
        self.ticket()
        self.go("#tickets", "Tickets")
        self.page.fill("Search", "no such words")
        self.page.see("No ticket fits.")
        self.page.fill("Search", "are you")
        self.page.see("are you?", "a")

    def test_the_conversation_shows_text_as_text_its_picture_its_thread_and_why_it_was_taken(self):
        self.open_ticket()
        self.page.see("@AcmeHelp <b>are you?</b>", "div")
        self.page.see("Which shop is any good?", "section[contains(@class,'context')]")
        self.page.see("View on X (Twitter)", "section[contains(@class,'context')]//a")
        self.page.see("taken as mention")
        image = self.page.find("//figure/img")
        self.assertTrue(wait_for(lambda: self.page.driver.execute_script("return arguments[0].naturalWidth > 0", image)))
        self.page.see("Jo Harper", "aside")
        self.page.see("followers", "aside")
        self.page.picture("ticket")

    def test_an_answer_is_counted_while_it_is_written_and_leaves(self):
        self.open_ticket()
        self.page.fill("Text", "x" * 300)
        self.page.see("304 of 280", "div[.//textarea]/following-sibling::div[1]")  # with the initials, right below the text
        self.assertFalse(self.page.find("//button[normalize-space(.)='Send']").is_enabled())
        self.page.picture("too_long")
        self.page.fill("Text", "Yes, we are.")
        self.page.see("16 of 280")
        self.page.press("Send")
        self.page.see("Yes, we are.", "section[contains(@class,'agent')]")
        self.assertTrue(wait_for(lambda: any(
            one["sender"] == "Agent" and one["preferences"].get("delivery_status") == "success" for one in self.all_articles())))

    def test_what_comes_while_one_looks_appears_and_the_draft_stays(self):
        self.open_ticket()
        self.page.fill("Text", "half a thought")
        self.write_post("jo_harper", "@AcmeHelp hello again", in_reply_to_status_id=self.asked["id"])
        self.page.see("hello again", "section")
        self.assertEqual(self.page.control("Text").get_attribute("value"), "half a thought")
        self.page.driver.refresh()
        self.page.see("Answer", "h2")
        self.assertEqual(self.page.control("Text").get_attribute("value"), "half a thought")
        self.page.fill("Text", "")

    def test_a_colleague_who_answered_meanwhile_is_seen_before_ones_own_answer_leaves(self):
        self.open_ticket()
        self.page.fill("Text", "Mine, second.")
        colleague = self.agent("colleague")
        before = len(self.articles(self.ticket()))
        colleague.post("/api/v1/ticket_articles", {"ticket_id": self.ticket(), "type": "twitter status", "body": "Theirs, first."})
        self.page.press("Send")
        self.page.see("has answered meanwhile", "div[@role='alert']")
        self.assertEqual(len([one for one in self.articles(self.ticket()) if one["body"].startswith("Mine")]), 0)
        self.page.press("Send")
        self.page.see("Mine, second.", "section[contains(@class,'agent')]")
        self.assertGreaterEqual(len(self.articles(self.ticket())), before + 2)

    def test_the_host_holds_an_answer_to_what_a_colleague_has_just_answered(self):
        early = self.agent("early").post("/api/v1/ticket_articles", {
            "ticket_id": self.ticket(), "type": "twitter status", "body": "Early bird."})
        self.delivered(early["id"])
        self.page.open("about:blank")  # a page that was open before would have told of it by itself
        self.admin.call("PUT", "/api/v1/reply_settings", {"second_answer_seconds": 300})
        self.open_ticket()
        self.page.fill("Text", "Late, and still needed.")
        self.page.see("of 280")
        self.page.press("Send")
        self.page.see("Anna Smith has answered this message meanwhile", "div[@role='alert']")
        self.page.picture("held")
        self.assertEqual(self.page.mistakes("/api/v1/ticket_articles"), [])  # the refusal is one to the browser
        self.page.press("Send")
        self.page.see("Late, and still needed.", "section[contains(@class,'agent')]")

    def test_a_note_stays_inside(self):
        self.open_ticket()
        self.page.choose("Kind", "Internal note (colleagues only)")
        self.page.fill("Text", "Ask the warehouse.")
        self.page.press("Send")
        self.page.see("Ask the warehouse.", "section[contains(@class,'internal')]")

    def test_a_file_is_chosen_described_removed_and_attached(self):
        self.open_ticket()
        self.page.choose("Kind", "Internal note (colleagues only)")
        picture, letter = self.folder / "parcel.gif", self.folder / "letter.txt"
        picture.write_bytes(GIF)
        letter.write_bytes(b"x" * (3 << 20))  # more than one piece
        self.page.control("Files").send_keys(f"{picture}\n{letter}")
        self.page.see("parcel.gif", "li")
        self.page.see("3 MB", "li")
        self.page.fill("What it shows", "A parcel, torn open")
        self.page.picture("files")
        self.page.find("//button[@aria-label='Remove letter.txt']").click()
        self.assertTrue(self.page.gone("letter.txt", "li"))
        self.page.press("Send")
        self.page.see("parcel.gif", "section[contains(@class,'internal')]")
        self.assertEqual(self.page.find("//section[contains(@class,'internal')]//img").get_attribute("alt"), "A parcel, torn open")
        self.assertEqual(self.page.all("//ul[@class='chosen']/li"), [])


@needs_browser
class SecondThoughts(PanelTest):
    """An answer can be taken back while it waits; one that got lost is settled by a person."""

    def answers(self):
        return [one["text"] for one in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]]

    def test_an_admin_allows_it(self):
        self.go("#settings", "Settings")
        self.page.fill("Seconds in which a public answer", "60")
        self.page.picture("settings")
        self.page.press("Save")
        self.page.see("Saved.")
        self.assertEqual(self.admin.get("/api/v1/reply_settings")["undo_seconds"], 60)

    def test_a_public_answer_waits_counts_down_and_is_written_on(self):
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 600})
        self.open_ticket()
        self.page.fill("Text", "Too hasty.")
        self.page.press("Send")
        self.page.see("Waiting: leaves in", "p")
        self.page.picture("waiting")
        self.page.press("Take back")
        self.assertTrue(self.page.gone("Too hasty.", "section"))
        self.assertEqual(self.page.control("Text").get_attribute("value"), "Too hasty.")
        self.assertNotIn("Too hasty.", "".join(self.answers()))
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 0})
        self.page.fill("Text", "With more thought.")
        self.page.press("Send")
        self.page.see("sent", "section[contains(@class,'agent')]/p[@class='delivery']")
        self.assertIn("With more thought.", "".join(self.answers()))

    def lose(self, text):
        """An answer of which nobody knows whether it arrived: X answered nothing, and looking did not help."""
        made = self.admin.post("/api/v1/ticket_articles", {"ticket_id": self.ticket(), "type": "twitter status", "body": text})
        self.delivered(made["id"])
        self.host.stop()
        with sqlite3.connect(self.folder / "host.sqlite3") as database:
            database.execute("UPDATE articles SET delivery=4, failed=1, message_id='' WHERE id=?", (made["id"],))
        database.close()
        self.restart()
        return made["id"]

    def remember(self, statement, *values):
        """What the remote side told some time ago."""
        self.page.open("about:blank")
        self.host.stop()
        with sqlite3.connect(self.folder / "host.sqlite3") as database:
            database.execute(statement, values)
        database.close()
        self.restart()

    def test_an_edited_message_says_when_and_folds_what_it_said_before(self):
        self.ticket()
        self.remember("INSERT INTO message_versions SELECT id, sent_ms, 'Are <i>you</i>?' FROM messages WHERE external_id=?", self.asked["id"])
        self.remember("UPDATE messages SET edited_ms=sent_ms+60000 WHERE external_id=?", self.asked["id"])
        self.open_ticket()
        self.assertRegex(self.page.see("edited, ", "summary").text, r"edited, \d\d:\d\d$")
        self.assertNotIn("Are <i>you</i>?", self.page.text())
        self.page.unfold("edited, ")
        self.page.see("Are <i>you</i>?", "details//div")
        self.page.picture("edited")

    def test_an_answer_says_when_it_was_read(self):
        self.ticket()
        made = self.admin.post("/api/v1/ticket_articles", {"ticket_id": self.ticket(), "type": "twitter status", "body": "Read this."})
        self.delivered(made["id"])
        self.remember("UPDATE messages SET read_ms=sent_ms+60000 WHERE article_id=?", made["id"])
        self.open_ticket()
        self.assertRegex(self.page.see("read ", "section[contains(., 'Read this.')]/p[@class='delivery']").text, r"^read \d\d:\d\d$")

    def test_an_uncertain_answer_offers_its_two_choices(self):
        self.page.open("about:blank")  # asks for nothing while the host is down
        article = self.lose("Did this arrive?")
        self.open_ticket()
        self.page.see("it may have been sent", "p")
        self.page.see("Send again", "button")
        self.page.picture("uncertain")
        self.page.press("It is there")
        self.page.see("not sent again", "dialog//p")
        self.page.fill("Its address", "https://x.example/1")
        self.page.picture("settle")
        self.page.find("//dialog//button[normalize-space(.)='It is there']").click()
        self.assertTrue(wait_for(lambda: self.admin.get(f"/api/v1/ticket_articles/{article}")["preferences"]["delivery_status"] == "success"))
        self.page.see("found the message on the remote side")


@needs_browser
class NewMessages(PanelTest):
    def test_a_public_one_is_written_counted_and_leaves(self):
        self.go("#new", "New message")
        self.page.fill("Text", "We are closed on Monday.")
        self.page.see("28 of 280")
        self.page.picture("new_message")
        self.page.press("Send")
        self.page.see("We are closed on Monday.", "h1")
        self.page.see("sent", "p[@class='delivery']")
        posts = self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]
        self.assertEqual([one["in_reply_to_status_id"] for one in posts if one["text"].startswith("We are closed")], [""])

    def test_one_that_is_taken_back_is_written_anew(self):
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 600})
        self.go("#new", "New message")
        self.page.fill("Text", "We are open on Monday.")
        self.page.see("26 of 280")
        self.page.press("Send")
        self.page.see("We are open on Monday.", "h1")
        self.page.press("Take back")
        self.page.see("New message", "h1")
        self.assertEqual(self.page.control("Text").get_attribute("value"), "We are open on Monday.")
        self.admin.call("PUT", "/api/v1/reply_settings", {"undo_seconds": 0})
        self.page.fill("Text", "")

    def test_a_person_is_written_to_privately_from_their_card(self):
        self.open_ticket()
        self.page.follow("Write: Private direct message")
        self.page.see("New message", "h1")
        self.assertEqual(self.page.control("To").get_attribute("value"), "@jo_harper")
        self.page.fill("Text", "Is this your order?")
        self.page.see("of 10000")
        self.page.press("Send")
        self.page.see("Private conversation", "p")
        self.page.see("sent", "p[@class='delivery']")
        messages = self.sim.get("/sim/v1/direct_messages?between=jo_harper,AcmeHelp")["direct_messages"]
        self.assertTrue(any(one["text"].startswith("Is this your order?") for one in messages))


@needs_browser
class Keyboard(PanelTest):
    def focused(self):
        return self.page.driver.switch_to.active_element

    def test_a_ticket_is_answered_without_a_mouse(self):
        self.ticket()
        self.go("#tickets", "Tickets")
        self.assertEqual(self.focused().text, "Tickets", "the page's heading has the focus")
        self.page.see("are you?", "a")  # it appears by itself
        link = self.tab_to(lambda one: one.tag_name == "a" and "are you?" in one.text)
        link.send_keys(Keys.ENTER)
        self.page.see("Answer", "h2")
        text = self.tab_to(lambda one: one.tag_name == "textarea")
        text.send_keys("Typed, not clicked.")
        self.page.see("23 of 280")
        self.tab_to(lambda one: one.text == "Send").send_keys(Keys.ENTER)
        self.page.see("Typed, not clicked.", "section[contains(@class,'agent')]")

    def tab_to(self, wanted):
        for _ in range(60):
            self.page.key(Keys.TAB)
            if wanted(self.focused()):
                return self.focused()
        raise AssertionError("60 times Tab did not lead there")


@needs_browser
class HostileCustomer(PanelTest):
    """Whose name, handle, bio and words are made to break a page."""

    SCRIPT = "<img src=x onerror=window.broken=1>"

    def test_everything_a_stranger_wrote_is_text(self):
        self.sim.post("/sim/v1/users", {"screen_name": "mallory", "name": f"{self.SCRIPT}\u202emoc.knab"})
        self.change_person("mallory", description=f"</dd><script>window.broken=1</script>{self.SCRIPT}", url="javascript:window.broken=1")
        evil = self.write_post("mallory", f"@AcmeHelp {self.SCRIPT} &lt;script&gt; javascript:alert(1)")
        self.assertTrue(wait_for(lambda: self.article_of(evil["id"])))
        ticket = self.article_of(evil["id"])["ticket_id"]
        for address, title in ((f"#tickets/{ticket}", "@AcmeHelp"), ("#tickets", "Tickets"), ("#people", "People")):
            self.go(address, title)
            self.page.driver.refresh()
            self.page.see(title, "h1")
            self.assertIsNone(self.page.driver.execute_script("return window.broken ?? null"), address)
        self.go(f"#tickets/{ticket}", "@AcmeHelp")
        self.page.see(self.SCRIPT, "aside//h2")
        self.assertEqual(self.page.driver.execute_script(
            "return [...document.querySelectorAll('a[href]')].filter((one) => !/^(https?:|#|\\/)/.test(one.getAttribute('href'))).length"), 0)
        self.assertLessEqual(self.page.driver.execute_script("return document.documentElement.scrollWidth - innerWidth"), 0)
        self.page.picture("hostile")


@needs_browser
class Administration(PanelTest):
    def test_rules_are_tried_before_they_are_saved(self):
        self.ticket()
        self.go(f"#channels/twitter/{self.channel['id']}", "X (Twitter)")
        self.page.see("Mentions → Users")
        self.page.picture("channel")
        self.page.press("Try the rules on the last days")
        self.page.see("Would become tickets: 0")
        self.page.choose("Mentions", "-")
        self.page.press("Try the rules on the last days")
        self.page.see("Would be tickets no more: 1")
        self.page.picture("dry_run")
        self.assertEqual(str(self.channels()[0]["options"]["sync"]["mentions"]["group_id"]), str(self.group))

    def test_a_post_becomes_a_ticket_by_its_link(self):
        post = self.write_post("jo_harper", "my watering can leaks")
        self.go(f"#channels/twitter/{self.channel['id']}", "X (Twitter)")
        self.page.fill("Link or number of the post", "https://example.com/1")
        self.page.press("Make a ticket of a post")
        self.page.see("post", "*[@id='notice' and @class='wrong']")
        self.assertEqual(self.page.mistakes("/actions/post.take"), [])  # the refusal is one to the browser
        self.page.fill("Link or number of the post", f"https://x.com/jo_harper/status/{post['id']}")
        self.page.press("Make a ticket of a post")
        self.page.see("my watering can leaks", "a")
        self.page.picture("post_take")
        self.assertEqual(self.article_of(post["id"])["preferences"]["match"]["source"], "by_hand")
        self.page.follow("my watering can leaks")
        self.page.see("my watering can leaks", "h1")

    def test_the_self_test_says_what_is_right_and_what_is_not(self):
        self.go("#channels/twitter", "X (Twitter)")
        self.page.unfold("App ")
        self.page.press("Check everything")
        self.page.see("X sends events to https addresses only", "td")
        self.page.see("Account @AcmeHelp", "td")
        self.page.picture("self_test")

    def test_texts_for_the_developer_pages_are_ready_to_copy(self):
        self.go("#channels/twitter", "X (Twitter)")
        self.page.unfold("App ")
        self.page.press("Texts for X's developer pages")
        self.assertIn("We answer our own customers", self.page.control("Use case").get_attribute("value"))
        self.assertIn(self.url, self.page.control("Callback URI").get_attribute("value"))
        self.page.picture("texts")

    def test_a_second_app_has_its_own_keys_and_accounts_and_is_removed(self):
        other = self.sim.post("/sim/v1/apps", {
            "owner": "AcmeHelp", "name": "Second", "website": "https://acme.example", "permissions": "read-write-directmessages",
            "callback_urls": [self.url + "/api/v1/external_credentials/twitter/callback"]})
        self.go("#channels/twitter", "X (Twitter)")
        self.page.unfold("Connect another app")
        self.page.fill("API key (consumer key)", other["consumer_key"])
        self.page.fill("API key secret (consumer secret)", other["consumer_secret"])
        self.page.unfold("More settings")
        self.page.fill("X API address", self.sim.base_url)
        self.page.press("Connect")
        self.page.see("403 Forbidden")
        self.page.press("Keep the keys, not verified")
        self.page.see("App 2 · Not verified yet", "summary")
        own = self.page.control("Callback address, to copy").get_attribute("value")
        self.assertNotEqual(own, f"{self.url}/api/v1/external_credentials/twitter/callback")
        self.sim.call("PUT", f"/sim/v1/apps/{other['id']}", {"callback_urls": [own]})
        self.page.press("Connect")
        self.page.see("App 2 · Connected.", "summary")
        self.page.press("Add account to app 2")
        self.page.choose("You are signed in as", "jo harper (@jo_harper)")
        self.page.press("Authorize app")
        self.page.see("jo harper @jo_harper", "summary")
        self.assertEqual(len({one["options"]["auth"]["external_credential_id"] for one in self.channels()}), 2)
        self.page.picture("two_apps", top=True)
        self.page.press("Remove account")
        self.page.driver.switch_to.alert.accept()
        self.assertTrue(self.page.gone("jo harper @jo_harper", "summary"))
        self.page.unfold("App 2")
        self.page.press("Remove app")
        self.page.driver.switch_to.alert.accept()
        self.assertTrue(self.page.gone("App 2", "summary"))
        self.assertEqual(len(self.channels()), 1)

    def test_people_groups_and_rights(self):
        self.go("#people", "People")
        self.page.unfold("Add a user")
        self.page.fill("Login", "cleo@acme.example")
        self.page.fill("First name", "Cleo")
        self.page.fill("Password", "short")
        self.page.press("Add user")
        self.assertNotIn("cleo@acme.example ·", self.page.text())
        self.page.fill("Password", "long enough for us")
        self.page.control("May write private messages").click()
        self.page.press("Add user")
        self.page.see("may not write private messages", "summary")
        self.page.unfold("Add a group")
        self.page.fill("Name", "Returns")
        self.page.press("Add group")
        self.page.find("//input[@aria-label='Name of group Returns']")
        self.page.picture("people")
        self.go("#audit", "Changes")
        self.page.see("made a group", "td")
        self.page.picture("changes")

    def test_a_token_is_shown_once_and_withdrawn(self):
        self.go("#me", "Bo Ss")
        self.page.fill("What it is for", "my script")
        self.page.press("Make an API token")
        self.assertGreaterEqual(len(self.page.control("Token my script").get_attribute("value")), 32)
        self.page.driver.refresh()
        self.page.see("my script", "td")
        self.assertEqual(self.page.all("//label[contains(., 'Token my script')]"), [])
        self.page.press("Withdraw")
        self.page.driver.switch_to.alert.accept()
        self.assertTrue(self.page.gone("my script", "td"))

    def test_the_pages_of_the_admin(self):
        self.go("#plugins", "Plugins")
        self.page.see("Switched on.")
        self.page.picture("plugins")
        self.go("#work", "Work and health")
        self.page.see("Everything that came could be read.")
        self.page.picture("work")
        self.go("#failed", "Failed replies")
        self.page.see("Every reply has left")


@needs_browser
class FailedReplies(PanelTest):
    def test_a_reply_that_did_not_leave_is_told_everywhere_and_sent_again(self):
        self.sim.post("/sim/v1/faults", {"name": "error=186", "count": 1})
        ticket = self.ticket()
        self.admin.post("/api/v1/ticket_articles", {"ticket_id": ticket, "type": "twitter status", "body": "It does not leave."})
        self.assertTrue(wait_for(lambda: self.admin.get("/api/v1/ticket_articles/failed")))
        self.admin.call("PUT", f"/api/v1/tickets/{ticket}", {"state": "closed"})
        self.go("#tickets", "Tickets")
        self.page.follow("Failed replies (1)", "nav/a")
        self.page.see("It does not leave.", "td")
        self.page.picture("failed")
        self.page.press("Send again")
        self.page.see("Every reply has left")
        self.assertTrue(wait_for(lambda: any(one["body"] == "It does not leave." and one["preferences"].get("delivery_status") == "success"
                                             for one in self.articles(ticket))))


@needs_browser
class DeadAccount(PanelTest):
    def test_a_dead_token_is_told_on_every_page_until_the_account_is_linked_again(self):
        self.sim.post("/sim/v1/tokens/revoke", {"user": "AcmeHelp"})
        self.assertTrue(wait_for(lambda: self.channels()[0]["state"] == "down"))
        for address, title in (("#tickets", "Tickets"), ("#people", "People"), ("#work", "Work and health")):
            self.go(address, title)
            self.page.driver.refresh()
            self.page.see("@AcmeHelp (X (Twitter)) does not work", "p")
        self.page.picture("dead_account")
        self.page.follow("Look at the account")
        self.page.press("Link again")
        self.page.press("Authorize app")
        self.page.see("X (Twitter)", "h1")
        self.assertTrue(self.page.gone("does not work"))


if __name__ == "__main__":
    unittest.main()

"""Everything that can come in, with real processes: search, files, threads, two accounts, any order, deletion."""
import unittest

from twitter_harness import LINK, LinkedTest, hidden_fields, wait_for  # noqa: F401

SECOND_ID = "1497182655123456790"


class IncomingTest(LinkedTest):
    """Two people of X more than the customer of the harness."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("mia_lind", "stranger"):
            cls.sim.post("/sim/v1/users", {"screen_name": name, "name": name})

    def article_when_there(self, message_id):
        article = wait_for(lambda: self.article_of(message_id))
        self.assertIsNotNone(article, f"{message_id} did not become an article")
        return article

    def all_delivered(self):
        def done():
            states = {one["state"] for one in self.sim.get("/sim/v1/deliveries")["deliveries"]}
            return states <= {"delivered", "failed", "dropped"}

        self.assertTrue(wait_for(done), "X still has events to deliver")

    def jobs(self, kind):
        return [job for job in self.admin.get("/api/v1/jobs") if job["kind"] == kind]

    def run_job_again(self, kind):
        """The waiting job of that kind, now; returns once it has run."""
        job = self.jobs(kind)[0]
        self.admin.post(f"/api/v1/jobs/{job['id']}/retry", {})

    def context_of(self, article):
        return [one["body"] for one in self.admin.get(f"/api/v1/tickets/{article['ticket_id']}/context")]

    def files_of(self, message_id, number):
        def attached():
            article = self.article_of(message_id)
            return article if len(article["attachments"]) == number else None

        self.article_when_there(message_id)
        article = wait_for(attached)
        self.assertIsNotNone(article, f"{number} files expected: {self.article_of(message_id)['attachments']}")
        return article

    def download(self, article, attachment):
        answer = self.admin.call("GET", "/api/v1/ticket_attachment/{}/{}/{}".format(
            article["ticket_id"], article["id"], attachment["id"]))
        return answer


class SearchTerms(IncomingTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.early = cls.sim.post("/sim/v1/posts", {"user": "mia_lind", "text": "My PARCEL went missing #acmefail"})
        cls.complaints = cls.admin.post("/api/v1/groups", {"name": "Complaints"})["id"]
        cls.set_sync({"mentions": {"group_id": cls.group}, "polling": {"search_seconds": 15},
                      "search": [{"term": "#acmefail", "group_id": cls.complaints}]})

    def test_a_post_that_names_nobody_becomes_a_ticket_of_its_terms_group(self):
        article = self.article_when_there(self.early["id"])
        ticket = self.admin.get(f"/api/v1/tickets/{article['ticket_id']}")
        self.assertEqual(ticket["group_id"], self.complaints)
        match = article["preferences"]["match"]
        self.assertEqual((match["source"], match["detail"]), ("search_term", "#acmefail"))

    def test_what_is_written_later_is_found_by_the_next_turn(self):
        self.article_when_there(self.early["id"])
        later = self.write_post("stranger", "again #AcmeFail")
        self.run_job_again("poll")
        self.article_when_there(later["id"])

    def test_a_post_that_webhook_and_search_bring_is_one_article(self):
        both = self.write_post("jo_harper", "@AcmeHelp why #acmefail")
        self.article_when_there(both["id"])
        after = self.write_post("stranger", "found after it #acmefail")
        self.run_job_again("poll")
        self.article_when_there(after["id"])  # the search has read past it
        self.assertEqual([one["message_id"] for one in self.all_articles()].count(both["id"]), 1)
        self.assertEqual(self.article_of(both["id"])["preferences"]["match"]["source"], "mention")

    def test_the_account_may_be_asked_no_faster_than_x_allows(self):
        self.article_when_there(self.early["id"])
        wait_for(lambda: self.jobs("poll")[0]["state"] == "waiting")
        self.assertEqual(self.jobs("poll")[0]["last_reason"], "poll.next_turn")


class Files(IncomingTest):
    def test_every_photo_of_a_post_is_attached_in_order_with_its_type(self):
        post = self.write_post("jo_harper", "@AcmeHelp look", media=["photo"] * 4)
        article = self.files_of(post["id"], 4)
        for attachment in article["attachments"]:
            answer = self.download(article, attachment)
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.headers["Content-Type"].startswith("image/"))

    def test_of_a_video_the_film_is_attached(self):
        post = self.write_post("jo_harper", "@AcmeHelp watch", media=["video"])
        article = self.files_of(post["id"], 1)
        self.assertEqual(article["attachments"][0]["preferences"]["Content-Type"], "video/mp4")
        self.assertTrue(article["attachments"][0]["filename"].endswith(".mp4"))

    def test_a_picture_of_a_direct_message_is_fetched_with_the_accounts_signature(self):
        message = self.write_message("jo_harper", "AcmeHelp", "see", media="photo")
        article = self.files_of(message["id"], 1)
        self.assertEqual(self.download(article, article["attachments"][0]).status, 200)

    def test_a_file_that_cannot_be_had_leaves_a_note(self):
        self.media_fault(status=404, count=0)
        post = self.write_post("jo_harper", "@AcmeHelp gone", media=["photo"])
        article = self.article_when_there(post["id"])

        def note():
            return next((one for one in self.articles(article["ticket_id"]) if one["sender"] == "System"), None)

        seen = wait_for(note)
        self.assertIsNotNone(seen, self.jobs("media"))
        self.assertTrue(seen["internal"])
        self.assertEqual(self.article_of(post["id"])["attachments"], [])

    def test_a_file_that_fails_once_is_fetched_again(self):
        self.media_fault(status=503, count=1)
        post = self.write_post("jo_harper", "@AcmeHelp flaky", media=["photo"])
        self.article_when_there(post["id"])
        job = wait_for(lambda: [one for one in self.jobs("media") if one["attempts"] and one["state"] == "waiting"])
        if job:  # not already through with its own retries
            self.admin.post(f"/api/v1/jobs/{job[0]['id']}/retry", {})
        self.files_of(post["id"], 1)


class Threads(IncomingTest):
    def test_what_a_mention_answers_is_fetched_and_shown_beside_the_ticket(self):
        root = self.write_post("stranger", "Which shop is any good?")
        middle = self.write_post("mia_lind", "Not this one", in_reply_to_status_id=root["id"])
        asked = self.write_post("jo_harper", "@AcmeHelp is that true?", in_reply_to_status_id=middle["id"])
        article = self.article_when_there(asked["id"])
        shown = wait_for(lambda: len(self.context_of(article)) == 2 and self.context_of(article))
        self.assertIsNotNone(shown, self.context_of(article))
        self.assertIn("Which shop is any good?", shown[0])
        self.assertIn("Not this one", shown[1])
        self.assertEqual(len(self.articles(article["ticket_id"])), 1)
        customer = self.admin.get(f"/api/v1/tickets/{article['ticket_id']}")["customer"]
        self.assertEqual(customer, "jo_harper")

    def test_a_parent_that_is_gone_is_asked_for_once_and_delays_nothing(self):
        self.sim.post("/sim/v1/faults", {"name": "delay_deliveries_ms=300", "count": 0})
        gone = self.write_post("stranger", "soon gone")
        asked = self.write_post("jo_harper", "@AcmeHelp see above", in_reply_to_status_id=gone["id"])
        self.delete_post(gone["id"])
        article = self.article_when_there(asked["id"])
        self.assertTrue(wait_for(lambda: all(one["state"] == "done" for one in self.jobs("parent") + self.jobs("lookup"))))
        self.assertEqual(self.context_of(article), [])

    def test_answers_to_one_announcement_are_tickets_of_their_own(self):
        news = self.write_post("AcmeHelp", "We are back online.")
        one = self.write_post("jo_harper", "@AcmeHelp thanks", in_reply_to_status_id=news["id"])
        other = self.write_post("mia_lind", "@AcmeHelp not here", in_reply_to_status_id=news["id"])
        tickets = {self.article_when_there(post["id"])["ticket_id"] for post in (one, other)}
        self.assertEqual(len(tickets), 2)
        for ticket in tickets:
            shown = wait_for(lambda: self.admin.get(f"/api/v1/tickets/{ticket}/context"))  # noqa: B023
            self.assertEqual([post["body"] for post in shown], ["We are back online."])

    def test_what_we_write_on_x_joins_the_conversation(self):
        asked = self.write_post("jo_harper", "@AcmeHelp anybody?")
        article = self.article_when_there(asked["id"])
        answer = self.write_post("AcmeHelp", "@jo_harper here we are", in_reply_to_status_id=asked["id"])
        own = self.article_when_there(answer["id"])
        self.assertEqual((own["ticket_id"], own["sender"]), (article["ticket_id"], "Agent"))


class AnyOrder(IncomingTest):
    """X repeats, reorders and hurries; two of our accounts are named."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post("/sim/v1/users", {"screen_name": "AcmeNews", "name": "Acme News", "id": SECOND_ID})
        cls.link("AcmeNews")
        for channel in cls.channels():
            cls.admin.post(f"/api/v1/channels_twitter/{channel['id']}", {"options": {"sync": {
                "mentions": {"group_id": cls.group}, "direct_messages": {"group_id": cls.group}}}})
        if not wait_for(lambda: len(cls.sim.get("/sim/v1/webhooks")["subscriptions"]) == 2):
            raise RuntimeError("X does not list both subscriptions")

    def tickets_with(self, message_id):
        return [one["ticket_id"] for one in self.all_articles() if one["message_id"] == message_id]

    def test_a_post_that_names_both_accounts_reaches_both_once_each(self):
        for name in ("repeat_deliveries=2", "parallel_deliveries"):
            self.sim.post("/sim/v1/faults", {"name": name, "count": 0})
        posts = [self.write_post("jo_harper", f"@AcmeHelp @AcmeNews number {number}") for number in range(10)]
        self.all_delivered()
        channels = {channel["id"] for channel in self.channels()}
        for post in posts:
            tickets = [self.admin.get(f"/api/v1/tickets/{ticket}") for ticket in self.tickets_with(post["id"])]
            self.assertEqual({ticket["preferences"]["channel_id"] for ticket in tickets}, channels)
            self.assertEqual(len(tickets), 2)

    def test_a_thread_that_comes_backwards_is_one_ticket(self):
        self.sim.post("/sim/v1/faults", {"name": "reverse_deliveries=4", "count": 0})
        first = self.write_post("jo_harper", "@AcmeHelp one")
        last = first
        written = [first["id"]]
        for number in ("two", "three", "four"):
            last = self.write_post("jo_harper", f"@AcmeHelp {number}", in_reply_to_status_id=last["id"])
            written.append(last["id"])
        tickets = {self.article_when_there(message)["ticket_id"] for message in written}
        self.assertEqual(len(tickets), 1)
        listed = self.articles(tickets.pop())
        self.assertEqual([one["message_id"] for one in listed if one["message_id"] in written], written)
        self.assertIn("one", self.ticket_of(first["id"])["title"])

    def test_a_renamed_person_stays_one_customer(self):
        before = self.article_when_there(self.write_post("mia_lind", "@AcmeHelp hello")["id"])
        self.change_person("mia_lind", rename_to="mia_new", name="Mia New")
        after = self.article_when_there(self.write_post("mia_new", "@AcmeHelp me again")["id"])
        self.assertEqual(before["created_by_id"], after["created_by_id"])
        customer = self.admin.get(f"/api/v1/users/{after['created_by_id']}")
        self.assertEqual([one["username"] for one in customer["identities"]], ["mia_new"])
        self.assertEqual((customer["firstname"], customer["lastname"]), ("Mia", "New"))


class RulesOnTrial(IncomingTest):
    def test_what_rules_kept_out_is_taken_with_its_files_once_they_let_it_in(self):
        word = {"what": "exclude_word", "value": "giveaway", "source": "any"}
        self.set_sync({"mentions": {"group_id": self.group}, "rules": [word]})
        post = self.write_post("jo_harper", "@AcmeHelp giveaway", media=["photo"])
        self.all_delivered()
        self.assertIsNone(self.article_of(post["id"]))
        self.set_sync({"mentions": {"group_id": self.group}, "rules": []})
        actions = f"/api/v1/channels_twitter/{self.channel['id']}/actions"
        kept_out = {"sync": {"mentions": {"group_id": self.group}, "rules": [word]}}
        self.assertEqual(self.admin.post(f"{actions}/rules.dry_run", {"options": kept_out})["taken"], 0)
        self.assertEqual(self.admin.post(f"{actions}/rules.dry_run", {})["taken"], 1)
        self.assertEqual(self.admin.post(f"{actions}/rules.take", {"input": {"days": 1}}), {"taken": 1})
        self.files_of(post["id"], 1)


del IncomingTest  # a base class has no tests of its own

if __name__ == "__main__":
    unittest.main()

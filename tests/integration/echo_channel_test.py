"""A channel in C that knows nothing of this host, from its plugin folder to a ticket and back."""
import unittest

from harness import EchoTest


class EchoChannel(EchoTest):
    def ticket_of(self, message_id):
        return next((ticket for ticket in self.tickets() for article in self.articles(ticket["id"])
                     if article["message_id"] == message_id), None)

    def test_a_message_becomes_a_ticket(self):
        self.assertEqual(self.shout("m-1", "my parcel is late").status, 200)
        ticket = self.ticket_of("m-1")
        self.assertEqual((ticket["title"], ticket["state"], ticket["create_article_type"]),
                         ("my parcel is late", "new", "echo shout"))

    def test_a_message_is_stored_once(self):
        self.shout("m-2")
        before = len(self.all_articles())
        self.assertEqual(self.shout("m-2").json(), {"stored": False})
        self.assertEqual(len(self.all_articles()), before)

    def test_a_private_message_is_marked(self):
        self.shout("m-3", private=True)
        self.assertEqual(self.ticket_of("m-3")["visibility"], "private")

    def test_a_reply_goes_out(self):
        self.shout("m-4")
        ticket = self.ticket_of("m-4")
        sent = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": ticket["id"], "type": "echo shout", "body": "here!"})
        article = self.delivered(sent["id"])
        self.assertEqual(article["preferences"]["delivery_status"], "success", article)
        self.assertTrue(article["message_id"])
        self.assertEqual(self.admin.get(f"/api/v1/tickets/{ticket['id']}")["state"], "open")

    def test_a_wrong_token_stores_nothing(self):
        before = len(self.all_articles())
        answer = self.anybody.call("POST", "/api/v1/channels_echo_webhook",
                                   {"account": str(self.account_id), "id": "m-5", "from": "jo", "text": "x"})
        self.assertEqual(answer.status, 401)
        self.assertEqual(len(self.all_articles()), before)

    def test_a_body_above_the_manifests_limit_is_refused(self):
        self.assertEqual(self.shout("m-6", "x" * 70_000).status, 413)

    def test_the_list_shows_the_account_and_no_secret(self):
        text = self.admin.call("GET", "/api/v1/channels_echo").text
        self.assertIn('"screen_name":"valley"', text)
        self.assertNotIn("valley-token", text)

    def test_a_disabled_plugin_answers_nothing(self):
        self.admin.call("PUT", "/api/v1/plugins/echo", {"enabled": False})
        try:
            self.assertEqual(self.shout("m-7").status, 404)
            self.assertEqual(self.admin.call("GET", "/api/v1/channels_echo").status, 404)
        finally:
            self.admin.call("PUT", "/api/v1/plugins/echo", {"enabled": True})
        self.assertEqual(self.shout("m-7").status, 200)


if __name__ == "__main__":
    unittest.main()

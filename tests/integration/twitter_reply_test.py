"""Answers of agents reach X once (rows J01 to J09), also when the host is killed in between."""
import unittest

from harness import wait_for
from twitter_harness import LinkedTest


class Replies(LinkedTest):
    number = 0

    def customer_posts(self, text):
        type(self).number += 1
        post = self.sim.post("/sim/v1/posts", {"user": "jo_harper", "text": f"@AcmeHelp {text} {self.number}"})
        return self.arrived(post["id"])

    def customer_writes(self, text):
        message = self.sim.post("/sim/v1/direct_messages", {"from": "jo_harper", "to": "AcmeHelp", "text": text})
        return self.arrived(message["id"])

    def arrived(self, message_id):
        article = wait_for(lambda: self.article_of(message_id))
        self.assertIsNotNone(article, "X's delivery made no article within 15 s")
        return article

    def reply(self, article, text, **more):
        return self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text,
            "in_reply_to": article["message_id"], "options": {"initials": False}, **more})

    def answers_under(self, message_id):
        return [post for post in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]
                if post["in_reply_to_status_id"] == message_id]

    def waits(self, article_id):
        return any(job["job_id"] == f"reply/{article_id}" and job["state"] in ("waiting", "running")
                   for job in self.admin.get("/api/v1/jobs"))

    def test_j01_j05_a_public_reply(self):
        article = self.customer_posts("my parcel is late")
        sent = self.delivered(self.reply(article, "@jo_harper Sorry * which order?")["id"])
        preferences = sent["preferences"]
        self.assertEqual(preferences["delivery_status"], "success", preferences)
        self.assertEqual((preferences["delivery_retry"], preferences["delivery_status_message"]), (1, None))
        posts = self.answers_under(article["message_id"])
        self.assertEqual([post["id"] for post in posts], [sent["message_id"]])
        self.assertEqual(sent["to"], "@jo_harper")
        self.assertEqual(sent["from"], "@AcmeHelp")
        self.assertIn("Sorry * which order?", posts[0]["text"])
        self.assertEqual(preferences["links"][0]["url"], f"https://twitter.com/_/status/{sent['message_id']}")
        keys = {"mention_ids", "geo", "retweeted", "possibly_sensitive", "in_reply_to_user_id", "place",
                "retweet_count", "source", "favorited", "truncated"}
        self.assertLessEqual(keys, set(preferences["twitter"]))
        self.assertEqual(self.admin.get(f"/api/v1/tickets/{sent['ticket_id']}")["state"], "open")

    def test_j06_j09_a_private_reply(self):
        article = self.customer_writes("It is 4711")
        sent = self.delivered(self.reply(article, "Found it.", to="@jo_harper")["id"])
        preferences = sent["preferences"]
        self.assertEqual(preferences["delivery_status"], "success", preferences)
        self.assertEqual((preferences["delivery_retry"], preferences["delivery_status_message"]), (1, None))
        messages = self.sim.get("/sim/v1/direct_messages?between=jo_harper,AcmeHelp")["direct_messages"]
        self.assertEqual([one["text"] for one in messages if one["id"] == sent["message_id"]], ["Found it."])
        self.assertEqual(preferences["twitter"]["recipient_id"], "2871234567")
        self.assertEqual(preferences["twitter"]["sender_id"], "1497182655123456789")
        self.assertEqual(preferences["links"][0]["url"],
                         "https://twitter.com/messages/2871234567-1497182655123456789")

    def test_an_echo_of_our_reply_is_no_second_article(self):
        article = self.customer_posts("where are you?")
        sent = self.delivered(self.reply(article, "Here.")["id"])
        echoed = wait_for(lambda: [one for one in self.sim.get("/sim/v1/deliveries")["deliveries"]
                                   if sent["message_id"] in one["body"] and one["state"] == "delivered"])
        self.assertTrue(echoed, "X did not deliver our own post")
        found = [one for one in self.all_articles() if one["message_id"] == sent["message_id"]]
        self.assertEqual([one["id"] for one in found], [sent["id"]])

    def test_a_refusal_of_x_is_final_and_said(self):
        article = self.customer_posts("hello?")
        self.sim.post("/sim/v1/faults", {"name": "error=186", "count": 1})
        failed = self.delivered(self.reply(article, "Too long, says X.")["id"])
        self.assertEqual(failed["preferences"]["delivery_status"], "fail")
        self.assertTrue(failed["preferences"]["delivery_status_message"])
        notes = [one for one in self.articles(article["ticket_id"])
                 if one["preferences"].get("delivery_article_id_related") == failed["id"]]
        self.assertEqual([(one["sender"], one["type"], one["internal"]) for one in notes], [("System", "note", True)])

    def test_a_failed_reply_can_be_sent_again(self):
        article = self.customer_posts("anyone?")
        self.sim.post("/sim/v1/faults", {"name": "error=186", "count": 1})
        failed = self.delivered(self.reply(article, "Second time lucky.")["id"])
        self.admin.post(f"/api/v1/ticket_articles/{failed['id']}/retry", {"force": False})
        again = wait_for(lambda: self.admin.get(f"/api/v1/ticket_articles/{failed['id']}")["preferences"].get(
            "delivery_status") == "success")
        self.assertTrue(again)
        self.assertEqual(len(self.answers_under(article["message_id"])), 1)

    def test_an_outage_of_x_is_said_and_the_reply_waits(self):
        article = self.customer_posts("outage")
        self.sim.post("/sim/v1/faults", {"name": "api_503", "count": 1})
        waiting = self.delivered(self.reply(article, "Back again.")["id"])
        self.assertEqual(waiting["preferences"]["delivery_status_reason"], "x.unavailable", waiting["preferences"])
        self.assertTrue(self.waits(waiting["id"]))
        self.assertEqual(self.answers_under(article["message_id"]), [])

    def test_a_kill_after_x_took_the_post_posts_once(self):
        article = self.customer_posts("kill")
        self.sim.post("/sim/v1/faults", {"name": "drop_after_accept", "count": 1})
        path = f"/api/v1/ticket_articles/{self.reply(article, 'Only once.')['id']}"
        self.assertTrue(wait_for(lambda: self.answers_under(article["message_id"])), "X never took the post")
        self.host.kill()
        self.restart()
        self.assertTrue(wait_for(
            lambda: self.admin.get(path)["preferences"].get("delivery_status") == "success", 45),
            self.admin.get(path))
        self.assertEqual(len(self.answers_under(article["message_id"])), 1)

    def test_a_kill_before_sending_loses_no_reply(self):
        article = self.customer_posts("early kill")
        self.sim.post("/sim/v1/faults", {"name": "api_503", "count": 0})
        sent = self.reply(article, "Still here.")
        self.host.kill()
        self.sim.call("DELETE", "/sim/v1/faults")
        self.restart()
        self.assertEqual(self.admin.get(f"/api/v1/ticket_articles/{sent['id']}")["body"], "Still here.")
        posts = self.answers_under(article["message_id"])
        self.assertTrue(len(posts) == 1 or self.waits(sent["id"]), "the reply is neither at X nor in the queue")
        self.assertLessEqual(len(posts), 1)


if __name__ == "__main__":
    unittest.main()

"""What agents send with today's API: files, and everything once although X's answers get lost; deleting and hiding."""
import base64
import hashlib
import unittest

from harness import wait_for
from twitter_current_test import CollectingTest

LONG_ENOUGH = 45
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of sorts " * 4000
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"a film of sorts " * 160_000  # three pieces


def file(name, content, media_type, alt_text=""):
    return {"filename": name, "data": base64.b64encode(content).decode(), "mime-type": media_type, "alt_text": alt_text}


def picture(name, alt_text=""):
    return file(name, PNG + name.encode(), "image/png", alt_text)


class SendingTest(CollectingTest):
    def asked(self, text="where is it?"):
        type(self).number = getattr(self, "number", 0) + 1
        return self.arrived(self.write_post("jo_harper", f"@AcmeHelp {text} {self.number}"))

    def written(self, text="where is it?"):
        type(self).number = getattr(self, "number", 0) + 1
        return self.arrived(self.write_message("jo_harper", "AcmeHelp", f"{text} {self.number}"))

    def send(self, article, text, *files):
        made = self.admin.post("/api/v1/ticket_articles", {
            "ticket_id": article["ticket_id"], "type": article["type"], "body": text, "in_reply_to": article["message_id"],
            "attachments": list(files), "options": {"initials": False}})
        return self.admin.get(f"/api/v1/ticket_articles/{made['id']}")

    def sent(self, article, text, *files):
        """The article of a reply that was delivered."""
        made = self.send(article, text, *files)
        state = lambda: self.admin.get(f"/api/v1/ticket_articles/{made['id']}")
        # "fail" may be followed by another try.
        self.assertTrue(wait_for(lambda: state()["preferences"]["delivery_status"] == "success", LONG_ENOUGH), state())
        return state()

    def refused(self, article, text, *files):
        made = self.send(article, text, *files)
        done = self.delivered(made["id"])
        self.assertEqual(done["preferences"]["delivery_status"], "fail")
        notes = [one for one in self.articles(article["ticket_id"])
                 if one["preferences"].get("delivery_article_id_related") == made["id"]]
        self.assertEqual(len(notes), 1, "the ticket has no note about it")
        return done["preferences"]["delivery_status_reason"], notes[0]["body"]

    def lose_answers(self, *paths):
        for path in paths:
            self.sim.post("/sim/v1/faults", {"name": "drop_after_accept", "count": 1, "path": path})

    def posts_under(self, article):
        return [one for one in self.sim.get("/sim/v1/posts?user=AcmeHelp")["posts"]
                if one["in_reply_to_status_id"] == article["message_id"]]

    def messages(self, text):
        said = self.sim.get("/sim/v1/direct_messages?between=AcmeHelp,jo_harper")["direct_messages"]
        return [one for one in said if one["from"] == "AcmeHelp" and one["text"].startswith(text)]

    def uploads(self):
        return {one["id"]: one for one in self.sim.get("/sim/v1/uploads")["uploads"]}

    def act(self, article, action):
        return self.admin.call("POST", f"/api/v1/ticket_articles/{article['id']}/actions/{action}", {})


class Files(SendingTest):
    def test_four_pictures_are_shown_in_order_with_what_they_show(self):
        article = self.asked()
        files = [picture(f"{name}.png", f"Parcel, side {name}") for name in "abcd"]
        before = set(self.uploads())
        sent = self.sent(article, "Here it is.", *files)
        [post] = self.posts_under(article)
        self.assertEqual(post["id"], sent["message_id"])
        self.assertEqual([one["alt_text"] for one in post["media"]], [one["alt_text"] for one in files])
        uploads = self.uploads()
        self.assertEqual([uploads[one["id"]]["sha256"] for one in post["media"]],
                         [hashlib.sha256(PNG + one["filename"].encode()).hexdigest() for one in files])
        self.assertEqual(len(set(uploads) - before), 4)

    def test_a_picture_alone_is_a_message(self):
        article = self.written()
        sent = self.sent(article, "See", picture("a.png"))
        [message] = self.messages("See")
        self.assertEqual(message["id"], sent["message_id"])
        self.assertEqual(self.uploads()[message["media_id"]]["media_category"], "dm_image")

    def test_a_film_is_waited_for(self):
        article = self.asked()
        self.sim.post("/sim/v1/faults", {"name": "media_processing_s=3", "count": 1})
        self.sent(article, "So it works.", file("clip.mp4", MP4, "video/mp4"))
        [post] = self.posts_under(article)
        [media] = post["media"]
        self.assertEqual(media["type"], "video")
        upload = self.uploads()[media["id"]]
        self.assertEqual((upload["segments"], upload["sha256"]), (3, hashlib.sha256(MP4).hexdigest()))

    def test_a_film_that_x_cannot_use_is_said_with_its_name(self):
        article = self.asked()
        self.sim.post("/sim/v1/faults", {"name": "media_processing_fails", "count": 1})
        reason, sentence = self.refused(article, "So it works.", file("clip.mp4", MP4, "video/mp4"))
        self.assertEqual(reason, "x.media_failed")
        self.assertIn("clip.mp4", sentence)
        self.assertEqual(self.posts_under(article), [])

    def test_what_x_would_not_take_is_refused_before_anything_is_uploaded(self):
        article = self.asked()
        before = set(self.uploads())
        for files, reason in (([file("bill.pdf", b"%PDF-1.7 and more", "application/pdf")], "compose.media_type"),
                              ([picture(f"{number}.png") for number in range(5)], "compose.media_together"),
                              ([file("a.png", b"<html>" * 100, "image/png")], "reply.file_type")):
            with self.subTest(reason=reason):
                self.assertEqual(self.refused(article, f"With {len(files)}", *files)[0], reason)
        self.assertEqual(set(self.uploads()), before)


class Once(SendingTest):
    def test_a_post_whose_answer_is_lost(self):
        article = self.asked()
        self.lose_answers("/2/tweets")
        sent = self.sent(article, "Once only.")
        self.assertEqual([one["id"] for one in self.posts_under(article)], [sent["message_id"]])

    def test_a_post_with_pictures_when_answers_to_its_uploads_are_lost(self):
        self.pictures_once("One", "/initialize", "/append")

    def test_a_post_with_pictures_when_answers_to_what_follows_are_lost(self):
        self.pictures_once("Two", "/finalize", "/metadata", "/2/tweets")

    def pictures_once(self, text, *lost):
        article = self.asked()
        before = set(self.uploads())
        self.lose_answers(*lost)
        sent = self.sent(article, text, picture("a.png", "A"), picture("b.png", "B"))
        [post] = self.posts_under(article)
        self.assertEqual(post["id"], sent["message_id"])
        self.assertEqual([one["alt_text"] for one in post["media"]], ["A", "B"])
        # Only one whose id was lost is begun twice.
        self.assertEqual(len(set(self.uploads()) - before), 3 if "/initialize" in lost else 2)

    def test_a_message_with_a_film_when_answers_are_lost(self):
        article = self.written()
        self.lose_answers("/finalize", "/2/dm_conversations")
        sent = self.sent(article, "Once, moving.", file("clip.mp4", MP4, "video/mp4"))
        [message] = self.messages("Once, moving.")
        self.assertEqual(message["id"], sent["message_id"])

    def test_a_message_that_fails_behind_its_acceptance(self):
        article = self.written()
        self.sim.post("/sim/v1/faults", {"name": "api_500_after_accept", "count": 1, "path": "/2/dm_conversations"})
        sent = self.sent(article, "Once, privately.")
        [message] = self.messages("Once, privately.")
        self.assertEqual(message["id"], sent["message_id"])

    def test_a_host_that_dies_while_a_film_is_uploaded(self):
        article = self.asked()
        self.sim.post("/sim/v1/faults", {"name": "api_delay_ms=700", "count": 0, "path": "/append"})
        made = self.send(article, "In spite of all.", file("clip.mp4", MP4, "video/mp4"))
        begun = lambda: [one for one in self.uploads().values() if not one["finalized"] and one["segments"] == 1]
        self.assertTrue(wait_for(begun), "nothing was uploaded")
        [upload] = begun()
        self.host.kill()
        self.sim.call("DELETE", "/sim/v1/faults")
        self.restart()
        path = f"/api/v1/ticket_articles/{made['id']}"
        self.assertTrue(wait_for(lambda: self.admin.get(path)["preferences"]["delivery_status"] == "success", LONG_ENOUGH),
                        self.admin.get(path))
        [post] = self.posts_under(article)
        self.assertEqual([one["id"] for one in post["media"]], [upload["id"]], "it was not resumed")

    def test_no_echo_is_an_article_of_its_own(self):
        article = self.asked()
        self.lose_answers("/2/tweets")
        sent = self.sent(article, "Echoed.")
        self.assertTrue(wait_for(lambda: any(sent["message_id"] in one["body"] and one["state"] == "delivered"
                                             for one in self.sim.get("/sim/v1/deliveries")["deliveries"])))
        self.assertEqual([one["id"] for one in self.all_articles() if "Echoed." in (one["body"] or "")], [sent["id"]])


class Refused(SendingTest):
    def test_an_answer_to_a_deleted_post_fails_at_once(self):
        article = self.asked()
        other = self.asked()
        self.sim.post("/sim/v1/faults", {"name": "error=385", "count": 1, "path": "/2/tweets"})
        reason, sentence = self.refused(article, "Too late?")
        self.assertEqual(reason, "x.reply_to_gone")
        self.assertIn("deleted", sentence)
        self.sim.post("/sim/v1/faults", {"name": "error=433", "count": 1, "path": "/2/tweets"})
        self.assertEqual(self.refused(other, "May we?")[0], "x.replies_restricted")

    def test_a_repeated_text_is_no_success_without_proof(self):
        first, second = self.asked(), self.asked()
        self.sent(first, "The same words.")
        reason, sentence = self.refused(second, "The same words.")
        self.assertEqual(reason, "x.duplicate")
        self.assertIn("change the wording", sentence)
        self.assertEqual(self.posts_under(second), [])


class Afterwards(SendingTest):
    def test_an_own_post_is_deleted_although_the_answer_is_lost(self):
        article = self.asked()
        sent = self.sent(article, "We regret this sentence.")
        self.lose_answers("/2/tweets/")
        answer = self.act(sent, "post.delete")
        self.assertEqual((answer.status, answer.json()["message"]), (200, "The post is being deleted on X."))
        self.assertTrue(wait_for(lambda: "We regret" not in str(self.all_articles()), LONG_ENOUGH))
        self.assertEqual(self.posts_under(article), [])

    def test_a_deleted_message_stays_in_the_ticket_with_a_note(self):
        article = self.written()
        sent = self.sent(article, "Not meant for you.")
        self.assertEqual(self.act(sent, "message.delete").status, 200)
        self.assertTrue(wait_for(lambda: any("the other person still has it" in (one["body"] or "")
                                             for one in self.articles(article["ticket_id"]))))
        self.assertIn("Not meant for you.", str(self.articles(article["ticket_id"])))
        self.assertIn(("DELETE", f"/2/dm_events/{sent['message_id']}"), self.requests_at_x(0))

    def test_an_answer_is_hidden_and_shown_again(self):
        ours = self.write_post("AcmeHelp", "Our news.")
        rude = self.arrived(self.write_post("jo_harper", "@AcmeHelp rubbish", in_reply_to_status_id=ours["id"]))
        hidden = lambda: self.sim.get(f"/sim/v1/posts/{rude['message_id']}")["hidden"]
        self.assertEqual(self.act(rude, "post.hide").status, 200)
        self.assertTrue(wait_for(hidden))
        self.assertTrue(wait_for(lambda: "Hidden on X" in str(self.articles(rude["ticket_id"]))))
        self.assertEqual(self.act(rude, "post.unhide").status, 200)
        self.assertTrue(wait_for(lambda: not hidden()))

    def test_what_x_does_not_permit_is_a_note(self):
        article = self.asked()
        self.assertEqual(self.act(article, "post.hide").status, 200)
        self.assertTrue(wait_for(lambda: "could not be hidden" in str(self.articles(article["ticket_id"]))))

    def test_a_customers_post_is_not_ours_to_delete(self):
        self.assertEqual(self.act(self.asked(), "post.delete").status, 404)


if __name__ == "__main__":
    unittest.main()

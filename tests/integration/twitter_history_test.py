"""Whole histories through the real host: however the events are shuffled, doubled and interrupted by kill -9, the
tickets are those of the history in order. HISTORY_EVENTS=5000 makes a longer one, HISTORY_SEED=7 another one."""
import copy
import itertools
import json
import os
import random
import time
import unittest

from twitter_harness import ACME_ID, LinkedTest

EVENTS = int(os.environ.get("HISTORY_EVENTS", "1000"))
SEED = int(os.environ.get("HISTORY_SEED", "1"))
START_MS = 1_790_000_000_000
KILLS = 5


class Telling:
    """Events of one run: the same history has other ids and people in every run, so that runs do not meet."""

    def __init__(self, test, run):
        self.run = run
        self.base = 1_800_000_000_000_000_000 + run * 1_000_000_000
        self.post = json.loads(test.recorded("tweet_create-user_mention"))
        self.message = json.loads(test.recorded("direct_message-incoming"))

    def id(self, number):
        return str(self.base + number)

    def user(self, name):
        if name == "AcmeHelp":
            return {"id_str": ACME_ID, "screen_name": name, "name": "Acme Help Desk"}
        return {"id_str": str(self.base + 900_000 + int(name)), "screen_name": f"r{self.run}x{name}", "name": name}

    def write(self, event):
        return json.dumps(getattr(self, event["kind"])(event)).encode()

    def posted(self, event):
        body = copy.deepcopy(self.post)
        post = body["tweet_create_events"][0]
        user = self.user(event["author"])
        post["user"].update({**user, "id": int(user["id_str"])})
        answered = event.get("answers")
        text = event["text"] if event["author"] == "AcmeHelp" else "@AcmeHelp " + event["text"]
        post.update({
            "id_str": self.id(event["number"]), "id": int(self.id(event["number"])), "text": text,
            "timestamp_ms": str(START_MS + 60_000 * event["number"]),
            "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y",
                                        time.gmtime(START_MS // 1000 + 60 * event["number"])),
            "display_text_range": [0, len(text)],
            "in_reply_to_status_id_str": self.id(answered["number"]) if answered else None,
            "in_reply_to_status_id": int(self.id(answered["number"])) if answered else None,
            "in_reply_to_user_id_str": self.user(answered["author"])["id_str"] if answered else None,
            "in_reply_to_user_id": int(self.user(answered["author"])["id_str"]) if answered else None,
            "in_reply_to_screen_name": self.user(answered["author"])["screen_name"] if answered else None})
        if event["author"] == "AcmeHelp":
            post["entities"]["user_mentions"] = []
        return body

    def sent(self, event):
        body = copy.deepcopy(self.message)
        message = body["direct_message_events"][0]
        people = [self.user(event["author"]), self.user(event["to"])]
        message["id"] = self.id(event["number"])
        message["created_timestamp"] = str(START_MS + 60_000 * event["number"])
        create = message["message_create"]
        create["sender_id"] = people[0]["id_str"]
        create["target"]["recipient_id"] = people[1]["id_str"]
        create["message_data"]["text"] = event["text"]
        body["users"] = {one["id_str"]: {"id": one["id_str"], "name": one["name"],
                                         "screen_name": one["screen_name"]} for one in people}
        return body

    def deleted(self, event):
        gone = event["gone"]
        status = {"id": self.id(gone["number"]), "user_id": self.user(gone["author"])["id_str"]}
        return {"for_user_id": ACME_ID, "tweet_delete_events": [
            {"status": status, "timestamp_ms": str(START_MS + 60_000 * event["number"])}]}


def make_history(number_of_events, seed):
    """Mentions, answers of everybody to everybody, announcements, direct messages both ways, deletions."""
    chance = random.Random(seed)
    events, posts = [], []
    for number in range(1, number_of_events + 1):
        customer = str(chance.randrange(12))
        kind = chance.choices(["root", "answer", "own", "news", "message", "gone"], [20, 34, 16, 3, 20, 7])[0]
        event = {"number": number, "kind": "posted", "author": customer, "text": f"text {number}"}
        if kind in ("answer", "own", "gone") and not posts:
            kind = "root"
        if kind == "news":
            event["author"] = "AcmeHelp"
        elif kind in ("answer", "own"):
            event["answers"] = chance.choice(posts[-25:])
            if kind == "own":
                event["author"] = "AcmeHelp"
        elif kind == "message":
            event.update(kind="sent", to="AcmeHelp")
            if chance.random() < 0.4:
                event.update(author="AcmeHelp", to=customer)
        elif kind == "gone":
            event.update(kind="deleted", gone=chance.choice(posts))
        if event["kind"] == "posted":
            posts.append(event)
        events.append(event)
    return events


class History(LinkedTest):
    runs = itertools.count(1)

    def tell(self, told, bodies, kills=0, seed=0):
        """Sends the bodies in this order; what is not acknowledged because of a kill is sent again."""
        chance = random.Random(seed)
        fatal = set(chance.sample(range(len(bodies)), kills))
        for number, body in enumerate(bodies):
            if number in fatal:
                self.host.kill()
                self.restart()
            self.assertEqual(self.post_webhook(body).status, 200)

    def tickets_of(self, told):
        """What agents see of this run, without its ids: comparable between runs."""
        def plain(value):
            return str(int(value) - told.base) if value and value.isdigit() else value

        seen, page = [], self.admin.get("/api/v1/tickets?per_page=200")
        while page:
            for ticket in page:
                if ticket["state"] == "merged":
                    continue
                articles = [(plain(one["message_id"]), one["sender"], one["body"], plain(one["in_reply_to"]),
                             one["from"].removeprefix(f"@r{told.run}x"))
                            for one in self.articles(ticket["id"]) if one["message_id"]]
                ids = [int(one["message_id"]) for one in self.articles(ticket["id"]) if one["message_id"]]
                if ids and told.base <= ids[0] < told.base + 1_000_000_000:
                    customer = (ticket["customer"] or "").removeprefix(f"r{told.run}x")
                    seen.append((ticket["visibility"], ticket["title"], ticket["state"], customer, articles))
            page = self.admin.get(f"/api/v1/tickets?per_page=200&before_id={page[-1]['id']}")
        return sorted(seen, key=lambda ticket: int(ticket[4][0][0]))

    def outcome(self, events, kills=0, seed=0):
        told = Telling(self, next(self.runs))
        self.tell(told, [told.write(event) for event in events], kills, seed)
        return self.tickets_of(told)

    def test_shuffled_doubled_and_killed_it_is_the_history_in_order(self):
        events = make_history(EVENTS, SEED)
        in_order = self.outcome(events)
        self.assertGreater(len(in_order), EVENTS // 20)
        again = events + random.Random(SEED).sample(events, len(events))
        random.Random(SEED + 1).shuffle(again)
        self.maxDiff = 4000
        self.assertEqual(self.outcome(again, KILLS, SEED), in_order)

    def test_child_parent_and_own_answer_in_all_six_orders(self):
        parent = {"number": 1, "kind": "posted", "author": "1", "text": "my parcel is late"}
        own = {"number": 2, "kind": "posted", "author": "AcmeHelp", "text": "which one?", "answers": parent}
        child = {"number": 3, "kind": "posted", "author": "1", "text": "number 4711", "answers": own}
        outcomes = [self.outcome(list(order)) for order in itertools.permutations([parent, own, child])]
        self.assertEqual(len(outcomes[0]), 1)
        self.assertEqual([one[0] for one in outcomes[0][0][4]], ["1", "2", "3"])
        for outcome in outcomes[1:]:
            self.assertEqual(outcome, outcomes[0])


if __name__ == "__main__":
    unittest.main()

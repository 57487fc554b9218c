"""A customer writes, an agent answers, twice; then the same webhooks again, and a killed host.

Every line is read back from the host or from the simulator after it happened."""
import time

from clients import Client, wait_for

FIRST_ANSWER = "Sorry Jo! Which order?"
SECOND_ANSWER = "Found it, arriving today."


class NotSeen(Exception):
    """A step that did not happen; the text says which and what was looked for."""


def articles(stage, ticket_id):
    return stage.host.get(f"/api/v1/ticket_articles/by_ticket/{ticket_id}")


def ticket_with(stage, message_id):
    """The ticket whose conversation holds this message of X, with its article."""
    for ticket in stage.host.get("/api/v1/tickets"):
        for article in articles(stage, ticket["id"]):
            if article["message_id"] == message_id:
                return ticket, article
    return None


def describe(stage, ticket, source):
    customer = stage.host.get(f"/api/v1/users/{ticket['customer_id']}")
    handle = customer["identities"][0]["username"]
    privacy = "private" if "direct" in ticket["create_article_type"] else "public"
    group = stage.groups.get(ticket["group_id"], "?")
    name = " ".join(part for part in (customer["firstname"], customer["lastname"]) if part)
    return f"{group}, {privacy}, {source}, {name} (@{handle})"


def becomes_ticket(stage, message_id, started, what):
    seen = wait_for(lambda: ticket_with(stage, message_id))
    if not seen:
        raise NotSeen(f"{what}: no ticket on the host. Did X deliver it? See the simulator's deliveries.")
    return seen[0], seen[1], round((time.monotonic() - started) * 1000)


def answer(stage, ticket, article, text):
    """The agent's answer; returns the preview and the article once X has it."""
    body = {"ticket_id": ticket["id"], "type": article["type"], "body": text,
            "in_reply_to": article["message_id"], "options": {"initials": True}}
    preview = stage.agent.post("/api/v1/reply_preview", body)
    sent = stage.agent.post("/api/v1/ticket_articles", body)

    def delivered():
        now = stage.host.get(f"/api/v1/ticket_articles/{sent['id']}")
        status = now["preferences"].get("delivery_status")
        if status == "fail":
            raise NotSeen(f"the answer was refused: {now['preferences'].get('delivery_status_message')}")
        return now if status == "success" else None

    seen = wait_for(delivered, 30)
    if not seen:
        raise NotSeen("the agent's answer was not delivered to X within 30 s")
    return preview, seen


def one_line(text):
    return text.replace("\n", " ")


def public_part(stage, suffix, say):
    text = f"@acme my parcel is late{suffix}"
    started = time.monotonic()
    post = stage.simulator.post("/sim/v1/posts", {"user": "jo", "text": text})
    say("X", "@jo posts", f'"{text}"')
    ticket, article, milliseconds = becomes_ticket(stage, post["id"], started, "Jo's post")
    say("host", f"ticket {ticket['id']}", f"{describe(stage, ticket, 'mention'):<50}{milliseconds} ms")
    preview, sent = answer(stage, ticket, article, FIRST_ANSWER + suffix)
    quoted = f'"{one_line(preview["parts"][0])}"'
    say("host", "Anna replies", f'{quoted:<50}{preview["length"]} of {preview["limit"]}')
    replies = [one for one in stage.simulator.get("/sim/v1/posts?user=acme")["posts"]
               if one["in_reply_to_status_id"] == post["id"]]
    if len(replies) != 1 or replies[0]["id"] != sent["message_id"]:
        raise NotSeen(f"under Jo's post X has {len(replies)} answers of @acme, not exactly the one")
    quoted = f'under Jo\'s post: "{one_line(replies[0]["text"])}"'
    say("X", "@acme", f"{quoted:<50}1 x")


def private_part(stage, suffix, say):
    text = f"It is 4711{suffix}"
    started = time.monotonic()
    message = stage.simulator.post("/sim/v1/direct_messages", {"from": "jo", "to": "acme", "text": text})
    say("X", "@jo, privately", f'"{text}"')
    ticket, article, milliseconds = becomes_ticket(stage, message["id"], started, "Jo's direct message")
    say("host", f"ticket {ticket['id']}", f"{describe(stage, ticket, 'direct message'):<50}{milliseconds} ms")
    _, sent = answer(stage, ticket, article, SECOND_ANSWER + suffix)
    messages = stage.simulator.get("/sim/v1/direct_messages?between=jo,acme")["direct_messages"]
    found = [one for one in messages if one["id"] == sent["message_id"] and one["from"] == "acme"]
    same = [one for one in messages if found and one["from"] == "acme" and one["text"] == found[0]["text"]]
    if len(found) != 1 or len(same) != 1:
        raise NotSeen(f"X has {len(same)} such messages of @acme to @jo, not exactly the one")
    quoted = f'"{one_line(found[0]["text"])}"'
    say("X", "@acme to @jo", f"{quoted:<50}1 x")


def everything(stage):
    """Every article by its remote id: what must neither shrink nor grow."""
    listed = []
    for ticket in stage.host.get("/api/v1/tickets"):
        listed += [(ticket["id"], article["id"], article["message_id"])
                   for article in articles(stage, ticket["id"])]
    return sorted(listed)


def sent_again(stage):
    """X repeats every delivery, byte for byte; returns how many, once all were answered 200."""
    before = everything(stage)
    ids = stage.simulator.post("/sim/v1/deliveries/resend", {"all": True})["ids"]

    def answered():
        deliveries = {one["id"]: one for one in stage.simulator.get("/sim/v1/deliveries")["deliveries"]}
        return all(number in deliveries and deliveries[number]["state"] == "delivered" for number in ids)

    if not ids or not wait_for(answered, 30):
        raise NotSeen("the repeated webhooks were not all answered with 200")
    if everything(stage) != before:
        raise NotSeen("the repeated webhooks changed tickets")


def survives_a_kill(stage, host_process, suffix):
    """The host dies without warning right after X got its 200, and comes back with everything."""
    post = stage.simulator.post("/sim/v1/posts", {"user": "jo", "text": f"@acme thank you{suffix}"})

    def acknowledged():
        return [one for one in stage.simulator.get("/sim/v1/deliveries")["deliveries"]
                if post["id"] in one["body"] and one["state"] == "delivered"]

    if not wait_for(acknowledged):
        raise NotSeen("X's delivery was not acknowledged before the host was killed")
    host_process.kill()
    host_process.start()
    after = everything(stage)
    kept = [one for one in after if one[2] == post["id"]]
    ids = [one[2] for one in after if one[2]]
    lost, doubled = 1 - min(1, len(kept)), len(ids) - len(set(ids))
    if lost or doubled:
        raise NotSeen(f"after the kill: {lost} lost, {doubled} doubled")
    return f"Host killed and restarted: {lost} lost, {doubled} doubled."


def agent_client(stage):
    """Anna, an agent with a token of her own."""
    users = stage.host.get("/api/v1/users?per_page=1000")
    anna = next((user for user in users if user["login"] == "anna@acme.example"), None)
    if anna is None:
        anna = stage.host.post("/api/v1/users", {
            "login": "anna@acme.example", "email": "anna@acme.example",
            "firstname": "Anna", "lastname": "Smith", "roles": ["Agent"]})
    token = stage.host.post("/api/v1/user_access_token", {"name": "demo", "user_id": anna["id"]})["token"]
    return Client(stage.host_url, {"Authorization": f"Token token={token}"})

"""The eight steps of the admin guide. Each function takes a step and then reads back, from the host or
from the simulator, that it happened; it returns the words to print, or None when it was not seen."""
from clients import Client, hidden_fields, wait_for

APP_NAME = "Acme Helpdesk"
ENVIRONMENT = "demo"
USE_CASE = "Answering customers who write to @acme or mention it."


class Stage:
    """Everything the demo plays on: addresses, clients, and what the steps learned."""

    def __init__(self, simulator_url, host_url, admin_token, slug):
        self.simulator = Client(simulator_url)
        self.host_url = host_url
        self.host = Client(host_url, {"Authorization": f"Token token={admin_token}"})
        self.slug = slug
        self.keys = None
        self.agent = None
        self.groups = {}
        self.account = None

    def app(self):
        apps = self.simulator.get("/sim/v1/apps")["apps"]
        return next((app for app in apps if app["name"] == APP_NAME), None)

    def channels(self):
        return self.host.get(f"/api/v1/channels_{self.slug}")

    def linked(self):
        listed = self.channels()
        return [listed["assets"]["Channel"][str(number)] for number in listed["channel_ids"]]

    def credential(self):
        listed = self.channels()
        numbers = listed["external_credential_ids"]
        return listed["assets"]["ExternalCredential"][str(numbers[0])] if numbers else None


def people(stage):
    known = {user["screen_name"] for user in stage.simulator.get("/sim/v1/users")["users"]}
    for screen_name, name in (("acme", "Acme"), ("jo", "Jo")):
        if screen_name not in known:
            stage.simulator.post("/sim/v1/users", {"screen_name": screen_name, "name": name})


def developer_account(stage):
    def seen():
        accounts = stage.simulator.get("/sim/v1/developer_account")["developer_accounts"]
        return any(one["user"] == "acme" and one["use_case"] for one in accounts)

    if not seen():
        stage.simulator.post("/sim/v1/developer_account", {"user": "acme", "use_case": USE_CASE})
    return "use case stated" if seen() else None


def app(stage):
    callback = stage.channels()["callback_url"]
    if stage.app() is None:
        stage.keys = stage.simulator.post("/sim/v1/apps", {
            "owner": "acme", "name": APP_NAME, "website": "https://acme.example",
            "callback_urls": [callback], "permissions": "read"})
    seen = stage.app()
    if seen is None:
        return None, "X lists no such app"
    if callback not in seen["callback_urls"]:
        return None, "the host has another address than in the run before: start over with --fresh"
    return f'"{APP_NAME}", callback URL accepted by X', None


def permissions(stage):
    wanted = "read-write-directmessages"
    if stage.app()["permissions"] != wanted:
        number = stage.app()["id"]
        stage.simulator.call("PUT", f"/sim/v1/apps/{number}", {"permissions": wanted})
        # Tokens keep the level they were made with, so the app's own are made again.
        renewed = stage.simulator.post(f"/sim/v1/apps/{number}/tokens", {})
        stage.keys = {**(stage.keys or {}), **{key: value for key, value in renewed.items() if value}}
    return "read, write and direct messages" if stage.app()["permissions"] == wanted else None


def store_keys(stage):
    """Step 4 keeps the keys in the host without asking X: X shows them only once."""
    if stage.keys is not None:
        stage.host.post(f"/api/v1/external_credentials/{stage.slug}/app_verify", {
            "consumer_key": stage.keys["consumer_key"],
            "consumer_secret": stage.keys["consumer_secret"],
            "oauth_token": stage.keys["access_token"],
            "oauth_token_secret": stage.keys["access_token_secret"],
            "env": "", "api_base_url": stage.simulator.base_url, "unverified": True})
    credential = stage.credential()
    if credential is None:
        return None
    shown = str(credential)
    secrets = [stage.keys[name] for name in ("consumer_secret", "access_token_secret")] if stage.keys else []
    if any(secret in shown for secret in secrets):
        return None
    return "API key and access token saved (never shown)"


def environment(stage):
    if ENVIRONMENT not in stage.app()["environments"]:
        stage.simulator.post(f"/sim/v1/apps/{stage.app()['id']}/environments", {"label": ENVIRONMENT})
    if ENVIRONMENT not in stage.app()["environments"]:
        return None
    return f'"{ENVIRONMENT}" (X API v1.1 only; today\'s API has none)'


def connect_app(stage):
    answer = stage.host.post(f"/api/v1/external_credentials/{stage.slug}/app_verify", {"env": ENVIRONMENT})
    if answer.get("error"):
        return None, answer["error"]
    url = stage.channels()["webhook_url"]
    hooks = stage.simulator.get("/sim/v1/webhooks")["webhooks"]
    if not any(hook["url"] == url and hook["valid"] for hook in hooks):
        return None, "X lists no valid webhook of ours"
    return "every check passed; X verified our webhook", None


def consent(stage):
    """What an admin's browser does: to X, *Authorize app*, back to the host."""
    start = stage.host.call("GET", f"/api/v1/external_credentials/{stage.slug}/link_account")
    if start.status != 302:
        return start.text[:300]
    page = stage.simulator.call("GET", start.headers["Location"])
    fields = {**hidden_fields(page.text), "user": "acme", "decision": "authorize"}
    allowed = stage.simulator.call("POST", "/oauth/authorize", form=fields)
    if allowed.status not in (302, 303):
        return allowed.text[:300]
    back = stage.host.call("GET", allowed.headers["Location"])
    return None if back.status == 302 else back.text[:300]


def add_account(stage):
    def linked():
        return next((one for one in stage.linked() if one["options"]["user"]["screen_name"] == "acme"), None)

    if linked() is None:
        problem = consent(stage)
        if problem:
            return None, problem
    stage.account = linked()
    if stage.account is None:
        return None, "the host lists no account"

    def subscribed():
        subscriptions = stage.simulator.get("/sim/v1/webhooks")["subscriptions"]
        return any(one["user"] == "acme" for one in subscriptions)

    if not wait_for(subscribed):
        return None, "X lists no subscription of @acme"
    return f'@acme allowed "{APP_NAME}"', None


def filters(stage):
    known = {group["name"]: group["id"] for group in stage.host.get("/api/v1/groups")}
    for name in ("Support", "Sales"):
        if name not in known:
            known[name] = stage.host.post("/api/v1/groups", {"name": name})["id"]
    stage.groups = {number: name for name, number in known.items()}
    wanted = {
        "mentions": {"group_id": known["Support"]},
        "direct_messages": {"group_id": known["Support"]},
        "search": [{"term": "#acme", "group_id": known["Sales"]}]}
    path = f"/api/v1/channels_{stage.slug}/{stage.account['id']}"
    stage.host.post(path, {"options": {"sync": wanted}})
    sync = stage.host.get(path)["options"]["sync"]
    right = (str(sync["mentions"]["group_id"]) == str(known["Support"])
             and str(sync["direct_messages"]["group_id"]) == str(known["Support"])
             and [row["term"] for row in sync["search"]] == ["#acme"])
    return "@acme, DMs -> Support   #acme -> Sales" if right else None

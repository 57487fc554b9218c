"""A Zammad installation's channels move here: keys, tokens that still work, terms, groups, addresses."""
import json
import subprocess

from harness import HOST, wait_for
from twitter_harness import ACME_ID, TwitterTest

DEAD_ID = "2871234567"


class ZammadTest(TwitterTest):
    """What a Zammad installation would tell of its channels; the tokens of one account are dead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim.post(f"/sim/v1/apps/{cls.app['id']}/environments", {"label": "Integration"})

    @classmethod
    def zammad(cls):
        return {
            "external_credentials": [{"id": 1, "name": "twitter", "credentials": cls.keys()}],
            "groups": [{"id": 1, "name": "Users"}, {"id": 7, "name": "Sales"}],
            "channels": [
                {"id": 2, "area": "Twitter::Account", "active": True, "options": {
                    "adapter": "twitter", "user": {"id": ACME_ID, "screen_name": "AcmeHelp", "name": "Acme Help Desk"},
                    "auth": {"external_credential_id": 1, "oauth_token": cls.app["access_token"],
                             "oauth_token_secret": cls.app["access_token_secret"]},
                    "sync": {"limit": 20, "mentions": {"group_id": "1"}, "direct_messages": {"group_id": ""},
                             "search": [{"term": "#parcel", "group_id": "7"}], "track_retweets": False}}},
                {"id": 3, "area": "Twitter::Account", "active": True, "options": {
                    "user": {"id": DEAD_ID, "screen_name": "jo_harper", "name": "jo harper"},
                    "auth": {"external_credential_id": 1, "oauth_token": f"{DEAD_ID}-gone", "oauth_token_secret": "gone"},
                    "sync": {"mentions": {"group_id": "1"}}}}]}


class MovingTest(ZammadTest):
    def test_1_the_command_names_what_works_and_what_is_dead(self):
        file = self.folder / "zammad.json"
        file.write_text(json.dumps(self.zammad()), encoding="utf-8")
        command = [HOST, "import-zammad", file, "--plugins", self.folder / "plugins",
                   "--database", self.folder / "other.sqlite3", "--public-url", self.url]
        dry = subprocess.run(command + ["--dry-run"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(dry.returncode, 0, dry.stderr)
        self.assertIn("Nothing is stored", dry.stdout)
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = {line.split()[1]: line for line in done.stdout.splitlines()}
        self.assertIn("DEAD", lines["@jo_harper"], done.stdout)
        self.assertNotIn("DEAD", lines["@AcmeHelp"], done.stdout)
        self.assertIn("new", lines["@AcmeHelp"], "the dry run had stored nothing")
        for secret in (self.app["consumer_secret"], self.app["access_token_secret"], self.app["access_token"]):
            self.assertNotIn(secret, done.stdout + done.stderr)
        missing = subprocess.run([HOST, "import-zammad", self.folder / "none.json"], capture_output=True, text=True,
                                 timeout=20, check=False)
        self.assertEqual(missing.returncode, 1)
        self.assertIn("none.json cannot be read", missing.stderr)

    def test_2_the_page_takes_it_over_and_posts_come_in(self):
        report = self.admin.post("/api/v1/import/zammad", self.zammad())
        self.assertTrue(report["apps"][0]["verified"], report)
        self.assertEqual(report["groups"], ["Sales"])
        self.assertTrue(self.credential()["webhook_url"].startswith(self.url))
        hooks = self.sim.get("/sim/v1/webhooks")["webhooks"]
        self.assertEqual([hook["url"] for hook in hooks], [self.url + "/api/v1/channels_twitter_webhook"])
        alive, dead = report["accounts"]
        self.assertTrue(wait_for(lambda: self.sim.get("/sim/v1/webhooks")["subscriptions"]), "X lists no subscription")
        states = wait_for(lambda: self.known_states({alive["id"], dead["id"]}))
        self.assertEqual(states, {alive["id"]: "up", dead["id"]: "down"})

        self.write_post("jo_harper", "@AcmeHelp my parcel is late")
        self.assertTrue(wait_for(self.tickets), "the mention became no ticket")

    def known_states(self, wanted):
        states = {one["id"]: one["state"] for one in self.admin.get("/api/v1/channel_accounts")}
        return states if all(states.get(one) in ("up", "down") for one in wanted) else None

    def test_3_again_changes_nothing(self):
        before = self.channels()
        report = self.admin.post("/api/v1/import/zammad", self.zammad())
        self.assertEqual([one["result"] for one in report["accounts"]], ["known", "known"])
        self.assertEqual([one["options"] for one in self.channels()], [one["options"] for one in before])


if __name__ == "__main__":
    import unittest
    unittest.main()

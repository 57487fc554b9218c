"""Webhooks: registration with CRC, signed events, retries, and the faults that disturb them."""

import json
import unittest
import urllib.parse

from simulator_process import Client, Company, Simulator, Webhook, webhook_signature

HOOKS = "/1.1/account_activity/all/demo/webhooks"
SUBSCRIPTIONS = "/1.1/account_activity/all/demo/subscriptions"


class DeliveryTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator("--allow-http-webhooks", "--retry-ms", "1,1")
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)
        self.client = self.company.client
        self.hook = Webhook(self.company.keys["consumer_secret"])
        self.addCleanup(self.hook.close)

    def register(self, url=None):
        return self.client.call("POST", HOOKS + ".json", {"url": url or self.hook.url})

    def jo_posts(self, text, **more):
        return self.simulator.make("/posts", user="jo", text=text, **more)

    def delivery_states(self):
        deliveries = self.simulator.control("GET", "/deliveries").json()["deliveries"]
        return [(item["state"], [attempt["status"] for attempt in item["attempts"]])
                for item in deliveries]

    # Registration

    def test_registration_makes_a_signed_crc(self):
        answer = self.register()
        self.assertEqual((answer.status, answer.json()["valid"]), (200, True))
        path, headers = self.hook.crc_requests.get(timeout=5)
        query = urllib.parse.urlsplit(path).query
        signed = query[query.index("crc_token="):]
        self.assertRegex(signed, r"^crc_token=[A-Za-z0-9]+&nonce=[A-Za-z0-9]+$")
        self.assertEqual({name.lower(): value for name, value in headers.items()}
                         ["x-twitter-webhooks-signature"],
                         webhook_signature(self.hook.secret, signed.encode()))

    def test_wrong_crc_answer_is_refused_and_nothing_registered(self):
        self.hook.secret = "another"
        answer = self.register()
        self.assertEqual((answer.status, answer.code()), (403, 214))
        self.assertIn("Invalid CRC token", answer.json()["errors"][0]["message"])
        self.assertEqual(self.client.call("GET", HOOKS + ".json").json(), [])

    def test_crc_with_another_status_is_refused(self):
        self.hook.crc_status = 404
        self.assertIn("Non-200", self.register().json()["errors"][0]["message"])

    def test_fault_wrong_crc_secret(self):
        self.simulator.fault("wrong_crc_secret", 1)
        self.assertEqual(self.register().code(), 214)
        self.assertEqual(self.register().status, 200)

    def test_url_that_is_no_url_is_refused(self):
        self.assertEqual(self.register("ftp://127.0.0.1/x").code(), 214)

    def test_missing_url(self):
        self.assertEqual(self.client.call("POST", HOOKS + ".json").code(), 195)

    def test_second_webhook_of_an_environment_is_refused(self):
        self.register()
        answer = self.register()
        self.assertEqual((answer.status, answer.json()["errors"][0]),
                         (403, {"code": 214, "message": "Too many resources already created."}))

    def test_unknown_environment(self):
        answer = self.client.call("GET", HOOKS.replace("demo", "Demo") + ".json")
        self.assertEqual((answer.status, answer.code()), (404, 34))

    def test_list_of_all_environments(self):
        self.register()
        answer = self.client.call("GET", "/1.1/account_activity/all/webhooks.json").json()
        environment = answer["environments"][0]
        self.assertEqual((environment["environment_name"], environment["webhooks"][0]["url"]),
                         ("demo", self.hook.url))

    def test_put_makes_an_invalid_webhook_valid_again(self):
        webhook = self.register().json()
        self.simulator.control("PUT", "/webhooks/" + webhook["id"], {"valid": False})
        self.assertEqual(self.client.call("PUT", HOOKS + "/%s.json" % webhook["id"]).status, 204)
        self.assertTrue(self.client.call("GET", HOOKS + ".json").json()[0]["valid"])

    def test_put_that_fails_its_crc_leaves_the_webhook_invalid(self):
        webhook = self.register().json()
        self.hook.secret = "another"
        self.assertEqual(self.client.call("PUT", HOOKS + "/%s.json" % webhook["id"]).code(), 214)
        self.assertFalse(self.client.call("GET", HOOKS + ".json").json()[0]["valid"])

    def test_delete(self):
        webhook = self.register().json()
        self.assertEqual(self.client.call("DELETE", HOOKS + "/%s.json" % webhook["id"]).status, 204)
        self.assertEqual(self.client.call("GET", HOOKS + ".json").json(), [])
        answer = self.client.call("DELETE", HOOKS + "/%s.json" % webhook["id"])
        self.assertEqual((answer.status, answer.code()), (404, 34))

    def test_subscribing_twice_conflicts(self):
        self.company.subscribe(self.hook)
        answer = self.client.call("POST", SUBSCRIPTIONS + ".json")
        self.assertEqual((answer.status, answer.json()),
                         (409, {"errors": [{"code": 355,
                                            "message": "Subscription already exists."}]}))

    def test_subscribing_without_a_webhook(self):
        self.assertEqual(self.client.call("POST", SUBSCRIPTIONS + ".json").code(), 34)

    def test_subscription_can_be_asked_for_and_ended(self):
        self.assertEqual(self.client.call("GET", SUBSCRIPTIONS + ".json").status, 404)
        self.company.subscribe(self.hook)
        self.assertEqual(self.client.call("GET", SUBSCRIPTIONS + ".json").status, 204)
        self.assertEqual(self.client.call("DELETE", SUBSCRIPTIONS + ".json").status, 204)
        self.assertEqual(self.client.call("GET", SUBSCRIPTIONS + ".json").status, 404)

    # Events

    def test_mention_is_delivered_signed(self):
        self.company.subscribe(self.hook)
        post = self.jo_posts("@acme my parcel & <me> are late")
        body, signature = self.hook.next()
        self.assertEqual(signature, webhook_signature(self.hook.secret, body))
        event = json.loads(body)
        self.assertEqual((event["for_user_id"], event["user_has_blocked"]),
                         (self.company.acme["id"], False))
        tweet = event["tweet_create_events"][0]
        self.assertEqual(tweet["id_str"], post["id"])
        self.assertEqual(tweet["text"], "@acme my parcel &amp; &lt;me&gt; are late")
        self.assertEqual(tweet["entities"]["user_mentions"][0]["id_str"], self.company.acme["id"])

    def test_post_that_concerns_nobody_subscribed_is_not_delivered(self):
        self.company.subscribe(self.hook)
        self.jo_posts("nothing about you")
        self.assertEqual(self.delivery_states(), [])

    def test_own_post_by_api_is_delivered_once(self):
        self.company.subscribe(self.hook)
        self.client.post("We are here")
        self.assertEqual(self.hook.next_event()["tweet_create_events"][0]["text"], "We are here")
        self.assertEqual(len(self.delivery_states()), 1)

    def test_direct_message_received_and_sent(self):
        self.company.subscribe(self.hook)
        self.simulator.make("/direct_messages", **{"from": "jo", "to": "acme", "text": "It is 4711"})
        event = self.hook.next_event()
        create = event["direct_message_events"][0]["message_create"]
        self.assertEqual((create["sender_id"], create["message_data"]["text"]),
                         (self.company.jo["id"], "It is 4711"))
        self.assertEqual(event["users"][self.company.jo["id"]]["screen_name"], "jo")
        self.client.message(self.company.jo["id"], "Found it")
        event = self.hook.next_event()
        create = event["direct_message_events"][0]["message_create"]
        self.assertEqual(create["sender_id"], self.company.acme["id"])
        self.assertEqual(event["apps"][create["source_app_id"]]["name"], "Acme Helpdesk")

    def test_deleted_own_post(self):
        self.company.subscribe(self.hook)
        post = self.client.post("oops").json()
        self.hook.next()
        self.client.call("POST", "/1.1/statuses/destroy/%s.json" % post["id_str"])
        self.assertEqual(self.hook.next_event()["tweet_delete_events"][0]["status"],
                         {"id": post["id_str"], "user_id": self.company.acme["id"]})

    def test_revoked_permission_is_told_and_the_token_is_dead(self):
        self.company.subscribe(self.hook)
        self.simulator.make("/tokens/revoke", user="acme")
        revoke = self.hook.next_event()["user_event"]["revoke"]
        self.assertEqual(revoke["source"]["user_id"], self.company.acme["id"])
        answer = self.client.call("GET", "/1.1/account/verify_credentials.json")
        self.assertEqual((answer.status, answer.code()), (401, 89))

    def test_events_arrive_in_order(self):
        self.company.subscribe(self.hook)
        texts = ["@acme %d" % number for number in range(20)]
        for text in texts:
            self.jo_posts(text)
        self.assertEqual([self.hook.next_event()["tweet_create_events"][0]["text"]
                          for _ in texts], texts)

    # Retries

    def test_failed_delivery_is_retried_with_the_same_bytes(self):
        self.company.subscribe(self.hook)
        self.hook.statuses.put(500)
        self.jo_posts("@acme hi")
        self.assertEqual(self.hook.next(), self.hook.next())

    def test_delivery_is_given_up_after_the_last_retry(self):
        self.company.subscribe(self.hook)
        for _ in range(3):
            self.hook.statuses.put(503)
        self.jo_posts("@acme hi")
        for _ in range(3):
            self.hook.next()
        self.jo_posts("@acme fence")
        self.hook.next()
        self.assertEqual(self.delivery_states()[0], ("failed", [503, 503, 503]))

    def test_resend_sends_the_same_bytes(self):
        self.company.subscribe(self.hook)
        self.jo_posts("@acme hi")
        first = self.hook.next()
        answer = self.simulator.control("POST", "/deliveries/resend", {"all": True})
        self.assertEqual((answer.status, len(answer.json()["ids"])), (202, 1))
        self.assertEqual(self.hook.next(), first)

    # Faults

    def test_fault_drop_deliveries(self):
        self.company.subscribe(self.hook)
        self.simulator.fault("drop_deliveries", 1)
        self.jo_posts("@acme lost")
        self.jo_posts("@acme seen")
        self.assertEqual(self.hook.next_event()["tweet_create_events"][0]["text"], "@acme seen")
        self.assertEqual(self.delivery_states()[0], ("dropped", []))

    def test_fault_duplicate_deliveries(self):
        self.company.subscribe(self.hook)
        self.simulator.fault("duplicate_deliveries", 1)
        self.jo_posts("@acme hi")
        self.assertEqual(self.hook.next(), self.hook.next())

    def test_fault_reverse_deliveries(self):
        self.company.subscribe(self.hook)
        self.simulator.fault("reverse_deliveries=3", 1)
        for number in range(3):
            self.jo_posts("@acme %d" % number)
        self.assertEqual([self.hook.next_event()["tweet_create_events"][0]["text"][-1]
                          for _ in range(3)], ["2", "1", "0"])

    def test_fault_invalid_signature(self):
        self.company.subscribe(self.hook)
        self.simulator.fault("invalid_signature", 1)
        self.jo_posts("@acme hi")
        body, signature = self.hook.next()
        self.assertNotEqual(signature, webhook_signature(self.hook.secret, body))


class HttpsOnlyTest(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)
        self.company = Company(self.simulator)

    def test_http_webhook_is_refused(self):
        answer = self.company.client.call("POST", HOOKS + ".json", {"url": "http://127.0.0.1/x"})
        self.assertEqual((answer.status, answer.json()["errors"][0]),
                         (403, {"code": 214,
                                "message": "Webhook URL does not meet the requirements."}))

    def test_only_the_owner_of_the_app_registers(self):
        jo = Client(self.simulator, self.company.keys)
        self.assertEqual(jo.call("POST", HOOKS + ".json", {"url": "https://127.0.0.1/"}).code(), 32)


if __name__ == "__main__":
    unittest.main()

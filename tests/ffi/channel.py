"""A channel library loaded by Python, and its calls with Python values."""
import ctypes
import json
import time

from memory_host import MemoryHost


class Refused(Exception):
    """A call did not succeed: its code, reason token and sentence."""

    def __init__(self, status, error):
        self.status = status
        self.reason = error.reason.decode()
        super().__init__(f"{status} {self.reason}: {error.message.decode()}")


class Channel:
    """One instance on its own host in memory; a context manager."""

    def __init__(self, contract, path):
        self.contract = contract
        self.host = MemoryHost(contract)
        library = ctypes.CDLL(path)
        entry = library[contract.strings["CHP_ENTRY_SYMBOL"]]
        entry.restype = ctypes.c_void_p
        self.plugin = contract.at("chp_plugin", entry())
        self.instance = None

    def __enter__(self):
        instance, error = ctypes.c_void_p(), self.contract.new("chp_error")
        status = self.plugin.init(ctypes.addressof(self.host.table), ctypes.addressof(instance),
                                  ctypes.addressof(error))
        self._check(status, error)
        self.instance = instance.value
        return self

    def __exit__(self, *_):
        self.plugin.destroy(self.instance)

    @staticmethod
    def _check(status, error):
        if status != 0:
            raise Refused(status, error)

    def _run(self, function, *arguments):
        """Calls function(self, call, arguments..., err)."""
        call = self.contract.new("chp_call", attempt=1)
        call.deadline_ms = int(time.monotonic() * 1000) + 30_000
        error = self.contract.new("chp_error")
        addresses = [ctypes.addressof(argument) for argument in (call, *arguments, error)]
        self._check(function(self.instance, *addresses), error)

    def _sink(self, chunks):
        """A chp_sink that appends to a list."""
        sink = self.contract.structs["chp_sink"]()
        kind = dict(sink._fields_)["write"]
        sink.write = kind(lambda _ctx, data, length: chunks.append(ctypes.string_at(data, length)) or 0)
        return sink

    def manifest(self):
        return self.plugin.manifest_json

    def configure(self, config, secrets):
        self._run(self.plugin.configure, self.contract.new(
            "chp_config", revision=1, json=json.dumps(config), secrets_json=json.dumps(secrets)))

    def request(self, method, route, url, headers=None, body=""):
        """The HTTP answer: status and body."""
        structs = [self.contract.new("chp_header", name=name, value=value)
                   for name, value in (headers or {}).items()]
        pointers = (ctypes.c_void_p * len(structs))(*map(ctypes.addressof, structs))
        request = self.contract.new(
            "chp_inbound", kind=self.contract.numbers["CHP_INBOUND_HTTP"], method=method, route=route,
            public_url=url, base_url="https://desk.example", body=body, remote_addr="127.0.0.1",
            received_ms=int(time.time() * 1000), header_count=len(structs))
        request.headers = ctypes.addressof(pointers)
        chunks = []
        response = self.contract.new("chp_response", body=self._sink(chunks))
        response.add_header = dict(response._fields_)["add_header"](lambda *_: 0)
        self._run(self.plugin.on_inbound, request, response)
        return response.http_status, b"".join(chunks).decode()

    def reply(self, **members):
        """The id of what was sent."""
        receipt = self.contract.new("chp_receipt", parts_json=self._sink([]),
                                    article_json=self._sink([]))
        self._run(self.plugin.send_reply, self.contract.new("chp_reply", **members), receipt)
        return receipt.external_id.decode()

    def action(self, action_id):
        """The output of an action, as an object."""
        table = self.contract.at("chp_actions", self.plugin.get_extension(
            self.instance, self.contract.strings["CHP_EXT_ACTIONS"].encode()))
        chunks = []
        self._run(table.run, self.contract.new("chp_action", id=action_id, input_json="{}"),
                  self._sink(chunks))
        return json.loads(b"".join(chunks))

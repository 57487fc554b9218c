"""A host of the channel contract in memory: every service, implemented in Python."""
import ctypes
import time
import traceback

from chp import string

OK, INVALID, NOT_FOUND, INTERNAL, CONFLICT = 0, -1, -11, -12, -10
KV_ANY = 2**64 - 1


class MemoryHost:
    """One connection's host. What a channel hands over stays readable in the attributes."""

    def __init__(self, contract):
        self.contract = contract
        self.values, self.messages, self.bound, self.accounts = {}, [], [], []
        self.jobs, self.log_lines, self.states, self.quarantined = [], [], [], []
        self._tables = {
            "CHP_SVC_CLOCK": self._table("chp_clock", now_ms=self._now_ms, mono_ms=self._mono_ms),
            "CHP_SVC_KV": self._table("chp_kv", get=self._kv_get, put=self._kv_put,
                                      erase=self._kv_erase, scan=self._kv_scan),
            "CHP_SVC_INGEST": self._table("chp_ingest", deliver=self._deliver, find=self._find,
                                          bind=self._bind, recent=lambda *_: OK,
                                          quarantine=self._quarantine),
            "CHP_SVC_ACCOUNTS": self._table("chp_accounts", save=self._save,
                                            set_state=self._set_state),
            "CHP_SVC_JOBS": self._table("chp_jobs", schedule=self._schedule, cancel=lambda *_: OK),
        }
        self.table = self._table("chp_host", log=self._log, get_service=self._get_service)
        self.table.abi_version = contract.numbers["CHP_ABI_VERSION"]
        self.table.name, self.table.version = b"python", b"1.0.0"

    def _table(self, name, **functions):
        """A table whose functions never let a Python exception out (R3)."""
        table = self.contract.new(name)
        kinds = dict(table._fields_)
        for member, function in functions.items():
            setattr(table, member, kinds[member](self._guarded(function)))
        return table

    @staticmethod
    def _guarded(function):
        def call(_ctx, *arguments):
            try:
                return function(*arguments)
            except Exception:
                traceback.print_exc()
                return INTERNAL
        return call

    def _write(self, sink, data):
        sink = self.contract.at("chp_sink", sink)
        return OK if sink.write(sink.ctx, data, len(data)) == 0 else INTERNAL

    # ---- host and clock

    def _log(self, level, text, length, _fields, _fields_length):
        self.log_lines.append((level, ctypes.string_at(text, length).decode()))

    def _get_service(self, service_id):
        wanted = ctypes.string_at(service_id).decode()
        for name, table in self._tables.items():
            if self.contract.strings[name] == wanted:
                return ctypes.addressof(table)
        return None

    @staticmethod
    def _now_ms():
        return int(time.time() * 1000)

    @staticmethod
    def _mono_ms():
        return int(time.monotonic() * 1000)

    # ---- key-value store

    def _kv_get(self, key, length, sink, version):
        value = self.values.get(ctypes.string_at(key, length))
        if value is None:
            return NOT_FOUND
        ctypes.c_uint64.from_address(version).value = value[1]
        return self._write(sink, value[0])

    def _kv_put(self, put, new_version):
        put = self.contract.at("chp_kv_put", put)
        key = ctypes.string_at(put.key.ptr, put.key.len)
        version = self.values.get(key, (b"", 0))[1]
        if put.expected_version not in (KV_ANY, version):
            return CONFLICT
        self.values[key] = (ctypes.string_at(put.value.ptr, put.value.len), version + 1)
        ctypes.c_uint64.from_address(new_version).value = version + 1
        return OK

    def _kv_erase(self, key, length, _expected):
        return NOT_FOUND if self.values.pop(ctypes.string_at(key, length), None) is None else OK

    def _kv_scan(self, prefix, length, user, each):
        wanted = ctypes.string_at(prefix, length)
        for key in sorted(key for key in self.values if key.startswith(wanted)):
            if each(user, key, len(key)) != 0:
                break
        return OK

    # ---- ingest

    def _deliver(self, batch, results):
        batch = self.contract.at("chp_batch", batch)
        messages = self.contract.array("chp_message", batch.messages, batch.message_count)
        deliveries = self.contract.array("chp_delivery", results, batch.message_count)
        for message, delivery in zip(messages, deliveries):
            known = [kept["external_id"] for kept in self.messages]
            delivery.created = int(string(message.external_id) not in known)
            if delivery.created:
                self.messages.append(self._message(message))
            delivery.message_ref = b"m-" + string(message.external_id).encode()
        return OK

    def _message(self, message):
        """A message as a dict: text members as str, numbers as they are."""
        kept = {}
        for name, kind in message._fields_:
            value = getattr(message, name)
            kept[name] = string(value) if kind is self.contract.structs["chp_str"] else value
        author = self.contract.at("chp_party", message.author)
        kept["author"] = {"external_id": string(author.external_id), "handle": string(author.handle)}
        return kept

    def _find(self, _account_id, external_ids, count, results):
        ids = [string(item) for item in self.contract.array("chp_str", external_ids, count)]
        known = [kept["external_id"] for kept in self.messages]
        for external_id, found in zip(ids, self.contract.array("chp_found", results, count)):
            if external_id in known:
                found.flags = self.contract.numbers["CHP_FOUND_STORED"]
                found.message_ref = b"m-" + external_id.encode()
        return OK

    def _bind(self, _account_id, idempotency_key, external_id):
        self.bound.append((string(self.contract.at("chp_str", idempotency_key)),
                           string(self.contract.at("chp_str", external_id))))
        return OK

    def _quarantine(self, data, _reason):
        self.quarantined.append(string(self.contract.at("chp_str", data)))
        return OK

    # ---- accounts and jobs

    def _save(self, account, sink):
        self.accounts.append(string(self.contract.at("chp_account_save", account).account_json))
        return self._write(sink, b"1")

    def _set_state(self, state):
        self.states.append(self.contract.at("chp_account_state", state).state)
        return OK

    def _schedule(self, job):
        job = self.contract.at("chp_job", job)
        self.jobs.append((string(job.id), string(job.kind)))
        return OK

"""Manifests against plugin_api/manifest.schema.json: the shipped ones fit, broken ones do not.

usage: manifest_schema_test.py SCHEMA MANIFEST...
"""
import copy
import json
import sys
import unittest
from pathlib import Path

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema not found")
    sys.exit(77)

SCHEMA = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
MANIFESTS = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[2:]]
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def changed(path, value):
    """The first manifest with the member at `path` set to `value`."""
    manifest = copy.deepcopy(MANIFESTS[0])
    place = manifest
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return manifest


def without(name):
    manifest = copy.deepcopy(MANIFESTS[0])
    del manifest[name]
    return manifest


class ManifestSchema(unittest.TestCase):
    def assertRefused(self, manifest):
        self.assertFalse(VALIDATOR.is_valid(manifest))

    def test_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_shipped_manifests_fit(self):
        for manifest in MANIFESTS:
            with self.subTest(slug=manifest["slug"]):
                self.assertEqual([e.message for e in VALIDATOR.iter_errors(manifest)], [])

    def test_every_required_member_is_needed(self):
        for name in SCHEMA["required"]:
            with self.subTest(name=name):
                self.assertRefused(without(name))

    def test_unknown_members_are_refused(self):
        self.assertRefused(changed(["colour"], "blue"))

    def test_unknown_form_keywords_are_refused(self):
        self.assertRefused(changed(["connection_schema", "fields", 0, "pattern"], "^a$"))

    def test_unknown_field_types_are_refused(self):
        self.assertRefused(changed(["connection_schema", "fields", 0, "type"], "colour"))

    def test_rows_need_columns(self):
        self.assertRefused(changed(["account_schema", "fields", 0],
                                   {"name": "a", "type": "rows", "label": "A"}))

    def test_rows_do_not_nest(self):
        column = {"name": "b", "type": "rows", "label": "B", "columns": []}
        self.assertRefused(changed(["account_schema", "fields", 0],
                                   {"name": "a", "type": "rows", "label": "A", "columns": [column]}))

    def test_a_library_is_a_file_name_not_a_path(self):
        for name in ("../evil.so", "/tmp/evil.so", "a/b.so", ".hidden.so", ""):
            with self.subTest(name=name):
                self.assertRefused(changed(["binary", "linux-x86_64"], name))

    def test_secrets_do_not_stand_in_tables(self):
        column = {"name": "b", "type": "secret", "label": "B"}
        self.assertRefused(changed(["account_schema", "fields", 0],
                                   {"name": "a", "type": "rows", "label": "A", "columns": [column]}))

    def test_routes_stay_below_the_api(self):
        for path in ("relative", "/login", "/api/v1/../x", "/api/v1/a?b=1", "/api/v1/a b"):
            with self.subTest(path=path):
                self.assertRefused(changed(["routes", 0, "path"], path))

    def test_a_slug_is_a_short_lower_case_word(self):
        for slug in ("", "X", "a b", "a/b", "a_b", "ä", "a" * 40):
            with self.subTest(slug=slug):
                self.assertRefused(changed(["slug"], slug))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

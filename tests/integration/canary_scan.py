"""Finds secrets in bytes: as they are, in part, and in the codings in which they could be written."""
import base64
import json
import urllib.parse


def base64_cores(secret):
    """What of a secret's Base64 does not depend on what stands before and after it."""
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + secret)
        yield text[4 if shift else 0:-4]


def forms(secret):
    """Every form of a secret (bytes) that must be nowhere."""
    found = {secret, secret.hex().encode(), secret.hex().upper().encode(), *base64_cores(secret)}
    for half in (secret[:len(secret) // 2], secret[len(secret) // 2:]):
        if len(half) >= 8:
            found.add(half)
    try:
        text = secret.decode("ascii")
    except UnicodeDecodeError:
        return {form for form in found if len(form) >= 8}
    quoted = urllib.parse.quote(text, safe="")
    found |= {quoted.encode(), urllib.parse.quote(quoted, safe="").encode(), json.dumps(text)[1:-1].encode(),
              text.replace("/", "\\/").encode(), text.lower().encode(), text.upper().encode()}
    return {form for form in found if len(form) >= 8}


class Canaries:
    """Named secrets; `found_in` gives the names of those that stand in some bytes."""

    def __init__(self):
        self.forms = {}

    def add(self, name, secret):
        self.forms[name] = forms(secret if isinstance(secret, bytes) else secret.encode())

    def found_in(self, data):
        return sorted(name for name, known in self.forms.items() if any(form in data for form in known))

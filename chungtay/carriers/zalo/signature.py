"""Zalo's webhook signature: plain SHA-256 over the bytes as received. No Django, no database.

`X-ZEvent-Signature: mac=<hex>`, hex = sha256(app_id + raw body + timestamp + OA secret). Sources
disagree on two of the terms, so a channel may accept the other readings, and what matched is kept.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

STANDARD = "app_id+oa_secret"
OLDEST = timedelta(hours=3)
"""The protocol has no protection against replay; Zalo's own repeats end after 1 h 51 min."""

_HEADER = re.compile(r"\s*(?:mac\s*=\s*)?([0-9a-fA-F]{64})\s*")


@dataclass(frozen=True, slots=True)
class Signer:
    """The terms of one channel. Secrets never show in a representation."""

    app_id: str
    oa_id: str
    oa_secret: str = field(repr=False)
    app_secret: str = field(repr=False)
    any_variant: bool = False

    def variants(self) -> Iterator[tuple[str, str, str]]:
        """Name, first term and secret of each accepted reading, the standard one first."""
        yield STANDARD, self.app_id, self.oa_secret
        if self.any_variant:
            yield "app_id+app_secret", self.app_id, self.app_secret
            yield "oa_id+oa_secret", self.oa_id, self.oa_secret
            yield "oa_id+app_secret", self.oa_id, self.app_secret

    def matching(self, header: str, body: bytes, timestamp: str) -> str:
        """The name of the reading under which the header is right, or "" when it never is."""
        given = _HEADER.fullmatch(header)
        if given is None:
            return ""
        matched = ""
        for name, first, secret in self.variants():
            # An empty secret would let anybody sign.
            right = hmac.compare_digest(mac(first, body, timestamp, secret), given[1].lower())
            if secret and right and not matched:
                matched = name
        return matched


def mac(first: str, body: bytes, timestamp: str, secret: str) -> str:
    """The hexadecimal digest. Plain SHA-256: it is no HMAC."""
    return hashlib.sha256(first.encode() + body + timestamp.encode() + secret.encode()).hexdigest()

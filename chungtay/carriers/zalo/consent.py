"""How an Official Account lets our application speak for it: OAuth v4 with PKCE (zalo.md 1.2).

The verifier stays here; its digest (the challenge) is saved in Zalo's console. The account's
administrator agrees on Zalo's page and comes back with a code, which is exchanged once.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account, Pair, Untold, spend, told

CODE_REFUSED = "-14019"
"""Zalo's number for a code that is unknown, used or older than ten minutes."""


def new_verifier() -> str:
    """43 characters: base64url of 32 random bytes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()


def challenge_of(verifier: str) -> str:
    """What the console wants to know of the verifier: base64url(SHA-256) without padding."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def permission_page(
    oauth_base: str, *, app_id: str, callback: str, challenge: str, state: str
) -> str:
    """Where the administrator of the account agrees."""
    asked = {
        "app_id": app_id, "redirect_uri": callback, "code_challenge": challenge, "state": state,
    }  # fmt: skip
    return f"{oauth_base}/v4/oa/permission?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Described:
    """An Official Account as Zalo describes it (`getoa`). Absent is "", unknown is None."""

    oa_id: str
    name: str
    verified: bool | None
    package: str
    package_until: str
    cloud_account: str
    followers: int | None


class Console:
    """What is asked of Zalo while an account is being connected; safe to share between threads."""

    def __init__(self, wire: Wire | None = None) -> None:
        self._wire = wire or Wire(connections=2)

    def close(self) -> None:
        self._wire.close()

    def exchange(
        self, oauth_base: str, *, app_id: str, app_secret: str, code: str, verifier: str
    ) -> Pair:
        """Spend a code on the first pair of tokens. Raises `NoPair`."""
        form = {
            "code": code, "app_id": app_id, "grant_type": "authorization_code",
            "code_verifier": verifier,
        }  # fmt: skip
        return spend(self._wire, oauth_base, app_secret, form)

    def describe(self, account: Account) -> Described:
        """Who the token speaks for. Raises `Untold`."""
        said = told(self._wire, account, "GET", account.api_base + "/v2.0/oa/getoa")
        if not isinstance(said, dict) or not _text(said, "oaid", 24):
            raise Untold(Outcome(Class.DOUBT, "no_id"))
        verified, followers = said.get("is_verified"), said.get("num_follower")
        return Described(
            oa_id=_text(said, "oaid", 24),
            name=_text(said, "name", 120),
            verified=verified if isinstance(verified, bool) else None,
            package=_text(said, "package_name", 60),
            package_until=_text(said, "package_valid_through_date", 20),
            cloud_account=_text(said, "linked_ZCA", 60),
            followers=followers if type(followers) is int else None,
        )


def _text(said: Mapping[str, Any], name: str, most: int) -> str:
    """One line of plain text, whatever was sent; ids may come as numbers."""
    value = said.get(name)
    if type(value) is int:
        value = str(value)
    return re.sub(r"\s+", " ", value).strip()[:most] if isinstance(value, str) else ""

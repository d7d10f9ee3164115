"""Passkeys (WebAuthn), through django-allauth: the question for a browser, and its answer."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from chungtay.access.models import Account

BROKEN = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
"""What an answer that no browser of ours made may raise on its way through."""


def question(account: Account) -> str:
    """What a known passkey of this account has to sign, for the script, as JSON."""
    return json.dumps({"request_options": auth.begin_authentication(account)}, default=_plain)


def answers(account: Account, credential: str) -> bool:
    """Whether one of this account's passkeys signed the question of this session."""
    try:
        said = json.loads(credential)
        auth.parse_authentication_response(said)
        auth.complete_authentication(account, said).record_usage()
    except BROKEN:
        return False
    return True


def invitation(account: Account) -> str:
    """What the script needs to make a new passkey, as JSON."""
    made = auth.begin_registration(account, passwordless=False)
    return json.dumps({"creation_options": made}, default=_plain)


def is_new(credential: Any) -> bool:
    """Whether this is a passkey made for the question of this session."""
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except BROKEN:
        return False
    return True


def _plain(value: Any) -> Any:
    """fido2's mappings and enumerations, as JSON knows them."""
    return dict(value)

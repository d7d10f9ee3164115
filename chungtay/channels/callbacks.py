"""The address at which an SMS gateway reports, with a secret of the channel in it: nothing signs
what comes there."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "chungtay.channels.callback"
BASE = "/sms/bien-nhan/"


def path(channel_id: int) -> str:
    """The path of a channel's callback, to be put behind our own address."""
    return f"{BASE}{channel_id}/{_token(channel_id, str(settings.SECRET_KEY))}/"


def holds(channel_id: int, token: str) -> bool:
    """Whether this is the secret of this channel."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(token, _token(channel_id, str(key))) for key in keys)


def _token(channel_id: int, key: str) -> str:
    return salted_hmac(SALT, str(channel_id), secret=key, algorithm="sha256").hexdigest()[:40]

"""Connecting an account, and giving a connected one new keys."""

import socket
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from chungtay.channels.actions.incidents import close_incident, standing
from chungtay.channels.models import Channel, Keys, Pace
from chungtay.journal.act import action, current
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place

ESMS = "https://rest.esms.vn"
MAIL_PORTS = {"smtp": 587, "smtps": 465}
MAIL_ALLOWED = frozenset({25, 465, 587, 2525})
PACE = {Channel.Kind.ZALO_OA: (3_600, 60), Channel.Kind.ESMS: (600, 10), Channel.Kind.MAIL: (60, 5)}
"""Messages a minute, and how many at once. Zalo's limit is 4,000 requests a minute for each
application (zalo.md 1.1); ten a second is what gateways of text messages commonly bear."""


class KeysIncomplete(Refused):
    code = "keys_incomplete"


class ElsewhereConnected(Refused):
    code = "account_elsewhere"


@action("channels.connect", words=_("nối tài khoản Zalo"))
def connect(
    *, actor: Acting, at: datetime, place: Place, name: str, oa_id: str, app_id: str,
    app_secret: str, oa_secret: str, access_token: str, refresh_token: str,
    lives: timedelta = timedelta(hours=25), api_base: str = "", oauth_base: str = "",
    any_variant: bool = False,
) -> Channel:  # fmt: skip
    """Connect an Official Account that speaks for `place`, or give a connected one new keys.

    `lives` is how long the access token still lives. New keys end the incidents of the old ones.
    """
    _whole((oa_id, app_id, app_secret, oa_secret, access_token, refresh_token))
    channel = _account(Channel.Kind.ZALO_OA, oa_id, place)
    channel.name, channel.app_id = " ".join(name.split()), app_id
    channel.variants = Channel.Variants.ANY if any_variant else Channel.Variants.STANDARD
    channel.api_base = (api_base or channel.api_base).rstrip("/")
    channel.oauth_base = (oauth_base or channel.oauth_base).rstrip("/")
    keys = Keys(
        app_secret=app_secret, oa_secret=oa_secret, access_token=access_token,
        refresh_token=refresh_token, expires_at=at + lives,
    )  # fmt: skip
    return _connected(channel, keys, place, actor, at)


@action("channels.connect_sms", words=_("nối dịch vụ SMS"))
def connect_sms(
    *, actor: Acting, at: datetime, place: Place, name: str, brandname: str, api_key: str,
    secret_key: str, api_base: str = "",
) -> Channel:  # fmt: skip
    """Connect a brand name of eSMS that speaks for `place`, or give it new keys."""
    _whole((brandname, api_key, secret_key))
    channel = _account(Channel.Kind.ESMS, brandname, place)
    channel.name, channel.api_base = " ".join(name.split()), (api_base or ESMS).rstrip("/")
    return _connected(channel, Keys(api_key=api_key, app_secret=secret_key), place, actor, at)


@action("channels.connect_mail", words=_("nối hộp thư điện tử"))
def connect_mail(
    *, actor: Acting, at: datetime, place: Place, name: str, address: str, server: str,
    login: str, password: str,
) -> Channel:  # fmt: skip
    """Connect a mailbox that writes for `place`, or give it a new password.

    `server`: "smtp://host:587" (STARTTLS) or "smtps://host:465"; without a port, the usual one.
    """
    try:
        validate_email(address)
    except ValidationError as error:
        raise KeysIncomplete(_("Địa chỉ thư chưa đúng.")) from error
    base = _mail_server(server)
    _whole((login, password))
    channel = _account(Channel.Kind.MAIL, address, place)
    channel.name, channel.app_id = " ".join(name.split()), login
    channel.api_base = base
    return _connected(channel, Keys(api_key=password), place, actor, at)


def _mail_server(said: str) -> str:
    """Scheme, host and port of a mail server somewhere else; raises KeysIncomplete.

    Ports of mail only, and never this machine or its own wire: the page must not become a way to
    knock at what stands behind the firewall. The demo's mailbox is on this machine, at any port.
    """
    unread = KeysIncomplete(_("Máy chủ thư ghi như smtp://mail.phuong.vn:587."))
    try:
        parts = urlsplit(said)
        scheme, host, given = parts.scheme, parts.hostname, parts.port
    except ValueError as error:
        raise unread from error
    if scheme not in MAIL_PORTS or not host:
        raise unread
    port = MAIL_PORTS[scheme] if given is None else given
    if _is_here(host):
        if not settings.DEMO:
            raise KeysIncomplete(_("Máy chủ thư phải là một máy khác, ghi bằng tên của nó."))
    elif port not in MAIL_ALLOWED:
        raise KeysIncomplete(_("Cổng của máy chủ thư chỉ có thể là 25, 465, 587 hoặc 2525."))
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _is_here(host: str) -> bool:
    """Loopback, link-local or no address at all, in whatever way it is written."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        found = socket.getaddrinfo(name, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return False  # a name; numbers are understood as the wire would: 127.1, 0x7f000001
    address = ip_address(str(found[0][4][0]).partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_link_local or address.is_unspecified


def _whole(values: Iterable[str]) -> None:
    for value in values:
        if not value or not value.isascii() or not value.isprintable() or " " in value:
            raise KeysIncomplete(_("Còn thiếu khóa, hoặc khóa có ký tự lạ. Chép lại từ Zalo."))


def _account(kind: Channel.Kind, called: str, place: Place) -> Channel:
    """The account as it is connected already, or a new one; of this place only."""
    every = Channel.objects.unscoped(why="an account speaks for one place in the register")
    channel = every.filter(kind=kind, oa_id=called).first() or Channel(
        kind=kind, oa_id=called, place=place, connected_in=current().entry
    )
    # Its own place, or the unit that this one wholly became; never a ward of this province.
    if channel.place_id not in cover(place.pk) or channel.place.kind != place.kind:
        raise ElsewhereConnected(_("Tài khoản này đã nối cho nơi khác."))
    return channel


def _connected(channel: Channel, keys: Keys, place: Place, actor: Acting, at: datetime) -> Channel:
    channel.place, channel.rest_until = place, None
    channel.save()
    keys.channel, keys.place, keys.refreshed_at = channel, place, at
    keys.save()
    per_minute, burst = PACE[Channel.Kind(channel.kind)]
    Pace.objects.unscoped(why="a channel that is connected has its pace").get_or_create(
        channel=channel,
        defaults={"place": place, "per_minute": per_minute, "burst": burst, "next_at": at},
    )
    for incident in standing(channel):
        close_incident(actor=actor, at=at, incident=incident)
    return channel

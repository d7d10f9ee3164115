"""What a delivery looks like when it leaves, for each way; and as whom its carrier is spoken to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from chungtay.carriers.esms.client import Account as EsmsAccount
from chungtay.carriers.letter import Letter
from chungtay.carriers.mail.client import Account as MailAccount
from chungtay.carriers.zalo.client import Account as ZaloAccount
from chungtay.carriers.zalo.client import Zalo
from chungtay.channels import answer_links, callbacks, tokens
from chungtay.channels.models import Channel, Delivery, Keys, Template, Way
from chungtay.channels.wording import buttons_of, text_of
from chungtay.kit import clock
from chungtay.people.models import Person

LONGEST_VALUE = 100
"""Of a parameter whose length nobody wrote down."""
Templates = Mapping[tuple[int, str, str], Template]
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
WITH_LINK = frozenset({Way.SMS, Way.EMAIL})
"""Ways by which nobody can answer with a word."""


def account_of(channel: Channel, zalo: Zalo, at: datetime) -> Any:
    """Where and as whom this channel's carrier is spoken to."""
    if channel.kind == Channel.Kind.ZALO_OA:
        return ZaloAccount(channel.api_base, tokens.access_token(channel, zalo, at))
    keys: Keys = Keys.objects.unscoped(why="the sender speaks as every channel").get(
        channel_id=channel.pk
    )
    if channel.kind == Channel.Kind.ESMS:
        told = str(settings.SITE) + callbacks.path(channel.pk)
        return EsmsAccount(channel.api_base, keys.api_key, keys.app_secret, channel.oa_id, told)
    server = urlsplit(channel.api_base)
    host = server.hostname or ""
    return MailAccount(
        host=host, port=server.port or 587, sender=f'"{channel.name}" <{channel.oa_id}>',
        username=channel.app_id, password=keys.api_key,
        security="tls" if server.scheme == "smtps" else "none" if host in HERE else "starttls",
    )  # fmt: skip


def letter_of(row: Delivery, templates: Templates, at: datetime, *, again: bool = False) -> Letter:
    """The letter of a delivery whose message, contact and channel are loaded. Makes the link for
    answers where the way needs one, so call it in the transaction that lets the letter leave.
    `again`: of two letters only one arrives, and nobody knows which: the links of both live."""
    assert row.channel is not None and row.contact is not None
    message, way = row.message, Way(row.way)
    if way is Way.ZALO_CS:
        plain = row.plain or not row.channel.buttons
        buttons = [] if plain else buttons_of(message, row.contact.value)
        return Letter(row.to, text_of(message, plain=plain), row.reference, buttons)
    if way in WITH_LINK:
        text, link = message.text, _link(row, at, again=again)
        if link:
            text = _("%(text)s\nTrả lời ở đây: %(link)s") % {"text": text, "link": link}
        return Letter(row.to, text, row.reference)
    template = template_of(row, templates)
    assert template is not None
    fields = fields_of(row, template, at)
    return Letter(row.to, message.text, row.reference, (), template.external_id, fields)


def fields_of(
    row: Delivery, template: Template, at: datetime, without: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The blanks of a template, filled in as they leave at this moment."""
    return {
        name: _value(Template.Value(value), row, at)[: template.lengths.get(name, LONGEST_VALUE)]
        for name, value in template.fields.items() if value not in without
    }  # fmt: skip


def template_of(row: Delivery, templates: Templates) -> Template | None:
    """The approved template of this way for a message's purpose, else for its journey."""
    by, purpose = ("uid" if row.way == Way.ZALO_UID else "phone"), row.message.purpose
    key = row.channel_id or 0
    found = templates.get((key, purpose, by))
    return found or templates.get((key, purpose.partition(".")[0], by))


def usable(channel_ids: list[int]) -> Templates:
    """The approved templates of these channels, by channel, purpose and "uid" or "phone"."""
    found = {}
    for template in Template.objects.unscoped(why="which templates may be sent").filter(
        channel__in=channel_ids, approved=True
    ):
        for goes, by in ((template.by_uid, "uid"), (template.by_phone, "phone")):
            if goes:
                found[template.channel_id, template.purpose, by] = template
    return found


def _link(row: Delivery, at: datetime, *, again: bool = False) -> str:
    if not again:
        answer_links.revoke(row.message, at)
    return answer_links.address(row.message, row.place_id, at)


def _value(value: Template.Value, row: Delivery, at: datetime) -> str:
    match value:
        case Template.Value.TEXT:
            return " ".join(row.message.text.split())
        case Template.Value.NAME:
            people = Person.objects.unscoped(why="a letter calls its reader by name")
            mine = people.filter(actor=row.message.recipient_id).values_list("name", flat=True)
            return str(mine.first() or "")
        case Template.Value.PLACE:
            return str(row.message.entry.place)
        case Template.Value.DAY:
            return clock.day(at)
        case Template.Value.LINK:
            return _link(row, at)

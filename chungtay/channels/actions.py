"""Verbs of channels: an account and its troubles, our word to who wrote, a link to answer by."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel, Incident, Keys
from chungtay.channels.models.channel import IncidentQuerySet
from chungtay.channels.resolving import REPLY
from chungtay.journal.act import action, current, tell
from chungtay.journal.models import Message
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place


class KeysIncomplete(Refused):
    code = "keys_incomplete"


class ElsewhereConnected(Refused):
    code = "account_elsewhere"


class AlreadyOpen(Refused):
    code = "incident_open"


class AlreadyClosed(Refused):
    code = "incident_closed"


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
    for value in (oa_id, app_id, app_secret, oa_secret, access_token, refresh_token):
        if not value or not value.isascii() or not value.isprintable() or " " in value:
            raise KeysIncomplete(_("Còn thiếu khóa, hoặc khóa có ký tự lạ. Chép lại từ Zalo."))
    channel = Channel.objects.unscoped(
        why="an account speaks for one place in the register"
    ).filter(kind=Channel.Kind.ZALO_OA, oa_id=oa_id).first() or Channel(
        oa_id=oa_id, place=place, connected_in=current().entry
    )
    # Its own place, or the unit that this one wholly became; never a ward of this province.
    if channel.place_id not in cover(place.pk) or channel.place.kind != place.kind:
        raise ElsewhereConnected(_("Tài khoản Zalo này đã nối cho nơi khác."))
    channel.place = place
    channel.name, channel.app_id = " ".join(name.split()), app_id
    channel.variants = Channel.Variants.ANY if any_variant else Channel.Variants.STANDARD
    channel.api_base = (api_base or channel.api_base).rstrip("/")
    channel.oauth_base = (oauth_base or channel.oauth_base).rstrip("/")
    channel.rest_until = None
    channel.save()
    Keys(
        channel=channel, place=place, app_secret=app_secret, oa_secret=oa_secret,
        access_token=access_token, refresh_token=refresh_token, refreshed_at=at,
        expires_at=at + lives,
    ).save()  # fmt: skip
    for incident in standing(channel):
        close_incident(actor=actor, at=at, incident=incident)
    return channel


def standing(channel: Channel) -> IncidentQuerySet:
    """Open incidents of a channel somebody already holds."""
    found: IncidentQuerySet = (
        Incident.objects.unscoped(why="the channel itself is in hand")
        .standing()
        .filter(channel=channel)
    )
    return found


@action("channels.open_incident", on="channel", words=_("ghi sự cố của kênh"))
def open_incident(
    *, actor: Acting, at: datetime, channel: Channel, code: str, sentence: str, pauses: bool
) -> Incident:
    """Say that a channel is in trouble; one that `pauses` stops the sending until it is closed."""
    try:
        with transaction.atomic():
            return Incident.objects.create(
                channel=channel, place_id=channel.place_id, code=code, sentence=sentence,
                pauses=pauses, opened_at=at, opened_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyOpen(_("Sự cố này đang được ghi rồi.")) from error


@action("channels.close_incident", on="incident", words=_("khép sự cố của kênh"))
def close_incident(*, actor: Acting, at: datetime, incident: Incident) -> Incident:
    """The trouble is mended: what waited goes out."""
    row = Incident.objects.unscoped(why="the incident itself is in hand")
    locked: Incident = row.select_for_update().get(pk=incident.pk)
    if locked.closed_at is not None:
        raise AlreadyClosed(_("Sự cố này đã khép lại trước đó."))
    locked.closed_at, locked.closed_in = max(at, locked.opened_at), current().entry
    locked.save(update_fields=["closed_at", "closed_in"])
    return locked


@action("channels.reply", words=_("trả lời người nhắn"))
def reply(*, actor: Acting, at: datetime, place: Place, recipient: int, text: str) -> Message:
    """Answer an Actor who wrote to us."""
    return tell(recipient, purpose=REPLY, text=text, urgent=True)

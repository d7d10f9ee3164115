"""Connecting an account, and giving a connected one new keys."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.channels.actions.incidents import close_incident, standing
from chungtay.channels.models import Channel, Keys
from chungtay.journal.act import action, current
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place


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

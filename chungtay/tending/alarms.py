"""Looking after the channels by the clock: keys are renewed though nobody sends, silence is
noticed, and a trouble is told to the channel's keeper, once when it begins and once when it ends.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from chungtay.carriers.zalo.client import Zalo
from chungtay.channels import tokens
from chungtay.channels.actions import close_incident, standing
from chungtay.channels.models import Channel, Delivery, Incident
from chungtay.journal.system import System
from chungtay.tending import hearing
from chungtay.tending.actions import AlreadyTold, NoKeeper, tell_keeper
from chungtay.tending.models import Alarm, Keeper

log = logging.getLogger(__name__)

SILENT = "webhook_silent"
SILENCE = timedelta(hours=2)
"""Zalo's own repeats end after 1 h 51 min; then it switches the webhook off."""
ECHO_TAKES = timedelta(minutes=10)
OLDEST = timedelta(days=1)
"""An incident that nobody could be told of in a day is on the board; it is not told of later."""


def look_after(zalo: Zalo, at: datetime) -> int:
    """One round; how many tellings were written. Must not run inside a transaction."""
    for channel in Channel.objects.unscoped(why="every channel is looked after").filter(
        kind=Channel.Kind.ZALO_OA
    ):
        try:
            # Renewed when it is twenty hours old, though nothing was sent all day.
            tokens.access_token(channel, zalo, at)
            listen(channel, at)
        except Exception:
            log.exception("channel %s could not be looked after", channel.pk)
    return tell(at)


def listen(channel: Channel, at: datetime) -> None:
    """Every message we send comes back as an echo: none for hours means that webhooks stopped."""
    sent = Delivery.objects.unscoped(why="every channel is looked after").filter(
        channel=channel, way__in=["zalo_cs", "zalo_uid"],
        sent_at__gt=at - SILENCE, sent_at__lt=at - ECHO_TAKES,
    )  # fmt: skip
    open_ = standing(channel).filter(code=SILENT).first()
    if hearing.silent_since(channel, at - SILENCE) and sent.exists():
        if open_ is None:
            tokens.trouble(channel, at, SILENT, pauses=False)
    elif open_ and not hearing.silent_since(channel, open_.opened_at):
        close_incident(actor=System("tending"), at=at, incident=open_)


def tell(at: datetime) -> int:
    """Tell keepers what they have not been told: begun first, then over."""
    done = 0
    for incident, about in _untold(at):
        try:
            tell_keeper(actor=System("tending"), at=at, incident=incident, about=about)
            done += 1
        except (AlreadyTold, NoKeeper):
            continue
    return done


def _untold(at: datetime) -> Iterable[tuple[Incident, Alarm.About]]:
    told = Alarm.objects.unscoped(why="every channel is looked after").filter(
        incident=OuterRef("pk")
    )
    begun, over = (Exists(told.filter(about=about)) for about in Alarm.About)
    kept = Exists(
        Keeper.objects.unscoped(why="every channel is looked after")
        .standing()
        .filter(channel=OuterRef("channel"))
    )
    rows = (
        Incident.objects.unscoped(why="every channel is looked after").filter(kept).order_by("pk")
    )
    fresh = Q(closed_at=None, opened_at__gt=at - OLDEST)
    for incident in rows.filter(fresh, ~begun):
        yield incident, Alarm.About.BEGUN
    # Only who was told that it began is told that it is over.
    for incident in rows.filter(begun, ~over, closed_at__isnull=False):
        yield incident, Alarm.About.OVER

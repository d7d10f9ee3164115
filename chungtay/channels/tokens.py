"""The access token of a channel: renewed by one at a time, kept before it is used.

A refresh token can be spent once. So whoever renews holds the lock on the row of keys for as long
as the exchange takes, commits the new pair before anybody sends with it, and never lets an answer
that is not a whole pair touch the old one.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from chungtay.carriers.words import words
from chungtay.carriers.zalo.client import NoPair, Zalo
from chungtay.channels import actions
from chungtay.channels.models import Channel, Keys
from chungtay.journal.system import System

log = logging.getLogger(__name__)

RENEW_AFTER = timedelta(hours=20)
"""A token lives 25 hours: five are left to notice and to mend."""
ALARM_AFTER = timedelta(hours=22)
AGAIN_AFTER = timedelta(minutes=10)
REST = timedelta(seconds=30)
STILL_NEW = timedelta(hours=1)


def access_token(channel: Channel, zalo: Zalo, at: datetime) -> str:
    """The token to send with now, renewed first when it is old. Costs one query when it is not."""
    keys: Keys = Keys.objects.unscoped(why="the sender renews the token of every channel").get(
        channel_id=channel.pk
    )
    old = at >= keys.refreshed_at + RENEW_AFTER
    tried = keys.tried_at is not None and at < keys.tried_at + AGAIN_AFTER
    if old and not tried and renew(channel, zalo, at, refused=keys.access_token):
        keys.refresh_from_db(fields=["access_token"])
    return keys.access_token


def renew(channel: Channel, zalo: Zalo, at: datetime, *, refused: str, dead: bool = False) -> bool:
    """Whether a token other than `refused` is there now, ours or one that somebody just fetched.

    `dead`: Zalo has refused to take `refused` any more. Must not run inside a transaction: the new
    pair has to be committed before it is used.
    """
    failed: NoPair | None = None
    with transaction.atomic(durable=True):
        keys = (
            Keys.objects.unscoped(why="the sender renews the token of every channel")
            .select_for_update()
            .get(channel_id=channel.pk)
        )
        if keys.access_token != refused:
            return True
        dead = dead or at >= keys.expires_at
        late = at >= keys.refreshed_at + ALARM_AFTER
        try:
            pair = zalo.renew(
                channel.oauth_base, channel.app_id, keys.app_secret, keys.refresh_token
            )
        except NoPair as error:
            failed, keys.tried_at = error, at
            keys.save(update_fields=["tried_at"])
        else:
            keys.access_token, keys.refresh_token = pair.access_token, pair.refresh_token
            keys.refreshed_at, keys.expires_at, keys.tried_at = at, at + pair.lives, None
            keys.save()
    if failed is None:
        recovered(channel, at)
        return True
    log.warning("token of channel %s not renewed: %s", channel.pk, failed.code)
    if failed.refused and dead:
        trouble(channel, at, "reauthorise", pauses=True)
    elif failed.refused or late:
        trouble(channel, at, "token_not_renewed", pauses=False)
    return False


def refused(
    channel: Channel, zalo: Zalo, at: datetime, *, token: str, again: bool
) -> datetime | None:
    """Zalo refused a token while sending: renew it. A new one, refused `again`, needs a person.

    Returns until when the channel has to rest, None if it may go on at once.
    """
    keys = Keys.objects.unscoped(why="the sender renews the token of every channel")
    new = keys.filter(
        channel_id=channel.pk, access_token=token, refreshed_at__gt=at - STILL_NEW
    ).exists()
    if again and new:
        trouble(channel, at, "reauthorise", pauses=True)
        return None
    return None if renew(channel, zalo, at, refused=token, dead=True) else at + REST


def trouble(channel: Channel, at: datetime, code: str, *, pauses: bool) -> None:
    """Open an incident, unless this one is open already."""
    if actions.standing(channel).filter(code=code).exists():
        return
    try:
        actions.open_incident(
            actor=System("channels"), at=at, channel=channel, code=code,
            sentence=words(code), pauses=pauses,
        )  # fmt: skip
    except actions.AlreadyOpen:
        return


def recovered(channel: Channel, at: datetime) -> None:
    """A new pair ends every trouble that was about the old one."""
    for incident in actions.standing(channel).filter(code__in=["token_not_renewed", "reauthorise"]):
        actions.close_incident(actor=System("channels"), at=at, incident=incident)

"""What is known of a person's address at a channel: written by what comes in and by refusals.

The intake calls `seen` for every word, tap or follow; `refused` is told by what a carrier answers.
Statements take many rows at once and always in the order of their addresses, so that two workers
never wait for each other.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from chungtay.channels.models import Channel

REFUSALS = frozenset({"-244", "-139", "-141"})
"""The person wants nothing of this account: like a consent taken back (zalo.md 1.7, 6)."""
CLOSED = frozenset({"-230", "-232", "-227"})
"""The window is closed, or the user long away: until they speak again."""
NOT_FOLLOWING = frozenset({"-213"})

_SEEN = """
INSERT INTO channels_presence AS p
    (place_id, channel_id, user_id, last_interaction_at, follows, closed_code, refused_code)
SELECT %(place)s, %(channel)s, s.user_id, s.spoke_at, s.follows, '', ''
FROM unnest(%(users)s::text[], %(spoke)s::timestamptz[], %(follows)s::boolean[])
     AS s(user_id, spoke_at, follows)
ON CONFLICT (channel_id, user_id) DO UPDATE SET
    last_interaction_at = greatest(p.last_interaction_at, excluded.last_interaction_at),
    follows = coalesce(excluded.follows, p.follows)
"""
_REFUSED = """
INSERT INTO channels_presence AS p
    (place_id, channel_id, user_id, follows, closed_at, closed_code, refused_at, refused_code)
SELECT c.place_id, c.id, s.user_id,
       CASE WHEN s.what = 'follows' THEN false END,
       CASE WHEN s.what = 'closed' THEN %(at)s::timestamptz END,
       CASE WHEN s.what = 'closed' THEN s.code ELSE '' END,
       CASE WHEN s.what = 'refused' THEN %(at)s::timestamptz END,
       CASE WHEN s.what = 'refused' THEN s.code ELSE '' END
FROM unnest(%(channels)s::bigint[], %(users)s::text[], %(codes)s::text[], %(what)s::text[])
     AS s(channel_id, user_id, code, what)
JOIN channels_channel c ON c.id = s.channel_id
ON CONFLICT (channel_id, user_id) DO UPDATE SET
    follows = coalesce(excluded.follows, p.follows),
    closed_at = coalesce(excluded.closed_at, p.closed_at),
    closed_code = CASE WHEN excluded.closed_code = '' THEN p.closed_code
                       ELSE excluded.closed_code END,
    refused_at = coalesce(excluded.refused_at, p.refused_at),
    refused_code = CASE WHEN excluded.refused_code = '' THEN p.refused_code
                        ELSE excluded.refused_code END
"""


class Seen(NamedTuple):
    """`at`: when the user spoke, tapped or followed. `follows` False: they left, which is no
    interaction; None: nothing was said of it."""

    user_id: str
    at: datetime
    follows: bool | None = None


class Refusal(NamedTuple):
    channel_id: int
    user_id: str
    code: str


def seen(channel: Channel, user_id: str, at: datetime, follows: bool | None = None) -> None:
    """A user of this channel spoke, tapped, followed or left."""
    seen_all(channel, [Seen(user_id, at, follows)])


def seen_all(channel: Channel, told: Iterable[Seen]) -> None:
    """Many at once, in any order; the latest word on following holds."""
    spoke: dict[str, datetime | None] = {}
    follows: dict[str, bool | None] = {}
    for one in sorted((one for one in told if one.user_id), key=lambda one: one.at):
        spoke.setdefault(one.user_id, None)
        if one.follows is not False:
            spoke[one.user_id] = one.at
        if one.follows is not None:
            follows[one.user_id] = one.follows
    users = sorted(spoke)
    if users:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN, {
                "place": channel.place_id, "channel": channel.pk, "users": users,
                "spoke": [spoke[user] for user in users],
                "follows": [follows.get(user) for user in users],
            })  # fmt: skip


def refused(told: Iterable[Refusal], at: datetime) -> None:
    """What carriers said of addresses; codes that say nothing of a person are passed over."""
    found = sorted({(one.channel_id, one.user_id): one for one in told if _what(one.code)}.items())
    if found:
        rows = [one for _key, one in found]
        with connection.cursor() as cursor:
            cursor.execute(_REFUSED, {
                "at": at, "channels": [one.channel_id for one in rows],
                "users": [one.user_id for one in rows],
                "codes": [_bare(one.code) for one in rows],
                "what": [_what(one.code) for one in rows],
            })  # fmt: skip


def _bare(code: str) -> str:
    """The template host's numbers without their mark: "zbs_-139" says what "-139" says."""
    return code.removeprefix("zbs_")


def _what(code: str) -> str:
    bare = _bare(code)
    if bare in REFUSALS:
        return "refused"
    if bare in CLOSED:
        return "closed"
    return "follows" if bare in NOT_FOLLOWING else ""

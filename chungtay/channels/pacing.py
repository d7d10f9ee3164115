"""How fast a channel speaks, and what of its quota is kept for answers.

The rate is a row of each channel, changed by one statement and so shared by all workers (GCRA:
`next_at` is the moment at which the next message would be on time; so many may run ahead of it as
`burst` says). A quota is what the carrier last told of itself.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection

from chungtay.carriers.outcome import Class, Outcome, Quota, morning_after
from chungtay.carriers.reach import FREE
from chungtay.channels.models import Allowance, Channel, Delivery, Pace, Way
from chungtay.kit.clock import VN

KEPT_SHARE, KEPT_MOST, KEPT_UNTOLD = 20, 200, 20
"""Of a quota one part in so many, at most so much, is kept for what is urgent and for answers;
so much where the carrier does not tell the whole."""
EACH_PERSONS = "reply"
"""Zalo tells this quota for each person, not for the account (zalo.md 1.3)."""
BOUGHT = {"purchase_quota": "cs_bought", "reward_quota": "cs_reward"}
"""What is used once the subscription's is used up: allowances beside that of the way itself."""
ALL_OF = {"cs_bought": Way.ZALO_CS, "cs_reward": Way.ZALO_CS}
_PUT_OFF = """
UPDATE channels_delivery d SET code = 'quota', not_before = %(until)s
WHERE d.channel_id = %(channel)s AND d.way = %(way)s AND d.state = 'waiting' AND d.rank = 0
  AND d.code <> 'quota' AND NOT EXISTS (
    SELECT FROM people_contactpoint c
    JOIN channels_presence p ON p.channel_id = d.channel_id
                            AND p.user_id = split_part(c.value, '/', 2)
    WHERE c.id = d.contact_id AND c.kind = 'zalo' AND d.way = 'zalo_cs'
      AND p.last_interaction_at >= %(free)s)
"""
"""But for those who spoke so lately that a message to them takes nothing of the quota."""

_ROOM = """least(%(wanted)s, greatest(0, floor(burst
    - extract(epoch FROM greatest(next_at, %(at)s) - %(at)s) * per_minute / 60)))::int"""
_GRANT = f"""
UPDATE channels_pace
SET granted = {_ROOM},
    next_at = greatest(next_at, %(at)s) + {_ROOM} * interval '1 minute' / per_minute
WHERE channel_id = %(channel)s
RETURNING granted
"""  # noqa: S608


def grant(channel_id: int, wanted: int, at: datetime) -> int:
    """How many of `wanted` messages may leave now; they are counted at once. A channel without a
    pace of its own is not held."""
    with connection.cursor() as cursor:
        cursor.execute(_GRANT, {"channel": channel_id, "wanted": wanted, "at": at})
        row = cursor.fetchone()
    return wanted if row is None else int(row[0])


def full(at: datetime) -> list[int]:
    """Channels that may send nothing just now; looked at without holding anybody up."""
    rows = Pace.objects.unscoped(why="the sender keeps every channel's pace")
    return [
        channel_id
        for channel_id, per_minute, burst, next_at in rows.filter(next_at__gt=at).values_list(
            "channel_id", "per_minute", "burst", "next_at"
        )
        if (next_at - at).total_seconds() * per_minute / 60 > burst - 1
    ]


def per_minute(channel_ids: Iterable[int]) -> dict[int, int]:
    rows = Pace.objects.unscoped(why="the rate of a channel names nobody")
    return dict(rows.filter(channel__in=list(channel_ids)).values_list("channel_id", "per_minute"))


def told(outcomes: Iterable[tuple[Delivery, Outcome]], at: datetime) -> None:
    """Keep what carriers said of their quotas; the last word of a batch holds."""
    latest = {
        (row.channel_id or 0, _kept_as(row.way, outcome.quota)): outcome.quota
        for row, outcome in outcomes
        if outcome.quota is not None and outcome.quota.of != EACH_PERSONS
    }
    for (channel_id, way), quota in sorted(latest.items(), key=lambda item: item[0]):
        _keep(channel_id, way, quota.remain, quota.total, at)


def used_up(row: Delivery, at: datetime) -> None:
    """The carrier refused for today: nothing of this kind is tried until tomorrow."""
    _keep(row.channel_id or 0, row.way, 0, None, at)


def _keep(channel_id: int, way: str, remain: int, total: int | None, at: datetime) -> None:
    """What is left; once only the answers' part is, what can wait is put off until tomorrow."""
    place_id = Channel.objects.unscoped(why="where a channel's quota belongs").values_list(
        "place_id", flat=True
    ).get(pk=channel_id)  # fmt: skip
    every = Allowance.objects.unscoped(why="the sender keeps within every channel's quota")
    every.update_or_create(
        channel_id=channel_id, way=way,
        defaults={"place_id": place_id, "remain": remain, "total": total, "told_at": at},
    )  # fmt: skip
    goes = str(ALL_OF.get(way, way))
    if (channel_id, goes) in spent(at)[False]:
        with connection.cursor() as cursor:
            cursor.execute(_PUT_OFF, {
                "channel": channel_id, "way": goes, "free": at - FREE,
                "until": morning_after(Class.TOMORROW, at),
            })  # fmt: skip


def _kept_as(way: str, quota: Quota) -> str:
    return BOUGHT.get(quota.of, way) if way == Way.ZALO_CS else way


def kept(total: int | None) -> int:
    """How much of a quota is left to what is urgent and to answers."""
    return min(total // KEPT_SHARE, KEPT_MOST) if total else KEPT_UNTOLD


def spent(at: datetime) -> Mapping[bool, frozenset[tuple[int, str]]]:
    """Pairs of channel and way that are used up today: for everybody (True), and for what can wait
    (False), which leaves the last of a quota to answers. What was told on another day no longer
    counts."""
    midnight = at.astimezone(VN).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Allowance.objects.unscoped(why="the sender keeps within every channel's quota").filter(
        told_at__gte=midnight
    )
    left: dict[tuple[int, str], tuple[int, int | None]] = {}
    for channel_id, way, remain, total in rows.values_list("channel_id", "way", "remain", "total"):
        key = (channel_id, str(ALL_OF.get(way, way)))
        before, whole = left.get(key, (0, None))
        left[key] = (before + remain, total if whole is None else whole + (total or 0))
    little = frozenset(key for key, (remain, total) in left.items() if remain <= kept(total))
    return {True: frozenset(key for key in little if not left[key][0]), False: little}


def time_left(waiting: Mapping[int, int], at: datetime) -> timedelta:
    """How long it takes until so many messages of each channel have left, at its pace."""
    rates = per_minute(waiting)
    return max(
        (timedelta(minutes=count / rates[key]) for key, count in waiting.items() if rates.get(key)),
        default=timedelta(0),
    )

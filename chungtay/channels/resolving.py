"""From an outbox row to a delivery: by which way it goes, or why nobody may carry it.

`take` makes the deliveries of what waits in the outbox, thousands in a few statements; `onward`
writes the next way's row of a message whose earlier way definitely failed. Both ask `reach`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import NamedTuple

from django.db import connection, transaction

from chungtay.carriers import quiet
from chungtay.carriers.outcome import Class, morning_after
from chungtay.carriers.reach import chosen, reach, why_not
from chungtay.channels.models import Delivery
from chungtay.channels.situations import Situation, Town, situations
from chungtay.channels.willing import REPLY, Known, known, needs_consent

__all__ = ["BATCH", "REPLY", "Known", "known", "needs_consent", "onward", "take"]

BATCH, PIECE = 5_000, 500

# By the places of their rows: so the inner question is asked once, whatever the planner believes.
_TAKE = """
DELETE FROM journal_waiting WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM journal_waiting
    ORDER BY first DESC, urgent DESC, message_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)) RETURNING message_id
"""
# However few it believes there are since it last counted, it must not sort all that waits, nor read
# all that was ever said, for each batch.
_SORT, _SCAN = "SET LOCAL enable_sort TO {}", "SET LOCAL enable_seqscan TO {}"
_COPY = """
COPY channels_delivery (place_id, message_id, channel_id, contact_id, way, rank, state, code,
                        not_before, expires_at, plain, attempts, external_id) FROM STDIN
"""
Tried = frozenset[tuple[str, int]]


class Verdict(NamedTuple):
    """What becomes of every message of one case. `address`: position among its contacts."""

    channel_id: int | None
    address: int | None
    way: str
    state: str
    code: str
    not_before: datetime | None


def take(at: datetime, limit: int = BATCH) -> int:
    """Make a delivery of each waiting message, in the order of `message_waiting`; how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_SORT.format("off") + ";" + _SCAN.format("off"))
            cursor.execute(_TAKE, {"limit": limit})
            ids = [row[0] for row in cursor.fetchall()]
            cursor.execute(_SORT.format("DEFAULT"))
            found = situations(ids, at) if ids else []
            cursor.execute(_SCAN.format("DEFAULT"))
        if found:
            _write(found, {}, at)
    return len(ids)


def onward(failed: Sequence[Delivery], at: datetime, *, open_now: bool = False) -> frozenset[int]:
    """Write the next way's row of each of these, whose way definitely failed and which must be
    `passed` already; gives the messages for which there is one (`open_now`: and not only later).
    Inside a transaction."""
    tried: dict[int, Tried] = {}
    ids = [row.message_id for row in failed]
    before = Delivery.objects.unscoped(why="which ways of a message were tried").filter(
        message__in=ids
    )
    for message_id, way, channel_id in before.values_list("message_id", "way", "channel_id"):
        tried[message_id] = tried.get(message_id, frozenset()) | {(way, channel_id)}
    return _write(situations(ids, at), tried, at, only_ways=True, open_now=open_now)


def _write(
    found: Iterable[Situation], tried: dict[int, Tried], at: datetime, *, only_ways: bool = False,
    open_now: bool = False,
) -> frozenset[int]:  # fmt: skip
    """Copy the deliveries in; gives the messages that are on their way."""
    town = Town(at)
    verdicts: dict[tuple[object, ...], Verdict] = {}
    written, going = [], []
    for one in found:
        ways = tried.get(one.message_id, frozenset())
        case = (*one.case, ways)
        verdict = verdicts.get(case)
        if verdict is None:
            verdict = verdicts[case] = _verdict(town, one, ways, at)
        if verdict.channel_id is not None and not (open_now and verdict.code):
            going.append(one.message_id)
        elif only_ways:
            continue
        written.append((one, verdict))
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for some in batched(written, PIECE):  # the database reads while we write
            copy.write("".join(_line(one, verdict) for one, verdict in some))
    return frozenset(going)


def _verdict(town: Town, one: Situation, tried: Tried, at: datetime) -> Verdict:
    facts = town.facts(one, tried)
    steps = reach(facts)
    step = chosen(steps, facts.rank)
    if step is None:
        return Verdict(None, None, "", Delivery.State.FAILED, why_not(steps), None)
    later = {
        "quiet": quiet.ends(at), "-234": morning_after(Class.LATER, at),
        "quota": morning_after(Class.TOMORROW, at),
    }.get(step.code)  # fmt: skip
    waits = step.code if step.can == "later" else ""
    return Verdict(step.account, step.address, step.way, Delivery.State.WAITING, waits, later)


def _line(one: Situation, verdict: Verdict) -> str:
    """One row as COPY reads it: numbers, and words of ours without a character to escape."""
    contact = _NULL
    if verdict.address is not None and one.contacts and verdict.channel_id is not None:
        contact = str(one.contacts[verdict.address])
    return (
        f"{one.place_id}\t{one.message_id}\t{verdict.channel_id or _NULL}\t{contact}"
        f"\t{verdict.way}\t{one.rank}\t{verdict.state}\t{verdict.code}"
        f"\t{verdict.not_before.isoformat() if verdict.not_before else _NULL}"
        f"\t{one.expires_at.isoformat() if one.expires_at else _NULL}\tf\t0\t\n"
    )


_NULL = "\\N"

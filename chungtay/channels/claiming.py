"""Which deliveries leave next: committed as `sending` a moment before they do.

Answers first, then what is urgent, then the rest; within the pace and the quota of each channel.
What may not go any more fails here, and goes on by its next way if only the address is to blame.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from chungtay.carriers import quiet
from chungtay.carriers.letter import Letter
from chungtay.channels import letters, pacing, settling
from chungtay.channels.letters import Templates
from chungtay.channels.models import Channel, Delivery, Way
from chungtay.channels.willing import known

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than any request can take: what lapses was cut off for good."""
LOOP, LOOP_SPAN = 20, timedelta(minutes=5)
"""The same words to the same person so often within so long are a machine talking to itself."""

_REPEATED = """
SELECT m.id FROM journal_message m
WHERE m.id = ANY(%(ids)s) AND %(most)s <= (
    SELECT count(*) FROM (
        SELECT FROM journal_message e
        WHERE e.recipient_id = m.recipient_id AND e.id < m.id AND e.text = m.text
          AND e.created_at > m.created_at - %(span)s * interval '1 second'
        LIMIT %(most)s
    ) earlier
)
"""


_DUE = """
SELECT due.id, due.channel_id
FROM (VALUES (2), (1), (0)) r(rank)
CROSS JOIN unnest(%(channels)s::bigint[]) c(id)
CROSS JOIN LATERAL (
    SELECT d.id, d.channel_id, coalesce(d.not_before, d.created_at) AS ready
    FROM channels_delivery d
    WHERE d.channel_id = c.id AND d.rank = r.rank AND d.state = 'waiting'
      AND coalesce(d.not_before, d.created_at) <= greatest(%(at)s, statement_timestamp())
      AND (d.not_before IS NULL OR d.not_before <= %(at)s)
    ORDER BY coalesce(d.not_before, d.created_at), d.id
    LIMIT %(limit)s LOCK
) due
ORDER BY r.rank DESC, due.ready, due.id LIMIT %(limit)s
"""
"""The index `delivery_waiting` gives each channel's rows of each rank in their order: what waits
for tomorrow, or for a channel that is paused, is never looked at."""
_SENDING = """
UPDATE channels_delivery SET state = 'sending', sending_at = %s, lease_until = %s
WHERE id = ANY(%s)
"""


def wanted(at: datetime, channels: Sequence[int], limit: int) -> set[int]:
    """The channels of what is due first, without holding anybody up."""
    return {channel_id for _pk, channel_id in _due(at, channels, limit, lock=False)}


def claim(at: datetime, channels: dict[int, Channel], limit: int) -> list[tuple[Delivery, Letter]]:
    """Commit up to `limit` due rows of these channels as `sending`, each with its letter."""
    if not channels:
        return []
    with transaction.atomic():
        rows = _within_pace(_awake(_rows(_due(at, list(channels), limit, lock=True)), at), at)
        templates = letters.usable(list(channels)) if any(map(_filled, rows)) else {}
        stopped = _stopped(rows, templates, at)
        going = [row for row in rows if row.pk not in stopped]
        with connection.cursor() as cursor:
            cursor.execute(_SENDING, [at, at + LEASE, [row.pk for row in going]])
        for row in going:
            row.channel, row.sending_at = channels[row.channel_id or 0], at
        return _with_letters(going, templates, at)


def _with_letters(
    rows: list[Delivery], templates: Templates, at: datetime
) -> list[tuple[Delivery, Letter]]:
    """Each with its letter. One that cannot be written fails alone, and goes on by its next way."""
    try:
        with transaction.atomic():
            return [(row, letters.letter_of(row, templates, at)) for row in rows]
    except Exception:
        if len(rows) > 1:
            return [pair for row in rows for pair in _with_letters([row], templates, at)]
        log.exception("delivery %s cannot be written", rows[0].pk)
        settling.fail(rows[0], "unwritten")
        settling.go_on(rows, at)
        return []


def _awake(rows: list[Delivery], at: datetime) -> list[Delivery]:
    """Without what can wait and has come into the hours in which nobody is disturbed."""
    if not quiet.is_quiet(at):
        return rows
    late = [row.pk for row in rows if row.rank == Delivery.Rank.BULK]
    Delivery.objects.unscoped(why="what can wait waits for the morning").filter(pk__in=late).update(
        code="quiet", not_before=quiet.ends(at)
    )
    return [row for row in rows if row.pk not in late]


def _due(at: datetime, channels: Sequence[int], limit: int, *, lock: bool) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE.replace("LOCK", "FOR UPDATE SKIP LOCKED" if lock else ""),
            {"channels": list(channels), "at": at, "limit": limit},
        )
        return [(pk, channel_id) for pk, channel_id in cursor.fetchall()]


def _rows(due: list[tuple[int, int]]) -> list[Delivery]:
    """The rows in this order, with what their letters are made of."""
    found = {
        row.pk: row
        for row in Delivery.objects.unscoped(
            why="the sender carries every message to its recipient"
        )
        .filter(pk__in=[pk for pk, _channel in due])
        .crossing("contact", why="the sender needs the address")
        .select_related("message__entry__place", "contact")
    }
    return [found[pk] for pk, _channel in due if pk in found]


def _within_pace(rows: list[Delivery], at: datetime) -> list[Delivery]:
    """As many of each channel as its pace allows now; the rest waits for its turn."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.channel_id or 0] = counts.get(row.channel_id or 0, 0) + 1
    left = {key: pacing.grant(key, counts[key], at) for key in sorted(counts)}
    going = []
    for row in rows:
        key = row.channel_id or 0
        if left[key] > 0:
            left[key] -= 1
            going.append(row)
    return going


def _stopped(rows: list[Delivery], templates: Templates, at: datetime) -> set[int]:
    """Those that may not go any more. Where only the address has ended, or is another person's
    since a merge was undone, another address of theirs is looked for, or another way."""
    about, repeated = known([row.message for row in rows]), _repeated(rows)
    stopped: dict[int, str] = {}
    elsewhere = []
    for row in rows:
        theirs = row.contact is not None and row.contact.actor_id in about.selves(row.message)
        ended = not theirs or row.contact is None or row.contact.ended_in_id is not None
        code = about.why_not(row.message, at) or ("loop" if row.message_id in repeated else "")
        if not code and ended:
            code = "no_contact"
            elsewhere.append(row)
        elif not code and _filled(row) and letters.template_of(row, templates) is None:
            code = "no_template"
        if code:
            stopped[row.pk] = code
            settling.change(row, state=Delivery.State.FAILED, code=code)
    settling.go_on([row for row in rows if stopped.get(row.pk) == "no_template"], at)
    settling.begin_again(elsewhere, at)
    return set(stopped)


def _repeated(rows: list[Delivery]) -> set[int]:
    """Messages that say to somebody for the twentieth time what they were just told."""
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            _REPEATED,
            {
                "ids": [row.message_id for row in rows],
                "most": LOOP,
                "span": LOOP_SPAN.total_seconds(),
            },
        )
        return {row[0] for row in cursor.fetchall()}


def _filled(row: Delivery) -> bool:
    return row.way in (Way.ZALO_UID, Way.ZALO_PHONE)

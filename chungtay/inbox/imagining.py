"""What the sender would know of a message that nobody wrote; nothing is written.

In place of the outbox stands one message to everybody of some places, or to one. Whatever
`channels.situations` asks of a message in the outbox it asks of these.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from chungtay.carriers.reach import FREE, OPEN
from chungtay.channels.situations import (
    ASKED,
    KNOWN,
    OF_EACH,
    TOGETHER,
    Situation,
    with_wishes,
)
from chungtay.channels.willing import wishes

_TO_ALL = """
WITH journal_message AS (
    SELECT p.id, 0 AS entry_id, p.actor_id AS recipient_id, %(purpose)s AS purpose,
           %(urgent)s AS urgent, NULL::timestamptz AS expires_at
    FROM people_person p WHERE p.place_id = ANY(%(places)s) AND p.merged_into_id IS NULL
), journal_entry AS (SELECT 0 AS id, %(place)s::bigint AS place_id, 0 AS actor_id),"""
_TO_ONE = """
WITH journal_message AS (
    SELECT 0 AS id, 0 AS entry_id, %(recipient)s::bigint AS recipient_id, %(purpose)s AS purpose,
           true AS urgent, NULL::timestamptz AS expires_at
), journal_entry AS (SELECT 0 AS id, %(place)s::bigint AS place_id, 0 AS actor_id),"""
_OF_CASES = f"""
SELECT min(id), place_id, purpose, urgent, own, expired, silent.root IS NOT NULL AS mute, agreed,
       told, NULL, min(recipient_id), NULL::timestamptz, count(*)
{TOGETHER} GROUP BY place_id, purpose, urgent, own, expired, mute, agreed, told
"""


def imagined(
    places: Sequence[int], place_id: int, purpose: str, at: datetime, *, urgent: bool = False
) -> list[Situation]:
    """What would be known of a message to each person of these places, if there were one from
    `place_id`. `message_id` is the person's."""
    everybody = {"places": list(places), "place": place_id, "purpose": purpose, "urgent": urgent}
    return with_wishes([Situation(*row) for row in _asked(_TO_ALL, OF_EACH, at, everybody)])


def cases(
    places: Sequence[int], place_id: int, purpose: str, at: datetime, *, urgent: bool = False
) -> list[tuple[Situation, int]]:
    """What `imagined` says, each case once and of how many it is true: a province's hundreds of
    thousands are a few hundred rows. `message_id` is any one's of them, `contacts` nobody's."""
    if purpose in wishes:
        # What each person said of ways is another floor's to know: they are looked at one by one.
        each = imagined(places, place_id, purpose, at, urgent=urgent)
        many, any_one = Counter(one.case for one in each), {one.case: one for one in each}
        return [(any_one[case], n) for case, n in many.items()]
    everybody = {"places": list(places), "place": place_id, "purpose": purpose, "urgent": urgent}
    found = _asked(_TO_ALL, _OF_CASES, at, everybody)
    return [(Situation(*row[:-1]), row[-1]) for row in found]


def imagined_to(actor_id: int, place_id: int, purpose: str, at: datetime) -> Situation:
    """What would be known of an urgent message to this one from `place_id`."""
    one = {"recipient": actor_id, "place": place_id, "purpose": purpose}
    (row,) = _asked(_TO_ONE, OF_EACH, at, one)
    return with_wishes([Situation(*row)])[0]


def _asked(whom: str, told: str, at: datetime, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    statement = whom + KNOWN.replace(ASKED, "true") + told
    with connection.cursor() as cursor:
        cursor.execute(statement, asked | {"at": at, "free": at - FREE, "open": at - OPEN})
        return list(cursor.fetchall())

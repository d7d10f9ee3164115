"""What is open and may be dealt with now: looks into indexes, however much waits for later."""

from datetime import datetime

from django.db import connection

from chungtay.intake.models import MOST_TRIES
from chungtay.intake.names import PERSONAL

_PERSONAL = ", ".join(f"'{name}'" for name in sorted(PERSONAL))
# In these words the planner knows the condition of the index again.
_WORDS = f"""
SELECT id FROM intake_inbound
WHERE handled_at IS NULL AND event IN ({_PERSONAL}) AND tries < {MOST_TRIES}
  AND (not_before IS NULL OR not_before <= %s)
ORDER BY happened_at, id LIMIT %s
"""  # noqa: S608
# Two questions of one index: between them lies whatever is put off.
_OTHERS = f"""
(SELECT id, event FROM intake_inbound
 WHERE handled_at IS NULL AND not_before IS NULL
   AND event NOT IN ({_PERSONAL}) AND tries < {MOST_TRIES}
 ORDER BY id LIMIT %(limit)s)
UNION ALL
(SELECT id, event FROM intake_inbound
 WHERE handled_at IS NULL AND not_before <= %(at)s
   AND event NOT IN ({_PERSONAL}) AND tries < {MOST_TRIES}
 ORDER BY not_before, id LIMIT %(limit)s)
"""  # noqa: S608

# Without a word of events, because planning those long lists takes ten times as long as looking.
_ANYTHING = f"""
SELECT EXISTS (SELECT FROM intake_inbound
               WHERE handled_at IS NULL AND not_before IS NULL AND tries < {MOST_TRIES})
    OR EXISTS (SELECT FROM intake_inbound
               WHERE handled_at IS NULL AND not_before <= %s AND tries < {MOST_TRIES})
"""  # noqa: S608


def anything(at: datetime) -> bool:
    """Whether there is any at all."""
    with connection.cursor() as cursor:
        cursor.execute(_ANYTHING, [at])
        row = cursor.fetchone()
    return bool(row and row[0])


def words(at: datetime, limit: int) -> list[int]:
    """What people wrote, in the order of writing; ids."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [at, limit])
        return [pk for (pk,) in cursor.fetchall()]


def others(at: datetime, limit: int) -> list[tuple[int, str]]:
    """Up to `limit` that are new, and as many whose time has come; id and event."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"at": at, "limit": limit})
        return [(pk, event) for pk, event in cursor.fetchall()]

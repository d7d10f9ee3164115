"""Webhooks are stored in groups: whoever comes while one group is being written is in the next.

One statement and one commit serve all that wait; nobody is answered before the commit. A row is
stored only if the account and the keys it was checked with are still those in the database.
"""

import json
import threading
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

MOST = 200
"""Webhooks of one statement."""
GATHER = 0.002
"""Seconds that the first of a group waits, at most, for as many as came lately; Zalo waits two for
an answer."""
_KEEP = """
WITH came AS (
    SELECT v.*, c.place_id
    FROM json_to_recordset(%s) AS v(
        n int, channel_id bigint, of_channel text, of_keys text, key text, event text,
        user_id text, happened_at timestamptz, num_retry smallint, variant text, body text)
    JOIN channels_channel c ON c.id = v.channel_id
        AND concat_ws(' ', c.app_id, c.oa_id, c.variants) = v.of_channel
    JOIN channels_keys k ON k.channel_id = v.channel_id AND k.xmin::text = v.of_keys
), kept AS (
    INSERT INTO intake_inbound (place_id, channel_id, key, event, user_id, happened_at, num_retry,
                               variant, body, tries, outcome)
    SELECT place_id, channel_id, key, event, user_id, happened_at, num_retry, variant,
           decode(body, 'base64'), 0, ''
    FROM came ORDER BY channel_id, key
    ON CONFLICT (channel_id, key) DO NOTHING
)
SELECT array_agg(n) FROM came
"""


class Came(NamedTuple):
    """One webhook, checked, as its row will be."""

    channel_id: int
    of_channel: str
    of_keys: str
    key: str
    event: str
    user_id: str
    happened_at: datetime
    num_retry: int
    variant: str
    body: bytes


def _held() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Waiting:
    came: Came
    turn: threading.Lock = field(default_factory=_held)
    """Held until it is stored, or until it is the one to write: cheaper than an Event."""
    kept: bool | None = None
    fault: BaseException | None = None
    leads: bool = False


class Groups:
    """Who waits in this process. The first to come writes for all; then the next one leads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._busy = False
        self._lately = 1
        """The last group, and those who came while it was being written: whoever may be back."""
        self._together = threading.Event()

    def keep(self, came: Came) -> bool:
        """Whether it is stored now, by this request or an earlier one; False: the account or its
        keys are not what they were."""
        mine = _Waiting(came)
        with self._lock:
            self._waiting.append(mine)
            mine.leads, self._busy = not self._busy, True
            if len(self._waiting) >= self._lately:
                self._together.set()
        if not mine.leads:
            mine.turn.acquire()
        if mine.kept is None and mine.fault is None:
            self._lead()
        if mine.fault is not None:
            raise mine.fault
        return bool(mine.kept)

    def _lead(self) -> None:
        self._together.wait(GATHER)
        with self._lock:
            group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            stored = _write([one.came for one in group])
            for n, one in enumerate(group, 1):
                one.kept = n in stored
        except BaseException as fault:
            for one in group:
                one.fault = fault
            raise
        finally:
            with self._lock:
                self._busy = bool(self._waiting)
                self._lately = len(group) + len(self._waiting)
                self._together.clear()
                following = self._waiting[0] if self._waiting else None
            for one in group:
                one.turn.release()
            if following is not None:
                following.turn.release()


groups = Groups()


def keep(came: Came) -> bool:
    """Store one webhook, once; returns after the commit. Inside a transaction it is one group of
    its own, because somebody else's rows must not hang on this transaction."""
    if connection.in_atomic_block:
        return 1 in _write([came])
    return groups.keep(came)


def _write(rows: Sequence[Came]) -> frozenset[int]:
    """The numbers (from 1) of the rows that are stored."""
    by = connection if connection.in_atomic_block else _groups_own()
    wire = by.connection
    # Bound by the server and prepared: planned once for each connection. Django forbids preparing
    # (`prepare_threshold` None), and `prepare=True` alone is then passed over without a word.
    wire.prepare_threshold = 0
    try:
        with psycopg.Cursor(wire) as cursor:
            cursor.execute(_KEEP, [_as_json(rows)])
            found = cursor.fetchone()
    except BaseException:
        if by is not connection:
            by.close()
        raise
    finally:
        wire.prepare_threshold = None
    assert found is not None
    return frozenset(found[0] or ())


_own: list[BaseDatabaseWrapper] = []


def _groups_own() -> BaseDatabaseWrapper:
    """The connection of this process's groups, whoever writes them: of many that take turns each
    would have to warm up again. Only who leads uses it."""
    if _own and _own[0].settings_dict["NAME"] != connection.settings_dict["NAME"]:
        _own.pop().close()
    if not _own:
        _own.append(connection.copy())
        _own[0].inc_thread_sharing()
    _own[0].ensure_connection()
    return _own[0]


def _as_json(rows: Sequence[Came]) -> str:
    """As one parameter: ten arrays took the driver twice as long."""
    return json.dumps(
        [
            {**came._asdict(), "n": n, "happened_at": came.happened_at.isoformat(),
             "body": b64encode(came.body).decode()}
            for n, came in enumerate(rows, 1)
        ]
    )  # fmt: skip

"""Whose webhook this is, and by which keys it must be signed: remembered between requests.

What is remembered is never believed alone. A webhook is stored by a statement that joins the very
keys and names it was checked against, and a refusal is spoken only after fresh rows refuse too: so
keys that were changed a moment ago hold at once, in every process.
"""

from dataclasses import dataclass

from django.db import connection

from chungtay.carriers.zalo.events import Event
from chungtay.carriers.zalo.signature import Signer

ANY = "any"
_EVERY = """
SELECT c.id, c.place_id, concat_ws(' ', c.app_id, c.oa_id, c.variants), k.xmin::text,
       c.app_id, c.oa_id, k.oa_secret, k.app_secret, c.variants
FROM channels_channel c JOIN channels_keys k ON k.channel_id = c.id
WHERE c.kind = 'zalo_oa'
"""


@dataclass(frozen=True, slots=True)
class Account:
    """One Official Account as it stood when it was read; `version`: what of the channel a
    signature was checked with (its other columns change all the time), and the row of its keys."""

    channel_id: int
    place_id: int
    version: tuple[str, str]
    signer: Signer


class Accounts:
    """All accounts of this database; a handful."""

    def __init__(self) -> None:
        self._known: list[Account] | None = None

    def of(self, event: Event, *, fresh: bool = False) -> list[Account]:
        """Whom a webhook speaks of, by its id; one that names no account (`user_withdraw`) may be
        for any that the application serves, and its signature tells for which."""
        if fresh or self._known is None:
            self._known = _read()
        if event.parties:
            found = [a for a in self._known if a.signer.oa_id in event.parties]
            found = found if len(found) == 1 else []
            return [a for a in found if event.app_id in ("", a.signer.app_id)]
        return [a for a in self._known if event.app_id and a.signer.app_id == event.app_id]


def _read() -> list[Account]:
    with connection.cursor() as cursor:
        cursor.execute(_EVERY)
        return [
            Account(
                channel, place, (version, of_keys),
                Signer(app_id, oa_id, oa_secret, app_secret, any_variant=variants == ANY),
            )
            for channel, place, version, of_keys, app_id, oa_id, oa_secret, app_secret, variants
            in cursor.fetchall()
        ]  # fmt: skip


known = Accounts()

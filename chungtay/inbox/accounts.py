"""Whose webhook this is, and by which keys it must be signed: remembered between requests.

What is remembered is never believed alone. A webhook is stored by a statement that joins the very
versions of the rows it was checked against, and a refusal is spoken only after fresh rows refuse
too: so keys that were changed a moment ago hold at once, in every process.
"""

from dataclasses import dataclass

from django.db import connection

from chungtay.carriers.zalo.events import Event
from chungtay.carriers.zalo.signature import Signer

ANY = "any"
_EVERY = """
SELECT c.id, c.place_id, c.xmin::text, k.xmin::text,
       c.app_id, c.oa_id, k.oa_secret, k.app_secret, c.variants
FROM channels_channel c JOIN channels_keys k ON k.channel_id = c.id
WHERE c.kind = 'zalo_oa'
"""


@dataclass(frozen=True, slots=True)
class Account:
    """One Official Account as it stood when it was read; `version` is that of its two rows."""

    channel_id: int
    place_id: int
    version: tuple[str, str]
    signer: Signer


class Accounts:
    """All accounts of this database; a handful."""

    def __init__(self) -> None:
        self._known: list[Account] | None = None

    def of(self, event: Event, *, fresh: bool = False) -> Account | None:
        """The account a webhook speaks of: by its id and the application's, else the only one."""
        if fresh or self._known is None:
            self._known = _read()
        if event.parties:
            found = [a for a in self._known if a.signer.oa_id in event.parties]
        else:
            found = [a for a in self._known if event.app_id and a.signer.app_id == event.app_id]
        account = found[0] if len(found) == 1 else None
        if account is not None and event.app_id not in ("", account.signer.app_id):
            return None
        return account


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

"""Who acts: the protocol that `access`, `channels` and `journal` fulfil, each in its own way."""

from collections.abc import Collection
from typing import Any, Protocol, runtime_checkable

from django.db.models import QuerySet


@runtime_checkable
class Acting(Protocol):
    """Somebody about to do or read something: a post-holder, a donor answering, the system."""

    @property
    def actor_id(self) -> int:
        """Primary key of the pseudonymous `journal.Actor` in whose name the entry is written."""
        ...

    def may(self, verb: str, place_id: int | None) -> bool:
        """Whether this verb may be done at this place; `None` asks "anywhere at all?"."""
        ...

    def reach(self) -> Collection[int] | QuerySet[Any] | None:
        """Ids of the places whose rows may be read; `None` is everywhere (the system alone)."""
        ...

"""The system as an actor: `System("nightly")`."""

from functools import cached_property
from typing import Any

from chungtay.journal.models import Actor


class System:
    """May do every verb everywhere, and signs for it under a name of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def actor_id(self) -> int:
        actor, _created = Actor.objects.get_or_create(
            code=f"system:{self.name}", kind=Actor.Kind.SYSTEM
        )
        return actor.pk

    def may(self, verb: str, place_id: int | None) -> bool:
        return True

    def reach(self) -> Any:
        return None

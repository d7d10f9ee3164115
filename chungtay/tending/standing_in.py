"""A keeper has a telephone or a mailbox in the register: other alarms of duty go by it too."""

from chungtay.inbox.actions.alarms import in_their_stead
from chungtay.tending.models import Keeper


def persons_of(officers: list[int]) -> dict[int, int]:
    """Of these Actors, the keepers, each with the Actor of their row in the register."""
    keepers = (
        Keeper.objects.unscoped(why="by which way those on duty are told")
        .crossing("person", why="by which way those on duty are told")
        .standing()
        .filter(actor__in=officers)
    )
    return dict(keepers.order_by("pk").values_list("actor_id", "person__actor_id"))


in_their_stead.append(persons_of)

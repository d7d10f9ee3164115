"""How officers are told: their account, or the telephone that stands for it (`tending`)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from chungtay.channels.willing import ALARM
from chungtay.inbox.actions.alarms import in_their_stead
from chungtay.journal.act import Answer, tell


def ways(actor_ids: Collection[int]) -> Mapping[int, int]:
    """For each officer's Actor the one by which they are told."""
    found = {actor_id: actor_id for actor_id in actor_ids}
    for know in in_their_stead:
        found |= know(list(actor_ids))
    return found


def tell_officers(
    actor_ids: Collection[int], text: str, *, answers: Sequence[Answer] = (),
    expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """To each once; it is their duty, and asks no consent."""
    for actor_id in sorted(set(ways(actor_ids).values())):
        tell(
            actor_id, purpose=ALARM, text=text, answers=answers, urgent=True, expires_at=expires_at
        )

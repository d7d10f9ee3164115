"""One wording to many, filled in for each by the database."""

from collections.abc import Sequence
from datetime import datetime

from chungtay.journal.act import Answer, answering, current
from chungtay.journal.models.outbox import EACH, EVERYBODY, say_to_each

__all__ = ["EACH", "tell_each"]


def tell_each(
    text: str, answers: Sequence[Answer], said: Sequence[tuple[int, int, Sequence[str]]], *,
    purpose: str, urgent: bool = False, expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """`act.tell` to many Actors in the same words but for a few. `said`: each Actor, the number
    that stands for `EACH` in their answers, and their words, "%1$s" and so on in `text` (where any
    other "%" is written twice)."""
    entry = current().entry
    say_to_each(
        text, [a.row for a in answers], said, entry_id=entry.pk, purpose=purpose, urgent=urgent,
        expires_at=expires_at, first=EVERYBODY if purpose in answering else entry.actor_id,
    )  # fmt: skip

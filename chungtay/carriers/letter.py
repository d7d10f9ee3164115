"""What every carrier is handed, and what every carrier is: one letter in, one outcome out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from chungtay.carriers.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a carrier needs for one message.

    `to`: as the carrier addresses people (a Zalo user's id, "+84…", a mailbox). `reference`: ours,
    unique for each delivery, at most 48 plain characters: what the carrier gives back in receipts
    and, where it can, refuses to take twice. `template`: the id of an approved one, filled with
    `fields`; then `text` only says what it amounts to. `subject`: e-mail.
    """

    to: str
    text: str
    reference: str
    buttons: Sequence[Mapping[str, Any]] = ()
    template: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""


class Carrier[A](Protocol):
    """A way to send. `A`: where and as whom it is spoken to. Safe to share between threads."""

    def send(self, account: A, letter: Letter) -> Outcome:
        """Never raises for what happens outside: every end of a request is an outcome."""
        ...

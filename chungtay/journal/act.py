"""The one decorator that every verb of the house wears (DESIGN rule 1).

It alone checks the duty, opens the transaction, writes the entry and runs the function; what
happens inside calls `line` (a measured result) and `tell` (a message to somebody). Verbs called
inside another become entries that are `part_of` it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import update_wrapper
from inspect import Parameter, signature
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.measures import Declared
from chungtay.journal.models import Entry, Heading, Line, Message, Refusal
from chungtay.journal.models.outbox import EVERYBODY, say_to_many
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHUNK = 5_000
"""Lines written in one statement."""
MOST_LINES = 100_000
"""Lines of one act in one transaction; longer work goes in chunks under `continuing`."""

registry: dict[str, "Verb[..., Any]"] = {}
answering: set[str] = set()
"""Purposes of what answers somebody who spoke to us, declared by the floor that has them."""

_acts: ContextVar["Act | None"] = ContextVar("act", default=None)


class NotAllowed(Refused):
    code = "not_allowed"


class Repeated(Exception):
    """This act was done before under the same key; `entry` is the one that stands."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.verb} {entry.key} is entry {entry.pk}")
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recipient may say back: a label, and the verb that the answer calls."""

    label: str
    verb: str
    args: dict[str, int | str] = field(default_factory=dict)

    @property
    def row(self) -> dict[str, Any]:
        """As the outbox keeps it."""
        return {"label": self.label, "verb": self.verb, "args": self.args}


@dataclass(slots=True)
class Act:
    """An act while it is being performed."""

    entry: Entry
    acting: Acting
    at: datetime
    place_id: int
    written: int = 0
    pending: list[Line] = field(default_factory=list)
    said: list[Message] | None = None
    """Messages of acts that are done together: written with those of the others."""

    def flush(self) -> None:
        if self.pending:
            Line.objects.bulk_create(self.pending, batch_size=CHUNK)
            self.pending.clear()


def current() -> Act:
    """The act being performed; outside of one this is a fault of ours."""
    act = _acts.get()
    if act is None:
        raise RuntimeError("no act is being performed: lines and messages belong to a verb")
    return act


class Verb[**P, R]:
    """A function that a person does, with its name in the books."""

    def __init__(
        self, run: Callable[P, R], name: str, on: str, sealed: bool, words: "StrOrPromise"
    ) -> None:
        update_wrapper(self, run)
        self.run, self.name, self.on, self.sealed, self.words = run, name, on, sealed, words
        self.module = run.__module__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._perform("", *args, **kwargs)

    def once(self, key: str) -> Callable[P, R]:
        """The same verb, for an inbound act: a second time with this key raises `Repeated`."""

        def keyed(*args: P.args, **kwargs: P.kwargs) -> R:
            return self._perform(key, *args, **kwargs)

        return keyed

    def _perform(self, key: str, *args: P.args, **kwargs: P.kwargs) -> R:
        outer = _acts.get()
        acting: Any = kwargs["actor"]
        at: Any = kwargs["at"]
        concern: Any = kwargs[self.on]
        signs = acting.actor_id  # known before the transaction, so that a refusal can be logged
        place_id, subject = self.where(concern)
        try:
            with transaction.atomic():
                self.check(acting, at, place_id)
                entry = self._write(key, acting, at, place_id, subject, outer)
                with performing(Act(entry, acting, at, place_id)):
                    return self.run(*args, **kwargs)
        except Refused as refused:
            if outer is None:
                Refusal.objects.create(
                    at=clock.now(), actor_id=signs, verb=self.name,
                    place_id=place_id, code=refused.code, subject=subject,
                )  # fmt: skip
            raise
        except IntegrityError as error:
            if key and "entry_key_once" in str(error):
                raise Repeated(Entry.objects.get(verb=self.name, key=key)) from None
            raise

    def where(self, concern: Any) -> tuple[int, str]:
        """The place of an act, and its subject as the entry names it."""
        if self.on == "place":
            return concern.pk, ""
        return concern.place_id, f"{concern._meta.label_lower}:{concern.pk}"

    def check(self, acting: Acting, at: datetime, place_id: int) -> None:
        if not acting.may(self.name, place_id):
            raise NotAllowed(_("Việc này không thuộc phần việc của anh/chị ở nơi này."))
        sane_time(at)

    def _write(
        self, key: str, acting: Acting, at: datetime, place_id: int, subject: str, outer: Act | None
    ) -> Entry:
        entry = Entry(
            verb=self.name, actor_id=acting.actor_id, at=at, place_id=place_id, subject=subject,
            key=key, part_of_id=outer.entry.pk if outer else None,
            sealed=self.sealed or bool(outer and outer.entry.sealed),
        )  # fmt: skip
        if key:
            earlier = Entry.objects.filter(verb=self.name, key=key).first()
            if earlier:
                raise Repeated(earlier)
        entry.save(force_insert=True)
        return entry


def action[**P, R](
    name: str, *, on: str = "place", sealed: bool = False, words: "StrOrPromise" = ""
) -> Callable[[Callable[P, R]], Verb[P, R]]:
    """Make a function a verb. `on` is the keyword argument the act concerns: a Place, or a row
    that has one. The function takes keyword arguments only, `actor` and `at` among them.
    `words` say it in the journal, as what somebody did: "gọi người hiến máu"."""

    def make(run: Callable[P, R]) -> Verb[P, R]:
        parameters = signature(run).parameters
        for needed in ("actor", "at", on):
            if needed not in parameters or parameters[needed].kind is not Parameter.KEYWORD_ONLY:
                raise TypeError(f"{name}: {needed} must be a keyword-only argument")
        if name in registry:
            raise ValueError(f"verb {name} is declared twice")
        verb = Verb(run, name, on, sealed, words)
        registry[name] = verb
        return verb

    return make


def words_of(verb: str) -> str:
    """A verb as the journal says it; its name where it has no words, or is no longer there."""
    known = registry.get(verb)
    return str(known.words or verb) if known else verb


def sane_time(at: datetime) -> None:
    """Refuse a time that cannot be meant: naive, before 1900, or later than tomorrow."""
    if at.tzinfo is None:
        raise ValueError("`at` must be aware")
    if at.year < 1900 or at > clock.now() + timedelta(days=1):
        raise Refused(
            _("Ngày giờ %(at)s không hợp lý: việc đã làm thì phải từ năm 1900 đến hôm nay.")
            % {"at": at.strftime("%d/%m/%Y")},
            code="time_not_sane",
        )


@contextmanager
def performing(act: Act) -> Iterator[Act]:
    token = _acts.set(act)
    try:
        yield act
        act.flush()
    finally:
        _acts.reset(token)


@contextmanager
def continuing(entry: Entry, *, actor: Acting, at: datetime) -> Iterator[Act]:
    """One more chunk of a long act under the entry it already has, in a transaction of its own;
    whoever began it must still be allowed to."""
    if entry.actor_id != actor.actor_id:
        raise NotAllowed(_("Chỉ người bắt đầu việc này mới làm tiếp được."))
    if not actor.may(entry.verb, entry.place_id):
        raise NotAllowed(_("Người bắt đầu việc này không còn phụ trách ở đây."))
    with transaction.atomic(), performing(Act(entry, actor, at, entry.place_id)) as act:
        yield act


def line(
    measure: Declared, quantity: Quantity, *,
    place: models.Model | None = None, at: datetime | None = None, programme: Heading | None = None,
    subject: int | None = None, within: Line | None = None,
) -> Line:  # fmt: skip
    """Add a measured result to the act being performed.

    Place and time are the act's unless given; `subject` is the Actor it concerns; `within` a line
    of the same measure that already contains this quantity.
    """
    act = current()
    quantity.within(measure.unit)
    if at is not None:
        sane_time(at)
    act.written += 1
    if act.written > MOST_LINES:
        raise Refused(
            _("Một lần ghi tối đa 100.000 dòng. Chia danh sách thành nhiều phần rồi ghi tiếp."),
            code="too_many_lines",
        )
    if within is not None and within.pk is None:
        act.flush()
    row = Line(
        entry_id=act.entry.pk, at=at or act.at, place_id=place.pk if place else act.place_id,
        measure_id=measure.id, programme_id=programme.pk if programme else None,
        subject_id=subject, lo=quantity.lo, hi=quantity.hi, word=quantity.word,
        within_id=within.pk if within else None,
    )  # fmt: skip
    act.pending.append(row)
    if len(act.pending) >= CHUNK:
        act.flush()
    return row


def tell(
    recipient: int, *, purpose: str, text: str, answers: Sequence[Answer] = (),
    urgent: bool = False, expires_at: datetime | None = None,
) -> Message:  # fmt: skip
    """Say something to an Actor. The row goes out with this transaction, or not at all."""
    entry = current().entry
    message = Message(
        entry=entry, recipient_id=recipient, purpose=purpose, text=text,
        answers=[a.row for a in answers], urgent=urgent, expires_at=expires_at,
        first=purpose in answering or entry.actor_id == recipient,
    )  # fmt: skip
    if (said := current().said) is not None:
        said.append(message)
    else:
        message.save(force_insert=True)
    return message


def tell_many(
    said: Iterable[tuple[int, str, Sequence[Answer]]], *, purpose: str,
    urgent: bool = False, expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """`tell` to many Actors, to each their own words and answers, thousands in a statement."""
    entry = current().entry
    for some in batched(said, CHUNK):
        say_to_many(
            [(recipient, text, [a.row for a in answers]) for recipient, text, answers in some],
            entry_id=entry.pk, purpose=purpose, urgent=urgent, expires_at=expires_at,
            first=EVERYBODY if purpose in answering else entry.actor_id,
        )  # fmt: skip

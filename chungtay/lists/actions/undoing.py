"""A whole list is taken back, while nothing else has touched the people it brought; or given up."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import CHUNK, action, current
from chungtay.journal.actions import void
from chungtay.journal.models import Actor, Entry, Line
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.lists.actions.bringing import AlreadyDecided, lock
from chungtay.lists.actions.measures import RESIDENTS
from chungtay.lists.models import Intake, IntakeFile, IntakeRow
from chungtay.people.models import ContactPoint, Correction, Household, Person

Outcome = IntakeRow.Outcome
MOST_NAMED = 5


class Touched(Refused):
    code = "intake.people_touched"


@action("lists.take_back", on="intake", words=_("lấy lại một danh sách đã nhập"))
def take_back(*, actor: Acting, at: datetime, intake: Intake) -> Intake:
    """The persons a list brought go, what it filled in of others is emptied, its lines are voided.

    Refused whole if anything else speaks of one of them by now. One that stopped halfway goes too.
    """
    locked = lock(intake)
    if locked.taken_back_id is not None:
        raise AlreadyDecided(_("Danh sách này đã được lấy lại."))
    if locked.taken_in_id is None:
        raise AlreadyDecided(_("Danh sách chưa ghi vào sổ."), code="intake.not_taken_in")
    if locked.cleared_at is not None:
        raise Touched(_("Đã quá 30 ngày từ khi nhập, không lấy lại được nữa."), code="intake.late")
    taking = _Taking(locked)
    if blocked := taking.blocked():
        raise Touched(blocked)
    taking.undo()
    for line in Line.objects.filter(
        entry__in=taking.entries, measure_id=RESIDENTS.id, voids=None, voided_by=None
    ):
        void.run(actor=actor, at=at, line=line)
    locked.taken_back = current().entry
    locked.save(update_fields=["taken_back"])
    return locked


@action("lists.give_up", on="intake", words=_("bỏ một danh sách chưa ghi vào sổ"))
def give_up(*, actor: Acting, at: datetime, intake: Intake) -> Intake:
    """A list that nobody will take in: its file and its rows go, that it was brought stays."""
    locked = lock(intake)
    if locked.given_up_id is not None:
        raise AlreadyDecided(_("Danh sách này đã bỏ rồi."))
    if locked.taken_in_id is not None:
        raise AlreadyDecided(_("Danh sách này đã ghi vào sổ. Lấy lại thì được."))
    for table in (IntakeFile, IntakeRow):
        rows = table.objects.unscoped(why="file and rows of the list in hand")
        rows.filter(intake=locked)._raw_delete(rows.db)
    locked.given_up = current().entry
    locked.save(update_fields=["given_up"])
    return locked


class _Taking:
    """What one list did. Sets of people stay questions to the database: they may be 100.000."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.rows = IntakeRow.objects.unscoped(why="rows of the list in hand").filter(intake=intake)
        self.persons = Person.objects.unscoped(why="persons the list in hand has brought")
        self.made = self.rows.filter(outcome=Outcome.NEW).values("person_id")
        updated = self.rows.filter(outcome=Outcome.UPDATED, before__isnull=False)
        self.filled = list(updated.only("person", "before"))
        entries = self.persons.filter(pk__in=self.made).values_list("registered_in", flat=True)
        self.entries = {intake.taken_in_id, *entries.distinct()}
        self.entries |= {row.before["entry"] for row in self.filled}
        households = Household.objects.unscoped(why="households the list in hand has formed")
        self.households = households.filter(formed_in__in=self.entries)

    def blocked(self) -> str:
        """Why not, in one sentence; "" if nothing stands in the way."""
        if any("place" in row.before["filled"] for row in self.filled):
            return say("Danh sách đã ghi tổ dân phố cho người có sẵn, nên không lấy lại được nữa.")
        touched = {pk for ids in self._touching() for pk in ids}
        if not touched:
            return ""
        named = self.rows.filter(person__in=touched).order_by("sheet", "number")
        numbers = ", ".join(str(row.number) for row in named[:MOST_NAMED])
        return say(
            "Không lấy lại được nữa: %(count)s người trong danh sách đã có việc khác trong sổ "
            "(dòng %(rows)s). Sửa từng người ở trang của họ."
        ) % {"count": len(touched), "rows": numbers}

    def _touching(self) -> Iterator[set[int]]:
        """Ids of persons that anything beyond this list points to, by any foreign key to them or
        to their actors, from whatever app."""
        for field in _pointing_to(Person):
            yield self._found(field, self.made)
        actors = self.persons.filter(pk__in=self.made).values("actor_id")
        for field in _pointing_to(Actor):
            if field.model is not Person:
                found = self._found(field, actors)
                yield set(self.persons.filter(actor__in=found).values_list("pk", flat=True))
        theirs = [row.person_id for row in self.filled]
        members = self.persons.filter(household__in=self.households.values("pk"))
        others = members.exclude(pk__in=self.made).exclude(pk__in=theirs)
        yield set(others.values_list("pk", flat=True))
        later = Correction.objects.unscoped(why="corrections since the list in hand")
        since = later.filter(person__in=theirs, entry__gt=min(self.entries))
        yield set(since.values_list("person_id", flat=True))
        yield from self._told_since()

    def _told_since(self) -> Iterator[set[int]]:
        """Those of whom somebody has said since where they live or how they are reached."""
        homes = {r.person_id: r.before["household"] for r in self._with("household")}
        now = dict(self.persons.filter(pk__in=homes).values_list("pk", "household_id"))
        yield {pk for pk, home in homes.items() if now[pk] != home}
        points = {r.before["phone"]: r.person_id for r in self._with("phone")}
        untouched = _points().filter(pk__in=points, verified_at=None, ended_in=None)
        yield {points[pk] for pk in points.keys() - set(untouched.values_list("pk", flat=True))}
        told = Entry.objects.filter(verb__startswith="people.", pk__gt=min(self.entries))
        subject = Concat(Value("people.person:"), "pk", output_field=models.CharField())
        made = self.persons.filter(pk__in=self.made).annotate(subject=subject)
        yield set(made.filter(subject__in=told.values("subject")).values_list("pk", flat=True))

    def _with(self, fact: str) -> list[Any]:
        return [row for row in self.filled if fact in row.before["filled"]]

    def _found(self, field: "models.Field[Any, Any]", ids: "models.QuerySet[Any, Any]") -> set[int]:
        rows = _rows(field, ids)
        if field.model is IntakeRow:
            rows = rows.exclude(intake=self.intake)
        elif field.model is ContactPoint:
            rows = rows.exclude(added_in__in=self.entries, ended_in=None, verified_at=None)
        elif field.model is Household:
            rows = rows.exclude(formed_in__in=self.entries)
        return set(rows.values_list(field.attname, flat=True).distinct())

    def undo(self) -> None:
        self._empty_what_was_filled()
        self.households.update(head=None)
        made = [row["person_id"] for row in self.made]
        points = _points()
        self.rows.update(person=None, cells=[], read=None, before=None)
        for start in range(0, len(made), CHUNK):
            some = made[start : start + CHUNK]
            points.filter(person__in=some)._raw_delete(points.db)
            self.persons.filter(pk__in=some)._raw_delete(points.db)
        self.households._raw_delete(points.db)

    def _empty_what_was_filled(self) -> None:
        for name in ("birth_year", "household"):
            ids = [row.person_id for row in self._with(name)]
            self.persons.filter(pk__in=ids).update(**{name: None})
        ids = [row.before["phone"] for row in self._with("phone")]
        _points().filter(pk__in=ids)._raw_delete(_points().db)


def _points() -> "models.QuerySet[ContactPoint]":
    found: models.QuerySet[ContactPoint] = ContactPoint.objects.unscoped(
        why="telephones the list in hand has brought"
    )
    return found


def _pointing_to(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Every foreign key in the house that leads to this model."""
    relations: list[Any] = list(model._meta.get_fields(include_hidden=True))
    return [r.field for r in relations if r.auto_created and not r.concrete and r.field.concrete]


def _rows(field: "models.Field[Any, Any]", ids: Any) -> "models.QuerySet[Any]":
    manager: Any = field.model._base_manager
    if hasattr(manager.all(), "unscoped"):
        manager = manager.unscoped(why="whether anything else speaks of those of the list in hand")
    found: models.QuerySet[Any] = manager.filter(Q(**{f"{field.attname}__in": ids}))
    return found

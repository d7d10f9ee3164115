"""Reads the rows of a list under the columns that were chosen, and foresees what each will be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import batched
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as say

from chungtay.journal.act import CHUNK, continuing
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.copying import copy_in
from chungtay.kit.errors import Refused
from chungtay.lists.actions.bringing import file_of, lock
from chungtay.lists.marking import mark
from chungtay.lists.matching import Register
from chungtay.lists.models import Intake, IntakeRow
from chungtay.lists.residents import KNOWN, Resident, Residents
from chungtay.places.models import Place
from chungtay.sheets import tables
from chungtay.sheets.placing import Groups
from chungtay.sheets.sheet import NotAList, sheets

Outcome = IntakeRow.Outcome


@dataclass(slots=True)
class Draft:
    """An `IntakeRow` about to be written; 100.000 of the model's own take three seconds longer."""

    sheet: int
    number: int
    cells: list[str]
    read: dict[str, Any] | None
    reasons: list[str]
    outcome: str
    home: int | None
    mark: str
    foreseen: str = ""


FIELDS = [field.name for field in fields(Draft)]


def read_rows(intake: Intake, *, actor: Acting, at: datetime) -> Intake:
    """All rows or none, under the entry of the choice; whoever is cut off begins again.

    A file that turns out to hold no row leaves its sentence in `trouble`.
    """
    begun = Intake.objects.unscoped(why="a list whose columns were chosen").get(pk=intake.pk)
    with continuing(begun.mapped_in, actor=actor, at=at):
        locked = lock(begun)
        if locked.rows is not None or locked.mapped_in_id != begun.mapped_in_id or locked.given_up:
            return locked  # another reader was quicker, the columns were chosen anew, or no more
        try:
            reading = Residents(groups_of(locked.place), clock.today(at), file_of(locked).chosen)
            rows = list(_residents(locked, reading))
            if not rows:
                raise NotAList(say("Danh sách không có dòng nào."), code="list.empty")
        except Refused as refused:
            locked.rows, locked.trouble = 0, str(refused.sentence)[:300]
        else:
            locked.rows, locked.columns = len(rows), _headings(locked, rows)
            locked.passed = reading.passed
            for chunk in _foreseen(locked, rows):
                _write(locked, chunk)
        locked.save(update_fields=["rows", "passed", "trouble", "columns"])
    return locked


def groups_of(place: Place) -> Groups:
    """The residential groups of today that a list brought to `place` may speak of."""
    standing = Place.objects.filter(kind=Place.Kind.GROUP).standing().order_by("pk")
    own = {"pk": place.pk} if place.kind == Place.Kind.GROUP else {"commune": place}
    return Groups(standing.filter(**own), place)


def _residents(intake: Intake, reading: Residents) -> Iterator[Resident]:
    file = file_of(intake)
    wanted = {file.outline[i]["index"]: file.outline[i]["headings"] for i in file.sheets}
    for index, sheet in enumerate(sheets(intake.file_name, bytes(file.content))):
        table = tables.find(sheet, KNOWN) if index in wanted else None
        if table is None:
            continue
        for resident in reading.of(index, table):
            _align(resident.row.cells, table.headings, intake.columns)
            yield resident


def _align(cells: list[str], headings: Sequence[str], columns: Sequence[str]) -> None:
    """Cells in the order of the whole file's headings: its sheets may have theirs in others."""
    if list(headings) != list(columns):
        said = dict(zip(headings, cells, strict=False))
        cells[:] = [said.get(column, "") for column in columns]


def _headings(intake: Intake, rows: Sequence[Resident]) -> list[str]:
    """With a column more where a group stood only above the rows, so that a sheet of faults says
    it too."""
    own = say("Tổ dân phố")
    if own in intake.columns or not any(one.told for one in rows):
        return list(intake.columns)
    for one in rows:
        cells = one.row.cells
        cells[:] = [*[*cells, *[""] * len(intake.columns)][: len(intake.columns)], one.told]
    return [*intake.columns, own]


def _foreseen(intake: Intake, rows: Sequence[Resident]) -> Iterator[list[Draft]]:
    """Rows of the table, and of each good one what it will be."""
    register = Register(intake)
    for chunk in batched(rows, CHUNK):
        made = [_draft(one, intake.place_id) for one in chunk]
        ready = [row for row in made if row.outcome == Outcome.READY]
        for row, met in zip(ready, register.meet(ready), strict=True):
            row.foreseen = met.outcome
        yield made


def _draft(one: Resident, ward_id: int) -> Draft:
    read = one.row.read
    return Draft(
        one.sheet, one.row.number, one.row.cells, read or None, one.row.reasons,
        Outcome.READY if read else Outcome.FAULTY, one.home, mark(read, ward_id) if read else "",
    )  # fmt: skip


def _write(intake: Intake, drafts: Sequence[Draft]) -> None:
    fixed, row = (intake.place_id, intake.pk), attrgetter(*FIELDS)
    copy_in(
        IntakeRow, ["place_id", "intake_id", *FIELDS], ((*fixed, *row(draft)) for draft in drafts)
    )

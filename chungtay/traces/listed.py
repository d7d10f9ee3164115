"""Lists that hold somebody: rows that became them, rows that wait, files that wait.

A row that waits has no number of ours: it is this person's if their telephone stands in it, or
their name with their birth year; or their name in their own ward, where no other year is said.
"""

import re
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from chungtay.kit.errors import Refused
from chungtay.lists.models import Intake, IntakeFile, IntakeRow
from chungtay.sheets.sheet import sheets
from chungtay.traces.needles import NOTHING, Needles, needles
from chungtay.traces.subject import Subject

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
SAID = "concat_ws(' ', cells::text, read::text, before::text)"


def is_theirs(
    who: Subject, sought: Needles, cells: list[str], ward: int, born: int | None = None
) -> bool:
    """Whether a row of a list brought to that ward speaks of the person."""
    text = " ".join(cells)
    if sought.in_text("\n".join(cells)):
        return True
    if not sought.named(text):
        return False
    years = {born} if born else {int(year) for year in _YEAR.findall(text)}
    if years and who.births:
        return bool(years & who.births)
    return ward in who.wards


def rows_of(who: Subject) -> list[int]:
    """Ids of rows of lists that became the person, or speak of them, and still say something."""
    sought = needles(who)
    rows = IntakeRow.objects.unscoped(why="rows of lists that speak of a person who is erased")
    says = ~Q(cells=[]) | Q(read__isnull=False) | Q(before__isnull=False) | ~Q(mark="")
    became = set(rows.filter(says, person__in=who.person_ids).values_list("pk", flat=True))
    with_number, with_name = _near(sought)
    became |= with_number
    near = rows.filter(pk__in=with_name - became, person=None).values_list(
        "pk", "cells", "read", "place__commune", "place"
    )
    for pk, cells, read, commune, place in near:
        said = [str(cell) for cell in cells] + [str(value) for value in (read or {}).values()]
        if is_theirs(who, sought, said, commune or place, (read or {}).get("birth_year")):
            became.add(pk)
    return sorted(became)


def _near(sought: Needles) -> tuple[set[int], set[int]]:
    """Rows that hold their number, and rows that wait and may hold their name: one pass."""
    # Only letters that no accent changes, in order: cheap, and leaves few rows to be read.
    names = [f"%{'%'.join(re.findall('[^aeiouyd ]+', name))}%" for name in sorted(sought.names)]
    holds, values = sought.holds("said") if sought.pattern != NOTHING else ("false", [])
    with connection.cursor() as cursor:
        # OFFSET 0: the texts are joined, and searched, once. "C" knows small letters of ASCII only:
        # enough here.
        cursor.execute(
            f"SELECT id, held FROM (SELECT id, person_id, said, {holds} AS held FROM"  # noqa: S608
            f" (SELECT id, person_id, {SAID} AS said FROM lists_intakerow OFFSET 0) a OFFSET 0) b"
            ' WHERE held OR (person_id IS NULL AND lower(said COLLATE "C") LIKE ANY(%s))',
            [*values, names],
        )
        found = cursor.fetchall()
    return {pk for pk, held in found if held}, {pk for pk, _held in found}


def forget_rows(who: Subject, at: datetime) -> int:
    rows = IntakeRow.objects.unscoped(why="rows of lists that speak of a person who is erased")
    nothing: dict[str, Any] = {"cells": [], "read": None, "before": None, "reasons": [], "mark": ""}
    theirs = rows.filter(pk__in=rows_of(who))
    return int(theirs.update(**nothing, outcome=IntakeRow.Outcome.KNOWN))


def files_of(who: Subject) -> list[int]:
    """Ids of the lists whose file still waits and holds the person, whatever kind of file it is."""
    sought = needles(who)
    files = IntakeFile.objects.unscoped(why="files that wait, one of which may hold who is erased")
    rows = files.crossing("intake", why="what its file is called").values_list(
        "intake", "intake__file_name", "content", "place__commune", "place"
    )
    return [
        intake for intake, name, content, commune, place in rows.iterator(chunk_size=1)
        if _holds(who, sought, name, bytes(content), commune or place)
    ]  # fmt: skip


def _holds(who: Subject, sought: Needles, name: str, content: bytes, ward: int) -> bool:
    try:
        found = sheets(name, content)
    except Refused:  # nobody will ever read it; the proof searches its bytes all the same
        return False
    said = (cells for sheet in found for _number, cells in sheet.rows)
    return any(is_theirs(who, sought, cells, ward) for cells in said)


def forget_files(who: Subject, at: datetime) -> int:
    """Let go of such files. Rows already read can still be taken in; an unread list is over."""
    gone = files_of(who)
    files = IntakeFile.objects.unscoped(why="files that hold a person who is erased")
    count, _each = files.filter(intake__in=gone).delete()
    lists = Intake.objects.unscoped(why="lists whose file held a person who is erased")
    words = _("Tệp này không giữ nữa: có người trong danh sách đã xóa dữ liệu của mình. "
              "Bỏ dòng của người ấy rồi gửi lại.")  # fmt: skip
    unread = Q(mapped_in=None) | Q(rows=None)
    lists.filter(unread, pk__in=gone).update(rows=0, trouble=words[:300])
    return int(count)

"""A list of residents is brought in and its columns are chosen; nobody is written down yet."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.lists.models import Choice, Intake, IntakeFile, IntakeRow
from chungtay.lists.residents import KIND, KNOWN, TITLES
from chungtay.places.models import Place
from chungtay.sheets import tables
from chungtay.sheets.sheet import NotAList, sheets

SAMPLES = 3
LONGEST_SAMPLE = 60


class AlreadyDecided(Refused):
    code = "intake.already_decided"


class NotAColumn(Refused):
    code = "intake.column_unknown"


@action("lists.bring", words=_("đưa vào một danh sách dân cư"))
def bring(
    *, actor: Acting, at: datetime, place: Place, keeper: str, file_name: str, content: bytes
) -> Intake:
    """Keep a file until its columns are chosen. The same file again is the same list.

    `keeper`: whose list it is, as people say ("Cảnh sát khu vực tổ 31–42").
    """
    keeper = " ".join(keeper.split())
    if not keeper:
        raise NotAList(_("Ghi danh sách này của ai."), code="list.whose")
    if place.kind not in {Place.Kind.COMMUNE, Place.Kind.GROUP}:
        raise NotAList(_("Danh sách dân cư nhập cho một phường, xã."), code="list.not_a_ward")
    digest = hashlib.sha256(content).hexdigest()
    if earlier := brought_before(place, KIND, digest):
        return earlier
    outline = _outline(file_name, content)
    intake: Intake = Intake.objects.create(
        place=place, kind=KIND, keeper=keeper[:120], file_name=plain_name(file_name),
        digest=digest, brought_in=current().entry,
    )  # fmt: skip
    IntakeFile.objects.create(place=place, intake=intake, content=content, outline=outline)
    return intake


@action("lists.map_columns", on="intake", words=_("chọn cột cho một danh sách"))
def map_columns(
    *, actor: Acting, at: datetime, intake: Intake, sheets: Sequence[int],
    chosen: Mapping[str, str],
) -> Intake:  # fmt: skip
    """Say which column each heading is, and which sheets count; others stay out.

    `chosen`: heading → key of `residents.columns`. `reading.read_rows` then reads the rows. The
    choice is remembered for the next file of this keeper with the same headings.
    """
    locked = lock(intake)
    if locked.taken_in_id is not None:
        raise AlreadyDecided(_("Danh sách này đã nhập rồi. Không có gì thay đổi."))
    file = file_of(locked)
    outlines = [file.outline[i] for i in sheets if 0 <= i < len(file.outline)]
    if not outlines:
        raise NotAColumn(_("Chọn ít nhất một trang tính."), code="intake.no_sheet")
    headings = union(outlines)
    kept = {h: key for h, key in chosen.items() if h in headings and key in TITLES}
    if not {"name"} <= set(kept.values()):
        raise NotAColumn(_("Chọn cột nào là họ tên."), code="intake.no_name")
    file.sheets, file.chosen = sorted(set(sheets)), kept
    file.save(update_fields=["sheets", "chosen"])
    rows = IntakeRow.objects.unscoped(why="rows read under an earlier choice of columns")
    rows.filter(intake=locked)._raw_delete(rows.db)
    locked.columns, locked.rows, locked.trouble = headings, None, ""
    locked.mapped_in = current().entry
    locked.save(update_fields=["columns", "rows", "trouble", "mapped_in"])
    Choice.objects.unscoped(why="the choice of this keeper's lists").update_or_create(
        place_id=locked.place_id, kind=KIND, keeper=fold(locked.keeper), headings=_digest(headings),
        defaults={"chosen": kept, "chosen_in": current().entry},
    )  # fmt: skip
    return locked


def remembered(intake: Intake) -> dict[str, str] | None:
    """What was chosen for the last list of this keeper with these headings."""
    found: Choice | None = (
        Choice.objects.unscoped(why="the choice of this keeper's lists, the list in hand")
        .filter(
            place_id=intake.place_id, kind=KIND, keeper=fold(intake.keeper),
            headings=_digest(union(file_of(intake).outline)),
        )
        .first()
    )  # fmt: skip
    return found.chosen if found else None


def brought_before(place: Place, kind: str, digest: str) -> Intake | None:
    rows = Intake.objects.unscoped(why="the same file at the same place, checked by the duty")
    found: Intake | None = rows.filter(
        place=place, kind=kind, digest=digest, taken_back=None, given_up=None
    ).first()
    return found


def lock(intake: Intake) -> Intake:
    found: Intake = (
        Intake.objects.unscoped(why="the list an act concerns, checked by its duty")
        .select_for_update(no_key=True)
        .get(pk=intake.pk)
    )
    return found


def file_of(intake: Intake) -> IntakeFile:
    """Its file; refused once it is gone."""
    files = IntakeFile.objects.unscoped(why="the file of the list in hand")
    found: IntakeFile | None = files.filter(intake=intake).first()
    if found is None:
        raise AlreadyDecided(_("Tệp này không còn giữ. Gửi lại tệp."), code="intake.file_gone")
    return found


def union(outlines: Sequence[Mapping[str, Any]]) -> list[str]:
    """The headings of several sheets, each once, in the order they come."""
    return list(dict.fromkeys(h for one in outlines for h in one["headings"] if h))


def plain_name(file_name: str) -> str:
    """The last part of a path, without signs that steer."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[:200] or "?"


def _outline(file_name: str, content: bytes) -> list[dict[str, Any]]:
    outline = []
    for index, sheet in enumerate(sheets(file_name, content)):
        table = tables.find(sheet, KNOWN)
        if table is None or not table.rows:
            continue
        samples = {
            heading: _first(row[i] for _number, row in table.rows[:200] if i < len(row))
            for i, heading in enumerate(table.headings) if heading
        }  # fmt: skip
        outline.append(
            {
                "index": index, "name": table.name, "headings": table.headings,
                "known": table.known, "samples": samples, "rows": len(table.rows),
            }
        )  # fmt: skip
    if not outline:
        raise NotAList(
            _("Không thấy danh sách nào trong tệp. Ghi tên cột ở hàng đầu danh sách."),
            code="list.no_columns",
        )
    return outline


def _first(cells: Iterable[str]) -> list[str]:
    """A few different cells, as somebody knows a column by."""
    return [cell[:LONGEST_SAMPLE] for cell in list(dict.fromkeys(filter(None, cells)))[:SAMPLES]]


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(map(fold, headings)).encode()).hexdigest()

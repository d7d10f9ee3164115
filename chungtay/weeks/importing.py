"""The roster a ward keeps in Excel: of each row the turn it means, or why it means none. No writes.

One turn a row: the post, the officer, and when; either a day with two hours, or two moments as in
our own file (`workbook`), which comes back as it went out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock, dates
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place
from chungtay.rosters.actions import Turn
from chungtay.rosters.keeping import called, officers_of
from chungtay.rosters.models import Presence, Watch
from chungtay.rosters.resting import lying_in
from chungtay.sheets import Column, read
from chungtay.sheets.listing import Value
from chungtay.weeks.forms import HOUR, moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 1_000
"""Turns of one file: two months of a large ward."""
MOMENT = re.compile(r"(?:(\S{1,5})\s+)?(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:\s+(\S{1,5}))?")
WATCH = ("cho truc", "noi truc", "chot", "vi tri", "vi tri truc", "nhiem vu", "diem truc")
OFFICER = ("nguoi truc", "can bo", "can bo truc", "ho ten", "ho va ten", "dong chi")
BEGINS = ("tu", "tu gio", "bat dau", "gio bat dau", "gio vao ca")
ENDS = ("den", "den gio", "ket thuc", "gio ket thuc", "gio ra ca")


class NotATurn(Refused):
    code = "roster_row"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: the turn it means, or why not; `there`: the roster has it already."""

    number: int
    said: str
    turn: Turn | None
    reasons: Sequence["StrOrPromise"] = ()
    there: bool = False


def lines(file_name: str, content: bytes, place: Place, at: datetime) -> list[Line]:
    """The rows of the file, as the ward stands now; raises NotAList where it is no roster."""
    watches, officers = _watches(place, at), _officers(place, at)
    today = clock.today(at)

    def watch(cell: str) -> Value:
        return _one(watches, cell, _("Chưa có chỗ trực tên “%(cell)s”. Lập chỗ trực trước."))

    def officer(cell: str) -> Value:
        return _one(officers, cell, _("Không thấy cán bộ nào của phường tên “%(cell)s”."))

    def day(cell: str) -> Value:
        return dates.parse(cell, on=today).first.isoformat()

    listed = read(
        file_name, content,
        [
            Column("watch", _("Chỗ trực"), WATCH, watch, needed=True),
            Column("name", _("Người trực"), OFFICER, officer, needed=True),
            Column("day", _("Ngày"), ("ngay", "ngay truc"), day),
            Column("begins", _("Từ"), BEGINS, lambda cell: _when(cell, at), needed=True),
            Column("ends", _("Đến"), ENDS, lambda cell: _when(cell, at), needed=True),
            Column("instead", _("Thay cho"), ("thay cho",), lambda cell: cell, absent=""),
        ],
        who=lambda told: tuple(sorted((key, str(value)) for key, value in told.items())),
    )  # fmt: skip
    if len(listed.rows) > MOST:
        raise NotATurn(_("Tệp có hơn 1.000 ca. Chia thành nhiều tệp."))
    found = []
    for row in listed.rows:
        said = " · ".join(cell for cell in row.cells if cell)
        try:
            turn = None if row.reasons else _turn(row.read)
        except Refused as refused:
            found.append(Line(row.number, said, None, [str(refused.sentence)]))
        else:
            found.append(Line(row.number, said, turn, row.reasons))
    covered = {row.number for row in listed.rows if row.read.get("instead")}
    return _with_what_is_there(found, covered)


def _one(known: Mapping[str, list[int]], cell: str, unknown: "StrOrPromise") -> int:
    found = known.get(fold(cell), [])
    if len(found) > 1:
        raise NotATurn(_("Có hai người tên “%(cell)s”. Ghi cả cấp bậc.") % {"cell": cell[:40]})
    if not found:
        raise NotATurn(str(unknown) % {"cell": cell[:40]})
    return found[0]


def _watches(place: Place, at: datetime) -> dict[str, list[int]]:
    rows = Watch.objects.unscoped(why="the posts of a ward whose roster is brought").standing(at)
    return {row.folded: [row.pk] for row in rows.filter(lying_in(place.pk))}


def _officers(place: Place, at: datetime) -> dict[str, list[int]]:
    """By the name, and by rank and name."""
    known: dict[str, list[int]] = {}
    for account in officers_of(place.pk, at):
        for name in {fold(account.name), fold(called(account.name, account.rank))}:
            known.setdefault(name, []).append(account.pk)
    return known


def _when(cell: str, at: datetime) -> Value:
    """Minutes of a day; or a moment, where the cell has its day too."""
    said = cell.strip().lower()
    found = MOMENT.fullmatch(said)
    minutes = _minutes((found[1] or found[3] or "0") if found else said)
    if found is None:
        return minutes
    return moment(dates.parse(found[2], on=clock.today(at)).first, minutes).isoformat()


def _minutes(said: str) -> int:
    hour = HOUR.fullmatch(said.removesuffix(":00") if said.count(":") == 2 else said)
    minutes = int(hour[1]) * 60 + int(hour[2] or 0) if hour else 24 * 60 + 1
    if minutes > 24 * 60:
        raise NotATurn(_("Không đọc được giờ “%(cell)s”. Ghi như 7:00.") % {"cell": said[:20]})
    return minutes


def _turn(told: Mapping[str, Value]) -> Turn:
    begins, ends, day = told["begins"], told["ends"], told["day"]
    if isinstance(begins, str):
        starts_at = datetime.fromisoformat(begins)
    elif isinstance(day, str) and isinstance(begins, int):
        starts_at = moment(datetime.fromisoformat(day).date(), begins)
    else:
        raise NotATurn(_("Thiếu ngày trực."))
    if isinstance(ends, str):
        ends_at = datetime.fromisoformat(ends)
    else:
        assert isinstance(ends, int)
        ends_at = moment(clock.today(starts_at), ends)
        # An end that is not after the beginning is meant for the next day.
        ends_at += timedelta(days=int(ends_at <= starts_at))
    watch, officer = told["watch"], told["name"]
    assert isinstance(watch, int) and isinstance(officer, int)
    return Turn(watch, officer, starts_at, ends_at)


def _with_what_is_there(found: list[Line], covered: set[int]) -> list[Line]:
    """Turns that the roster has; a cover is arranged on its own page."""
    turns = [line.turn for line in found if line.turn]
    if not turns:
        return found
    rows = Presence.objects.unscoped(why="which turns the roster has").crossing(
        "shift", why="which turns the roster has"
    )
    within = rows.within(min(t.starts_at for t in turns), max(t.ends_at for t in turns))
    fields = ("shift__watch_id", "officer_id", "starts_at", "ends_at")
    there = list(within.filter(officer__in={t.officer_id for t in turns}).values_list(*fields))
    said = _("Người trực thay thì chọn ở trang của ca ấy.")
    known = []
    for line in found:
        turn = line.turn
        if turn and any(
            (watch, officer) == (turn.watch_id, turn.officer_id)
            and start <= turn.starts_at and turn.ends_at <= end
            for watch, officer, start, end in there
        ):  # fmt: skip
            known.append(Line(line.number, line.said, turn, (), there=True))
        elif turn and line.number in covered:
            known.append(Line(line.number, line.said, None, [said]))
        else:
            known.append(line)
    return known

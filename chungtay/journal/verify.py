"""Proves the seals: recounts every closing, compares with the roots outside, recounts tallies."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.journal.closing import CELLS, Seal, chain, published, seal
from chungtay.journal.models import Closing
from chungtay.kit import clock

TALLY_OFF = f"""
SELECT coalesce(t.month, c.month), coalesce(t.commune_id, c.commune_id),
       coalesce(t.measure_id, c.measure_id)
FROM journal_tally t FULL JOIN ({CELLS}) c
  ON c.month = t.month AND c.commune_id = t.commune_id AND c.measure_id = t.measure_id
 AND coalesce(c.programme_id, 0) = coalesce(t.programme_id, 0)
WHERE (t.lines, t.lo, t.hi, t.lo_open, t.hi_open)
      IS DISTINCT FROM (c.lines, c.lo, c.hi, c.lo_open, c.hi_open)
ORDER BY 1, 2, 3
"""  # noqa: S608
NAMED = (
    "SELECT p.full_name, m.name FROM places_place p, journal_measure m"
    " WHERE p.id = %s AND m.id = %s"
)
FEW = 20
"""Cells of the tally that are named one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. `code`: removed, added, changed, reordered, chain, gap, root, missing,
    unpublished, tally; `closing` its number and `day` when it was closed, where it concerns one."""

    code: str
    sentence: str
    closing: int | None = None
    day: datetime | None = None


def verify() -> list[Finding]:
    """Everything that does not agree; empty when all is well."""
    return [*_seals(), *_tallies()]


def _seals() -> Iterator[Finding]:
    before, up_to = b"", 0
    outside, alone = published(), list[Closing]()
    for closing in Closing.objects.order_by("to_tx").iterator():
        yield from _rows(closing)
        yield from _links(closing, before, up_to)
        root = outside.pop(closing.pk, None)
        if root is None:
            alone.append(closing)
        elif not hmac.compare_digest(root, bytes(closing.root)):
            yield _at(closing, "root", _("gốc trong máy khác với gốc đã công bố."))
        before, up_to = bytes(closing.root), closing.to_tx
    # The newest may have been committed a moment ago; all others have a root outside, or nobody
    # can say that the whole chain was not written anew.
    alone = [closing for closing in alone if closing.to_tx != up_to]
    if alone:
        yield _at(
            alone[0], "unpublished",
            ngettext("từ đây có %(n)d lần chốt không có gốc ở tệp roots.txt để đối chiếu.",
                     "từ đây có %(n)d lần chốt không có gốc ở tệp roots.txt để đối chiếu.",
                     len(alone)) % {"n": len(alone)},
        )  # fmt: skip
    for number in sorted(outside):
        sentence = _("Lần chốt %(number)d đã công bố gốc, nay không còn trong sổ.") % {
            "number": number
        }
        yield Finding("missing", sentence, number)


def _rows(closing: Closing) -> Iterator[Finding]:
    """Lost, foreign, changed and exchanged rows of one closing."""
    found = seal(closing.from_tx, closing.to_tx, bytes(closing.salt))
    counts = ((_("việc"), closing.entries, found.entries), (_("dòng"), closing.lines, found.lines))
    counted = False
    for what, sealed, there in counts:
        number = {"n": abs(there - sealed), "what": what}
        if there < sealed:
            yield _at(closing, "removed", _("mất %(n)d %(what)s.") % number)
        elif there > sealed:
            yield _at(closing, "added", _("thừa %(n)d %(what)s, chen vào sau khi chốt.") % number)
        counted = counted or there != sealed
    if not counted and not hmac.compare_digest(found.digest, bytes(closing.digest)):
        yield _altered(closing, found)


def _altered(closing: Closing, found: Seal) -> Finding:
    if found.fingerprint == closing.fingerprint:
        return _at(closing, "reordered", _("thứ tự các dòng đã bị đảo."))
    return _at(closing, "changed", _("có dòng đã bị sửa."))


def _links(closing: Closing, before: bytes, up_to: int) -> Iterator[Finding]:
    if closing.from_tx != up_to:
        yield _at(
            closing, "gap", _("không nối tiếp lần chốt trước: một lần chốt đã bị bỏ hoặc sửa.")
        )
    if not hmac.compare_digest(chain(before, closing), bytes(closing.root)):
        yield _at(
            closing, "chain", _("gốc không khớp với sổ và gốc trước nó: bản ghi chốt đã bị sửa.")
        )


def _tallies() -> Iterator[Finding]:
    last = Closing.objects.order_by("-to_tx").first()
    with connection.cursor() as cursor:
        cursor.execute(TALLY_OFF, ["0", str(last.to_tx if last else 0)])
        off = cursor.fetchall()
        for month, place, measure in off[:FEW]:
            cursor.execute(NAMED, [place, measure])
            name, what = cursor.fetchone() or (place, measure)
            named = {"month": month.strftime("%m/%Y"), "place": name, "measure": what}
            sentence = _(
                "Bảng cộng tháng %(month)s của %(place)s, “%(measure)s”, không khớp với các dòng."
            )
            yield Finding("tally", sentence % named)
    if len(off) > FEW:
        more = len(off) - FEW
        yield Finding("tally", ngettext("Còn %(n)d ô khác của bảng cộng không khớp.",
                                        "Còn %(n)d ô khác của bảng cộng không khớp.", more)
                      % {"n": more})  # fmt: skip


def _at(closing: Closing, code: str, what: str) -> Finding:
    sentence = _("Lần chốt %(number)d, ngày %(day)s: %(what)s") % {
        "number": closing.pk, "day": clock.moment(closing.closed_at), "what": what,
    }  # fmt: skip
    return Finding(code, sentence, closing.pk, closing.closed_at)

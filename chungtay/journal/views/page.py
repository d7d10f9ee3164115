"""An answer as a page or a workbook shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.journal import naming, rows, trend
from chungtay.journal.asking import Question
from chungtay.journal.figures import Cell, Figure, figure
from chungtay.journal.models import Line
from chungtay.journal.selection import a_year_before
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.amounts import NBSP, number, percent
from chungtay.kit.drawing import Columns
from chungtay.kit.quantities import MANY, Quantity
from chungtay.kit.units import unit
from chungtay.places.models import Place

PAGE = 15


@dataclass(frozen=True)
class AtPlace:
    """One place's part of a figure; `share` of one against the largest part."""

    place: Place
    cell: Cell
    words: str
    share: float
    name: str


@dataclass(frozen=True)
class Listed:
    """A row behind a figure, with words for everything in it."""

    line: Line
    who: str
    code: str
    words: str

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.line.lo, self.line.hi, self.line.word)


@dataclass(frozen=True)
class Answer:
    """A question with its figure, the year before, and the figure of the places below."""

    question: Question
    figure: Figure
    before: Figure | None = None
    below: Figure | None = None

    @classmethod
    def to(cls, question: Question) -> "Answer":
        """Ask. A commune is broken down by its groups, for those who may see so closely."""
        below = None
        if question.officer and question.place and question.place.kind == Place.Kind.COMMUNE:
            below = figure(replace(question.selection, by_commune=False))
        return cls(question, figure(question.selection), figure(question.a_year_before), below)

    @property
    def unit(self) -> str:
        return str(unit(self.question.measure.unit).name)

    @property
    def qualifier(self) -> str:
        return self._said[0]

    @property
    def number(self) -> str:
        return self._said[1]

    @property
    def _said(self) -> tuple[str, str]:
        return said(self.figure.quantity)

    @property
    def counted_from(self) -> str:
        lines = {"n": number(self.figure.lines)}
        quantity = self.figure.quantity
        if quantity is None:
            return _("Chưa có dòng nào trong sổ.")
        if quantity.is_exact:
            return ngettext("Số chính xác, cộng từ %(n)s dòng", "Số chính xác, cộng từ %(n)s dòng",
                            self.figure.lines) % lines  # fmt: skip
        return ngettext("Cộng từ %(n)s dòng, có dòng không rõ hẳn số",
                        "Cộng từ %(n)s dòng, có dòng không rõ hẳn số",
                        self.figure.lines) % lines  # fmt: skip

    @cached_property
    def comparison(self) -> "trend.Comparison | None":
        return trend.compare(self.figure, self.before) if self.before else None

    @property
    def begun(self) -> Figure:
        """The figure without the months to come: they are not "not recorded"."""
        today = clock.today(clock.now())
        begun = {m: c for m, c in self.figure.months.items() if m <= today or c.lines}
        return replace(self.figure, months=begun or self.figure.months)

    @cached_property
    def chart(self) -> Columns:
        return trend.chart(self.begun, self.before, quarters=not self.question.officer)

    @property
    def facts(self) -> list[tuple[str, str]]:
        figure, found = self.figure, []
        quantity = figure.quantity
        if quantity and quantity.is_exact and quantity.lo is not None and figure.lines > 1:
            mean = (quantity.lo / figure.lines).quantize(quantity.lo.__class__("0.1"))
            found.append((_("Mỗi dòng, trung bình"), f"{number(mean)}{NBSP}{self.unit}"))
        begun = self.begun.months
        months = [cell for cell in begun.values() if cell.lines]
        if months and len(begun) > 1:
            values = {"n": len(months), "all": len(begun)}
            found.append((_("Số tháng có ghi"), _("%(n)d trên %(all)d") % values))
        found += self._compared()
        if figure.nested:
            found.append(
                (
                    _("Nằm trong dòng khác"),
                    _("%(n)s dòng, không cộng lại") % {"n": number(figure.nested)},
                )
            )
        if figure.open:
            found.append((_("Mới ghi, chưa chốt"), _("%(n)s dòng") % {"n": number(figure.open)}))
        return found

    def _compared(self) -> list[tuple[str, str]]:
        comparison = self.comparison
        if comparison is None or comparison.change is None:
            return []
        year = a_year_before(comparison.compared[0]).year
        values = {"year": year, "months": trend.spans(comparison.compared)}
        title = (
            _("So với %(year)d") if comparison.is_whole else _("So với %(year)d, tháng %(months)s")
        )
        sign = "+" if comparison.change > 0 else ""
        return [(title % values, sign + percent(comparison.change))]

    @property
    def caution(self) -> str:
        """Why the whole period cannot be compared, where a part of it can."""
        comparison = self.comparison
        if comparison is None or comparison.is_whole:
            return ""
        values = {
            "months": trend.spans(comparison.missing),
            "year": a_year_before(comparison.missing[0]).year,
        }
        return _("Cả kỳ thì không so được: sổ năm %(year)d chưa ghi tháng %(months)s. Phần thiếu để"
                 " trống, không tính là 0.") % values  # fmt: skip

    @property
    def closed_on(self) -> str:
        return clock.day(self.figure.closed_at) if self.figure.closed_at else ""

    @cached_property
    def places(self) -> list[AtPlace]:
        """The parts by place, the largest first; they add up to the figure."""
        cells = (self.below or self.figure).places
        there = Place.objects.in_bulk(list(cells))
        heights = {pk: trend.height(cell.quantity) or 0 for pk, cell in cells.items()}
        most = max(heights.values(), default=0) or 1
        parts = [
            AtPlace(
                there[pk],
                cell,
                " ".join(filter(None, said(cell.quantity))),
                float(heights[pk] / most),
                self._name(there[pk]),
            )
            for pk, cell in cells.items()
        ]
        return sorted(parts, key=lambda part: (-part.share, part.place.sort_key))

    def _name(self, place: Place) -> str:
        if self.below and place == self.question.place:
            return _("Chưa rõ tổ, thôn nào")
        return place.full_name

    @property
    def is_broken_down(self) -> bool:
        own = self.question.place
        return bool(self.places) and not (len(self.places) == 1 and self.places[0].place == own)


def said(quantity: Quantity | None) -> tuple[str, str]:
    """ "hơn" and "700": the qualifier apart from the number."""
    if quantity is None:
        return "", ""
    text = quantity.words()
    if quantity.word and quantity.word not in MANY and not quantity.is_exact:
        qualifier, _space, rest = text.partition(NBSP)
        return qualifier, rest
    return "", text


def listed(found: Iterable[Line], acting: Acting) -> list[Listed]:
    """Rows with names, without those sealed to this reader."""
    lines = [line for line in found if rows.may_read(acting, line.entry)]
    names = naming.doers({line.entry.actor_id for line in lines}, acting)
    return [
        Listed(
            line, names[line.entry.actor_id], entry_code(line),
            " ".join(filter(None, said(Quantity(line.lo, line.hi, line.word)))),
        )
        for line in lines
    ]  # fmt: skip


def entry_code(line: Line) -> str:
    return f"NK-{line.entry.at.astimezone(clock.VN):%y}-{line.entry_id}"

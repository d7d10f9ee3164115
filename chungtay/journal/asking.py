"""What a reader asks of a measure, and how much of the answer this reader may have.

An officer with the duty `journal.read` at a place gets days, months and rows. Everyone else gets
the sums of public measures in a fixed cube: communes and larger, whole quarters (DESIGN rule 10).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from chungtay.journal import measures
from chungtay.journal.models import Heading, Measure
from chungtay.journal.selection import Selection, a_year_before, cover, month_of, next_month
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.places.models import Place

READ, READ_SEALED = "journal.read", "journal.read_sealed"
LARGE = {Place.Kind.COMMUNE, Place.Kind.DISTRICT, Place.Kind.PROVINCE}


def is_officer(acting: Acting | None, measure: Measure, place: Place | None) -> bool:
    """Whether this reader may see days and rows of the measure at the place."""
    if acting is None:
        return False
    if place is None and acting.reach() is not None:
        return False
    needed = [READ, READ_SEALED] if measure.audience == Measure.Audience.SEALED else [READ]
    return all(acting.may(verb, place.pk if place else None) for verb in needed)


def may_ask(acting: Acting | None, measure: Measure, place: Place | None) -> bool:
    """Whether this reader may ask at all."""
    if is_officer(acting, measure, place):
        return True
    large = place is None or place.kind in LARGE
    return measure.audience == Measure.Audience.PUBLIC and large


def home_of(acting: Acting | None) -> Place | None:
    """The place a reader asks about unless told: the largest one of today within reach."""
    reach = acting.reach() if acting else None
    if not reach:
        return None
    own = Place.objects.filter(pk__in=reach, valid_to=None)
    return own.exclude(parent__in=reach).select_related("parent").order_by("pk").first()


def quarter_of(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


@dataclass(frozen=True)
class Question:
    """A measure, the days from `since` to `last` (both included), a place, a programme."""

    measure: Measure
    since: date
    last: date
    place: Place | None = None
    programme: Heading | None = None
    officer: bool = True

    @classmethod
    def this_year(
        cls, measure: Measure, on: date, place: Place | None, officer: bool
    ) -> "Question":
        return cls(
            measure, on.replace(month=1, day=1), on.replace(month=12, day=31), place, None, officer
        )

    def in_the_cube(self) -> "Question":
        """The question as everyone may ask it: whole quarters."""
        last = quarter_of(self.last)
        for _month in range(3):
            last = next_month(last)
        return replace(self, since=quarter_of(self.since), last=last - timedelta(days=1))

    @cached_property
    def selection(self) -> Selection:
        return Selection(
            measure=self.measure.pk, since=self.since, until=self.last + timedelta(days=1),
            places=cover(self.place.pk) if self.place else None,
            by_commune=self.place is None or self.place.kind != Place.Kind.GROUP,
            programme=self.programme.pk if self.programme else None,
        )  # fmt: skip

    @property
    def a_year_before(self) -> Selection:
        """The same days of the year before; a period that ends with its month still does."""
        ends = self.last + timedelta(days=1)
        return replace(self.selection, since=a_year_before(self.since), until=a_year_before(ends))

    @property
    def name(self) -> str:
        """What is counted, in the reader's language."""
        declared = measures.registry.get(self.measure.code)
        name = str(declared.name) if declared else self.measure.name
        return name[:1].upper() + name[1:]

    @property
    def period(self) -> str:
        """ "năm 2021", "quý 2/2021", "tháng 3/2021", "từ 01/03/2021 đến 15/04/2021"."""
        return period(self.since, self.last)

    @property
    def address(self) -> str:
        """The query string that asks this."""
        parts = [("tu", self.since.isoformat()), ("den", self.last.isoformat())]
        parts += [("noi", self.place.code)] if self.place else []
        parts += [("chuong-trinh", self.programme.code)] if self.programme else []
        return "&".join(f"{name}={value}" for name, value in parts)


def period(since: date, last: date) -> str:
    ends = last + timedelta(days=1)
    values = {"year": since.year, "month": since.month, "n": (since.month + 2) // 3}
    if since == month_of(since) and ends == month_of(ends):
        months = (ends.year - since.year) * 12 + ends.month - since.month
        if months == 12 and since.month == 1:
            return _("năm %(year)d") % values
        if months == 3 and since.month % 3 == 1:
            return _("quý %(n)d/%(year)d") % values
        if months == 1:
            return _("tháng %(month)d/%(year)d") % values
        if since.month == 1 and ends.month == 1:
            return _("năm %(year)d–%(last)d") % {**values, "last": last.year}
    if since == last:
        return _("ngày %(day)s") % {"day": clock.day(since)}
    return _("từ %(since)s đến %(last)s") % {"since": clock.day(since), "last": clock.day(last)}


def visible(acting: Acting | None) -> Collection[Measure]:
    """The measures this reader may ask about at home, in the order of their names."""
    place = home_of(acting)
    return [m for m in Measure.objects.order_by("name") if may_ask(acting, m, place)]


def near(place: Place | None) -> list[Place]:
    """The places to choose from beside this one: those above it, itself, those right below."""
    if place is None:
        return list(Place.objects.standing().filter(kind=Place.Kind.PROVINCE).in_order())
    above = {place.pk, place.parent_id, place.province_id, place.commune_id} - {None}
    rows = Place.objects.filter(Q(pk__in=above) | Q(parent=place.pk, valid_to=None)).in_order()
    rank = {
        Place.Kind.PROVINCE: 0,
        Place.Kind.DISTRICT: 1,
        Place.Kind.COMMUNE: 2,
        Place.Kind.GROUP: 3,
    }
    return sorted(rows, key=lambda p: rank[Place.Kind(p.kind)])

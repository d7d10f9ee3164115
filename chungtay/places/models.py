"""Administrative units through time: reference data, public, the same for every ward."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import connection, models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chungtay.kit.vietnamese import fold, sort_key

RECORDS_BEGIN = date(2021, 1, 1)
"""The oldest source is a list made after the rearrangement of 2019-21; a `valid_from` of this day
means "then or earlier", and an earlier day is answered as this one."""


class DateSpan(Func):
    function = "daterange"
    output_field = DateRangeField()


class PlaceQuerySet(models.QuerySet["Place"]):
    def on(self, day: date) -> Self:
        """The units that stood on this day."""
        day = max(day, RECORDS_BEGIN)
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def standing(self) -> Self:
        """The units whose end is not known: today's, and any already decided for later."""
        return self.filter(valid_to=None)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "code", "valid_from")


class Place(models.Model):
    """One unit during one *spell* of its life: a change of name, type or of the unit above begins
    a new spell, with the same code and a `Succession` from the old row.

    `parent` is the unit it lies in (at the end of its spell, if that unit changed its name
    meanwhile), `province` the province above it (its own id for a province), `commune` the commune
    a residential group lies in (its own id for a commune, none above). `valid_to` is the first day
    it no longer stood. Where the sources give only the latest possible day of a change,
    `from_exact` or `to_exact` is false. Areas in km², `lat` and `lon` in degrees (WGS 84).
    `origin` and `document` say how the spell began and by which resolution.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", _("tỉnh, thành phố")
        DISTRICT = "district", _("quận, huyện")
        COMMUNE = "commune", _("phường, xã, đặc khu")
        GROUP = "group", _("tổ dân phố, thôn")

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind)
    type = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey("self", models.PROTECT, related_name="+")
    commune = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    from_exact = models.BooleanField(default=True)
    to_exact = models.BooleanField(default=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    folded = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=600, db_collation="C")
    source = models.CharField(max_length=40)
    origin = models.TextField(blank=True)
    document = models.CharField(max_length=60, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_code_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="place_spell_not_empty",
                violation_error_message=_("Ngày thôi phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(kind="province", parent=None, province=F("id"))
                | (~Q(kind="province") & Q(parent__isnull=False) & ~Q(parent=F("id"))),
                name="place_has_a_unit_above",
                violation_error_message=_("Chỉ tỉnh và thành phố là không thuộc nơi nào khác."),
            ),
            models.CheckConstraint(
                condition=Q(kind="commune", commune=F("id"))
                | (Q(kind="group", commune__isnull=False) & ~Q(commune=F("id")))
                | Q(kind__in=["province", "district"], commune=None),
                name="place_knows_its_commune",
                violation_error_message=_("Tổ dân phố, thôn phải thuộc một phường hay xã."),
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="place_on_the_globe",
            ),
            ExclusionConstraint(
                name="place_code_spells_apart",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        DateSpan("valid_from", "valid_to", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Hai đơn vị cùng mã không thể cùng tồn tại một ngày."),
            ),
        ]
        indexes = [
            # GiST answers "the nearest 40" in 4 ms where GIN rechecks hundreds of rows (20 ms); on
            # lower() so that the planner does not take it for plain equality, where it is slow.
            GistIndex(
                OpClass(Lower("folded"), "gist_trgm_ops(siglen=64)"), name="place_folded_alike"
            ),
            models.Index(OpClass(F("folded"), "text_pattern_ops"), name="place_folded"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.name)
        self.sort_key = sort_key(self.name)
        self.full_name = full_name(self.type, self.name)
        if self.pk is None and self.kind in {"province", "commune"}:
            (self.pk,) = next_ids(1)
        if self.kind == "commune":
            self.commune_id = self.pk
        self.province_id = self.pk if self.parent is None else self.parent.province_id
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """A spell that ended has a page of its own, by the day it began."""
        if self.valid_to is None:
            return reverse("places:place", args=[self.code])
        return reverse("places:spell", args=[self.code, self.valid_from.isoformat()])

    @property
    def lies_in(self) -> str:
        """ "quận Hải Châu, thành phố Đà Nẵng"; needs parent and province."""
        above = [p for p in (self.parent, self.province) if p is not None and p.pk != self.pk]
        return ", ".join(lower_first(p.full_name) for p in dict.fromkeys(above))

    @property
    def address(self) -> str:
        """ "Phường Hòa Thuận Đông, quận Hải Châu, thành phố Đà Nẵng"."""
        return ", ".join(filter(None, (self.full_name, self.lies_in)))


def full_name(type_: str, name: str) -> str:
    """ "phường", "Hòa Cường" → "Phường Hòa Cường"; "Phường 5" and "Tổ 36" have theirs."""
    if name.lower().startswith(f"{type_} ") and name.split()[-1].isdigit():
        return name
    return f"{type_.capitalize()} {name}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def next_ids(count: int) -> Sequence[int]:
    """Ids for rows that must name themselves (a commune is its own `commune`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('places_place', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [row[0] for row in cursor.fetchall()]


class Succession(models.Model):
    """Who became whom, on which day. A predecessor with several successors was divided (`part`);
    `is_default` marks the one to assume when nothing closer is known. `note` is the resolution."""

    class Kind(models.TextChoices):
        WHOLE = "whole", _("trọn vẹn")
        PART = "part", _("một phần")

    predecessor = models.ForeignKey(Place, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Place, models.PROTECT, related_name="+")
    on = models.DateField()
    on_exact = models.BooleanField(default=True)
    kind = models.CharField(max_length=6, choices=Kind)
    is_default = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(kind="whole"), name="succession_whole_is_one"
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(is_default=True),
                name="succession_one_default",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_moves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Alias(models.Model):
    """Another name under which a place is looked for: an old spelling, the name of a unit it took
    in before our records begin, "Sài Gòn". `name` is empty where the source had only its letters
    without accents and spaces, which `folded` then holds."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    folded = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "folded"], name="alias_once")]
        indexes = [models.Index(fields=["folded"], name="alias_folded")]

    def __str__(self) -> str:
        return self.name or self.folded


class Edition(models.Model):
    """A fixture or an update file that has been taken in: the same file again changes nothing."""

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    taken_in_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name

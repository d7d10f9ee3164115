"""Why so many were asked, where a call turned when nobody was left, and what answers taught.

Chances here are those of a call or weights of all donors together; none belongs to a person.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models.calls import Call
from chungtay.kit.asking import rows
from chungtay.kit.scope import Scoped
from chungtay.recruiting.answering import Habits
from chungtay.recruiting.responding import Model
from chungtay.recruiting.waves import Beyond, Do, Step


def _chance(field: str) -> Q:
    return Q(**{f"{field}__range": (0, 1)})


FEWEST = 5
"""Of fewer people than this a chance would say something of each."""


class Wave(Scoped):
    """Donors asked in one go. `needed` people were missing, `pending` asked before were counted on;
    the chance that enough arrive was `before`, with the `found` people of this wave `after`, and
    `alpha` was wanted. `expected`: how many of them were to say yes. Of fewer than `FEWEST` people
    none of these is kept: it would be somebody's own."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    pending = models.PositiveSmallIntegerField()
    alpha = models.FloatField()
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    found = models.PositiveSmallIntegerField()
    expected = models.FloatField(null=True)
    asked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="wave_numbered_once"),
            models.CheckConstraint(
                condition=_chance("alpha") & _chance("before") & _chance("after"),
                name="wave_chances",
            ),
            models.CheckConstraint(
                condition=Q(expected__gte=0, expected__lte=models.F("found")),
                name="wave_expected_no_more_than_found",
            ),
            models.CheckConstraint(
                condition=Q(found=0) | Q(found__gte=FEWEST) | Q(after=None, expected=None),
                name="wave_of_few_tells_of_nobody",
            ),
            models.CheckConstraint(
                condition=Q(pending=0) | Q(pending__gte=FEWEST) | Q(before=None),
                name="wave_after_few_tells_of_nobody",
            ),
        ]

    @property
    def step(self) -> Step:
        """As `recruiting` says it in words."""
        do = Do.ASK if self.found else Do.ELSEWHERE
        return Step(
            do, self.needed, self.alpha, self.before, self.after, self.found, self.pending,
            self.number,
        )  # fmt: skip


_KEPT = ("place_id", "call_id", "asked_in_id", "number", "needed", "pending", "alpha", "before",
         "after", "found", "expected")  # fmt: skip
_WRITE = f"""
WITH wave AS (
    INSERT INTO blood_wave ({", ".join(_KEPT)}) VALUES ({", ".join(["%s"] * len(_KEPT))})
    RETURNING place_id, call_id, asked_in_id, id
), asks AS (
    INSERT INTO blood_ask (place_id, call_id, asked_in_id, wave_id, donor_id, actor_id, distance_km)
    SELECT wave.*, one.donor, one.actor, one.km
    FROM wave, unnest(%s::bigint[], %s::bigint[], %s::float8[]) AS one (donor, actor, km)
    RETURNING id, donor_id
)
SELECT wave.id, asks.id, asks.donor_id FROM wave LEFT JOIN asks ON true
"""  # noqa: S608


def write(wave: Wave, asked: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """A wave and its asks (donor, actor, kilometres) in one statement: models take Python longer
    than the database. Donor → the ask."""
    told: list[Any] = [list(column) for column in zip(*asked, strict=True)] or [[], [], []]
    written = rows(_WRITE, [getattr(wave, name) for name in _KEPT] + told)
    wave.pk = written[0][0]
    return {donor: ask for _wave, ask, donor in written if ask}


class Turn(Scoped):
    """Asking no longer sufficed, and the desk of the call was told where to turn now."""

    class To(models.TextChoices):
        TELEPHONE = Beyond.TELEPHONE.value, _("gọi điện")
        NEIGHBOURS = Beyond.NEIGHBOURS.value, _("các phường, xã lân cận")
        PROVINCE = Beyond.PROVINCE.value, _("cả tỉnh, thành phố")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    to = models.CharField(max_length=10, choices=To)
    turned_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["call", "to"], name="turn_once"),
            models.CheckConstraint(
                condition=Q(to__in=[beyond.value for beyond in Beyond]), name="turn_to_known"
            ),
        ]


class ResponseModel(Scoped):
    """What the answers of a province taught: the weights of `recruiting.responding`, how surely
    each is known, the answer times, the share of questions that arrive, and from how many
    questions and answers. `place` is the province. The latest counts."""

    names = ArrayField(models.CharField(max_length=20))
    weights = ArrayField(models.FloatField())
    sure = ArrayField(models.FloatField())
    median = models.FloatField()
    spread = models.FloatField()
    reach = models.FloatField()
    rows = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()
    fitted_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    names__len=models.F("weights__len"), names__len__gt=0,
                    sure__len=models.F("weights__len"),
                ),
                name="response_model_whole",
            ),
            models.CheckConstraint(
                condition=Q(median__gt=0, spread__gt=0) & _chance("reach"),
                name="response_model_times"
            ),
            models.CheckConstraint(
                condition=Q(answers__lte=models.F("rows")), name="response_model_answers"
            ),
        ]  # fmt: skip

    @property
    def fitted_at(self) -> datetime:
        return self.fitted_in.at

    @property
    def model(self) -> Model:
        return Model(tuple(self.names), tuple(self.weights), tuple(self.sure))

    @property
    def habits(self) -> Habits:
        return Habits(median=self.median, spread=self.spread, reach=self.reach)

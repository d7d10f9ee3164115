"""What an answer says, and what must be known of somebody to give one. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock
from chungtay.transfusion.groups import Kind
from chungtay.transfusion.weight import Band

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Outcome(StrEnum):
    """In rising order of strictness. NO_LONGER holds while it is so (age, weight)."""

    MAY = "may"
    DOCTOR = "doctor"
    NOT_BEFORE = "not_before"
    NO_LONGER = "no_longer"

    @property
    def words(self) -> "StrOrPromise":
        return _WORDS[self]


_WORDS = {
    Outcome.MAY: _("Hỏi được"),
    Outcome.DOCTOR: _("Cần bác sĩ cho ý kiến"),
    Outcome.NOT_BEFORE: _("Chưa hỏi được"),
    Outcome.NO_LONGER: _("Không hỏi nữa"),
}
_STRICTNESS = list(Outcome)


@dataclass(frozen=True, slots=True)
class Answer:
    """`until`: the first day on which this no longer stands in the way, None if no day settles
    it. `why` is for people, `code` that of the rule. To be kept: outcome, until, code; no more."""

    outcome: Outcome
    until: date | None
    why: str
    source: str
    code: str = ""

    @property
    def words(self) -> str:
        """ "Hỏi được từ 19/10/2021", "Cần bác sĩ cho ý kiến"."""
        if self.outcome is Outcome.NOT_BEFORE and self.until:
            return say("Hỏi được từ %(day)s") % {"day": clock.day(self.until)}
        return str(self.outcome.words)

    @property
    def strictness(self) -> tuple[int, bool, date]:
        """Of two that ask for a doctor, the one without an end is the stricter."""
        ends = self.until or date.min
        endless = self.until is None and self.outcome is not Outcome.MAY
        return _STRICTNESS.index(self.outcome), endless, ends


@dataclass(frozen=True, slots=True)
class Deferral:
    """A reason to wait: the code of its rule, and the day from which the wait counts."""

    code: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of somebody; what nobody said is None or empty.

    `gifts` may hold the last gift too. `tested`: whether a doctor has found veins and blood fit
    for the machine; None leaves it to whether they have given by it before.
    """

    last_on: date | None = None
    last: Kind | None = None
    birth_year: int | None = None
    weight: Band | None = None
    gifts: tuple[tuple[date, Kind], ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    tested: bool | None = None

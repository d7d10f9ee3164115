"""Could we answer a call tonight? Yes, perhaps or no, and why: which groups, how many. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chungtay.donors.hiding import LEAST
from chungtay.recruiting.answering import USUAL, Habits, arrives
from chungtay.recruiting.explaining import percent
from chungtay.recruiting.responding import ORDINARY
from chungtay.recruiting.waves import CRITICAL, tail
from chungtay.transfusion.compatibility import suits, tiers
from chungtay.transfusion.groups import Component, Group

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MINUTES = 120.0


class Verdict(StrEnum):
    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"

    @property
    def words(self) -> "StrOrPromise":
        return {"yes": _("Được"), "perhaps": _("Có thể"), "no": _("Chưa")}[self.value]


@dataclass(frozen=True, slots=True)
class Part:
    """One group: whether it is asked, how many may be, and why, or why not. `rank` 0 is asked
    first; None never."""

    group: Group
    rank: int | None
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Readiness:
    verdict: Verdict
    count: int
    chance: float
    parts: tuple[Part, ...]
    yes: float = ORDINARY
    """Of those whom a question reaches, the share who agree."""

    def why(self, *, exactly: bool = True) -> str:
        """`exactly`: small numbers too; else a few are a few."""
        if not self.count:
            return say("Tối nay không có ai hợp nhóm mà hỏi được qua Zalo.")
        if self.count < LEAST and not exactly:
            return say("Tối nay chỉ có vài người hợp nhóm hỏi được, chưa chắc đủ.")
        people = ngettext(
            "%(n)s người hợp nhóm hỏi được tối nay.", "%(n)s người hợp nhóm hỏi được tối nay.",
            self.count,
        ) % {"n": self.count}  # fmt: skip
        chance = say("Hỏi hết thì khả năng đủ người đến trong 2 giờ là %s.") % percent(self.chance)
        usual = say("Tính theo mức chung: khoảng %(share)s người nhận lời trong 100.")
        return f"{people} {chance} {usual % {'share': max(round(100 * self.yes), 1)}}"


def ready(
    component: Component, patient: Group, units: int,
    counts: Mapping[Group, tuple[int, int]], *, centre: str = "", yes: float = ORDINARY,
    habits: Habits = USUAL,
) -> Readiness:  # fmt: skip
    """`counts`: by group who may be asked tonight, and of those whose group is proven, which is
    what a call for Rh− or in another group's stead wants. `yes` and `habits`: as the answers of a
    province taught, else as everywhere."""
    ranks = tiers(component, patient, centre=centre)
    rank_of = {group: rank for rank, groups in enumerate(ranks) for group in groups}
    parts = tuple(
        _part(component, patient, group, rank_of.get(group), counts.get(group, (0, 0)))
        for group in Group
    )
    asked = sorted(parts, key=lambda part: (part.rank is None, part.rank or 0, -part.count))
    count = sum(part.count for part in parts if part.rank is not None)
    each = arrives(yes, MINUTES, habits=habits)
    chance = tail([each] * count, units) if count else 0.0
    verdict = (
        Verdict.YES if chance >= CRITICAL else Verdict.PERHAPS if count >= units else Verdict.NO
    )
    return Readiness(verdict, count, chance, tuple(asked), yes)


def _part(
    component: Component, patient: Group, group: Group, rank: int | None, counts: tuple[int, int]
) -> Part:
    everybody, proven = counts
    if rank is None:
        return Part(group, None, 0, _why_not(component, patient, group))
    wants_proof = rank > 0 or not group.positive
    why = say("Hỏi trước tiên.") if rank == 0 else say("Chỉ hỏi khi các nhóm trước không đủ.")
    if wants_proof:
        why += " " + say("Chỉ ai có thẻ hiến máu hay phiếu xét nghiệm.")
    return Part(group, rank, proven if wants_proof else everybody, why)


def _why_not(component: Component, patient: Group, group: Group) -> str:
    if not suits(component, group, patient):
        return say("Không hợp với người nhận nhóm này.")
    if not group.positive:
        return say("Hợp, nhưng người Rh− để dành cho người nhận Rh−.")
    return say("Hợp, nhưng bệnh viện phải xét hiệu giá kháng thể trước.")

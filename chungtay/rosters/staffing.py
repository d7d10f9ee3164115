"""How many officers of a ward are at their posts on a day, and how many are away, by status.

Reasons are counted only where that hides who is ill, since colleagues know who is away: each kind
of health that anybody has must be at least FEW people, and so must the others who are away, or
names and count together tell the reason of everybody. Where nobody is ill they are not counted
either, so that no count says that somebody is. Counted from interval rows, never from running sums.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from chungtay.rosters.coverage import midnight
from chungtay.rosters.models import Absence
from chungtay.rosters.resting import posts_here

FEW = 5
"""Fewer people than this could be known by their names."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """`officers` hold posts that day, `away` of them were away at some hour of it. `by_reason` is
    None where it would tell who is ill, and where nobody is."""

    officers: int
    away: int
    by_reason: dict[Absence.Reason, int] | None

    @property
    def there(self) -> int:
        return self.officers - self.away

    @property
    def ill(self) -> int | None:
        """How many are out of post for their health."""
        if self.by_reason is None:
            return None
        return sum(self.by_reason.get(reason, 0) for reason in Absence.HEALTH)


def staffing(place_id: int, on: date) -> Staffing:
    """One officer counts once, under the reason that began last."""
    begins, ends = midnight(on), midnight(on + timedelta(days=1))
    posts = posts_here(place_id).filter(starts_at__lt=ends).exclude(ends_at__lte=begins)
    officers = set(posts.values_list("account", flat=True))
    rows = Absence.objects.unscoped(why="counts of a ward, for whoever may see them").standing()
    reasons = dict(
        rows.within(begins, ends)
        .filter(officer__in=officers)
        .order_by("starts_at", "pk")
        .values_list("officer", "reason")
    )
    counts: dict[Absence.Reason, int] = {}
    for reason in reasons.values():
        counts[Absence.Reason(reason)] = counts.get(Absence.Reason(reason), 0) + 1
    ill = [count for reason, count in counts.items() if reason in Absence.HEALTH]
    hidden = not ill or min(ill) < FEW or len(reasons) - max(ill) < FEW
    return Staffing(len(officers), len(reasons), None if hidden else counts)

"""Who answers for what: questions, and no writes.

`answers_now` is one query. `duties` are what one officer must keep in a stretch, `stand_ins` who
could keep them instead. Where nobody does: `coverage`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from chungtay.access.models import Account
from chungtay.kit import phones
from chungtay.kit.vietnamese import sort_key
from chungtay.places.models import Place
from chungtay.rosters import gaps
from chungtay.rosters.duties import Duty, duties, duties_of
from chungtay.rosters.models import Absence, Alarm, Beat, Cover, DutyNumber, Keeping
from chungtay.rosters.resting import lying_in, of_ward
from chungtay.rosters.standing_in import StandIn, moments, stand_ins

__all__ = [
    "Answering", "Duty", "StandIn", "answers_now", "called", "duties", "duties_of", "duty_number",
    "moments", "officers_of", "stand_ins",
]  # fmt: skip


def called(name: str, rank: str) -> str:
    """ "Trung úy Mai Xuân Lộc"."""
    return f"{rank} {name}".strip()


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for one beat at one moment; `reason` is empty unless nobody does."""

    beat_id: int
    beat: str
    officer_id: int | None
    actor_id: int | None
    officer: str
    standing_in: bool
    keeper_id: int | None
    keeper: str
    cover_id: int | None
    until: datetime | None
    reason: str

    @property
    def why(self) -> str:
        return str(Alarm.Reason(self.reason).label) if self.reason else ""


def answers_now(place_id: int, at: datetime) -> list[Answering]:
    """Who answers for each beat of a ward at a moment, by the names of the beats, in one query."""
    found = [_answering(row) for row in _asked(place_id, at)]
    return sorted(found, key=lambda one: sort_key(one.beat))


def _asked(place_id: int, at: datetime) -> Any:
    covers = (
        Cover.objects.unscoped(why="who answers for what in one ward")
        .running(at)
        .filter(beat=OuterRef("pk"))
    )
    keepings = (
        Keeping.objects.unscoped(why="who answers for what in one ward")
        .running(at)
        .filter(beat=OuterRef("pk"))
    )
    absent = Absence.objects.unscoped(why="who answers for what in one ward").standing().running(at)
    here = of_ward(place_id, at)
    return (
        Beat.objects.unscoped(why="who answers for what in one ward")
        .standing(at)
        .filter(lying_in(place_id))
        .annotate(
            cover_by=Subquery(covers.values("stand_in")[:1]),
            kept_by=Subquery(keepings.values("officer")[:1]),
            until=Subquery(covers.values("ends_at")[:1]),
            cover=Subquery(covers.values("pk")[:1]),
            stand_in=Subquery(covers.values(said=_said("stand_in"))[:1]),
            keeper=Subquery(keepings.values(said=_said("officer"))[:1]),
            cover_away=Exists(absent.filter(officer=OuterRef("cover_by"))),
            keeper_away=Exists(absent.filter(officer=OuterRef("kept_by"))),
            cover_here=Exists(here.filter(account=OuterRef("cover_by"))),
            keeper_here=Exists(here.filter(account=OuterRef("kept_by"))),
        )
    )


def _said(path: str) -> JSONObject:
    return JSONObject(
        id=f"{path}_id", actor=f"{path}__actor_id", name=f"{path}__name", rank=f"{path}__rank"
    )


def _answering(row: Any) -> Answering:
    reason, who = "", None
    if row.cover_by:
        who = row.stand_in
        reason = gaps.STAND_IN_AWAY if row.cover_away or not row.cover_here else ""
    elif row.kept_by:
        who = row.keeper
        reason = gaps.AWAY if row.keeper_away else "" if row.keeper_here else gaps.LEFT
    else:
        reason = gaps.UNASSIGNED
    answers = None if reason else who
    return Answering(
        beat_id=row.pk, beat=row.name,
        officer_id=answers["id"] if answers else None,
        actor_id=answers["actor"] if answers else None,
        officer=called(answers["name"], answers["rank"]) if answers else "",
        standing_in=bool(row.cover_by) and bool(answers),
        keeper_id=row.kept_by,
        keeper=called(row.keeper["name"], row.keeper["rank"]) if row.keeper else "",
        cover_id=row.cover, until=row.until, reason=reason,
    )  # fmt: skip


def duty_number(place: Place) -> str:
    """The telephone of the ward's desk as it is dialled; "" where none is kept."""
    rows = DutyNumber.objects.unscoped(why="a number for everybody").filter(ended_in=None)
    found = rows.filter(place=place.commune_id).first()
    return phones.dialled(found.phone) if found else ""


def officers_of(place_id: int, at: datetime) -> list[Account]:
    """Those who hold a post of an officer in the ward, by name."""
    found = Account.objects.filter(pk__in=of_ward(place_id, at))
    return sorted(found, key=lambda account: sort_key(account.name))

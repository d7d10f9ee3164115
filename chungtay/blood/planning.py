"""How a call stands, as chances, and what to do now. Reads only; nothing here is kept."""

import json
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import JSONObject

from chungtay.blood import history, matching
from chungtay.blood.history import Past
from chungtay.blood.matching import Near
from chungtay.blood.models import (
    Ask,
    Call,
    CallClosure,
    Given,
    Reply,
    ResponseModel,
    Seat,
    StandDown,
    Wave,
)
from chungtay.kit.asking import Compiled, HowMany, Later
from chungtay.recruiting import answering, calling, responding, waves
from chungtay.recruiting.answering import Habits
from chungtay.recruiting.calling import Asked, Candidate, Known
from chungtay.recruiting.responding import Model
from chungtay.recruiting.waves import Do, Step

SUREST = 0.99
HOPELESS = 0.005
"""A chance of arriving below which nobody is asked: it would take two hundred such people."""
MOST_WAVES_HEARD = 100
_REFUSED = {Reply.Answer.NOT_TODAY, Reply.Answer.CANNOT_COME, Reply.Answer.STOP}


@dataclass(slots=True)
class Outlook:
    """One call at one moment. `asked` are all who were; `coming` and `silent` those of them who may
    still arrive. `factor`: by how much what is heard corrects the model."""

    call: Call
    at: datetime
    hospital: str = ""
    closed: bool = False
    held: int = 0
    """Places held, the reserve's among them."""
    model: Model = responding.STARTING
    habits: Habits = answering.USUAL
    waves: int = 0
    """Waves in which somebody was asked."""
    numbered: int = 0
    last_wave: datetime | None = None
    given: int = 0
    asked: list[Asked] = field(default_factory=list)
    coming: list[Asked] = field(default_factory=list)
    silent: list[Asked] = field(default_factory=list)
    factor: float = 1.0
    chances: dict[int, float] = field(default_factory=dict)
    """Candidate → the chance of a yes that was worked out for this look."""
    near: dict[int, Near] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """Minutes until the deadline."""
        return _minutes(self.call.deadline - self.at)

    @property
    def needed(self) -> int:
        return max(self.call.units - self.given, 0)

    @property
    def alpha(self) -> float:
        return waves.alpha_of(self.call.critical)

    @property
    def since_last(self) -> float:
        return math.inf if self.last_wave is None else _minutes(self.at - self.last_wave)

    def pending(self, *, with_silent: bool = True) -> list[float]:
        people = self.coming + (self.silent if with_silent else [])
        corrected = (one._replace(yes=min(one.yes * self.factor, SUREST)) for one in people)
        return calling.pending(corrected, self.left, self.habits)

    def step(self, candidates: list[Candidate], *, at_once: bool = False) -> Step:
        """`at_once`: somebody presses for a wave now, and counts on those who are coming only."""
        return waves.next_step(
            self.pending(with_silent=not at_once), [one.p for one in candidates], self.needed,
            self.alpha, waves=self.waves, since_last=math.inf if at_once else self.since_last,
            left=self.left,
        )  # fmt: skip

    def candidates(self, *, at_once: bool = False) -> list[Candidate]:
        """In the order in which they are asked. Others than the rested of the own group are looked
        for only when these do not suffice."""
        first, later = matching.branches(self.call)
        reach = self.habits.farthest(self.left)
        self._weigh(matching.nearest(self.call, self.at, first, reach))
        order = self._order()
        step = self.step(order, at_once=at_once) if later else None
        if step and step.short and step.ask < waves.PER_UNIT * self.needed:
            self._weigh(matching.nearest(self.call, self.at, later, reach))
            order = self._order()
        return order

    def _weigh(self, found: list[Near]) -> None:
        new = {one.donor_id: one for one in found if one.donor_id not in self.near}
        for key, one in new.items():
            facts = history.features(one.past, one.last_gift_on, one.km, self.at)
            self.chances[key] = min(self.model.probability(facts) * self.factor, SUREST)
        self.near |= new

    def _order(self) -> list[Candidate]:
        """Whoever could hardly be there in time is not asked in vain."""
        found = calling.candidates(
            (
                Known(key, self.chances[key], one.km, one.rank, one.bent)
                for key, one in self.near.items()
            ),
            self.left, self.habits,
        )  # fmt: skip
        likely = [one for one in found if one.p >= HOPELESS]
        return calling.drawn(likely, self._standing, self.call.pk * 100 + self.numbered)

    def _standing(self, one: Candidate) -> tuple[bool, int]:
        near = self.near[one.key]
        return near.bent, near.rank

    def expected(self, donor_ids: list[int]) -> float:
        """How many of these are to say yes."""
        return sum(self.chances[key] for key in donor_ids) * self.habits.reach


def outlook(call: Call, at: datetime) -> Outlook:
    """How a call stands: a fixed number of questions."""
    found = Outlook(call, at)
    ((found.hospital, found.closed, found.held, waved, learnt),) = _STATE.rows(call=call.pk)
    since = at - history.LATELY
    if learnt is not None:
        known = json.loads(learnt)
        since = max(since, datetime.fromisoformat(known.pop("fitted_at")))
        fitted = ResponseModel(**known)
        found.model, found.habits = fitted.model, fitted.habits
    if waved:
        _look_at_waves(found)
    lately = calling.corrected(*_heard_lately(call, since, found.habits), calling.LOG_WEIGHT)
    if found.waves:
        _look_at_asked(found)
    expected, yeses = calling.heard(found.asked, found.habits)
    found.factor = lately * calling.corrected(lately * expected, yeses, calling.OWN_WEIGHT)
    return found


def _state() -> Any:
    """In one statement, after the call was locked: what others did before is seen then."""
    mine = {"call": OuterRef("pk")}
    seats = Seat.objects.unscoped(why="the places of the call in hand")
    ended = CallClosure.objects.unscoped(why="has the call in hand ended")
    rows = Wave.objects.unscoped(why="the waves of the call in hand")
    learnt = ResponseModel.objects.unscoped(why="what all answers of the province taught")
    names = {name: name for name in ("names", "weights", "sure", "median", "spread", "reach")}
    fitted = JSONObject(**names, fitted_at="fitted_in__at")
    latest = learnt.filter(place=OuterRef("place__province")).order_by("-pk")
    return (
        Call.objects.unscoped(why="how the call in hand stands")
        .crossing("hospital", why="its name, for those who are asked")
        .filter(pk=Later("call", BigIntegerField()))
        .annotate(
            closed=Exists(ended.filter(**mine)),
            held=HowMany(seats.filter(freed_in=None, **mine).values("pk")),
            waved=Exists(rows.filter(**mine)),
            learnt=Subquery(latest.values(one=fitted)[:1]),
        )
        .values_list("hospital__name", "closed", "held", "waved", "learnt")
    )


_STATE = Compiled(_state)


def _look_at_waves(found: Outlook) -> None:
    rows = Wave.objects.unscoped(why="the waves of the call in hand").filter(call=found.call)
    rows = rows.order_by("number").values_list("number", "found", "asked_in__at")
    for number, asked, when in rows:
        found.numbered = number
        if asked:
            found.waves, found.last_wave = found.waves + 1, when


def _look_at_asked(found: Outlook) -> None:
    call, at = found.call, found.at
    mine = {"ask": OuterRef("pk")}
    last = Reply.objects.unscoped(why="what those asked for the call in hand said").filter(**mine)
    last = last.order_by("-pk")
    seats = Seat.objects.unscoped(why="who comes for the call in hand")
    gifts = Given.objects.unscoped(why="who gave for the call in hand")
    told = StandDown.objects.unscoped(why="whom the call in hand no longer counts on")
    past = history.columns("donor", call.pk, at, at - history.LATELY)
    asks = (
        Ask.objects.unscoped(why="those asked for the call in hand")
        .crossing("donor", why="when those asked gave last")
        .filter(call=call)
        .annotate(
            **past,
            answer=Subquery(last.values("answer")[:1]),
            said_at=Subquery(last.values("said_in__at")[:1]),
            seated=Exists(seats.filter(freed_in=None, **mine)),
            has_given=Exists(gifts.filter(taken_back_in=None, **mine)),
            told=Exists(told.filter(**mine)),
        )
        .values_list(
            "donor__last_gift_on", "distance_km", "asked_in__at", "answer", "said_at",
            "seated", "has_given", "told", *past,
        )
    )  # fmt: skip
    for last_gift, km, asked_at, answer, said_at, seated, gave, told_off, *known in asks:
        facts = history.features(Past(*known), last_gift, km, asked_at)
        yes = min(found.model.probability(facts), SUREST)
        agreed = (
            _minutes(at - (said_at or asked_at)) if answer == Reply.Answer.COMING or gave else None
        )
        one = Asked(yes, km, _minutes(at - asked_at), agreed)
        found.asked.append(one)
        found.given += gave
        if gave or answer in _REFUSED:
            continue
        if seated:
            found.coming.append(one)
        elif answer is None and not told_off:
            found.silent.append(one)


def _heard_lately(call: Call, since: datetime, habits: Habits) -> tuple[float, int]:
    """Yeses expected and yeses heard in the latest waves of calls that are over; yeses that came
    after a call was over count for neither."""
    expected, yeses = 0.0, 0
    for hoped, came, asked_at, over in _HEARD.rows(call=call.pk, since=since):
        expected += hoped * habits.answered(_minutes(over - asked_at))
        yeses += came or 0
    return expected, yeses


def _heard() -> Any:
    ended = CallClosure.objects.unscoped(why="counts of calls that are over").filter(
        call=OuterRef("call")
    )
    yes = Reply.objects.unscoped(why="counts of calls that are over").filter(
        ask=OuterRef("pk"), answer=Reply.Answer.COMING
    )
    said = Ask.objects.unscoped(why="counts of calls that are over").filter(
        Exists(yes), call=OuterRef("call"), wave=OuterRef("pk")
    )
    return (
        Wave.objects.unscoped(why="counts of calls that are over")
        .filter(
            ~Q(call=Later("call", BigIntegerField())),
            asked_in__at__gte=Later("since", DateTimeField()),
            expected__isnull=False,
        )
        .annotate(
            over=Subquery(ended.values("closed_in__at")[:1]),
            yeses=Subquery(said.order_by().values("wave").annotate(n=Count("pk")).values("n")),
            asked_at=F("asked_in__at"),
        )
        .filter(Q(over__isnull=False))
        .order_by("-pk")
        .values_list("expected", "yeses", "asked_at", "over")[:MOST_WAVES_HEARD]
    )


_HEARD = Compiled(_heard)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60.0


def do_now(call: Call, at: datetime) -> Do:
    """What the clock should do with a call: nothing while every place, the reserve's among them, is
    taken; candidates are looked for only when a wave is due."""
    found = outlook(call, at)
    if found.held > call.units:
        return Do.WAIT
    do = found.step([]).do
    return found.step(found.candidates()).do if do is Do.ELSEWHERE else do

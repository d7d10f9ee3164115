"""One call of `bench/waves.py` as it goes by: alerts, answers, journeys, arrivals.

What a donor would do for a call is drawn from (seed, call, donor), the same whoever asks, so that
policies meet the same people in the same mood. Whoever says yes sets out unless told that enough
are coming; whoever sets out and is not needed any more is surplus.
"""

import heapq
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench._waves_world import Call, Donor, Settings
from chungtay.recruiting.answering import Habits

Log = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Mood:
    """What one donor would do, asked for one call: whether it reaches them, the chance below which
    they agree, minutes to the answer, whether a refusal is said, whether a yes arrives, and by
    what factor the journey takes longer."""

    reached: bool
    agrees_below: float
    minutes: float
    spoken: bool
    arrives: bool
    slower: float


def mood(settings: Settings, call: Call, donor: int) -> Mood:
    rng = random.Random((settings.seed * 1_000_003 + call.key) * 1_000_003 + donor)
    return Mood(
        rng.random() < settings.reach, rng.random(),
        settings.answer_median * math.exp(settings.answer_spread * rng.gauss(0, 1)),
        rng.random() < settings.spoken, rng.random() < settings.show,
        math.exp(0.3 * rng.gauss(0, 1)),
    )  # fmt: skip


@dataclass
class Person:
    """Somebody asked in this call. Minutes are those of the call; None: not yet, or never."""

    donor: Donor
    km: float
    asked: float
    mood: Mood
    agreed: float | None = None
    left: float | None = None
    refused: bool = False
    there: bool = False


@dataclass
class Running:
    """A call that runs. A policy's `looks` come by `events`; `willing` says how likely a donor
    agrees today."""

    settings: Settings
    call: Call
    habits: Habits
    willing: Callable[[Donor], float]
    log: Log
    people: dict[int, Person] = field(default_factory=dict)
    events: list[tuple[float, int, str, int]] = field(default_factory=list)
    arrived: int = 0
    surplus: int = 0
    filled_at: float | None = None
    waves: int = 0
    last_wave: float = -math.inf
    enough: Callable[["Running", float], bool] = lambda _running, _at: False
    _number: int = 0

    @property
    def needed(self) -> int:
        return self.call.units - self.arrived

    def at(self, minutes: float, what: str, who: int = 0) -> None:
        self._number += 1
        heapq.heappush(self.events, (minutes, self._number, what, who))

    def say(self, minutes: float, what: str, **more: Any) -> None:
        self.log({"call": self.call.key, "at": round(self.call.at + minutes, 3), "what": what,
                  **more})  # fmt: skip

    def ask(self, donors: list[tuple[float, Donor]], now: float) -> None:
        if donors:
            self.waves, self.last_wave = self.waves + 1, now
        for km, donor in donors:
            would = mood(self.settings, self.call, donor.key)
            self.people[donor.key] = Person(donor, km, now, would)
            self.say(now, "alert", donor=donor.key, wave=self.waves)
            if not would.reached:
                continue
            if would.agrees_below < self.willing(donor):
                self.at(now + would.minutes, "yes", donor.key)
            elif would.spoken:
                self.at(now + would.minutes, "no", donor.key)

    def set_out(self, person: Person, now: float) -> None:
        person.left = now
        self.say(now, "sets_out", donor=person.donor.key)
        if person.mood.arrives:
            way = self.habits.journey(person.km) * person.mood.slower
            self.at(now + way, "arrival", person.donor.key)

    def happen(self, minutes: float, what: str, who: int) -> None:
        person = self.people[who]
        if what == "arrival":
            person.there = True
            late = minutes > self.settings.deadline
            self.arrived += not late and self.filled_at is None
            if self.filled_at is not None or late:
                self.surplus += 1
                self.say(minutes, "late" if late and self.filled_at is None else "surplus",
                         donor=who)  # fmt: skip
                return
            self.say(minutes, "arrival", donor=who)
            if self.needed <= 0:
                self.filled_at = minutes
            return
        if self.filled_at is not None or minutes > self.settings.deadline:
            return
        self.say(minutes, what, donor=who)
        if what == "no":
            person.refused = True
            return
        person.agreed = minutes
        if not self.enough(self, minutes):
            self.set_out(person, minutes)

    def run(self, look: Callable[["Running", float], float | None], first: float = 0.0) -> None:
        """`look` asks whom it will and says in how many minutes to look again, None for never."""
        self.say(0.0, "call", units=self.call.units, group=self.call.group.name)
        self.at(first, "look")
        while self.events:
            minutes, _number, what, who = heapq.heappop(self.events)
            if what != "look":
                self.happen(minutes, what, who)
                continue
            if self.filled_at is None and minutes < self.settings.deadline:
                again = look(self, minutes)
                if again is not None:
                    self.at(minutes + again, "look")
        self.say(self.filled_at or self.settings.deadline, "end",
                 filled=self.filled_at is not None)  # fmt: skip

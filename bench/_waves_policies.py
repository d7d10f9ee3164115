"""Who is asked when: ours and the oracle by the very functions of `recruiting`, and four others.

Ours and the oracle differ in one thing, what they are told of a donor's willingness. Both know how
often a donor was asked of late, the channel's reach and the share of no-shows, look every five
minutes, ask those whom `transfusion` puts in order, and send one wave of four at most in each look.
The others know neither group order nor rest, as they are described where they come from.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from bench._waves_call import Person, Running
from bench._waves_world import City, Donor, Settings
from chungtay.recruiting import calling, waves
from chungtay.recruiting.calling import Asked, Known
from chungtay.transfusion.compatibility import tiers
from chungtay.transfusion.groups import Component

Pair = tuple[float, Donor]
DAY = 24 * 60.0
MONTH = 30 * DAY
REST, CRITICAL_REST = 14 * DAY, 7 * DAY


class History(Protocol):
    """What earlier calls left, if anything; times in minutes since the beginning of the table."""

    lasting: bool

    def alerts(self, donor: int, at: float) -> int: ...
    def since_asked(self, donor: int, at: float) -> float: ...
    def resting(self, donor: int, at: float) -> bool: ...


@dataclass
class Policy:
    settings: Settings
    city: City
    history: History

    def start(self, running: Running) -> None:
        del running

    def finish(self, running: Running) -> None:
        del running

    def look(self, running: Running, now: float) -> float | None:
        raise NotImplementedError

    def lists(self, running: Running) -> list[list[Pair]]:
        """Of each rank of groups those who are eligible, nearest first."""
        ranks = tiers(Component(self.settings.component), running.call.group)
        return [self.city.nearest(running.call.hospital, rank) for rank in ranks]

    def compatible(self, running: Running) -> list[Pair]:
        ranks = tiers(Component(self.settings.component), running.call.group)
        every = tuple(group for rank in ranks for group in rank)
        return self.city.nearest(running.call.hospital, every)

    def anybody(self, running: Running) -> Iterator[Pair]:
        """Compatible, eligible, not asked yet, nearest first, whatever their rank."""
        for pair in self.compatible(running):
            donor = pair[1].key
            if donor not in running.people and not self.history.resting(donor, running.call.at):
                yield pair

    def nearest(self, running: Running, count: int) -> list[Pair]:
        return [pair for pair, _n in zip(self.anybody(running), range(count), strict=False)]


@dataclass
class Waves(Policy):
    """The product's. `told`: what it is told of a donor's willingness, alerts apart. What it hears
    corrects that: in the call, and in table two from the calls of the last 30 days."""

    told: Callable[[Donor], float]
    log: deque[tuple[float, float, int]] = field(default_factory=deque)
    factor: float = 1.0

    def yes(self, donor: Donor, at: float) -> float:
        tired = self.settings.fatigue ** self.history.alerts(donor.key, at)
        return min(self.told(donor) * self.settings.believed, 0.99) * tired

    def start(self, running: Running) -> None:
        running.enough = self.enough

    def finish(self, running: Running) -> None:
        at = running.call.at
        end = self.settings.deadline if running.filled_at is None else running.filled_at
        if self.history.lasting:
            self.log.append((at, *calling.heard(self.asked(running, end), running.habits)))

    def correct(self, running: Running, now: float) -> None:
        while self.log and self.log[0][0] < running.call.at - MONTH:
            self.log.popleft()
        before = sum(one[1] for one in self.log), sum(one[2] for one in self.log)
        lately = calling.corrected(*before, calling.LOG_WEIGHT)
        expected, yeses = calling.heard(self.asked(running, now), running.habits)
        self.factor = lately * calling.corrected(lately * expected, yeses, calling.OWN_WEIGHT)

    def asked(self, running: Running, now: float) -> list[Asked]:
        return [self.one(running, p, now, 1.0) for p in running.people.values()]

    def one(self, running: Running, p: Person, now: float, factor: float) -> Asked:
        return Asked(
            min(self.yes(p.donor, running.call.at) * factor, 0.99), p.km, now - p.asked,
            None if p.agreed is None else now - (p.agreed if p.left is None else p.left),
        )  # fmt: skip

    def enough(self, running: Running, now: float) -> bool:
        """Asked when somebody says yes: do those already on their way suffice?"""
        under_way = [p for p in running.people.values() if p.left is not None and not p.there]
        return waves.enough(self.chances(running, under_way, now), running.needed, self.alpha)

    @property
    def alpha(self) -> float:
        return waves.alpha_of(self.settings.critical)

    def chances(self, running: Running, people: list[Person], now: float) -> list[float]:
        asked = [self.one(running, p, now, self.factor) for p in people]
        return calling.pending(asked, self.settings.deadline - now, running.habits)

    def look(self, running: Running, now: float) -> float | None:
        self.correct(running, now)
        waiting = [
            p
            for p in running.people.values()
            if not p.there and not p.refused and (p.agreed is None or p.left is not None)
        ]
        pending = self.chances(running, waiting, now)
        before, since = waves.tail(pending, running.needed), now - running.last_wave
        left = self.settings.deadline - now
        if not waves.due(before, self.alpha, waves=running.waves, since_last=since, left=left):
            return waves.LOOK_AGAIN
        for person in running.people.values():  # in reserve: said yes, was told enough
            if person.agreed is not None and person.left is None:
                running.set_out(person, now)
                return 0.0
        known = {one.key: (pair, one) for pair, one in self.known(running)}
        order = calling.candidates((one for _pair, one in known.values()), left, running.habits)
        order = calling.drawn(
            order, lambda one: known[one.key][1][3:5], running.call.key * 100 + running.waves
        )
        step = waves.next_step(
            pending, [one.p for one in order], running.needed, self.alpha,
            waves=running.waves, since_last=since, left=left,
        )  # fmt: skip
        running.ask([known[one.key][0] for one in order[: step.ask]], now)
        return step.again_in

    def known(self, running: Running) -> Iterator[tuple[Pair, Known]]:
        """The 300 nearest of the own group, then of the next, until 300; first all who rested, and
        if they are fewer, in a critical call, those whose rest may be bent."""
        at, found = running.call.at, 0
        lists = self.lists(running)
        for bent in (False, True) if self.settings.critical else (False,):
            for rank, pairs in enumerate(lists):
                for km, donor in pairs:
                    if found >= self.settings.nearest:
                        return
                    since = self.history.since_asked(donor.key, at)
                    rested = CRITICAL_REST <= since < REST if bent else since >= REST
                    if not rested or donor.key in running.people:
                        continue
                    if self.history.resting(donor.key, at):
                        continue
                    found += 1
                    yes = min(self.yes(donor, at) * self.factor, 0.99)
                    yield (km, donor), Known(donor.key, yes, km, rank, bent)


class Broadcast(Policy):
    """Everybody compatible within 15 km, at once."""

    def look(self, running: Running, now: float) -> float | None:
        far = self.settings.broadcast_km
        running.ask([pair for pair in self.anybody(running) if pair[0] <= far], now)


class TwentyNearest(Policy):
    """The nearest 20, and 20 more every 15 minutes until enough are there."""

    def look(self, running: Running, now: float) -> float | None:
        running.ask(self.nearest(running, 20), now)
        return 15.0


class SevenEach(Policy):
    """Seven for each unit; each refusal that is said is replaced (GoodSAM)."""

    def look(self, running: Running, now: float) -> float | None:
        asked = [p for p in running.people.values() if not p.refused]
        running.ask(self.nearest(running, 7 * running.call.units - len(asked)), now)
        return 1.0


class ExactGroup(Policy):
    """The patient's own group, bags + 2, and the search is over once they were notified."""

    def compatible(self, running: Running) -> list[Pair]:
        return self.city.nearest(running.call.hospital, (running.call.group,))

    def look(self, running: Running, now: float) -> float | None:
        running.ask(self.nearest(running, running.call.units + 2), now)


def policies(settings: Settings, city: City, history: Callable[[], History]) -> dict[str, Policy]:
    """Each with a history of its own."""
    return {
        "ours": Waves(settings, city, history(), lambda donor: donor.score),
        "oracle": Waves(settings, city, history(), lambda donor: donor.true),
        "broadcast": Broadcast(settings, city, history()),
        "twenty_nearest": TwentyNearest(settings, city, history()),
        "seven_each": SevenEach(settings, city, history()),
        "exact_group": ExactGroup(settings, city, history()),
    }

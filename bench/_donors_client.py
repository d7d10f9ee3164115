"""One desk that makes calls, or all who answer them: processes of their own beside the bench."""

import gc
import json
import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NEEDED = ((4, 0.421), (5, 0.212), (6, 0.301), (7, 0.066))
RH_NEGATIVE = 0.1
UNITS = ((1, 50), (2, 35), (3, 15))
HOUR = 10
"""As if it were ten in the morning: otherwise the bench would measure the night."""


def until_morning() -> timedelta:
    from chungtay.kit import clock

    return timedelta(hours=(HOUR - clock.now().astimezone(clock.VN).hour) % 24)


def need(rng: random.Random) -> dict[str, Any]:
    """What a hospital asks; one call in ten is for an Rh− patient, far more than in life."""
    from chungtay.blood.models import Call
    from chungtay.transfusion.groups import Component, Group

    group = rng.choices([g for g, _share in NEEDED], [share for _g, share in NEEDED])[0]
    if rng.random() < RH_NEGATIVE:
        group -= 4
    units = rng.choices([n for n, _w in UNITS], [w for _n, w in UNITS])[0]
    urgent = rng.random() < 0.5
    return {
        "group": Group(group), "units": units,
        "component": Component.PLATELETS if rng.random() < 0.6 else Component.WHOLE,
        "urgency": Call.Urgency.CRITICAL if urgent else Call.Urgency.TODAY,
    }  # fmt: skip


def watched(module: Any) -> tuple[list[tuple[float, int]], list[float]]:
    """Let `make_call` write down what its `ask_donors` took and how many it asked, and how long it
    looked for them and weighed them."""
    from chungtay.blood import planning

    inner: list[tuple[float, int]] = []
    chosen: list[float] = []
    ask_donors, candidates = module.ask_donors, planning.Outlook.candidates

    def timed(**about: Any) -> Any:
        start = time.perf_counter()
        wave = ask_donors(**about)
        inner.append(((time.perf_counter() - start) * 1000, wave.found))
        return wave

    def weighed(self: Any, **about: Any) -> Any:
        start = time.perf_counter()
        found = candidates(self, **about)
        chosen.append((time.perf_counter() - start) * 1000)
        return found

    module.ask_donors = timed
    planning.Outlook.candidates = weighed  # type: ignore[method-assign]
    return inner, chosen


def floor() -> Any:
    """The least that an act inside another costs here: its entry, its savepoint and a SELECT 1."""
    from django.db import connection

    from chungtay.journal.act import action
    from chungtay.journal.system import System

    took: list[float] = []

    @action("bench.nothing")
    def nothing(*, actor: Any, at: Any, place: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    @action("bench.around_nothing")
    def around(*, actor: Any, at: Any, place: Any) -> float:
        start = time.perf_counter()
        nothing(actor=System("matching"), at=at, place=place)
        return (time.perf_counter() - start) * 1000

    def measured(at: Any, place: Any) -> float:
        took.append(around(actor=System("bench"), at=at, place=place))
        return took[-1]

    return measured


WARM = 3
"""Calls of a desk that are not counted: its process has just started."""


def desk(number: int, calls: int, pace: float) -> None:
    """So many calls, one every `pace` seconds; each line what one took, in milliseconds."""
    from bench.people import officer_at
    from chungtay.access.acting import PostHolder
    from chungtay.blood.actions import calls as module
    from chungtay.blood.verifying import number_of
    from chungtay.kit import clock
    from chungtay.people.models import Organisation
    from chungtay.places.models import Place

    rng = random.Random(number)
    inner, chosen = watched(module)
    least = floor()
    hospitals = list(Organisation.objects.unscoped(why="hospitals of the bench").order_by("pk"))
    home, first = hospitals[0].place_id, number * (calls + WARM) + WARM
    account = officer_at(home, f"truc{number}").account
    place = Place.objects.get(pk=home)
    gc.freeze()  # as the web server does (chungtay/wsgi.py)
    print("ready", flush=True)
    sys.stdin.readline()
    begin, ahead = time.perf_counter(), until_morning()
    for n in range(-WARM, calls):
        time.sleep(max(0.0, begin + (n + WARM + rng.random() / 2) * pace - time.perf_counter()))
        at, about = clock.now() + ahead, need(rng)
        actor, floor_ms = PostHolder(account, at), least(clock.now(), place)
        hospital = hospitals[(first + n) // 9]
        called_back = number_of(hospital.pk)
        cpu = time.process_time()
        start = time.perf_counter()
        module.make_call(
            actor=actor, at=at, place=place, hospital=hospital,
            called_back=called_back,
            deadline=at + timedelta(hours=2), where="Khoa Huyết học", confirmed_by="Trực ban",
            **about,
        )  # fmt: skip
        whole = (time.perf_counter() - start) * 1000
        took, asked = inner[-1]
        if n < 0:
            continue
        row = {
            "floor_ms": floor_ms,
            "cpu_ms": (time.process_time() - cpu) * 1000,
            "ms": took,
            "choosing_ms": chosen[-1],
            "whole_ms": whole,
            "asked": asked,
            "group": about["group"].written,
        }
        print(json.dumps(row), flush=True)


class Donor:
    """May answer, as whoever taps on Zalo may."""

    def __init__(self, actor_id: int) -> None:
        self.actor_id = actor_id

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb in {"blood.come", "blood.not_today"}

    def reach(self) -> tuple[int, ...]:
        return ()


def answer(per_second: float) -> None:
    """Answers to the questions that stand, one in four a yes, until told to stop."""
    import threading

    from chungtay.blood.actions import come, not_today
    from chungtay.blood.models import Ask
    from chungtay.kit import clock

    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), over.set()), daemon=True).start()
    rng, seen, done = random.Random(99), 0, 0
    ahead = until_morning()
    while not over.is_set():
        asks = Ask.objects.unscoped(why="those who answer in the bench").filter(pk__gt=seen)
        for ask in asks.order_by("pk")[:50]:
            seen = ask.pk
            start = time.perf_counter()
            verb = come if rng.random() < 0.25 else not_today
            verb(actor=Donor(ask.actor_id), at=clock.now() + ahead, ask=ask)
            done += 1
            time.sleep(max(0.0, start + 1 / per_second - time.perf_counter()))
            if over.is_set():
                break
        else:
            time.sleep(0.05)
    print(json.dumps({"answers": done}), flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "desk":
        desk(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    else:
        answer(float(sys.argv[2]))

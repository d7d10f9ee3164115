"""The parts of `./run bench running_call` that need the house: `python -m bench._running_part …`.

`people` connects the account and registers donors and hospitals; `desk` calls and ends calls;
`judge` lets what is left be done and says what became of every question and every answer.
"""

import json
import math
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench._faults_part import connected, settle, ward
from bench._killing import patiently

PART = "bench._running_part"
DONORS, HOSPITALS, UNITS = 600, 12, 2
FIRST_USER = 2512523625125150
PACE = 2.0
SOON = timedelta(seconds=1)
"""A question that is on its way at the moment of the close is not called back."""


def users() -> list[str]:
    return [str(FIRST_USER + n) for n in range(DONORS)]


def is_question(text: str) -> bool:
    return "Bác sĩ khám trước khi hiến." in text


def people(zalo: str) -> None:
    from chungtay.channels.tests import loopback
    from chungtay.donors.actions import register_donor
    from chungtay.donors.models import Donor
    from chungtay.people.actions import add_contact, register_organisation
    from chungtay.people.models import Consent, ContactPoint, Organisation, Person
    from chungtay.transfusion.groups import Group

    place, system, at = connected(zalo)
    persons = Person.objects.unscoped(why="who is asked under load")
    for n, user in enumerate(users()):
        donor = register_donor(
            actor=system, at=at, place=place, name="Phan Thị Diễm My", phone=f"0905{n:06d}",
            group=Group.O_POS, source=Donor.Source.CARD, means=Consent.Means.FORM, birth_year=1990,
        )  # fmt: skip
        add_contact(
            actor=system, at=at, person=persons.get(pk=donor.person_id),
            kind=ContactPoint.Kind.ZALO, value=f"{loopback.OA_ID}/{user}",
        )  # fmt: skip
    for n in range(HOSPITALS):
        register_organisation(
            actor=system, at=at, place=place, name=f"Bệnh viện {n}",
            kind=Organisation.Kind.HOSPITAL,
        )  # fmt: skip
    _teach(place, at)


def _teach(place: Any, at: datetime) -> None:
    """Two of five say yes, so that a call asks some dozen people whatever the hour."""
    from chungtay.blood.models import ResponseModel
    from chungtay.journal.models import Entry
    from chungtay.journal.system import System

    taught = Entry.objects.create(
        verb="faults", actor_id=System("faults").actor_id, at=at, place=place, subject="", key=""
    )
    ResponseModel.objects.create(
        place=place.province, names=["constant"], weights=[math.log(0.4 / 0.6)], sure=[1.0],
        median=20.0, spread=1.1, reach=1.0, rows=1, answers=1, fitted_in=taught,
    )  # fmt: skip


def desk(file: str) -> None:
    """A call every other second; the older ones are ended, every second one of them."""
    from chungtay.blood.actions import CallClosed, make_call, stand_down
    from chungtay.blood.models import Call
    from chungtay.journal.act import Repeated
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.people.models import Organisation
    from chungtay.transfusion.groups import Component, Group

    system, place = System("faults"), patiently(ward)
    patiently(lambda: system.actor_id)
    found = Organisation.objects.unscoped(why="the hospitals of the bench").filter(kind="hospital")
    hospitals = patiently(lambda: list(found.order_by("pk")))
    calls = Call.objects.unscoped(why="the calls of the bench")
    begun = time.time_ns()
    with Path(file).open("a") as acknowledged:
        for n in range(10**9):
            calling = make_call.once(f"running:{begun}:{n}")
            with suppress(Repeated):
                patiently(lambda calling=calling, n=n: calling(
                    actor=system, at=(at := clock.now()), place=place,
                    hospital=hospitals[n % len(hospitals)], component=Component.WHOLE,
                    group=Group.O_POS, units=UNITS, deadline=at + timedelta(hours=1),
                    urgency=Call.Urgency.CRITICAL, where="Khoa Huyết học", confirmed_by="Bác sĩ",
                ))  # fmt: skip
            acknowledged.write(f"{n}\n")
            acknowledged.flush()
            open_now = patiently(lambda: list(calls.order_by("-pk")[3:6]))
            for call in open_now:
                if random.random() < 0.5:
                    with suppress(CallClosed):
                        patiently(lambda call=call: stand_down(
                            actor=system, at=clock.now(), call=call
                        ))  # fmt: skip
            time.sleep(PACE)


def judge(zalo: str, called: str, said: str) -> None:
    settle()
    asks, closed = _asks(), _closures()
    rows = Path(said).read_text().splitlines(keepends=True)
    answers = [tuple(row.split()) for row in rows if row.endswith("\n")]
    lost = [user for user, answer in answers if not _kept(user, answer, asks)]
    late = sum(
        ask["asked_in__recorded_at"] > closed[ask["call"]]
        for ask in asks.values() if ask["call"] in closed
    )  # fmt: skip
    print(json.dumps({
        "calls": len(Path(called).read_text().splitlines()), "closed": len(closed),
        "asked": len(asks), "answered": len(answers), "lost": len(lost),
        "twice": _twice(zalo), "after_close": late + _sent_late(asks, closed),
        "without_ending": _without_ending(asks, closed),
    }))  # fmt: skip


def _asks() -> dict[str, dict[str, Any]]:
    """Zalo user → the one question put to them, with what they said and how it ended."""
    from chungtay.blood.models import Ask, Given, Reply, StandDown
    from chungtay.people.models import ContactPoint

    points = ContactPoint.objects.unscoped(why="a bench looks at everything").filter(kind="zalo")
    user_of = {actor: value.partition("/")[2] for actor, value in points.values_list(
        "actor", "value"
    )}  # fmt: skip
    every = Ask.objects.unscoped(why="a bench looks at everything")
    found = {
        user_of[ask["actor"]]: ask | {"replies": set(), "ended": False}
        for ask in every.values("pk", "call", "actor", "asked_in", "asked_in__recorded_at")
    }
    by_pk = {ask["pk"]: ask for ask in found.values()}
    assert len(by_pk) == every.count(), "somebody was asked for two calls"
    replies = Reply.objects.unscoped(why="a bench looks at everything")
    for pk, answer in replies.values_list("ask", "answer"):
        by_pk[pk]["replies"].add(answer)
    for model in (StandDown, Given):
        for pk in model.objects.unscoped(why="a bench looks").values_list("ask", flat=True):
            by_pk[pk]["ended"] = True
    return found


def _closures() -> dict[int, Any]:
    from chungtay.blood.models import CallClosure

    rows = CallClosure.objects.unscoped(why="a bench looks at everything")
    return dict(rows.values_list("call", "closed_in__recorded_at"))


def _kept(user: str, answer: str, asks: dict[str, dict[str, Any]]) -> bool:
    """It was stored, and either written down as what they said, or they were told that it is over
    (a question that has lapsed takes no answer)."""
    from chungtay.blood.models import Reply
    from chungtay.intake.models import Inbound

    rows = Inbound.objects.unscoped(why="a bench looks at everything")
    found = rows.filter(key=f"user_send_text|said{user}").values_list("outcome", flat=True).first()
    meant = Reply.Answer.COMING if answer == "1" else Reply.Answer.NOT_TODAY
    if found == Inbound.Outcome.ANSWERED:
        return meant in asks[user]["replies"]
    return found in {Inbound.Outcome.EXPIRED, Inbound.Outcome.REFUSED}


def _twice(zalo: str) -> int:
    import httpx

    shown = httpx.get(f"{zalo}/sim/messages", trust_env=False, timeout=120).json()["messages"]
    questions = Counter(
        message["user_id"] for message in shown
        if not message["from_user"] and is_question(message["text"])
    )  # fmt: skip
    return sum(n > 1 for n in questions.values())


def _sent_late(asks: dict[str, dict[str, Any]], closed: dict[int, Any]) -> int:
    """Questions that left after their call had been closed."""
    from chungtay.channels.models import Delivery

    call_of = {ask["asked_in"]: ask["call"] for ask in asks.values() if ask["call"] in closed}
    rows = Delivery.objects.unscoped(why="a bench looks at everything").filter(
        message__entry__in=call_of, message__purpose="blood.ask", sending_at__isnull=False
    )
    left = rows.values_list("message__entry", "sending_at")
    return sum(at > closed[call_of[entry]] + SOON for entry, at in left)


def _without_ending(asks: dict[str, dict[str, Any]], closed: dict[int, Any]) -> int:
    return sum(
        not ask["replies"] and not ask["ended"] for ask in asks.values() if ask["call"] in closed
    )


if __name__ == "__main__":
    import django

    django.setup()
    {"people": people, "desk": desk, "judge": judge}[sys.argv[1]](*sys.argv[2:])

"""The parts of `./run bench faults` that need the house: `python -m bench._faults_part WHAT …`.

`people` connects the account and registers who is asked; `asker` asks them again and again and
writes down what was acknowledged; `judge` sends what is left and says what became of everything.
"""

import json
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench._killing import patiently

PEOPLE, FIRST_USER = 40, 2512523625412515
EACH = 5


def users() -> list[str]:
    return [str(FIRST_USER + n) for n in range(PEOPLE)]


def connected(zalo: str) -> tuple[Any, Any, Any]:
    """The account of the loopback, connected: the ward, who acts, and when."""
    import httpx

    from chungtay.channels.actions import connect
    from chungtay.channels.tests import loopback
    from chungtay.journal.system import System
    from chungtay.kit import clock

    place, system, at = ward(), System("faults"), clock.now()
    pair = httpx.post(f"{zalo}/sim/tokens", json={}, trust_env=False).json()
    connect(
        actor=system, at=at, place=place, name="Phường", oa_id=loopback.OA_ID,
        app_id=loopback.APP_ID, app_secret=loopback.SECRET, oa_secret=loopback.OA_SECRET,
        access_token=pair["access_token"], refresh_token=pair["refresh_token"],
        api_base=zalo, oauth_base=zalo,
    )  # fmt: skip
    return place, system, at


def people(zalo: str) -> None:
    from chungtay.channels.tests import loopback
    from chungtay.people.actions import add_contact, give_consent, register
    from chungtay.people.models import Consent, ContactPoint

    place, system, at = connected(zalo)
    for user in users():
        person = register(actor=system, at=at, place=place, name="Phan Thị Diễm My")
        value = f"{loopback.OA_ID}/{user}"
        add_contact(actor=system, at=at, person=person, kind=ContactPoint.Kind.ZALO, value=value)
        give_consent(
            actor=system, at=at, person=person, purpose=loopback.PURPOSE, means=Consent.Means.FORM
        )


def settle() -> None:
    """What the killed left is done by others."""
    from chungtay.channels import doubts
    from chungtay.channels.claiming import LEASE
    from chungtay.channels.models import Channel, Delivery
    from chungtay.channels.sending import Sender
    from chungtay.intake import receiving
    from chungtay.kit import clock

    rows = Delivery.objects.unscoped(why="a bench looks at everything")
    doubts.lapse(clock.now() + LEASE)
    Channel.objects.unscoped(why="no more rest").update(rest_until=None)
    sender = Sender()
    for _ in range(12):
        rows.filter(state__in=["waiting", "unknown"]).update(not_before=None)
        sender.drain()
        rows.filter(state="unknown").update(not_before=clock.now())
        doubts.look_up(sender.zalo, sender.esms, clock.now())
        while receiving.take_in(clock.now()):
            pass
        time.sleep(0.5)
    sender.close()


def ward() -> Any:
    from chungtay.places.models import Place

    return Place.objects.filter(kind="commune", valid_to=None).order_by("pk")[0]


def asker(file: str) -> None:
    from chungtay.channels.tests.loopback import OA_ID, ask
    from chungtay.journal.act import Repeated
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.people.models import ContactPoint

    system = System("faults")
    place = patiently(ward)
    patiently(lambda: system.actor_id)
    points = ContactPoint.objects.unscoped(why="who is asked under load").filter(
        kind="zalo", value__startswith=f"{OA_ID}/"
    )
    actors = patiently(lambda: list(points.order_by("pk").values_list("actor_id", flat=True)))
    begun = time.time_ns()
    with Path(file).open("a") as acknowledged:
        for n in range(10**9):
            chosen = [actors[(n * EACH + k) % len(actors)] for k in range(EACH)]
            asking = ask.once(f"faults:{begun}:{n}")
            with suppress(Repeated):
                patiently(lambda asking=asking, chosen=chosen, n=n: asking(
                    actor=system, at=clock.now(), place=place, recipients=chosen,
                    text=f"Lần {begun}.{n}: chị đến được không?", urgent=True,
                ))  # fmt: skip
            acknowledged.write(f"{begun}.{n}\n")
            acknowledged.flush()
            time.sleep(0.1)


def judge(zalo: str, asked: str, posted: str) -> None:
    import httpx
    from django.db.models import Count

    from chungtay.channels.models import Delivery
    from chungtay.intake.models import Inbound
    from chungtay.journal.models import Message

    settle()
    rows = Delivery.objects.unscoped(why="a bench looks at everything")
    texts = [line.strip() for line in Path(asked).read_text().splitlines(True) if line[-1] == "\n"]
    keys = [line.strip() for line in Path(posted).read_text().splitlines(True) if line[-1] == "\n"]
    said = Counter(
        text.partition(":")[0].removeprefix("Lần ")
        for text in Message.objects.values_list("text", flat=True)
    )
    shown = httpx.get(f"{zalo}/sim/messages", trust_env=False, timeout=120).json()["messages"]
    phones = Counter(
        (message["user_id"], message["text"]) for message in shown if not message["from_user"]
    )
    kept = Inbound.objects.unscoped(why="a bench looks at everything")
    stored = set(kept.filter(event="user_send_text").values_list("key", flat=True))
    print(json.dumps({
        "asked": len(texts) * EACH, "shown": sum(phones.values()),
        "asked_lost": sum(EACH - said[text] for text in texts),
        "twice": sum(n > 1 for n in phones.values()),
        "inbound": len(keys),
        "inbound_lost": sum(f"user_send_text|{key}" not in stored for key in keys),
        "inbound_open": kept.filter(handled_at=None).count(),
        "states": dict(rows.values_list("state").annotate(n=Count("pk"))),
        "sent_unseen": rows.filter(state="sent").count() + rows.filter(state="received").count()
        + rows.filter(state="seen").count() - sum(phones.values()),
    }))  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    {"people": people, "asker": asker, "judge": judge}[sys.argv[1]](*sys.argv[2:])

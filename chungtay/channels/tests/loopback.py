"""The real loopback Zalo as a process of its own, a server for its webhooks, and some people."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import httpx
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from werkzeug.serving import WSGIRequestHandler, make_server

from chungtay.carriers.wire import Wire
from chungtay.channels import actions, sending
from chungtay.channels.models import Channel, Delivery
from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET, SECRET
from chungtay.intake import receiving
from chungtay.journal.act import Answer, action, tell
from chungtay.journal.answers import answerable
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.people.actions import add_contact, give_consent, register
from chungtay.people.models import Consent, ContactPoint
from chungtay.places.models import Place

PURPOSE = "blood.ask"
CAME: list[tuple[int, int]] = []
"""(actor, what was asked) of each test.come."""
STOPPED: list[tuple[int, int]] = []


@action("test.ask")
def ask(
    *, actor, at, place, recipients, text="Chị đến được không?", asked=1, expires_at=None,
    urgent=False, purpose=PURPOSE, answers=True, offered=None,
):  # fmt: skip
    offered = offered or [
        Answer("Tôi đến được", "test.come", {"asked": asked}),
        Answer("Hôm nay chưa được", "test.not_today", {"asked": asked}),
        Answer("Đừng hỏi tôi nữa", "test.unheard_of", {}),
    ]
    return [
        tell(
            recipient, purpose=purpose, text=text, answers=offered if answers else [],
            urgent=urgent, expires_at=expires_at,
        )
        for recipient in recipients
    ]  # fmt: skip


@action("test.come")
def come(*, actor, at, place, asked):
    if asked == 0:
        raise Refused("Đã đủ người. Cảm ơn chị đã sẵn lòng.", code="enough")
    CAME.append((actor.actor_id, asked))
    tell(actor.actor_id, purpose="blood.told", text="Cảm ơn chị nhiều lắm.")


@action("test.stop")
def stop(*, actor, at, place, asked):
    STOPPED.append((actor.actor_id, asked))


@action("test.not_today")
def not_today(*, actor, at, place, asked):
    raise AssertionError("a fault of ours")


def _load(acting, args):
    return {"place": Place.objects.get(pk=next(iter(acting.reach()))), "asked": args["asked"]}


answerable("test.come", load=_load)
answerable("test.not_today", load=_load)
answerable("test.stop", load=_load, always=True)


class Quiet(WSGIRequestHandler):
    def log(self, *args: object) -> None:
        pass


def closing(application):
    """Each request in its thread leaves no database connection behind."""

    def wrapped(environ, start_response):
        try:
            return [b"".join(application(environ, start_response))]
        finally:
            connections.close_all()

    return wrapped


class OurServer:
    def __init__(self) -> None:
        self._server = make_server(
            "127.0.0.1", 0, closing(get_wsgi_application()), threaded=True, request_handler=Quiet
        )
        self.url = f"http://127.0.0.1:{self._server.server_port}/zalo/webhook/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True)
        self._thread.start()
        # The first request loads every page of the house; Zalo waits two seconds only.
        httpx.get(self.url, trust_env=False, timeout=60)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@dataclass
class Loopback:
    """A running loopback Zalo and what tests ask of it."""

    folder: object
    webhook: str
    process: subprocess.Popen = field(init=False)
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zalo_sim", "--port", "0", "--data", str(self.folder),
             "--app-id", APP_ID, "--secret", SECRET, "--oa-id", OA_ID, "--oa-secret", OA_SECRET,
             "--webhook", self.webhook],
            cwd=settings.ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        self.url = line.split(": ", 1)[1].strip().rstrip("/")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()

    def ask(self, call: str, /, **body):
        answer = httpx.post(f"{self.url}/sim/{call}", json=body, trust_env=False, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def look(self, path: str, **query):
        answer = httpx.get(f"{self.url}/sim/{path}", params=query, trust_env=False, timeout=30)
        return answer.json()

    def fail_next(self, mode: str, times: int = 1, path: str = "/v3.0/oa/message/cs", **more):
        self.ask("fail-next", path=path, mode=mode, times=times, **more)

    def refuse_next(self, error: int, times: int = 1, path: str = "/v3.0/oa/message/cs"):
        self.ask("fail-next", path=path, error=error, times=times)

    def messages(self, user_id: str = "") -> list[dict]:
        """What the phone shows from the account: the oracle of who was asked how often."""
        query = {"user_id": user_id} if user_id else {}
        said = self.look("messages", **query)["messages"]
        return [message for message in said if not message["from_user"]]


@dataclass
class Town:
    """A ward whose account is connected, with people who agreed to be asked."""

    world: object
    zalo: Loopback
    channel: Channel = field(init=False)

    def __post_init__(self) -> None:
        self.channel = self.connect()
        CAME.clear()
        STOPPED.clear()

    def connect(self) -> Channel:
        pair = self.zalo.ask("tokens")
        return actions.connect(
            actor=System("test"), at=clock.now(), place=self.world.ward, name="Phường Hòa Cường",
            oa_id=OA_ID, app_id=APP_ID, app_secret=SECRET, oa_secret=OA_SECRET,
            access_token=pair["access_token"], refresh_token=pair["refresh_token"],
            api_base=self.zalo.url, oauth_base=self.zalo.url,
        )  # fmt: skip

    def people(self, count: int, *, agree: bool = True, spoke: str | None = "2 hours ago"):
        """Actor ids and Zalo ids of new people, in order."""
        start = ContactPoint.objects.unscoped(why="only to count them in a test").count()
        ids = [str(2512523625412515 + start + n) for n in range(count)]
        self.zalo_people(ids, spoke)
        return [(self.person(user_id, agree), user_id) for user_id in ids]

    def zalo_people(self, ids, spoke="2 hours ago") -> None:
        people = [
            {"user_id": user_id, "name": "Phan Thị Diễm My", "last_interaction": spoke}
            for user_id in ids
        ]
        answer = httpx.post(f"{self.zalo.url}/sim/people", json=people, trust_env=False)
        assert answer.status_code == 200, answer.text

    def person(self, user_id: str, agree: bool = True) -> int:
        system, at = System("test"), self.world.at
        person = register(actor=system, at=at, place=self.world.ward, name="Phan Thị Diễm My")
        kind = ContactPoint.Kind.ZALO
        add_contact(actor=system, at=at, person=person, kind=kind, value=f"{OA_ID}/{user_id}")
        if agree:
            means = Consent.Means.FORM
            give_consent(actor=system, at=at, person=person, purpose=PURPOSE, means=means)
        return person.actor_id

    def ask(self, recipients, **more):
        place = self.world.ward
        return ask(actor=System("test"), at=clock.now(), place=place, recipients=recipients, **more)


def drain(**settings_of_zalo) -> int:
    """Send whatever is due, with a client of its own."""
    sender = sending.Sender(Wire(**settings_of_zalo))
    try:
        return sender.drain()
    finally:
        sender.close()


def take_in(until=lambda: True, seconds: float = 10) -> None:
    """Deal with webhooks as they come in, until something is so."""
    deadline = time.monotonic() + seconds
    while True:
        receiving.take_in(clock.now())
        if until():
            return
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def deliveries(**conditions):
    found = Delivery.objects.unscoped(why="the tests look at everything").filter(**conditions)
    return list(found.order_by("pk"))


def states() -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in deliveries():
        counts[row.state] = counts.get(row.state, 0) + 1
    return counts

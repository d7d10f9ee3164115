"""A message tried out on paper: who would be reached and how, and the very requests. Sends nothing.

The count asks what the sender asks. The requests are those of three invented people, who live in a
transaction that is rolled back; they are made by the carriers themselves, on a wire that writes
them down and leads nowhere. Keys never come near it: eight x stand where one would.
"""

import json
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Never

import httpx
from django.core import signing
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.carriers.esms import client as esms
from chungtay.carriers.letter import Letter
from chungtay.carriers.reach import Can, Step, chosen, reach, why_not
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo import templates as zalo_templates
from chungtay.carriers.zalo.client import Account, Zalo
from chungtay.channels import letters, presences
from chungtay.channels.actions import reply
from chungtay.channels.models import Channel, Delivery, Way
from chungtay.channels.reasons import words
from chungtay.channels.situations import Situation, Town, situations
from chungtay.inbox.imagining import cases
from chungtay.journal.models import Message
from chungtay.journal.selection import cover
from chungtay.journal.system import System
from chungtay.people.actions import add_contact, give_consent, register
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.places.models import Place

MASK = "xxxxxxxx"
"""Stands where a key would."""
SYSTEM = "rehearsal"
NAMES = (
    gettext_lazy("Nguyễn Thị Vừa Nhắn"), gettext_lazy("Trần Văn Lâu Ngày"),
    gettext_lazy("Lê Thị Chỉ Có Số"),
)  # fmt: skip
STEP = 20_000
"""Persons after which the page is shown how far it is: it asks on by itself."""
PHONES = ("0900000011", "0900000012", "0900000013")
USERS = ("1000000000000000001", "1000000000000000002")


@dataclass(frozen=True, slots=True)
class Counted:
    """`ways`: how many go by each way now; `later`: wait, and why; `not_`: nobody may, and why."""

    all: int
    ways: list[tuple[str, int]]
    later: list[tuple[str, int]]
    never: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Request:
    """What would leave for one invented person; `body` "" says why nothing would."""

    name: str
    way: str
    address: str
    headers: str
    body: str
    says: str


@dataclass(slots=True)
class Tally:
    """How far a count has come: `seen` of `total` people, what was found, and the place after which
    it goes on; None once everybody is counted."""

    total: int
    seen: int = 0
    after: int | None = 0
    ways: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    never: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return min(self.seen / self.total, 1.0) if self.total else 1.0

    def counted(self) -> Counted:
        return Counted(
            all=self.ways.total() + self.later.total() + self.never.total(),
            ways=[(str(way.label), self.ways[way]) for way in Way if self.ways[way]],
            later=[(words(code), n) for code, n in self.later.most_common()],
            never=[(words(code), n) for code, n in self.never.most_common()],
        )


def count_on(
    place: Place, purpose: str, at: datetime, *, urgent: bool = False, so_far: str = ""
) -> Tally:
    """Count some more of a place by what would become of one message to each: as many communes as
    a page may wait for. One statement counts each case, and there is one verdict for each."""
    living = Person.objects.unscoped(why="how many a rehearsal counts, and where").filter(
        place__in=cover(place.pk)
    )
    many = dict(living.order_by("place").values_list("place").annotate(n=Count("pk")))
    tally = _read(so_far, place, purpose, urgent, sum(many.values()))
    here: list[int] = []
    for place_id in sorted(many):
        if tally.after is None or place_id <= tally.after or sum(many[p] for p in here) >= STEP:
            continue
        here.append(place_id)
    if here:
        _count(tally, cases(here, place.pk, purpose, at, urgent=urgent), at)
        tally.seen += sum(many[place_id] for place_id in here)
    last = here[-1] if here else None
    tally.after = last if last is not None and last < max(many) else None
    return tally


def _count(tally: Tally, found: list[tuple[Situation, int]], at: datetime) -> None:
    town = Town(at)
    for one, n in found:
        facts = town.facts(one)
        steps = reach(facts)
        step = chosen(steps, facts.rank) or why_not(steps)
        if not isinstance(step, Step):
            tally.never[step] += n
        elif step.can is Can.NOW:
            tally.ways[step.way] += n
        else:
            tally.later[step.code] += n


def written(tally: Tally, place: Place, purpose: str, urgent: bool) -> str:
    """A count that goes on, for the page to bring back: nothing of it is kept here."""
    said = [place.pk, purpose, urgent, tally.seen, tally.after, tally.ways, tally.later,
            tally.never]  # fmt: skip
    return signing.dumps(said, salt=SYSTEM)


def _read(so_far: str, place: Place, purpose: str, urgent: bool, total: int) -> Tally:
    """The same; a new one where what came back is of another question, or not ours."""
    try:
        *asked, seen, after, ways, later, never = signing.loads(so_far, salt=SYSTEM, max_age=3600)
    except (signing.BadSignature, ValueError):
        return Tally(total)
    if asked != [place.pk, purpose, urgent]:
        return Tally(total)
    return Tally(total, seen, after, Counter(ways), Counter(later), Counter(never))


def requests(
    channel: Channel, place: Place, purpose: str, text: str, at: datetime
) -> list[Request]:
    """What would leave for three invented people of this place. Everything is rolled back."""
    with transaction.atomic():
        made = [_one(n, channel, place, purpose, text, at) for n in range(len(NAMES))]
        transaction.set_rollback(True)
    return made


def _one(
    number: int, channel: Channel, place: Place, purpose: str, text: str, at: datetime
) -> Request:
    """The first spoke yesterday, the second long ago, the third has a telephone only."""
    system = System(SYSTEM)
    person = register(actor=system, at=at, place=place, name=str(NAMES[number]))
    give_consent(actor=system, at=at, person=person, purpose=purpose, means=Consent.Means.FORM)
    kinds = ContactPoint.Kind
    if number < len(USERS) and channel.kind == Channel.Kind.ZALO_OA:
        user = f"{channel.oa_id}/{USERS[number]}"
        add_contact(actor=system, at=at, person=person, kind=kinds.ZALO, value=user)
        spoke = at - timedelta(days=(1, 60)[number])
        presences.seen(channel, USERS[number], spoke, True)
    else:
        add_contact(actor=system, at=at, person=person, kind=kinds.PHONE, value=PHONES[number])
        if channel.kind == Channel.Kind.MAIL:
            mailbox = f"nguoi{number}@vi-du.vn"
            add_contact(actor=system, at=at, person=person, kind=kinds.EMAIL, value=mailbox)
    said = reply(actor=system, at=at, place=place, recipient=person.actor_id, text=text)
    Message.objects.filter(pk=said.pk).update(purpose=purpose, urgent=True)
    (one,) = situations([said.pk], at)
    facts = Town(at).facts(one)
    steps = reach(facts)
    step = chosen(steps, facts.rank)
    if step is None or step.can is Can.NO or one.contacts is None or step.address is None:
        return Request(str(NAMES[number]), "", "", "", "", words(why_not(steps)))
    row = Delivery.objects.create(
        place=place, message_id=said.pk, channel_id=step.account, way=step.way,
        contact_id=one.contacts[step.address],
    )  # fmt: skip
    return _request(str(NAMES[number]), row, step, at)


def _request(name: str, row: Delivery, step: Step, at: datetime) -> Request:
    row = (
        Delivery.objects.unscoped(why="of an invented person, rolled back")
        .crossing("contact", why="an invented address").crossing("channel", why="as whom it goes")
        .select_related("message__entry__place", "contact", "channel").get(pk=row.pk)
    )  # fmt: skip
    assert row.channel is not None
    letter = letters.letter_of(row, letters.usable([row.channel.pk]), at)
    way = Way(row.way)
    says = "" if step.can is Can.NOW else words(step.code)
    if way is Way.EMAIL:
        head = _("Tới %(to)s, từ %(from)s") % {"to": letter.to, "from": row.channel.oa_id}
        return Request(name, str(way.label), row.channel.api_base, head, letter.text, says)
    asked = _recorded(way, row.channel, letter)
    masked = {"access_token", "content-type"}
    headers = "\n".join(f"{n}: {v}" for n, v in asked.headers.items() if n.lower() in masked)
    body = json.dumps(json.loads(asked.content), ensure_ascii=False, indent=2)
    return Request(name, str(way.label), f"{asked.method} {asked.url}", headers, body, says)


class Nowhere(httpx.BaseTransport):
    """A wire that ends here: it keeps the request and never opens a connection."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> Never:
        self.asked.append(request)
        raise httpx.ConnectError("nothing is sent")


def _recorded(way: Way, channel: Channel, letter: Letter) -> httpx.Request:
    """The request the carrier itself would make, without its keys."""
    nowhere = Nowhere()
    zalo = Account(channel.api_base, MASK)
    sms = esms.Account(channel.api_base, MASK, MASK, channel.oa_id)
    with closing(Wire(connections=1, transport=nowhere)) as wire:
        carriers: dict[Way, tuple[Any, Any]] = {
            Way.ZALO_CS: (Zalo(wire), zalo),
            Way.ZALO_UID: (zalo_templates.ByUid(wire), zalo),
            Way.ZALO_PHONE: (zalo_templates.ByPhone(wire), zalo),
            Way.SMS: (esms.Esms(wire), sms),
        }
        carrier, account = carriers[way]
        carrier.send(account, letter)
    return nowhere.asked[0]

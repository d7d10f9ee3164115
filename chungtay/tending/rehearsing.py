"""A message tried out on paper: who would be reached and how, and the very requests. Sends nothing.

The count asks what the sender asks. The requests are those of three invented people, who live in a
transaction that is rolled back; they are made by the carriers themselves, on a wire that writes
them down and leads nowhere. Keys never come near it: eight x stand where one would.
"""

import json
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Never

import httpx
from django.db import transaction
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
from chungtay.channels.situations import Town, situations
from chungtay.inbox.imagining import cases
from chungtay.journal.models import Message
from chungtay.journal.selection import cover
from chungtay.journal.system import System
from chungtay.kit.errors import Refused
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
MOST = 500_000
"""Persons that are counted while somebody waits: a province's register, see `imagining.cases`."""
PHONES = ("0900000011", "0900000012", "0900000013")
USERS = ("1000000000000000001", "1000000000000000002")


class TooWide(Refused):
    """So many people that whoever waits for the page would give up."""

    code = "too_wide"


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


def counted(place: Place, purpose: str, at: datetime, *, urgent: bool = False) -> Counted:
    """Everybody of a place by what would become of one message to each: one statement that counts
    each case, and one verdict for each. Raises TooWide."""
    covered = list(cover(place.pk))
    living = Person.objects.unscoped(why="how many a rehearsal would count")
    if living.filter(place__in=covered).count() > MOST:
        raise TooWide(_("Ở đây nhiều người quá, không tính thử được. Nhờ phường, xã tính."))
    town = Town(at)
    ways: Counter[str] = Counter()
    later: Counter[str] = Counter()
    never: Counter[str] = Counter()
    for one, n in cases(covered, place.pk, purpose, at, urgent=urgent):
        facts = town.facts(one)
        steps = reach(facts)
        step = chosen(steps, facts.rank) or why_not(steps)
        if not isinstance(step, Step):
            never[step] += n
        elif step.can is Can.NOW:
            ways[step.way] += n
        else:
            later[step.code] += n
    return Counted(
        all=ways.total() + later.total() + never.total(),
        ways=[(str(way.label), ways[way]) for way in Way if ways[way]],
        later=[(words(code), n) for code, n in later.most_common()],
        never=[(words(code), n) for code, n in never.most_common()],
    )


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

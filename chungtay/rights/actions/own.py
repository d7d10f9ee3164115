"""The link by which a person comes to their own page, and who they are there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.links import OWN_PAGE
from chungtay.access.models import Link
from chungtay.journal.act import action
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.merging import cluster
from chungtay.people.models import ContactPoint, DoNotContact, Person
from chungtay.rights import telling
from chungtay.rights.actions.requests import standing_orders
from chungtay.rights.holdings import BLANK

LASTS = timedelta(hours=1)
"""How long the link waits to be opened."""
BREATH = timedelta(minutes=10)
"""One link for one person in so long, however often it is asked for."""
A_DAY, AN_HOUR = 3, 20
"""Links asked for on the public page: for one person in 24 hours, from one address in one."""
MORNING, EVENING = 7, 21
"""Whoever wants no messages gets one they may not have asked for between these hours only."""
MAY = frozenset({"rights.receive", "people.withdraw_consent"})


class NoWayThere(Refused):
    code = "own_page_no_way"


@dataclass(frozen=True, slots=True)
class Owner:
    """A person on their own page: may ask for what is theirs and take a consent back, no more.

    `place_ids` are the places of their own rows. Nothing is read through `reach`.
    """

    actor_id: int
    place_ids: frozenset[int]

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb in MAY and place_id in self.place_ids

    def reach(self) -> frozenset[int]:
        return frozenset()


def phones_of(person: Person) -> list[str]:
    """Telephones of the person that still hold: their last digits are the second factor."""
    return list(_points(person, ContactPoint.Kind.PHONE))


def _points(person: Person, kind: str) -> list[str]:
    points = ContactPoint.objects.unscoped(why="whether the person in hand can be reached")
    mine = points.filter(actor__in=cluster(person.actor_id), kind=kind, ended_in=None)
    return list(mine.values_list("value", flat=True))


@action("rights.send_own_page", on="person", words=_("gửi đường dẫn trang của một người"))
def send_own_page(*, actor: Acting, at: datetime, person: Person, site: str) -> None:
    """Send the person a link to their own page, to their own Zalo. It asks for the last four
    digits of their telephone, so without one there is no link. `site` is our own address
    ("https://…"), which the officer's page knows."""
    if not person.name:
        raise NoWayThere(_("Dữ liệu của người này đã xóa."), code="erased")
    if is_being_erased(person):
        raise NoWayThere(_("Đang xóa dữ liệu của người này."), code="being_erased")
    if not phones_of(person):
        raise NoWayThere(_("Người này chưa có số điện thoại để kiểm tra. Ghi số trước đã."))
    if not _points(person, ContactPoint.Kind.ZALO):
        raise NoWayThere(_("Người này chưa có Zalo để gửi đường dẫn."), code="no_zalo")
    _send(at, person, site)


@action("rights.ask_own_page", on="person", words=_("xin đường dẫn trang của mình"))
def ask_own_page(
    *, actor: Acting, at: datetime, person: Person, site: str, origin: str = ""
) -> None:  # fmt: skip
    """The same, asked for on the public page by telephone number, by nobody known: not urgent.
    `may_be_sent` is asked before. `origin` is a digest of the address it was asked from."""
    if person.name and phones_of(person) and _points(person, ContactPoint.Kind.ZALO):
        _send(at, person, site, origin)


def may_be_sent(person: Person, at: datetime, origin: str) -> datetime | None:
    """When a link asked for on the public page may go to this person: now, in the morning, or
    (None) not at all. Anybody can ask, as often as they like: this is what keeps it quiet."""
    if is_being_erased(person) or not (
        person.name and phones_of(person) and _points(person, ContactPoint.Kind.ZALO)
    ):
        return None
    links_ = Link.objects.filter(purpose=OWN_PAGE)
    mine = links_.filter(actor__in=cluster(person.actor_id))
    from_there = links_.filter(made_at__gt=at - timedelta(hours=1), args__origin=origin)
    today = mine.filter(made_at__gt=at - timedelta(days=1)).count()
    silent = is_silent(person)
    if (
        mine.filter(made_at__gt=at - BREATH).exists()
        or today >= (1 if silent else A_DAY)
        or (origin and from_there.count() >= AN_HOUR)
    ):
        return None
    here = at.astimezone(clock.VN)
    if not silent or MORNING <= here.hour < EVENING:
        return at
    day = here if here.hour < MORNING else here + timedelta(days=1)
    return day.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def is_being_erased(person: Person) -> bool:
    """Whether an officer has ordered it: then no page of theirs opens any more."""
    mine = standing_orders().filter(request__actor__in=cluster(person.actor_id))
    return bool(mine.exists())


def is_silent(person: Person) -> bool:
    """Whether they asked that nobody writes to them of our own accord."""
    wishes = DoNotContact.objects.unscoped(why="whether the person in hand wants no messages")
    return bool(wishes.filter(actor__in=cluster(person.actor_id), ended_at=None).exists())


def _send(at: datetime, person: Person, site: str, origin: str | None = None) -> None:
    """`origin`: None if an officer sends it, with the person before them."""
    token = links.make(
        OWN_PAGE, at=at, lasts=LASTS, actor_id=person.actor_id, place_id=person.place_id,
        args={"origin": origin} if origin else None,
    )  # fmt: skip
    address = site + reverse("rights:enter_own", args=[token])
    telling.own_page(person, address, at + LASTS, urgent=origin is None)


def forget_dead_links(at: datetime) -> int:
    """Take the address out of the messages whose link is dead; how many. A link is a secret only
    while it opens something, and the outbox need not keep it longer."""
    dead = Message.objects.filter(purpose=OWN_PAGE, expires_at__lte=at).exclude(text=BLANK)
    return int(dead.update(text=BLANK))

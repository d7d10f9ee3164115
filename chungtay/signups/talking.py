"""Registering on Zalo: what the words of somebody mean who is asked, or who says "hiến máu"."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from chungtay.answers.answering import Answering, Typed
from chungtay.carriers.typed import chosen
from chungtay.carriers.zalo.events import Event
from chungtay.channels.actions import reply
from chungtay.donors.models import Donor
from chungtay.inbox.talking import talks
from chungtay.intake.models import Inbound
from chungtay.journal.act import Repeated
from chungtay.journal.system import System
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.people.actions import add_contact, register
from chungtay.people.merging import cluster
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW
from chungtay.rights.actions.own import NoWayThere, send_own_page
from chungtay.signups import speaking
from chungtay.signups.actions import signups
from chungtay.signups.data.said import BACK, BEGIN, HALT, MINE, STOP, YES
from chungtay.signups.models import Signup

Outcome = Inbound.Outcome


def heard(inbound: Inbound, event: Event, at: datetime) -> Outcome | None:
    """Words of a registration, or none of ours."""
    said = _bare(event.text)
    person = _person(inbound)
    signup = _open(person) if person else None
    try:
        if signup is not None and person is not None:
            return _go_on(inbound, signup, event.text, said, min(inbound.happened_at, at))
        if said in BEGIN:
            return _begin(inbound, person, at)
        if said in MINE and person is not None and _is_donor(person):
            return _own_page(inbound, person, at)
    except Repeated:
        return Outcome.REPEATED
    except Refused as refused:
        if person is not None:
            _say(inbound, person, str(refused.sentence), at)
        return Outcome.REFUSED
    return None


def perhaps(typed: Sequence[Typed]) -> set[int]:
    """Whoever is asked already, and whoever says a word by which something begins."""
    signups_ = Signup.objects.unscoped(why="whether the sender is registering")
    actors = {actor for one in typed for actor in one.selves}
    open_ = signups_.filter(actor__in=actors, way=Signup.Way.ZALO, ended_in=None)
    asked = set(open_.values_list("actor", flat=True)) if actors else set()
    return {
        one.inbound_id for one in typed
        if asked.intersection(one.selves) or _bare(one.text) in BEGIN or _bare(one.text) in MINE
    }  # fmt: skip


def _bare(text: str) -> str:
    return fold(text).strip(" .!?\"'“”")


def _person(inbound: Inbound) -> Person | None:
    points = ContactPoint.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    ).crossing("person", why="the person who is registering")
    address = f"{inbound.channel.oa_id}/{inbound.user_id}"
    standing = points.filter(kind=ContactPoint.Kind.ZALO, value=address, ended_in=None)
    point = standing.select_related("person").first()
    return point.person if point else None


def _open(person: Person) -> Signup | None:
    signups_ = Signup.objects.unscoped(why="whether the sender is registering")
    found: Signup | None = signups_.filter(
        actor__in=cluster(person.actor_id), way=Signup.Way.ZALO, ended_in=None
    ).first()
    return found


def _is_donor(person: Person) -> bool:
    donors = Donor.objects.unscoped(why="whether the sender is of the register")
    return bool(donors.filter(actor__in=cluster(person.actor_id), ended_in=None).exists())


def _begin(inbound: Inbound, person: Person | None, at: datetime) -> Outcome:
    """Somebody nobody knows is written down by no more than the way they wrote."""
    if person is not None and _is_donor(person):
        with override(person.language):
            _say(inbound, person, str(speaking.ALREADY), at)
        return Outcome.ANSWERED
    newcomer = person is None
    system = System("signup")
    if person is None:
        if not inbound.user_id:
            return Outcome.FREE_TEXT
        person = register(actor=system, at=at, place=inbound.place, name=NEW)
        add_contact(
            actor=system, at=at, person=person, kind=ContactPoint.Kind.ZALO,
            value=f"{inbound.channel.oa_id}/{inbound.user_id}", how=ContactPoint.How.WROTE,
        )  # fmt: skip
    signups.begin_signup.once(_key(inbound))(
        actor=system, at=at, place=inbound.place, person=person, way=Signup.Way.ZALO,
        newcomer=newcomer,
    )  # fmt: skip
    return Outcome.ANSWERED


def _go_on(inbound: Inbound, signup: Signup, text: str, said: str, at: datetime) -> Outcome:
    def act(verb: Any, **more: Any) -> Outcome:
        acting = Answering(signup.actor_id, verb.name, signup.place_id)
        verb.once(_key(inbound))(actor=acting, at=at, signup=signup, **more)
        return Outcome.ANSWERED

    if said in STOP or text.strip().lower() in HALT:
        return act(signups.stop_signup)
    if said in BACK:
        return act(signups.go_back)
    if signup.step:
        return act(signups.answer_signup, said=text)
    labels = [answer.label for answer in speaking.sure(signup)[1]]
    choice = chosen(text, labels)
    if choice == 0 or said in YES:
        return act(signups.confirm_signup)
    if choice == 1:
        return act(signups.stop_signup)
    raise signups.NothingBefore(speaking.YES_OR_NO, code="signup.yes_or_no")


def _own_page(inbound: Inbound, person: Person, at: datetime) -> Outcome:
    from django.conf import settings

    try:
        send_own_page.once(_key(inbound))(
            actor=System("signup"), at=at, person=person, site=str(settings.SITE)
        )
    except NoWayThere as refused:
        _say(inbound, person, str(refused.sentence), at)
    return Outcome.ANSWERED


def _say(inbound: Inbound, person: Person, text: str, at: datetime) -> None:
    try:
        reply.once(f"{_key(inbound)}/reply")(
            actor=System("signup"), at=at, place=inbound.place, recipient=person.actor_id,
            text=text,
        )  # fmt: skip
    except Repeated:
        return


def _key(inbound: Inbound) -> str:
    return f"signup:{inbound.channel_id}:{inbound.pk}"


talks(heard, perhaps)

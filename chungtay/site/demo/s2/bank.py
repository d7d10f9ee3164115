"""The bank of hot blood: founded by the Youth Union, every officer of the ward a donor."""

from datetime import date, datetime

from chungtay.answers.answering import Answering
from chungtay.donors import actions as donors
from chungtay.donors.models import Donor
from chungtay.kit.quantities import exact
from chungtay.kit.quantity_text import parse
from chungtay.people import actions as people
from chungtay.people.models import Consent, ContactPoint, Organisation
from chungtay.releases import actions as releases
from chungtay.releases.mine import Oneself
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.names import Officer
from chungtay.site.demo.s2.ward import BANK, CLUB, DISTANCING, UNION, Ward, moment
from chungtay.transfusion.groups import Component
from chungtay.transfusion.weight import Band

FOUNDED = moment(DISTANCING, 19)
LAST_WHOLE, FIRST_PLATELETS = date(2020, 12, 20), date(2021, 6, 20)
"""Whole blood before the book is dated in the year before: the article gives a number for all of
life, and 2021 must not count it."""
OLD_ACCOUNT = "2021000000000000000"
"""The Zalo account of those days. Nothing is connected to it: what was said there stays there."""


def found(ward: Ward) -> None:
    """The club, the union and the bank; then everybody's name, group and gifts so far."""
    secretary = ward.acting(names.SECRETARY, FOUNDED)
    register = people.register_organisation
    kind = Organisation.Kind
    register(actor=secretary, at=FOUNDED, place=ward.place, name=CLUB, kind=kind.CLUB)
    union = register(actor=secretary, at=FOUNDED, place=ward.place, name=UNION, kind=kind.UNION)
    register(actor=secretary, at=FOUNDED, place=ward.place, name=BANK, kind=kind.CLUB, parent=union)
    for number, officer in enumerate(names.OFFICERS, 1):
        ward.donors[officer.username] = _join(ward, officer, number)


def _join(ward: Ward, officer: Officer, number: int) -> Donor:
    secretary = ward.acting(names.SECRETARY, FOUNDED)
    donor = donors.register_donor(
        actor=secretary, at=FOUNDED, place=ward.place, name=officer.name,
        phone=f"09050015{number:02d}", group=officer.group, source=Donor.Source.CARD,
        means=Consent.Means.FORM, birth_year=officer.born, weight=Band.FROM_60,
    )  # fmt: skip
    people.add_contact(
        actor=secretary, at=FOUNDED, person=donor.person, kind=ContactPoint.Kind.ZALO,
        value=f"{OLD_ACCOUNT}/{2021000 + number}", how=ContactPoint.How.WROTE,
    )  # fmt: skip
    _is_me(ward, officer.username, donor)
    if officer.times:
        donors.record_past_gifts(
            actor=secretary, at=FOUNDED, donor=donor, component=Component.WHOLE,
            count=parse(officer.times.removesuffix(" lần")), on=LAST_WHOLE,
        )  # fmt: skip
    if officer.username == names.CAPTAIN:
        donors.record_past_gifts(
            actor=secretary, at=FOUNDED, donor=donor, component=Component.PLATELETS,
            count=exact(1), on=FIRST_PLATELETS,
        )  # fmt: skip
    return donor


def _is_me(ward: Ward, username: str, donor: Donor) -> None:
    """The officer says which donor they are, and their own telephone says so too."""
    account = ward.accounts[username]
    phones = ContactPoint.objects.unscoped(why="the number the officer types in")
    number = phones.get(person=donor.person_id, kind=ContactPoint.Kind.PHONE).value
    serving = releases.say_serving(
        actor=Oneself(account), at=FOUNDED, place=ward.place, account=account, phone=number,
    )  # fmt: skip
    assert serving is not None
    tap = Answering(donor.actor_id, "releases.confirm_serving", ward.place.pk)
    releases.confirm_serving(actor=tap, at=FOUNDED, serving=serving)


def defer(ward: Ward, officer: Officer) -> None:
    """Ill or isolated: nobody asks them for blood until they say so. The bank is told by their own
    commander's desk; why, it does not keep."""
    assert officer.out
    at = moment(officer.out, 9)
    donors.pause(actor=_desk(ward, at), at=at, donor=ward.donors[officer.username], until=None)


def admit(ward: Ward, officer: Officer) -> None:
    """Recovered, out of isolation, at work again."""
    assert officer.back
    at = moment(officer.back, 9)
    donors.resume(actor=_desk(ward, at), at=at, donor=ward.donors[officer.username])


def _desk(ward: Ward, at: datetime):  # type: ignore[no-untyped-def]
    return ward.acting(names.AT_DESK, at)


def close(ward: Ward) -> None:
    """The Zalo account of those days is used no more."""
    at = moment(date(2021, 12, 31), 17)
    secretary = ward.acting(names.SECRETARY, at)
    mine = ContactPoint.objects.unscoped(why="the addresses of an account that is used no more")
    for contact in mine.filter(value__startswith=f"{OLD_ACCOUNT}/", ended_in=None):
        people.end_contact(actor=secretary, at=at, contact=contact)

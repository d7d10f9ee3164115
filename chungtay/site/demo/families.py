"""Some families of the ward, in their residential groups: what the pages of people show."""

from datetime import datetime, timedelta

from chungtay.access import actions as access
from chungtay.access.acting import PostHolder
from chungtay.journal.system import System
from chungtay.people import actions as people
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.people.purposes import COMMENDATION
from chungtay.places.models import Place

GROUPS = ["Tổ 35", "Tổ 36", "Tổ 37"]
HOMES = [
    # group, door, then who lives there: the head first, with the year of birth
    (0, "14 Trần Cao Vân", [("Trần Thị Mận", 1958), ("Nguyễn Văn Sáu", 1955)]),
    (1, "112 Núi Thành", [("Huỳnh Tấn Phát", 1983), ("Lê Ngọc Ánh", 1986),
                          ("Huỳnh Minh Anh", 2016), ("Huỳnh Gia Bảo", 2021)]),
    (1, "5 kiệt 20 Tiểu La", [("Phạm Thu Hà", 1979), ("Phạm Bảo Châu", 2009)]),
    (2, "31 Lê Thanh Nghị", [("Võ Đình Chiến", 1962), ("Lê Thị Kim Cúc", 1964)]),
]  # fmt: skip
ALONE = [
    (2, "Trần Hoà", 1971), (2, "Trần Hòa", 1971), (0, "Lê Thị Thuý", 1990), (0, "Lê Thị Thúy", 1990)
]  # fmt: skip


def families(officer: PostHolder, ward: Place, at: datetime) -> None:
    """Four households, two people spelled in two ways (one pair merged), and whom to ask."""
    groups = access.name_groups(actor=System("demo"), at=at, place=ward, names=GROUPS)
    officer.__dict__.pop("_opened", None)  # its reach was looked up before these groups were
    everybody: dict[str, Person] = {}
    for group, door, members in HOMES:
        persons = [write(officer, groups[group], at, *member) for member in members]
        home = people.form_household(actor=officer, at=at, head=persons[0], address=door)
        for person in persons[1:]:
            people.join_household(actor=officer, at=at, person=person, household=home)
        everybody |= {person.name: person for person in persons}
    for n, name in enumerate(("Trần Thị Mận", "Huỳnh Tấn Phát", "Phạm Thu Hà", "Võ Đình Chiến")):
        people.add_contact(
            actor=officer, at=at, person=everybody[name], kind=ContactPoint.Kind.PHONE,
            value=f"09050018{n:02d}", how=ContactPoint.How.CALLED if n % 2 else "",
        )  # fmt: skip
    agree(officer, at, everybody)
    alone = [write(officer, groups[group], at, name, year) for group, name, year in ALONE]
    people.merge(actor=officer, at=at + timedelta(days=1), kept=alone[3], gone=alone[2])


def write(officer: PostHolder, group: Place, at: datetime, name: str, year: int) -> Person:
    return people.register(actor=officer, at=at, place=group, name=name, birth_year=year)


def agree(officer: PostHolder, at: datetime, everybody: dict[str, Person]) -> None:
    """A grown-up, a child with her father, and somebody who wants to be left in peace."""
    people.give_consent(
        actor=officer, at=at, person=everybody["Trần Thị Mận"], purpose=COMMENDATION.code,
        means=Consent.Means.SPOKEN,
    )  # fmt: skip
    people.give_consent(
        actor=officer, at=at, person=everybody["Huỳnh Minh Anh"], purpose=COMMENDATION.code,
        means=Consent.Means.FORM, guardian=everybody["Huỳnh Tấn Phát"],
        said_by=Consent.SaidBy.BOTH,
    )  # fmt: skip
    people.stop_contacting(actor=officer, at=at, person=everybody["Võ Đình Chiến"])

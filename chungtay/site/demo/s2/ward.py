"""The ward of 2021: its posts, its bank of blood, and what became of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from chungtay.access import actions as access
from chungtay.access.acting import PostHolder
from chungtay.access.models import Account, Post
from chungtay.access.roles import Role
from chungtay.blood.models import Call
from chungtay.donors.models import Donor
from chungtay.journal.system import System
from chungtay.kit.clock import VN
from chungtay.people import actions as people
from chungtay.people.models import Organisation
from chungtay.places.lookup import find
from chungtay.places.models import Place
from chungtay.rosters.models import Absence, Beat, Cover, Watch
from chungtay.site.demo.s2 import names
from chungtay.upkeep.actions import list_number

PASSWORD = "bản thử trên máy này"  # noqa: S105
HOSPITAL = ("Bệnh viện Phổi Đà Nẵng", 16.0603, 108.1574)
UNION = "Đoàn Thanh niên Công an phường Hòa Thuận Đông"
BANK, CLUB = "Ngân hàng máu nóng online", "Câu lạc bộ Máu nóng Đà Nẵng"


def moment(on: date, hour: int = 8, minute: int = 0) -> datetime:
    """An hour of a day in Viet Nam."""
    return datetime.combine(on, time(hour, minute), tzinfo=VN)


DISTANCING = date(2021, 8, 12)
"""From this day "ai ở đâu ở yên đó" (fact 1)."""
REINFORCED, RELIEVED = names.aug(19), names.sep(20)
RECRUITED = moment(date(2021, 3, 1))


@dataclass(slots=True)
class Ward:
    """Handles to what was played, by the officers' user names."""

    place: Place
    accounts: dict[str, Account] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    donors: dict[str, Donor] = field(default_factory=dict)
    beats: dict[str, Beat] = field(default_factory=dict)
    absences: dict[str, Absence] = field(default_factory=dict)
    covers: dict[str, Cover] = field(default_factory=dict)
    desk: Watch = field(default_factory=Watch)
    hospital: Organisation | None = None
    call: Call | None = None

    def acting(self, username: str, at: datetime) -> PostHolder:
        return PostHolder(self.accounts[username], at)


def open_ward() -> Ward:
    """Everybody at their post, as on any day before the epidemic."""
    demo = System("demo")
    ward = Ward(find("Hòa Thuận Đông, quận Hải Châu, Đà Nẵng")[0].place)
    for officer in names.OFFICERS:
        _enter(ward, officer.username, officer.name, officer.rank, officer.role, RECRUITED)
    secretary = ward.accounts[names.SECRETARY]
    access.appoint(
        actor=demo, at=RECRUITED, place=ward.place, account=secretary, role=Role.YOUTH_UNION
    )
    name, lat, lon = HOSPITAL
    ward.hospital = people.register_organisation(
        actor=demo, at=RECRUITED, place=ward.place, name=name, kind=Organisation.Kind.HOSPITAL,
        lat=lat, lon=lon,
    )  # fmt: skip
    list_number(
        actor=demo, at=RECRUITED, hospital=ward.hospital, phone="0236 3000 120",
        source="bảng ở cổng bệnh viện",
    )  # fmt: skip
    return ward


def _enter(ward: Ward, username: str, name: str, rank: str, role: Role, at: datetime) -> None:
    demo = System("demo")
    account = access.open_account(
        actor=demo, at=at, place=ward.place, username=username, name=name, rank=rank,
        password=PASSWORD,
    )  # fmt: skip
    ward.accounts[username] = account
    ward.posts[username] = access.appoint(
        actor=demo, at=at, place=ward.place, account=account, role=role
    )


def reinforce(ward: Ward) -> list[str]:
    """The city police send thirteen; their user names."""
    sent = [f"tc{n:02d}" for n, _one in enumerate(names.REINFORCEMENT, 1)]
    for username, (rank, name) in zip(sent, names.REINFORCEMENT, strict=True):
        _enter(ward, username, name, rank, Role.AREA_OFFICER, moment(REINFORCED, 6))
    return sent


def relieve(ward: Ward, sent: list[str]) -> None:
    """They go back to their own work."""
    for username in sent:
        access.end_post(actor=System("demo"), at=moment(RELIEVED, 18), post=ward.posts[username])


def close(ward: Ward) -> None:
    """The ward was merged on 1/1/2025, and its posts ended with it."""
    last = moment(date(2024, 12, 31), 17)
    for post in Post.objects.filter(place=ward.place, ends_at=None):
        access.end_post(actor=System("demo"), at=last, post=post)

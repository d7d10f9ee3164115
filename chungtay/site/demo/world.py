"""What happened in the demo's ward, in order, each step a verb somebody did."""

from datetime import datetime, timedelta
from hashlib import sha256

from chungtay.access.acting import PostHolder
from chungtay.donors import actions as donors
from chungtay.donors import intake
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people import actions as people
from chungtay.people.models import Consent, Organisation
from chungtay.places.lookup import find
from chungtay.places.models import Place
from chungtay.site.demo import lists
from chungtay.site.demo.asking import asking
from chungtay.site.demo.calls import open_call
from chungtay.site.demo.duty import on_duty
from chungtay.site.demo.families import families
from chungtay.site.demo.groups import groups
from chungtay.site.demo.posts import open_posts, share_out
from chungtay.site.demo.s2 import play as s2
from chungtay.site.demo.zalo import connect_zalo
from chungtay.upkeep.actions import list_number

HOSPITALS = [
    ("Bệnh viện Ung bướu Đà Nẵng", 16.0729, 108.1487),
    ("Bệnh viện Đà Nẵng", 16.0726, 108.2150),
]


def play() -> None:
    """The whole world; into an empty database only."""
    now = clock.now()
    old = s2.play(now)
    s2.leave_behind(old)
    ward = find("Hòa Cường, Đà Nẵng")[0].place
    began = now - timedelta(days=40)
    hospitals = [
        people.register_organisation(
            actor=System("demo"), at=began, place=ward, name=name,
            kind=Organisation.Kind.HOSPITAL, lat=lat, lon=lon,
        )
        for name, lat, lon in HOSPITALS
    ]  # fmt: skip
    for last, hospital in enumerate(hospitals):
        list_number(
            actor=System("demo"), at=began, hospital=hospital, phone=f"0236 3000 11{last}",
            source="trang điện tử của bệnh viện",
        )  # fmt: skip
    officers = open_posts(ward, began, hospitals[1].actor_id, old)
    share_out(officers, ward, now)
    families(PostHolder(officers["vinh"], now), ward, now - timedelta(days=30))
    on_duty(officers, ward, now)
    asking(PostHolder(officers["vinh"], now), now)
    groups(PostHolder(officers["vinh"], now), ward, now)
    take_list(PostHolder(officers["vinh"], now), ward, now - timedelta(days=2))
    connect_zalo(ward.province, now)
    open_call(officers, ward, hospitals[1], old.donors["khoa"], now)


def take_list(officer: PostHolder, ward: Place, at: datetime) -> None:
    """The club's list comes in through the same reader and the same verbs as by hand."""
    content = lists.workbook(246, seed=1, faulty=True)
    placer = Placer(ward.province)
    listed = intake.read(
        "danh-sach-clb.xlsx", content, place=placer.place_id, here=ward.pk, today=clock.today(at)
    )
    brought = donors.bring_list(
        actor=officer, at=at, place=ward, club="Câu lạc bộ Máu nóng Đà Nẵng",
        file_name="danh-sach-clb.xlsx", digest=sha256(content).hexdigest(), listed=listed,
    )  # fmt: skip
    donors.take_in_donors(
        actor=officer, at=at, intake=brought, means=Consent.Means.FORM, source=Donor.Source.CARD
    )


def sample() -> bytes:
    """A second list, for the newcomer to bring in by hand."""
    return lists.workbook(40, seed=2, faulty=True)

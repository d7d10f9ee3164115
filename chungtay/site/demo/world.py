"""What happened in the demo's ward, in order, each step a verb somebody did."""

import json
import os
import urllib.request
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings

from chungtay.access import actions as access
from chungtay.access.acting import PostHolder
from chungtay.access.models import Delegation
from chungtay.access.roles import Role
from chungtay.approvals import actions as approvals
from chungtay.blood import actions as blood
from chungtay.blood.models import Ask, Call
from chungtay.blood.verifying import number_of
from chungtay.channels import actions as channels
from chungtay.donors import actions as donors
from chungtay.donors import intake
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people import actions as people
from chungtay.people.models import Consent, ContactPoint, Organisation
from chungtay.places.lookup import find
from chungtay.places.models import Place
from chungtay.site.demo import lists
from chungtay.site.demo.asking import asking
from chungtay.site.demo.families import families
from chungtay.site.demo.groups import groups
from chungtay.site.demo.s2 import play as s2
from chungtay.transfusion.groups import Component, Group
from chungtay.upkeep.actions import list_number

PASSWORD = "bản thử trên máy này"  # noqa: S105
OFFICERS = [
    ("vinh", "Lê Quang Vinh", "Đại úy", Role.AREA_OFFICER),
    ("hoai", "Đặng Thị Hoài", "Thượng úy", Role.DESK_OFFICER),
    ("phuoc", "Trần Hữu Phước", "Trung tá", Role.POLICE_CHIEF),
    ("ha", "Nguyễn Thị Thu Hà", "Thiếu tá", Role.POLICE_DEPUTY),
    ("van", "Hồ Thị Vân", "Điều dưỡng", Role.HOSPITAL_DESK),
    ("quantri", "Mai Xuân Lộc", "Văn phòng phường", Role.ADMINISTRATOR),
]
HOSPITALS = [
    ("Bệnh viện Ung bướu Đà Nẵng", 16.0729, 108.1487),
    ("Bệnh viện Đà Nẵng", 16.0726, 108.2150),
]


def play() -> None:
    """The whole world; into an empty database only."""
    now = clock.now()
    s2.play(now)
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
    officers = open_posts(ward, began, hospitals[1].actor_id)
    chief = PostHolder(officers["phuoc"], now)
    share_out(officers, ward, now)
    families(PostHolder(officers["vinh"], now), ward, now - timedelta(days=30))
    asking(PostHolder(officers["vinh"], now), now)
    groups(PostHolder(officers["vinh"], now), ward, now)
    take_list(PostHolder(officers["vinh"], now), ward, now - timedelta(days=2))
    connect_zalo(ward.province, now)
    open_call(chief, ward, now - timedelta(minutes=18))


def open_posts(ward: Place, at: datetime, hospital: int) -> dict[str, Any]:
    """Accounts and posts of those one may act as; `hospital` is the desk's own, by its Actor."""
    demo, accounts = System("demo"), {}
    for username, name, rank, role in OFFICERS:
        account = access.open_account(
            actor=demo,
            at=at,
            place=ward,
            username=username,
            name=name,
            rank=rank,
            password=PASSWORD,
        )
        access.appoint(
            actor=demo, at=at, place=ward, account=account, role=role,
            organisation=hospital if role == Role.HOSPITAL_DESK else None,
        )  # fmt: skip
        accounts[username] = account
    return accounts


def share_out(officers: dict[str, Any], ward: Place, now: datetime) -> None:
    """The desk officer stands in for the area officer next week; the administrator, alone in the
    ward, asks for a second one, and the head of the ward police has not answered yet."""
    post = officers["vinh"].posts.get()
    access.delegate(
        actor=PostHolder(officers["vinh"], now), at=now, post=post, to=officers["hoai"],
        starts_at=now + timedelta(days=5), ends_at=now + timedelta(days=8),
        reason=Delegation.Reason.TRAINING,
    )  # fmt: skip
    asked = now - timedelta(minutes=50)
    approvals.ask(
        actor=PostHolder(officers["quantri"], asked),
        at=asked,
        place=ward,
        verb="access.appoint",
        args={"place": ward.pk, "account": officers["hoai"].pk, "role": Role.ADMINISTRATOR.value},
    )


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


def connect_zalo(province: Place, at: datetime) -> None:
    """The province's account on the loopback Zalo, and a Zalo user for every donor."""
    port = os.environ["CHUNGTAY_SIM_PORT"]
    marks = json.loads((settings.DATA_DIR / "demo.json").read_text())
    base = f"http://127.0.0.1:{port}"
    tokens = ask(base + "/sim/tokens", {})
    channels.connect(
        actor=System("demo"), at=at, place=province, name="Ngân hàng máu nóng Đà Nẵng",
        oa_id=marks["zalo_oa_id"], app_id=marks["zalo_app_id"], app_secret=marks["zalo_app_secret"],
        oa_secret=marks["zalo_oa_secret"], access_token=tokens["access_token"],
        refresh_token=tokens["refresh_token"], api_base=base, oauth_base=base,
    )  # fmt: skip
    followers = []
    everybody = Donor.objects.unscoped(why="every donor of the demo world gets a phone")
    for donor in everybody.crossing("person", why="their names, for the phones").select_related(
        "person"
    ):
        user_id = f"25125236{donor.actor_id:08d}"
        people.add_contact(
            actor=System("demo"), at=at, person=donor.person, kind=ContactPoint.Kind.ZALO,
            value=f"{marks['zalo_oa_id']}/{user_id}", how=ContactPoint.How.WROTE,
        )  # fmt: skip
        followers.append(
            {"user_id": user_id, "name": donor.person.name, "follows": True,
             "role": f"người hiến máu, {donor.written_group}", "last_interaction": "2 hours ago"}
        )  # fmt: skip
    (settings.DATA_DIR / "people.json").write_text(json.dumps(followers, ensure_ascii=False))
    ask(base + "/sim/people", followers)


def ask(url: str, body: object) -> Any:
    request = urllib.request.Request(  # noqa: S310
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return json.load(answer)


def open_call(chief: PostHolder, ward: Place, at: datetime) -> None:
    """A call that is under way when the newcomer comes in: two are coming, one cannot today."""
    hospital = Organisation.objects.visible_to(chief).get(name=HOSPITALS[1][0])
    call = blood.make_call(
        actor=chief, at=at, place=ward, hospital=hospital, called_back=number_of(hospital.pk),
        component=Component.WHOLE, group=Group.O_POS, units=3, deadline=at + timedelta(hours=5),
        urgency=Call.Urgency.TODAY, where="Khoa Huyết học, tầng 2, nhà B",
        confirmed_by="Bác sĩ Phạm Thu Trang", note="Gửi xe ở cổng sau.",
    )  # fmt: skip
    asks = list(Ask.objects.visible_to(chief).filter(call=call).order_by("pk"))
    demo = System("demo")
    blood.come(actor=demo, at=at + timedelta(minutes=4), ask=asks[0])
    blood.not_today(actor=demo, at=at + timedelta(minutes=7), ask=asks[1])
    blood.come(actor=demo, at=at + timedelta(minutes=11), ask=asks[2])


def sample() -> bytes:
    """A second list, for the newcomer to bring in by hand."""
    return lists.workbook(40, seed=2, faulty=True)

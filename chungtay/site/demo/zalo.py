"""The province's account on the loopback Zalo, and a telephone for every donor."""

import json
import os
import urllib.request
from datetime import datetime
from typing import Any

from django.conf import settings

from chungtay.channels import actions as channels
from chungtay.donors.models import Donor
from chungtay.journal.system import System
from chungtay.people import actions as people
from chungtay.people.models import ContactPoint
from chungtay.places.models import Place


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

"""zalo.md 1.6: groups, their members, their assets and what is said in them."""

from typing import Any

import pytest

from zalo_sim.tests import world
from zalo_sim.tests.conftest import KHANG, MAN, MY, OA_ID, Zalo


def act(zalo: Zalo, name: str, group_id: str, *members: str, **more: Any) -> dict[str, Any]:
    body = {"group_id": group_id, **({"member_user_ids": list(members)} if members else {}), **more}
    return world.ok(zalo.post(f"{world.GROUP}/{name}", body))


def create(zalo: Zalo, **changes: Any) -> int:
    zalo.control("people", {"user_id": MY, "admin": True})
    body = {
        "group_name": "Tổ 12",
        "asset_id": world.asset(zalo),
        "member_user_ids": [MY, MAN],
        **changes,
    }
    return world.ok(zalo.post(f"{world.GROUP}/creategroupwithoa", body))["error"]


def test_a_group_is_described_in_three_parts(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    data = world.ask(zalo, f"{world.GROUP}/getgroup", group_id=group_id)["data"]
    assert set(data) == {"group_info", "asset_info", "group_setting"}
    info = data["group_info"]
    assert set(info) == {
        "group_id", "name", "avatar", "group_link", "group_description", "status",
        "total_member", "max_member", "auto_delete_date",
    }  # fmt: skip
    assert (info["name"], info["status"], info["total_member"]) == ("Tổ dân phố 12", "enabled", 2)
    assert info["max_member"] == 50
    assert set(data["asset_info"]) == {"asset_type", "asset_id", "valid_through", "auto_renew"}
    assert data["asset_info"]["asset_type"] == "gmf50"
    settings = {"lock_send_msg", "join_appr", "enable_msg_history", "enable_link_join"}
    assert set(data["group_setting"]) == settings


def test_all_groups(zalo: Zalo) -> None:
    ids = [world.make_group(zalo, product) for product in ("gmf10", "gmf50")]
    data = world.ask(zalo, f"{world.GROUP}/getgroupsofoa", offset=0, count=1)["data"]
    assert data["total"] == 2
    assert [row["group_id"] for row in data["groups"]] == ids[:1]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"group_name": ""}, -201),
        ({"member_user_ids": []}, -201),
        ({"member_user_ids": [MAN]}, -201),
        ({"member_user_ids": ["1"]}, -201),
        ({"asset_id": "khong-co"}, -201),
        ({"member_user_ids": [str(n) for n in range(100)]}, -210),
    ],
)
def test_what_a_new_group_needs(zalo: Zalo, changes: dict[str, Any], code: int) -> None:
    assert create(zalo, **changes) == code


def test_an_invitee_follows_or_spoke_within_seven_days(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    zalo.control("people", {"user_id": KHANG, "follows": False})
    assert act(zalo, "invite", group_id, KHANG)["error"] == 0
    zalo.control("people", {"user_id": "555", "name": "Lê Văn Tám", "follows": False})
    assert act(zalo, "invite", group_id, "555")["error"] == -213


def test_a_group_holds_no_more_than_its_asset(zalo: Zalo) -> None:
    rows = [{"user_id": str(9000 + n), "name": f"Người {n}"} for n in range(10)]
    zalo.control("people", rows)
    group_id = world.make_group(zalo, "gmf10")
    ids = [row["user_id"] for row in rows]
    assert act(zalo, "invite", group_id, *ids)["error"] == -210
    assert act(zalo, "invite", group_id, *ids[:8])["error"] == 0
    members = world.ask(zalo, f"{world.GROUP}/listmember", group_id=group_id, offset=2, count=3)
    assert members["data"]["total"] == 10
    assert [row["user_id"] for row in members["data"]["members"]] == ids[:3]


def test_admissions_that_are_approved(zalo: Zalo) -> None:
    """⚠ Those who ask to join by the link are taken to be the pending ones."""
    group_id = world.make_group(zalo)
    assert act(zalo, "updateinfo", group_id, join_appr=True)["error"] == 0
    assert zalo.control("join", {"user_id": KHANG, "group_id": group_id}) == {"state": "waiting"}
    path = f"{world.GROUP}/listpendinginvite"
    waiting = world.ask(zalo, path, group_id=group_id, offset=0, count=5)["data"]
    assert [row["user_id"] for row in waiting["members"]] == [KHANG]
    assert act(zalo, "acceptpendinginvite", group_id, MAN)["error"] == -201
    assert act(zalo, "acceptpendinginvite", group_id, KHANG)["error"] == 0
    assert zalo.control("join", {"user_id": KHANG, "group_id": group_id}) == {"state": "joined"}


def test_leaving_by_oneself_is_told(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    zalo.control("leave", {"user_id": MAN, "group_id": group_id})
    zalo.settle()
    assert zalo.hook.of("user_out_group")[0]["users"] == [{"id": MAN}]
    body = {"user_id": MAN, "group_id": group_id, "text": "a"}
    assert zalo.client.post("/sim/say", json=body).status_code == 400


def test_a_group_hears_the_account_at_any_time(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    zalo.push(days=30)
    zalo.renew()
    assert zalo.send()["error"] == -230
    answer = world.to_group(zalo, group_id)
    assert set(answer["data"]) == {"message_id", "group_id"}


def test_a_group_takes_no_buttons(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    buttons = [{"title": "Có", "type": "oa.query.show", "payload": "#CO"}]
    attachment = {"type": "template", "payload": {"buttons": buttons}}
    assert world.to_group(zalo, group_id, text="Họp?", attachment=attachment)["error"] == -233


def test_mentions_travel_as_they_are_and_show_as_names(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    text = f"Mời [@{MAN}] và [@{group_id}]"
    world.to_group(zalo, group_id, text=text)
    zalo.settle()
    assert zalo.hook.of("oa_send_group_text")[0]["message"]["text"] == text
    page = zalo.client.get(f"/dien-thoai/{MY}/nhom/{group_id}/").text
    assert "Mời @Trần Thị Mận và @Tất cả" in page


def test_what_was_said_in_a_group_is_no_chat_with_the_account(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    said = zalo.control("say", {"user_id": MY, "group_id": group_id, "text": "Vâng"})
    assert zalo.get("/v2.0/oa/conversation", user_id=MY)["data"] == []
    assert zalo.get("/v2.0/oa/listrecentchat")["data"] == []
    assert zalo.send(MAN)["error"] == -230, "and it opens no window"
    path = f"{world.GROUP}/conversation"
    (line,) = world.ask(zalo, path, group_id=group_id, offset=0, count=5)["data"]
    assert (line["src"], line["from_id"], line["to_id"]) == (1, MY, group_id)
    assert line["message_id"] == said["message_id"]
    world.to_group(zalo, group_id)
    (line,) = world.ask(zalo, f"{world.GROUP}/listrecentchat", offset=0, count=5)["data"]
    assert (line["src"], line["from_id"], line["message"]) == (0, OA_ID, "Chào tổ")


def test_assets_are_told_with_who_uses_them(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    asked = {"quota_owner": "OA", "product_type": "gmf50", "quota_type": "sub_quota"}
    (row,) = world.ok(zalo.post("/v3.0/oa/quota/group", asked))["data"]
    assert set(row) == {
        "asset_id", "product_type", "quota_type", "valid_through", "auto_renew", "status",
        "used_id",
    }  # fmt: skip
    assert (row["status"], row["used_id"]) == ("used", group_id)
    for wrong in ({"quota_owner": "App"}, {"product_type": "gmf5"}, {"quota_type": "la"}):
        assert world.ok(zalo.post("/v3.0/oa/quota/group", {**asked, **wrong}))["error"] == -201


def test_a_group_lapses_45_days_after_its_asset(zalo: Zalo) -> None:
    until = {"product_type": "gmf100", "asset_id": "ff00", "valid_through": "2026-11-24T12:00:00"}
    zalo.control("assets", until)
    zalo.control("people", {"user_id": MY, "admin": True})
    body = {"group_name": "Tổ 12", "asset_id": "ff00", "member_user_ids": [MY]}
    made = world.ok(zalo.post(f"{world.GROUP}/creategroupwithoa", body))["data"]
    for days, code in ((45, 0), (1, -237)):
        zalo.push(days=days)
        zalo.renew()
        assert world.to_group(zalo, made["group_id"])["error"] == code
    info = world.ask(zalo, f"{world.GROUP}/getgroup", group_id=made["group_id"])["data"]
    assert info["group_info"]["status"] == "disabled"


def test_a_deleted_group_is_gone(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    assert act(zalo, "delete", group_id)["error"] == 0
    assert world.to_group(zalo, group_id)["error"] == -201
    assert zalo.client.get(f"/dien-thoai/{MY}/nhom/{group_id}/").status_code == 404


def test_a_group_on_the_phone_by_forms(zalo: Zalo) -> None:
    group_id = world.make_group(zalo)
    here = f"/dien-thoai/{MY}/nhom/{group_id}/"
    answer = zalo.client.post(f"{here}noi/", data={"tin": "Tôi đến"})
    assert (answer.status_code, answer.location) == (303, here)
    assert zalo.client.get(f"/dien-thoai/{KHANG}/nhom/{group_id}/").status_code == 404
    joins = {"nhom": group_id, "ve": group_id}
    answer = zalo.client.post(f"/dien-thoai/{KHANG}/vao-nhom/", data=joins)
    assert answer.location == f"/dien-thoai/{KHANG}/nhom/{group_id}/"
    page = zalo.client.get(answer.location).text
    assert "Tôi đến" in page
    assert "Phan Thị Diễm My" in page

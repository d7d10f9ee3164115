"""zalo.md 1.5: template messages by user id and by phone number, their state and their list."""

from typing import Any

import pytest

from zalo_sim.tests import world
from zalo_sim.tests.conftest import MAN, MY, Zalo


def test_by_uid_needs_no_open_window(zalo: Zalo) -> None:
    world.declare(zalo)
    assert zalo.send(MAN)["error"] == -230
    answer = world.by_uid(zalo, MAN)
    assert (answer["error"], answer["message"]) == (0, "Success")
    assert set(answer["data"]) == {"message_id", "user_id", "sent_time", "quota"}
    assert answer["data"]["user_id"] == MAN
    assert set(answer["data"]["quota"]) == {"quota_type", "remain"}


def test_by_uid_the_ordinary_events_follow(zalo: Zalo) -> None:
    """⚠ That the echo is a text is the simulator's choice."""
    world.declare(zalo)
    sent = world.by_uid(zalo)["data"]["message_id"]
    zalo.settle()
    assert zalo.hook.names == ["oa_send_text", "user_received_message"]
    echo, receipt = zalo.hook.events
    assert echo["message"] == {"text": "Chào chị My, hẹn 24/11/2026.", "msg_id": sent}
    assert receipt["message"] == {"msg_id": sent}
    assert "X-ZEvent-Server" not in zalo.hook.calls[1][1]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"follows": False}, -213),
        ({"blocked": True}, -244),
        ({"last_online": "46 days ago"}, -227),
        ({"last_interaction": None}, 0),
    ],
)
def test_by_uid_whom_it_reaches(zalo: Zalo, fields: dict[str, Any], code: int) -> None:
    world.declare(zalo)
    zalo.control("people", {"user_id": MY, **fields})
    assert world.by_uid(zalo)["error"] == code


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"template_id": "1"}, "template_id"),
        ({"template_data": {"ten": "My"}}, "template_data"),
        ({"user_id": "1"}, "user_id"),
    ],
)
def test_by_uid_the_numbers_are_the_accounts(
    zalo: Zalo, changes: dict[str, Any], field: str
) -> None:
    """⚠ Which number a wrong template has on this host is not documented."""
    world.declare(zalo)
    body = {"user_id": MY, "template_id": world.TEMPLATE, "template_data": world.DATA, **changes}
    answer = world.ok(zalo.post(world.BY_UID, body))
    assert answer == {"error": -201, "message": f"{field} is invalid!"}


def test_by_phone_nobody_need_follow(zalo: Zalo) -> None:
    world.declare(zalo)
    zalo.control("people", {"user_id": MY, "follows": False, "last_interaction": None})
    answer = world.by_phone(zalo)
    assert (answer["error"], answer["message"]) == (0, "Success")
    data = answer["data"]
    assert set(data) == {"msg_id", "sent_time", "sending_mode", "quota"}
    assert data["sent_time"].isdigit()
    assert data["quota"] == {"dailyQuota": "5000", "remainingQuota": "4999"}


def test_by_phone_the_receipt_comes_from_another_server(zalo: Zalo) -> None:
    world.declare(zalo)
    sent = world.by_phone(zalo)["data"]["msg_id"]
    zalo.settle()
    ((_, headers),) = zalo.hook.calls
    assert headers["X-ZEvent-Server"] == "ZNS"
    (event,) = zalo.hook.events
    assert event["event_name"] == "user_received_message"
    assert event["recipient"] == {"id": world.PHONE}
    message = event["message"]
    assert (message["msg_id"], message["tracking_id"]) == (sent, "luot-1")
    assert set(message) == {"msg_id", "delivery_time", "tracking_id"}
    assert "user_id_by_app" not in event


def test_by_phone_nothing_is_echoed_or_seen(zalo: Zalo) -> None:
    world.declare(zalo)
    world.by_phone(zalo)
    assert zalo.control("seen", {"user_id": MY}) == {"msg_ids": []}
    zalo.settle()
    assert zalo.hook.names == ["user_received_message"]
    assert zalo.get("/v2.0/oa/conversation", user_id=MY)["data"] == []


def test_status_goes_from_pushed_to_delivered(zalo: Zalo) -> None:
    world.declare(zalo)
    zalo.control("limits", {"received_seconds": 20})
    sent = world.by_phone(zalo)["data"]["msg_id"]
    assert world.ask(zalo, "/message/status", message_id="khong-co")["data"]["status"] == -1
    assert world.ask(zalo, "/message/status", message_id=sent)["data"]["status"] == 0
    zalo.settle()
    assert zalo.hook.calls == []
    zalo.push(seconds=20)
    told = world.ask(zalo, "/message/status", message_id=sent)["data"]
    assert (told["status"], told["delivery_time"]) == (1, "12:00:20 23/11/2026")
    zalo.settle()
    assert zalo.hook.names == ["user_received_message"]


def test_the_daily_quota_is_new_the_next_day(zalo: Zalo) -> None:
    world.declare(zalo)
    zalo.control("limits", {"template_daily": 1})
    assert world.by_phone(zalo)["error"] == 0
    quota = world.ask(zalo, "/message/quota")["data"]
    assert quota == {"dailyQuota": "1", "remainingQuota": "0"}
    zalo.control("limits", {"template_daily": 4})
    assert [world.by_phone(zalo)["data"]["quota"]["remainingQuota"] for _ in range(2)] == ["2", "1"]
    zalo.control("limits", {"template_daily": 1})
    zalo.push(hours=11, minutes=59)
    assert world.by_phone(zalo)["error"] == -144
    zalo.push(minutes=1)
    assert world.by_phone(zalo)["error"] == 0


def test_all_templates_in_pages_and_by_status(zalo: Zalo) -> None:
    rows = [{"template_id": str(n), "text": "Chào"} for n in range(1, 4)]
    zalo.control("templates", [*rows, {"template_id": "4", "text": "a", "status": "REJECT"}])
    page = world.ask(zalo, "/template/all", offset=0, limit=2)
    assert [row["templateId"] for row in page["data"]] == ["4", "3"]
    assert page["metadata"] == {"total": 4}
    rejected = world.ask(zalo, "/template/all", offset=0, limit=100, status=3)["data"]
    assert [(row["templateId"], row["status"]) for row in rejected] == [("4", "REJECT")]
    assert world.ask(zalo, "/template/all", offset=0, limit=101)["error"] == -132


def test_the_params_of_a_template(zalo: Zalo) -> None:
    world.declare(zalo, price_sdt=120, price_uid=60)
    info = world.ask(zalo, "/template/info/v2", template_id=world.TEMPLATE)["data"]
    first, second = info["listParams"]
    keys = {"name", "require", "type", "maxLength", "minLength", "acceptNull"}
    assert set(first) == set(second) == keys
    assert (first["name"], first["maxLength"], second["type"]) == ("ten", 30, "DATE")
    assert (info["price_sdt"], info["price_uid"]) == (120, 60)
    assert (info["templateQuality"], info["templateTag"]) == ("HIGH", "TRANSACTION")
    assert world.ask(zalo, "/template/info/v2", template_id="1")["error"] == -109


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("NUMBER", "120", "một"),
        ("DATE", "24/11/2026", "2026-11-24"),
        ("DATE", "09:30 24/11/2026", "09:30"),
        ("DATE", "24/11/2026 09:30:00", "24/11"),
        ("PHONE", "0905123456", "905"),
        ("URL", "https://example.vn/a", "example.vn"),
    ],
)
def test_the_shapes_of_values(zalo: Zalo, kind: str, good: str, bad: str) -> None:
    world.declare(zalo, text="<x>", params=[{"name": "x", "type": kind, "maxLength": 40}])
    assert world.by_phone(zalo, template_data={"x": good})["error"] == 0
    assert world.by_phone(zalo, template_data={"x": bad})["error"] == -1124


def test_values_that_may_be_missing(zalo: Zalo) -> None:
    params = [{"name": "x", "require": False}, {"name": "y", "acceptNull": True}]
    world.declare(zalo, text="<x> <y>", params=params)
    assert world.by_phone(zalo, template_data={"y": None})["error"] == 0
    assert world.by_phone(zalo, template_data={"y": ""})["error"] == -1122


def test_money_is_spent_by_the_price_list(zalo: Zalo) -> None:
    world.declare(zalo)
    zalo.control("limits", {"balance": 180})
    assert world.by_phone(zalo)["error"] == 0
    assert world.by_phone(zalo)["error"] == -115
    assert world.by_uid(zalo)["data"]["quota"]["remain"] == "0"
    assert world.by_uid(zalo)["error"] == -211


def test_ratings_are_read_back(zalo: Zalo) -> None:
    world.declare(zalo)
    sent = world.by_phone(zalo)["data"]["msg_id"]
    zalo.control("feedback", {"message_id": sent, "rate": 4, "note": "Đúng hẹn"})
    answer = world.ok(zalo.post("/rating/get", {"template_id": world.TEMPLATE}))
    assert answer["data"]["total"] == 1
    assert answer["data"]["data"][0]["note"] == "Đúng hẹn"
    assert world.ok(zalo.post("/rating/get", {"template_id": "1"}))["data"]["total"] == 0


def test_a_card_on_the_phone_with_buttons_that_answer(zalo: Zalo) -> None:
    button = {"title": "Tôi đến được", "type": "oa.query.hide", "payload": "#DEN 7F3A"}
    world.declare(zalo, buttons=[button])
    world.by_uid(zalo)
    page = zalo.client.get(f"/dien-thoai/{MY}/").text
    assert "Nhắc lịch" in page
    assert "Chào chị My, hẹn 24/11/2026." in page
    zalo.control("tap", {"user_id": MY, "button": 1})
    zalo.settle()
    assert zalo.hook.of("user_send_text")[0]["message"]["text"] == "#DEN 7F3A"


@pytest.mark.parametrize(
    "row",
    [
        {"template_id": "x", "text": "a"},
        {"template_id": "1"},
        {"template_id": "1", "text": "a", "tuoi": 3},
        {"template_id": "1", "text": "a", "status": "LA"},
        {"template_id": "1", "text": "a", "params": [{"name": "x", "type": "LA"}]},
    ],
)
def test_templates_that_make_no_sense(zalo: Zalo, row: dict[str, Any]) -> None:
    assert zalo.client.post("/sim/templates", json=row).status_code == 400

"""zalo.md 1.3: pictures, files, stickers, lists, requests for details, reactions, uploads."""

from typing import Any

import pytest

from zalo_sim.tests import world
from zalo_sim.tests.conftest import MAN, MY, Zalo

URL = "https://example.vn/anh.jpg"
ELEMENT = {"title": "Cho phường biết", "subtitle": "Để gọi lại", "image_url": URL}


def template(name: str, *elements: Any, **more: Any) -> dict[str, Any]:
    payload = {"template_type": name, "elements": list(elements), **more}
    return {"type": "template", "payload": payload}


def attached(zalo: Zalo, attachment: dict[str, Any]) -> dict[str, Any]:
    return zalo.cs({"recipient": {"user_id": MY}, "message": {"attachment": attachment}})


def kept(zalo: Zalo) -> dict[str, Any]:
    return zalo.client.get(f"/sim/messages?user_id={MY}").get_json()["messages"][-1]


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [("image", "a.jpg", world.JPG), ("image", "a.PNG", b"\x89PNG"), ("gif", "a.gif", world.GIF)],
)
def test_an_uploaded_picture_is_sent(zalo: Zalo, kind: str, name: str, data: bytes) -> None:
    given = world.upload(zalo, kind, name, data)["data"]["attachment_id"]
    sides = {"width": 10, "height": 10} if kind == "gif" else {}
    answer = attached(zalo, world.media(kind, attachment_id=given, **sides))
    assert answer["error"] == 0
    assert answer["data"]["quota"]["quota_type"] == "reply"
    assert kept(zalo)["kind"] == kind


@pytest.mark.parametrize(
    "attachment",
    [
        world.media("image"),
        world.media("image", url=URL, attachment_id="a"),
        world.media("image", attachment_id="khong-co"),
        world.media("image", url="anh.jpg"),
        world.media("gif", url=URL),
        world.media("gif", url=URL, width=0, height=1),
        world.media("sticker"),
        {"type": "file", "payload": {"token": "khong-co"}},
        {"type": "file", "payload": {}},
        {"type": "file"},
        template("media"),
        template("media", {"media_type": "image", "url": URL}, {"media_type": "image", "url": URL}),
        template("list"),
        template("list", {"subtitle": "a"}),
        template("request_user_info"),
        template("request_user_info", {**ELEMENT, "image_url": "a"}),
    ],
)
def test_attachments_that_are_refused(zalo: Zalo, attachment: dict[str, Any]) -> None:
    assert attached(zalo, attachment)["error"] == -201


def test_an_article_is_for_broadcasts_only(zalo: Zalo) -> None:
    assert attached(zalo, world.media("article", attachment_id="a"))["error"] == -233


def test_a_picture_is_no_file(zalo: Zalo) -> None:
    given = world.upload(zalo, "image", "a.jpg", world.JPG)["data"]["attachment_id"]
    assert attached(zalo, {"type": "file", "payload": {"token": given}})["error"] == -201


def test_a_list_has_at_most_five_elements(zalo: Zalo) -> None:
    """⚠ Five after Zalo's own library; no page of version 3 describes the list."""
    assert attached(zalo, template("list", *[ELEMENT] * 5))["error"] == 0
    assert attached(zalo, template("list", *[ELEMENT] * 6))["error"] == -210


def test_a_request_for_details_is_answered_on_the_phone(zalo: Zalo) -> None:
    assert attached(zalo, template("request_user_info", ELEMENT))["error"] == 0
    page = zalo.client.get(f"/dien-thoai/{MY}/").text
    assert "Cho phường biết" in page
    assert "Gửi thông tin" in page
    form = {"name": "Diễm My", "phone": "84905123456", "user_ward": "Hòa Cường"}
    assert zalo.client.post(f"/dien-thoai/{MY}/thong-tin/", data=form).status_code == 303
    zalo.settle()
    (event,) = zalo.hook.of("user_submit_info")
    assert event["info"]["full_address"]["user_ward"] == "Hòa Cường"
    shared = zalo.get("/v3.0/oa/user/detail", user_id=MY)["data"]["shared_info"]
    assert (shared["name"], shared["district"]) == ("Diễm My", "Hòa Cường")
    assert set(shared) == {"address", "city", "district", "phone", "name", "user_dob"}


@pytest.mark.parametrize(
    ("kind", "name", "data", "code"),
    [
        ("image", "a.gif", world.GIF, -201),
        ("image", "a.jpg", b"khong phai anh", -201),
        ("image", "a.jpg", world.JPG + bytes(1 << 20), -210),
        ("image", "a.jpg", world.JPG.ljust(1 << 20, b"0"), 0),
        ("gif", "a.jpg", world.JPG, -201),
        ("gif", "a.gif", world.GIF + bytes(5 << 20), -210),
        ("file", "a.docx", b"PK", 0),
        ("file", "a.csv", b"a,b", 0),
        ("file", "a.exe", b"MZ", -201),
        ("file", "a.pdf", world.PDF + bytes(5 << 20), -210),
        ("khac", "a.pdf", world.PDF, -212),
    ],
)
def test_types_and_sizes_of_uploads(
    zalo: Zalo, kind: str, name: str, data: bytes, code: int
) -> None:
    """⚠ The 5 MB of a gif are recalled."""
    assert world.upload(zalo, kind, name, data)["error"] == code


def test_uploads_live_seven_days_to_the_second(zalo: Zalo) -> None:
    token = world.upload(zalo, "file", "a.pdf", world.PDF)["data"]["token"]
    zalo.push(days=6, hours=23, minutes=59, seconds=59)
    zalo.renew()
    zalo.control("say", {"user_id": MY, "text": "1"})
    attachment = {"type": "file", "payload": {"token": token}}
    assert attached(zalo, attachment)["error"] == 0
    zalo.push(seconds=1)
    assert attached(zalo, attachment)["error"] == -100


def test_so_many_uploads_a_month(zalo: Zalo) -> None:
    assert zalo.client.get("/sim/state").get_json()["limits"]["uploads_per_month"] == 5000
    zalo.control("limits", {"uploads_per_month": 1})
    codes = [world.upload(zalo, "file", "a.pdf", world.PDF)["error"] for _ in range(2)]
    assert codes == [0, -211]
    zalo.push(days=8)
    zalo.renew()
    assert world.upload(zalo, "file", "a.pdf", world.PDF)["error"] == 0


@pytest.mark.parametrize("icon", [":>", "--b", ":-((", "/-strong", "/-heart", ":-h", ":o"])
def test_the_account_reacts_and_takes_it_back(zalo: Zalo, icon: str) -> None:
    """⚠ The spelling of the icons is recalled."""
    said = zalo.control("say", {"user_id": MY, "text": "Tôi đến"})["message_id"]
    for put, shown in ((icon, 1), ("/-remove", 0)):
        action = {"react_icon": put, "react_message_id": said}
        body = {"recipient": {"user_id": MY}, "sender_action": action}
        assert world.ok(zalo.post(world.V2, body))["error"] == 0
        assert len(kept(zalo)["reactions"]) == shown
    assert zalo.sim.world.quota_used == 0


@pytest.mark.parametrize(
    ("user_id", "icon", "known"), [(MY, "?", True), (MY, "/-heart", False), (MAN, "/-heart", True)]
)
def test_reactions_that_are_refused(zalo: Zalo, user_id: str, icon: str, known: bool) -> None:
    said = zalo.control("say", {"user_id": MY, "text": "Tôi đến"})["message_id"]
    action = {"react_icon": icon, "react_message_id": said if known else "khong-co"}
    body = {"recipient": {"user_id": user_id}, "sender_action": action}
    assert world.ok(zalo.post(world.V2, body))["error"] == -201


def test_a_broadcast_takes_articles_only(zalo: Zalo) -> None:
    body = {"recipient": {"target": {"cities": "4"}}, "message": {"attachment": {}}}
    assert world.ok(zalo.post(world.V2, body))["error"] == -233

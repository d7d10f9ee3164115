"""zalo.md 1.3: a consultation message, its buttons, and what is refused."""

from typing import Any

import pytest

from zalo_sim.tests.conftest import KHANG, MAN, MY, OA_ID, Zalo

TEXT = {"text": "Chào chị"}


def button(**changes: Any) -> dict[str, Any]:
    return {"title": "Đến", "type": "oa.query.show", "payload": "#DEN", **changes}


def with_buttons(*buttons: Any, **payload: Any) -> dict[str, Any]:
    return {"type": "template", "payload": {"buttons": list(buttons), **payload}}


def test_the_reply_names_message_person_and_quota(zalo: Zalo) -> None:
    answer = zalo.send()
    assert (answer["error"], answer["message"]) == (0, "Success")
    assert answer["data"]["user_id"] == MY
    assert len(answer["data"]["message_id"]) == 20
    quota = answer["data"]["quota"]
    assert set(quota) == {
        "quota_type",
        "remain",
        "total",
        "expired_date",
        "owner_type",
        "owner_id",
    }
    assert (quota["quota_type"], quota["owner_type"], quota["owner_id"]) == ("reply", "OA", OA_ID)
    assert isinstance(quota["remain"], str)


def test_between_48_hours_and_7_days_the_purse_pays(zalo: Zalo) -> None:
    quota = zalo.send(KHANG)["data"]["quota"]
    assert (quota["quota_type"], quota["total"], quota["remain"]) == ("sub_quota", "2000", "1999")
    assert zalo.send(KHANG)["data"]["quota"]["remain"] == "1998"
    assert zalo.send(MY)["data"]["quota"]["quota_type"] == "reply"


def test_the_free_window_closes_after_48_hours(zalo: Zalo) -> None:
    zalo.push(hours=46)
    zalo.renew()
    assert zalo.send()["data"]["quota"]["quota_type"] == "reply"
    zalo.push(seconds=1)
    assert zalo.send()["data"]["quota"]["quota_type"] == "sub_quota"


@pytest.mark.parametrize("act", ["say", "follow", "tap"])
def test_an_interaction_opens_the_window_again(zalo: Zalo, act: str) -> None:
    zalo.ask("Đến")
    zalo.control("people", {"user_id": MY, "last_interaction": "60 days ago", "follows": True})
    assert zalo.send()["error"] == -230
    if act == "say":
        zalo.control("say", {"user_id": MY, "text": "1"})
    elif act == "tap":
        zalo.control("tap", {"user_id": MY, "button": 1})
    else:
        zalo.control("unfollow", {"user_id": MY})
        zalo.control("follow", {"user_id": MY})
    assert zalo.send()["error"] == 0


def test_people_last_spoke_60_days_ago_unless_said_otherwise(zalo: Zalo) -> None:
    assert zalo.send(MAN)["error"] == -230


def test_replying_to_a_message_id(zalo: Zalo) -> None:
    asked = zalo.control("say", {"user_id": MAN, "text": "Cho tôi hỏi"})["message_id"]
    answer = zalo.cs({"recipient": {"message_id": asked}, "message": TEXT})
    assert answer["data"]["user_id"] == MAN


def test_quoting_a_message_shows_in_the_echo(zalo: Zalo) -> None:
    asked = zalo.control("say", {"user_id": MY, "text": "Mấy giờ?"})["message_id"]
    assert zalo.send(MY, "17:00", quote_message_id=asked)["error"] == 0
    zalo.settle()
    assert zalo.hook.of("oa_send_text")[0]["message"]["quote_msg_id"] == asked


@pytest.mark.parametrize(
    "recipient",
    [
        None,
        "x",
        {},
        {"user_id": MY, "message_id": "a"},
        {"user_id": 246845883529197922},
        {"user_id": "1"},
        {"message_id": "khong-co"},
        {"group_id": "a"},
        {"anonymous_id": "a"},
    ],
)
def test_the_recipient_is_exactly_one_known_person(zalo: Zalo, recipient: Any) -> None:
    answer = zalo.cs({"recipient": recipient, "message": TEXT})
    assert answer["error"] == -201
    assert answer["message"].endswith(" is invalid!")


@pytest.mark.parametrize("text", [None, 5, "", "  ", "Cha\u0300o"])
def test_text_is_there_and_in_nfc(zalo: Zalo, text: Any) -> None:
    answer = zalo.cs({"recipient": {"user_id": MY}, "message": {"text": text}})
    assert answer == {"error": -201, "message": "text is invalid!"}


def test_text_has_at_most_2000_characters(zalo: Zalo) -> None:
    assert zalo.send(text="ạ" * 2000)["error"] == 0
    assert zalo.send(text="ạ" * 2001)["error"] == -210


@pytest.mark.parametrize(
    "good",
    [
        button(),
        button(type="oa.query.hide"),
        button(type="oa.open.url", payload={"url": "https://example.vn/"}),
        button(type="oa.open.phone", payload={"phone_code": "0236115"}),
        button(type="oa.open.sms", payload={"phone_code": "0236115", "content": "a"}),
        button(title="đ" * 100),
    ],
)
def test_buttons_that_are_taken(zalo: Zalo, good: dict[str, Any]) -> None:
    assert zalo.send(attachment=with_buttons(good))["error"] == 0
    assert zalo.send(attachment=with_buttons(good, template_type="button"))["error"] == 0


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        button(title=""),
        button(type="oa.query"),
        button(payload=""),
        button(payload={"a": 1}),
        button(type="oa.open.url", payload="https://example.vn/"),
        button(type="oa.open.url", payload={"url": "javascript:1"}),
        button(type="oa.open.phone", payload={}),
        button(type="oa.open.sms", payload={"phone_code": "1"}),
    ],
)
def test_buttons_that_are_refused(zalo: Zalo, bad: Any) -> None:
    assert zalo.send(attachment=with_buttons(bad))["error"] == -201


def test_limits_of_buttons(zalo: Zalo) -> None:
    assert zalo.send(attachment=with_buttons(button(title="đ" * 101)))["error"] == -210
    assert zalo.send(attachment=with_buttons(*[button()] * 6))["error"] == -210
    assert zalo.send(attachment=with_buttons())["error"] == -201


def test_a_refused_message_leaves_nothing_behind(zalo: Zalo) -> None:
    zalo.send(MAN)
    zalo.settle()
    assert zalo.client.get(f"/sim/messages?user_id={MAN}").get_json() == {"messages": []}
    assert zalo.hook.calls == []

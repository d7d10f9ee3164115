"""zalo.md 1.4: tags, the list of people and its filters, recent chats."""

from typing import Any

import pytest

from zalo_sim.tests import world
from zalo_sim.tests.conftest import KHANG, MAN, MY, Zalo

TAG = "/v2.0/oa/tag"


def call(zalo: Zalo, name: str, **body: Any) -> int:
    return world.ok(zalo.post(f"{TAG}/{name}", body))["error"]


def listed(zalo: Zalo, **asked: Any) -> list[str]:
    data = zalo.get("/v3.0/oa/user/getlist", offset=0, count=50, **asked)["data"]
    return [row["user_id"] for row in data["users"]]


def test_a_tag_is_made_by_its_first_use(zalo: Zalo) -> None:
    assert zalo.get(f"{TAG}/gettagsofoa")["data"] == []
    assert call(zalo, "tagfollower", user_id=MY, tag_name="Khách Q1") == 0
    assert zalo.get(f"{TAG}/gettagsofoa")["data"] == ["Khách Q1"]
    tags = zalo.get("/v3.0/oa/user/detail", user_id=MY)["data"]["tags_and_notes_info"]
    assert tags == {"notes": [], "tag_names": ["Khách Q1"]}
    assert listed(zalo, tag_name="Khách Q1") == [MY]
    assert listed(zalo, tag_name="Khác") == []


def test_a_tag_is_taken_away(zalo: Zalo) -> None:
    for user_id in (MY, MAN):
        call(zalo, "tagfollower", user_id=user_id, tag_name="A")
    assert call(zalo, "rmfollowerfromtag", user_id=MY, tag_name="A") == 0
    assert call(zalo, "rmfollowerfromtag", user_id=MY, tag_name="A") == -201
    assert listed(zalo, tag_name="A") == [MAN]
    assert call(zalo, "rmtag", tag_name="A") == 0
    assert call(zalo, "rmtag", tag_name="A") == -201
    assert zalo.get(f"{TAG}/gettagsofoa")["data"] == []


def test_putting_the_same_tag_twice_is_told_once(zalo: Zalo) -> None:
    for _ in range(2):
        assert call(zalo, "tagfollower", user_id=MY, tag_name="A") == 0
    zalo.settle()
    assert zalo.hook.names == ["add_user_to_tag"]


@pytest.mark.parametrize("body", [{"user_id": MY}, {"user_id": "1", "tag_name": "A"}])
def test_tags_that_are_refused(zalo: Zalo, body: dict[str, Any]) -> None:
    assert call(zalo, "tagfollower", **body) == -201


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("TODAY", [MY]),
        ("YESTERDAY", []),
        ("L7D", [MY, KHANG]),
        ("L30D", [MY, KHANG]),
        ("2026_09_01:2026_11_20", [MAN, KHANG]),
    ],
)
def test_the_list_by_the_last_interaction(zalo: Zalo, period: str, found: list[str]) -> None:
    assert listed(zalo, last_interaction_period=period) == found


def test_the_list_by_following(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MAN, "follows": False})
    assert listed(zalo, is_follower=False) == [MAN]
    assert listed(zalo, is_follower=True) == [MY, KHANG]


def test_recent_chats_are_the_last_message_of_each(zalo: Zalo) -> None:
    zalo.control("say", {"user_id": MAN, "text": "Cho hỏi"})
    zalo.push(seconds=1)
    zalo.send(MY)
    lines = zalo.get("/v2.0/oa/listrecentchat", offset=0, count=10)["data"]
    assert [(line["src"], line["message"]) for line in lines] == [(0, "Chào chị"), (1, "Cho hỏi")]
    assert zalo.get("/v2.0/oa/listrecentchat", offset=0, count=11)["error"] == -210

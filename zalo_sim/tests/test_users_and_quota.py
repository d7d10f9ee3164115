"""zalo.md 1.4: users, conversation, getoa, quota; arguments in the query argument `data`."""

from typing import Any

import pytest

from zalo_sim.tests.conftest import KHANG, MAN, MY, OA_ID, Zalo

QUOTA = "/v3.0/oa/quota/message"


def test_user_detail_has_every_documented_field(zalo: Zalo) -> None:
    data = zalo.get("/v3.0/oa/user/detail", user_id=MY)["data"]
    assert set(data) == {
        "user_id",
        "user_id_by_app",
        "user_external_id",
        "display_name",
        "user_alias",
        "is_sensitive",
        "user_last_interaction_date",
        "user_is_follower",
        "avatar",
        "avatars",
        "dynamic_param",
        "tags_and_notes_info",
        "shared_info",
    }
    assert data["user_last_interaction_date"] == "23/11/2026"
    assert (data["display_name"], data["user_is_follower"]) == ("Phan Thị Diễm My", True)
    assert (set(data["avatars"]), data["user_id_by_app"]) == ({"120", "240"}, "552177279717587730")


def test_user_detail_of_an_unknown_person(zalo: Zalo) -> None:
    assert zalo.get("/v3.0/oa/user/detail", user_id="1")["error"] == -201


def ids(answer: dict[str, Any]) -> list[str]:
    return [user["user_id"] for user in answer["data"]["users"]]


def test_getlist_pages_through_all(zalo: Zalo) -> None:
    answer = zalo.get("/v3.0/oa/user/getlist", offset=1, count=1)
    assert answer["data"] == {"total": 3, "count": 1, "offset": 1, "users": [{"user_id": MAN}]}


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("TODAY", [MY]),
        ("YESTERDAY", []),
        ("L7D", [MY, KHANG]),
        ("L30D", [MY, KHANG]),
        ("2026_11_20:2026_11_22", [KHANG]),
    ],
)
def test_getlist_by_last_interaction(zalo: Zalo, period: str, found: list[str]) -> None:
    path = "/v3.0/oa/user/getlist"
    assert ids(zalo.get(path, offset=0, count=50, last_interaction_period=period)) == found


def test_getlist_by_follower(zalo: Zalo) -> None:
    zalo.control("unfollow", {"user_id": MY})
    assert ids(zalo.get("/v3.0/oa/user/getlist", is_follower=False)) == [MY]
    assert ids(zalo.get("/v3.0/oa/user/getlist", is_follower=True)) == [MAN, KHANG]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"offset": 9951}, 0),
        ({"offset": 9952}, -210),
        ({"count": 51}, -210),
        ({"count": -1}, -201),
        ({"offset": "0"}, -201),
        ({"last_interaction_period": "L2D"}, -201),
    ],
)
def test_getlist_limits(zalo: Zalo, asked: dict[str, Any], code: int) -> None:
    assert zalo.get("/v3.0/oa/user/getlist", **asked)["error"] == code


def test_data_that_is_no_json(zalo: Zalo) -> None:
    answer = zalo.client.get(
        "/v3.0/oa/user/getlist?data=x", headers={"access_token": zalo.token}
    ).get_json()
    assert answer["error"] == -201


def test_conversation_is_a_bare_list_newest_first(zalo: Zalo) -> None:
    sent = zalo.send()["data"]["message_id"]
    zalo.push(minutes=1)
    said = zalo.control("say", {"user_id": MY, "text": "Vâng"})["message_id"]
    answer = zalo.get("/v2.0/oa/conversation", user_id=MY, offset=0, count=10)
    newest, oldest = answer["data"]
    assert (newest["message_id"], newest["src"], newest["from_id"]) == (said, 1, MY)
    assert (oldest["message_id"], oldest["src"], oldest["from_id"]) == (sent, 0, OA_ID)
    assert (newest["message"], newest["type"], newest["to_id"]) == ("Vâng", "text", OA_ID)
    assert newest["time"] - oldest["time"] == 60_000
    assert newest["from_display_name"] == "Phan Thị Diễm My"


def test_conversation_gives_at_most_ten(zalo: Zalo) -> None:
    for number in range(12):
        zalo.send(text=f"Tin {number}")
    page = zalo.get("/v2.0/oa/conversation", user_id=MY, offset=10, count=10)["data"]
    assert [said["message"] for said in page] == ["Tin 1", "Tin 0"]
    assert zalo.get("/v2.0/oa/conversation", user_id=MY, count=11)["error"] == -210


def test_recent_chats_have_the_last_message_of_each(zalo: Zalo) -> None:
    zalo.send(KHANG, "Một")
    zalo.push(minutes=1)
    zalo.send(MY, "Hai")
    answer = zalo.get("/v2.0/oa/listrecentchat", offset=0, count=10)
    assert [said["message"] for said in answer["data"]] == ["Hai", "Một"]


def test_getoa(zalo: Zalo) -> None:
    data = zalo.get("/v2.0/oa/getoa")["data"]
    assert set(data) == {
        "oaid",
        "name",
        "description",
        "oa_alias",
        "is_verified",
        "oa_type",
        "cate_name",
        "num_follower",
        "avatar",
        "cover",
        "package_name",
        "package_valid_through_date",
        "linked_ZCA",
    }
    assert (data["oaid"], data["num_follower"]) == (OA_ID, 3)


def test_quota_of_a_person(zalo: Zalo) -> None:
    data = zalo.post(QUOTA, {"user_id": MY}).get_json()["data"]
    assert data["last_interaction"] == str(1_795_410_000_000 - 2 * 3_600_000)
    assert set(data["cs_reply"]) == {"remain", "total"}
    assert set(data["promotion"]) == {
        "daily_remain",
        "daily_total",
        "monthly_remain",
        "monthly_total",
    }
    assert zalo.post(QUOTA, {"user_id": KHANG}).get_json()["data"]["cs_reply"]["remain"] == "0"


def test_quota_of_the_official_account(zalo: Zalo) -> None:
    zalo.send(KHANG)
    asked = {"quota_owner": "OA", "product_type": "cs", "quota_type": "sub_quota"}
    (asset,) = zalo.post(QUOTA, asked).get_json()["data"]
    assert set(asset) == {
        "asset_id",
        "product_type",
        "quota_type",
        "valid_through",
        "total",
        "remain",
    }
    assert (asset["total"], asset["remain"]) == ("2000", "1999")
    assert zalo.post(QUOTA, {"quota_owner": "ai"}).get_json()["error"] == -201

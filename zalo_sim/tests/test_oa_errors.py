"""zalo.md 1.7: one test for each row; all answers come with HTTP 200."""

import re
from typing import Any

import pytest

from zalo_sim.errors import OA
from zalo_sim.tests.conftest import KHANG, MY, Zalo

CS = "/v3.0/oa/message/cs"
TEXT: dict[str, Any] = {"recipient": {"user_id": MY}, "message": {"text": "Chào chị"}}
ROWS = """-32 -100 -200 -201 -204 -205 -209 -210 -211 -212 -213 -216 -217 -218 -219 -220 -221 -223
-224 -227 -230 -232 -233 -234 -235 -237 -238 -241 -240 -242 -244 -248 -249 -320 -321 -403"""


@pytest.mark.parametrize("code", [int(row) for row in ROWS.split()])
def test_each_documented_number_can_be_planned(zalo: Zalo, code: int) -> None:
    zalo.control("fail-next", {"path": CS, "error": code, "times": 2})
    for _ in range(2):
        answer = zalo.post(CS, TEXT)
        assert answer.status_code == 200
        assert answer.get_json() == {"error": code, "message": OA[code]}
    assert zalo.send()["error"] == 0


def test_32_more_calls_than_the_bucket_holds(zalo: Zalo) -> None:
    zalo.control("limits", {"rate_per_minute": 2})
    answers = [zalo.post(CS, TEXT) for _ in range(3)]
    assert [answer.get_json()["error"] for answer in answers] == [0, 0, -32]
    assert [answer.headers["X-RateLimit-Limit"] for answer in answers] == ["2"] * 3
    assert [answer.headers["X-RateLimit-Remain"] for answer in answers] == ["1", "0", "0"]
    zalo.push(minutes=1)
    assert zalo.send()["error"] == 0


def test_the_bucket_holds_4000_a_minute(zalo: Zalo) -> None:
    assert zalo.post(CS, TEXT).headers["X-RateLimit-Limit"] == "4000"


def test_201_names_the_field(zalo: Zalo) -> None:
    answer = zalo.cs({"recipient": {"user_id": MY}, "message": {}})
    assert answer["error"] == -201
    assert re.fullmatch(r"\w+ is invalid!", answer["message"])


def test_201_a_body_that_is_no_json(zalo: Zalo) -> None:
    answer = zalo.client.post(CS, data=b"{", headers={"access_token": zalo.token})
    assert answer.get_json()["error"] == -201


def test_211_the_purse_is_empty(zalo: Zalo) -> None:
    zalo.control("limits", {"sub_quota": 1})
    assert [zalo.send(KHANG)["error"] for _ in range(2)] == [0, -211]
    assert zalo.send(MY)["error"] == 0, "free replies need no purse"


@pytest.mark.parametrize("path", ["/v3.0/oa/khong/co", "/v2.0/oa/khong/co"])
def test_212_unknown_paths(zalo: Zalo, path: str) -> None:
    assert zalo.post(path, {}).get_json()["error"] == -212


def test_212_wrong_method(zalo: Zalo) -> None:
    assert zalo.get(CS)["error"] == -212


def test_213_not_followed(zalo: Zalo) -> None:
    zalo.control("unfollow", {"user_id": MY})
    assert zalo.send()["error"] == -213


@pytest.mark.parametrize("token", ["", "sai"])
def test_216_token_invalid(zalo: Zalo, token: str) -> None:
    answer = zalo.post(CS, TEXT, access_token=token)
    assert (answer.status_code, answer.get_json()["error"]) == (200, -216)


def test_216_bearer_tokens_are_not_zalos(zalo: Zalo) -> None:
    headers = {"Authorization": f"Bearer {zalo.token}"}
    assert zalo.client.post(CS, json=TEXT, headers=headers).get_json()["error"] == -216


def test_220_token_expired(zalo: Zalo) -> None:
    zalo.push(hours=25)
    assert zalo.send()["error"] == -220


def test_227_inactive_for_more_than_45_days(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "last_online": "44 days ago"})
    assert zalo.send()["error"] == 0
    zalo.control("people", {"user_id": MY, "last_online": "46 days ago"})
    assert zalo.send()["error"] == -227


def test_230_no_interaction_in_seven_days(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "last_interaction": "7 days ago"})
    assert zalo.send()["error"] == 0
    zalo.push(seconds=1)
    assert zalo.send()["error"] == -230


def test_232_never_interacted(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "last_interaction": None})
    assert zalo.send()["error"] == -232


@pytest.mark.parametrize("kind", ["transaction", "promotion"])
def test_233_transaction_and_promotion_are_gone(zalo: Zalo, kind: str) -> None:
    assert zalo.post(f"/v3.0/oa/message/{kind}", TEXT).get_json()["error"] == -233


def test_233_an_attachment_it_does_not_know(zalo: Zalo) -> None:
    attachment = {"type": "template", "payload": {"template_type": "la", "elements": []}}
    assert zalo.send(attachment=attachment)["error"] == -233


def test_240_text_of_v2(zalo: Zalo) -> None:
    assert zalo.post("/v2.0/oa/message", TEXT).get_json()["error"] == -240


def test_242_wrong_proof(zalo: Zalo) -> None:
    assert zalo.post(CS, TEXT, appsecret_proof="00").get_json()["error"] == -242


def test_244_restricted_by_the_person(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "blocked": True})
    assert zalo.send()["error"] == -244

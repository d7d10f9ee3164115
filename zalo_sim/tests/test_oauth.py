"""zalo.md 1.2: consent, code, and a refresh token that works once."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from zalo_sim.oauth import challenge_of
from zalo_sim.tests.conftest import APP_ID, OA_ID, SECRET, Zalo

VERIFIER = "v" * 43
BACK = "http://127.0.0.1:8000/zalo/ve/"


def ask(zalo: Zalo, *, secret: str = SECRET, app_id: str = APP_ID, **form: str) -> dict[str, Any]:
    answer = zalo.client.post(
        "/v4/oa/access_token", data={"app_id": app_id, **form}, headers={"secret_key": secret}
    )
    assert answer.status_code == 200
    return answer.get_json()


def exchange(zalo: Zalo, code: str, **more: str) -> dict[str, Any]:
    return ask(zalo, grant_type="authorization_code", code=code, **more)


def refresh(zalo: Zalo, token: str, **more: str) -> dict[str, Any]:
    return ask(zalo, grant_type="refresh_token", refresh_token=token, **more)


def consent(zalo: Zalo, **given: str) -> Any:
    form = {"app_id": APP_ID, "redirect_uri": BACK, "state": "x1", **given}
    return zalo.client.post("/v4/oa/permission", data=form)


def test_consent_leads_back_with_code_oa_id_and_state(zalo: Zalo) -> None:
    asked = {"app_id": APP_ID, "redirect_uri": BACK, "state": "x1"}
    page = zalo.client.get("/v4/oa/permission", query_string=asked)
    assert page.status_code == 200
    assert "Cho phép" in page.text
    answer = consent(zalo, code_challenge=challenge_of(VERIFIER))
    target = urlsplit(answer.location)
    given = parse_qs(target.query)
    assert answer.location.startswith(BACK)
    assert (given["oa_id"], given["state"]) == ([OA_ID], ["x1"])
    assert exchange(zalo, given["code"][0], code_verifier=VERIFIER)["access_token"]


def test_consent_refuses_another_app_and_an_address_outside_this_machine(zalo: Zalo) -> None:
    assert "-14002" in consent(zalo, app_id="7").text
    assert "-14003" in consent(zalo, redirect_uri="https://example.org/").text


def test_a_pair_names_its_life_as_a_string(zalo: Zalo) -> None:
    pair = exchange(zalo, zalo.control("code")["code"])
    assert set(pair) == {"access_token", "refresh_token", "expires_in"}
    assert pair["expires_in"] == "90000"


def test_a_code_works_once(zalo: Zalo) -> None:
    code = zalo.control("code")["code"]
    assert "access_token" in exchange(zalo, code)
    assert exchange(zalo, code)["error"] < 0


def test_a_code_dies_after_ten_minutes(zalo: Zalo) -> None:
    code = zalo.control("code")["code"]
    zalo.push(minutes=10)
    assert exchange(zalo, code)["error"] < 0


def test_the_verifier_must_match_the_challenge(zalo: Zalo) -> None:
    code = zalo.control("code", {"code_challenge": challenge_of(VERIFIER)})["code"]
    assert exchange(zalo, code, code_verifier="w" * 43)["error"] < 0
    assert "access_token" in exchange(zalo, code, code_verifier=VERIFIER)


def test_a_refresh_token_works_once_and_rotates(zalo: Zalo) -> None:
    first = zalo.control("tokens")
    second = refresh(zalo, first["refresh_token"])
    assert second["refresh_token"] != first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    again = refresh(zalo, first["refresh_token"])
    assert again["error"] == -14020
    assert set(again) == {"error", "error_name", "error_reason", "error_description", "ref_doc"}
    assert "access_token" in refresh(zalo, second["refresh_token"])


def test_a_refresh_token_dies_after_three_months(zalo: Zalo) -> None:
    pair = zalo.control("tokens")
    zalo.push(days=91)
    assert refresh(zalo, pair["refresh_token"])["error"] == -14020


def test_another_app_or_secret_is_refused(zalo: Zalo) -> None:
    token = zalo.control("tokens")["refresh_token"]
    assert refresh(zalo, token, app_id="7")["error"] == -14002
    assert refresh(zalo, token, secret="sai")["error"] < 0
    assert "access_token" in refresh(zalo, token), "a refused call must not spend the token"


def test_an_access_token_dies_after_25_hours_and_not_before(zalo: Zalo) -> None:
    zalo.push(hours=24, minutes=59)
    assert zalo.get("/v2.0/oa/getoa")["error"] == 0
    zalo.push(minutes=1)
    assert zalo.get("/v2.0/oa/getoa")["error"] == -220


def test_refreshing_leaves_the_older_access_token_its_25_hours(zalo: Zalo) -> None:
    refresh(zalo, zalo.control("tokens")["refresh_token"])
    assert zalo.get("/v2.0/oa/getoa")["error"] == 0

"""The toggles of the page and the planned faults: what Zalo and the network do on a bad day."""

import hashlib
import time

import pytest

from zalo_sim.signature import webhook_mac
from zalo_sim.tests.conftest import APP_ID, MY, OA_ID, OA_SECRET, SECRET, Zalo

CS = "/v3.0/oa/message/cs"


def on(zalo: Zalo, name: str) -> None:
    assert zalo.control("toggle", {"name": name, "on": True})["toggles"][name] is True


def sent(zalo: Zalo) -> int:
    return len(zalo.client.get(f"/sim/messages?user_id={MY}").get_json()["messages"])


def test_double_sends_every_webhook_twice_alike(zalo: Zalo) -> None:
    on(zalo, "double")
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    first, second = zalo.hook.calls
    assert first[0] == second[0]


def test_reorder_sends_the_newest_first(zalo: Zalo) -> None:
    on(zalo, "reorder")
    for number in range(3):
        zalo.control("say", {"user_id": MY, "text": str(number)})
    zalo.push(seconds=2)
    zalo.settle()
    assert [event["message"]["text"] for event in zalo.hook.events] == ["2", "1", "0"]


def test_offline_acts_but_loses_the_answer_and_holds_webhooks_for_30_seconds(zalo: Zalo) -> None:
    on(zalo, "offline")
    with pytest.raises(ConnectionAbortedError):
        zalo.send()
    assert sent(zalo) == 1
    zalo.push(seconds=29)
    zalo.settle()
    assert zalo.hook.calls == []
    zalo.push(seconds=1)
    zalo.settle()
    assert zalo.hook.names == ["oa_send_text", "user_received_message"]
    assert zalo.send()["error"] == 0


def test_a_wrong_signature(zalo: Zalo) -> None:
    on(zalo, "bad_signature")
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    (body, headers), event = zalo.hook.calls[0], zalo.hook.events[0]
    right = webhook_mac(APP_ID, body, event["timestamp"], OA_SECRET)
    given = headers["X-ZEvent-Signature"]
    assert len(given) == len(f"mac={right}")
    assert given != f"mac={right}"


@pytest.mark.parametrize(
    ("name", "first", "secret", "form"),
    [
        ("oa_id_first", OA_ID, OA_SECRET, "mac={}"),
        ("app_secret", APP_ID, SECRET, "mac={}"),
        ("bare_mac", APP_ID, OA_SECRET, "{}"),
        ("spaced_mac", APP_ID, OA_SECRET, "mac = {}"),
    ],
)
def test_the_variants_of_the_signature(
    zalo: Zalo, name: str, first: str, secret: str, form: str
) -> None:
    """⚠ The sources disagree on the first term and on the secret, and on the form."""
    on(zalo, name)
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    (body, headers), event = zalo.hook.calls[0], zalo.hook.events[0]
    right = hashlib.sha256(f"{first}{body}{event['timestamp']}{secret}".encode()).hexdigest()
    assert headers["X-ZEvent-Signature"] == form.format(right)


def test_late_webhooks_keep_their_timestamp(zalo: Zalo) -> None:
    on(zalo, "late")
    zalo.control("limits", {"late_seconds": 7200})
    zalo.control("say", {"user_id": MY, "text": "1"})
    written = zalo.sim.clock.now()
    zalo.control("toggle", {"name": "late", "on": False})
    zalo.control("say", {"user_id": MY, "text": "2"})
    zalo.settle()
    assert [event["message"]["text"] for event in zalo.hook.events] == ["2"], "overtaken"
    zalo.push(hours=2)
    zalo.settle()
    late = zalo.hook.events[1]
    assert late["message"]["text"] == "1"
    assert int(late["timestamp"]) - written < 1000


def test_received_comes_after_a_while(zalo: Zalo) -> None:
    zalo.control("limits", {"received_seconds": 5})
    zalo.send()
    zalo.settle()
    assert zalo.hook.names == ["oa_send_text"]
    zalo.push(seconds=5)
    zalo.settle()
    assert zalo.hook.names == ["oa_send_text", "user_received_message"]


def test_server_errors_do_not_act(zalo: Zalo) -> None:
    on(zalo, "server_error")
    assert zalo.post(CS, {}).status_code == 500
    zalo.control("toggle", {"name": "server_error"})
    assert zalo.send()["error"] == 0
    assert sent(zalo) == 1


BODY = {"recipient": {"user_id": MY}, "message": {"text": "Chào chị"}}


@pytest.mark.parametrize(
    ("mode", "acted"),
    [("timeout_after", 1), ("timeout_before", 0), ("drop_after", 1), ("drop_before", 0)],
)
def test_silence_before_or_after_acting(zalo: Zalo, mode: str, acted: int) -> None:
    zalo.control("fail-next", {"path": CS, "mode": mode, "seconds": 0.01})
    with pytest.raises(ConnectionAbortedError):
        zalo.post(CS, BODY)
    assert sent(zalo) == acted
    assert zalo.post(CS, BODY).get_json()["error"] == 0


def test_html_and_500_do_not_act(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "html"})
    zalo.control("fail-next", {"path": CS, "mode": "500"})
    html, broken = zalo.post(CS, BODY), zalo.post(CS, BODY)
    assert (html.status_code, html.mimetype) == (200, "text/html")
    assert broken.status_code == 500
    assert sent(zalo) == 0


def test_a_lie_says_success_and_does_nothing(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "lie"})
    assert zalo.send() == {"error": 0, "message": "Success"}
    assert sent(zalo) == 0


def test_truncated_acts_and_breaks_off(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "truncated"})
    answer = zalo.post(CS, BODY)
    assert len(answer.data) < int(answer.headers["Content-Length"])
    assert sent(zalo) == 1


def test_slow_answers_late(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "slow", "seconds": 0.1})
    began = time.monotonic()
    assert zalo.send()["error"] == 0
    assert time.monotonic() - began >= 0.1


def test_a_refused_call_that_times_out_stays_silent_too(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "drop_after"})
    with pytest.raises(ConnectionAbortedError):
        zalo.send("1")


def test_faults_are_for_their_path_and_their_times(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "500", "times": 2})
    assert zalo.get("/v2.0/oa/getoa")["error"] == 0
    assert [zalo.post(CS, BODY).status_code for _ in range(3)] == [500, 500, 200]
    zalo.control("fail-next", {"path": "*", "mode": "500"})
    assert zalo.client.get("/v2.0/oa/getoa").status_code == 500


def test_faults_reach_the_oauth_host(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": "/v4/oa/access_token", "error": -14020})
    assert zalo.client.post("/v4/oa/access_token").get_json()["error"] == -14020


def test_planned_faults_survive_a_restart(zalo: Zalo) -> None:
    zalo.control("fail-next", {"path": CS, "mode": "500"})
    zalo.reopen()
    assert zalo.post(CS, BODY).status_code == 500


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("fail-next", {"mode": "la"}),
        ("fail-next", {"error": 5}),
        ("fail-next", {"mode": "500", "times": 0}),
        ("toggle", {"name": "la"}),
        ("clock", {"push": {"thang": 1}}),
        ("limits", {"la": 1}),
        ("limits", {"sub_quota": -1}),
        ("people", {"user_id": "x"}),
        ("people", {"user_id": "1"}),
        ("people", {"user_id": MY, "tuoi": 3}),
        ("people", {"user_id": MY, "last_interaction": "hôm kia"}),
        ("say", {"user_id": "1", "text": "a"}),
        ("say", {"user_id": MY, "text": " "}),
        ("tap", {"user_id": MY, "button": 1}),
        ("webhook", {"url": "https://example.org/"}),
        ("khong-co", {}),
        ("oa", {"state": "la"}),
        ("people", {"user_id": MY, "phone": "113"}),
        ("people", {"user_id": MY, "template_refusal": -5}),
        ("say", {"user_id": MY, "attachments": [{"type": "la"}]}),
        ("say", {"user_id": MY, "attachments": [{"type": "image"}]}),
        ("say", {"user_id": MY, "attachments": [{"type": "image", "data": "%"}]}),
        ("say", {"user_id": MY, "attachments": [{"type": "location", "latitude": "x"}]}),
        ("say", {"user_id": MY, "attachments": [{"type": "sticker"}, {"type": "location"}]}),
        ("say", {"anonymous_id": MY, "text": "a"}),
        ("react", {"user_id": MY, "icon": "/-heart"}),
        ("react", {"user_id": MY, "icon": "?"}),
        ("submit-info", {"user_id": MY, "info": {"la": "a"}}),
        ("feedback", {"message_id": "1", "rate": 5}),
        ("assets", {"product_type": "gmf5"}),
        ("groups", {"name": "a", "member_user_ids": ["1"]}),
        ("join", {"user_id": MY, "group_id": "1"}),
        ("call", {"user_id": MY, "by": "la"}),
        ("sms", {"la": 1}),
    ],
)
def test_misuse_of_the_controls_is_told_in_words(zalo: Zalo, name: str, body: object) -> None:
    answer = zalo.client.post(f"/sim/{name}", json=body)
    assert answer.status_code == 400
    assert answer.get_json()["error"]

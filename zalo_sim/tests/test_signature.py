"""zalo.md 2, signature; 1.1, appsecret_proof."""

from zalo_sim.signature import proof, proof_holds, webhook_header, webhook_mac
from zalo_sim.tests.conftest import APP_ID, OA_SECRET, SECRET, Zalo

VECTOR = "9d8b7a703447a117465d7d97fa0101d1f4fafaefc6e4c2ada58b317a2073276c"


def test_the_documented_vector() -> None:
    assert webhook_mac("1", '{"timestamp":"2"}', "2", "s") == VECTOR
    assert webhook_header("1", '{"timestamp":"2"}', "2", "s") == f"mac={VECTOR}"


def test_every_webhook_is_signed_over_its_raw_body_with_the_oa_secret(zalo: Zalo) -> None:
    zalo.control("say", {"user_id": "246845883529197922", "text": "Tôi hỏi chút ạ"})
    zalo.settle()
    (body, headers), event = zalo.hook.calls[0], zalo.hook.events[0]
    expected = webhook_mac(APP_ID, body, event["timestamp"], OA_SECRET)
    assert headers["X-ZEvent-Signature"] == f"mac={expected}"


def test_proof_is_an_hmac_of_the_token_under_the_app_secret(zalo: Zalo) -> None:
    assert proof_holds(SECRET, zalo.token, proof(SECRET, zalo.token))
    assert not proof_holds(SECRET, zalo.token, proof("khác", zalo.token))
    body = {"recipient": {"user_id": "246845883529197922"}, "message": {"text": "a"}}
    path = "/v3.0/oa/message/cs"
    right = zalo.post(path, body, appsecret_proof=proof(SECRET, zalo.token)).get_json()
    wrong = zalo.post(path, body, appsecret_proof="0" * 64).get_json()
    assert (right["error"], wrong["error"]) == (0, -242)

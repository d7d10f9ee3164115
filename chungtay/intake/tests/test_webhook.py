"""What Zalo posts is checked over the bytes as they came, kept once, and answered at once."""

import copy
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.carriers.zalo import signature
from chungtay.channels.actions import connect
from chungtay.channels.models import Channel
from chungtay.channels.tests.examples import SECRETS, account
from chungtay.intake import receiving, taking
from chungtay.intake.models import Inbound, TurnedAway
from chungtay.kit import clock

pytestmark = pytest.mark.django_db

OA_ID = "388613280878808645"
APP_ID = SECRETS["app_id"]


def event(**changes):
    said = {
        "app_id": APP_ID, "sender": {"id": "246845883529197922"}, "recipient": {"id": OA_ID},
        "user_id_by_app": "552177279717587730", "event_name": "user_send_text",
        "message": {"text": "xin hỏi", "msg_id": "96d3cdf3af150460909"},
        "timestamp": str(int(clock.now().timestamp() * 1000)),
    }  # fmt: skip
    return {**said, **changes}


def encoded(said) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def signed(body: bytes, timestamp: str, first=APP_ID, secret="oa-secret") -> str:
    return "mac=" + signature.mac(first, body, timestamp, secret)


def post(body: bytes, header: str | None = None, **headers):
    if header is not None:
        headers["HTTP_X_ZEVENT_SIGNATURE"] = header
    client = Client(enforce_csrf_checks=True)
    address = reverse("intake:webhook")
    return client.post(address, body, content_type="application/json", **headers)


def post_event(said, **more):
    body = encoded(said)
    return post(body, signed(body, str(said.get("timestamp")), **more))


def kept():
    return list(Inbound.objects.unscoped(why="what came in").order_by("pk"))


def turned_away() -> dict[str, int]:
    return dict(TurnedAway.objects.values_list("reason", "count"))


@pytest.fixture
def channel(world):
    return account(world)


def test_an_event_is_kept_byte_for_byte(channel):
    said = event()
    assert post_event(said).status_code == 200
    [row] = kept()
    assert bytes(row.body) == encoded(said)
    assert row.key == "user_send_text|96d3cdf3af150460909"
    assert row.user_id == "246845883529197922" and row.variant == "app_id+oa_secret"


def test_a_repeat_is_kept_once_and_answered_just_the_same(channel):
    said = event()
    assert post_event(said).status_code == 200
    body = encoded(said)
    again = post(body, signed(body, said["timestamp"]), HTTP_NUM_RETRY="3")
    assert again.status_code == 200
    assert len(kept()) == 1


@pytest.mark.parametrize("header", [None, "", "mac=", "mac=" + "0" * 64, "nonsense", "mac=é" * 9])
def test_a_wrong_signature_is_refused_counted_and_its_body_not_kept(channel, header):
    assert post(encoded(event()), header).status_code == 403
    assert kept() == [] and turned_away() == {"bad_signature": 1}


@pytest.mark.parametrize("prefix", ["mac=", "mac = ", "", "MAC="[:0] + " mac= "])
def test_the_header_is_read_in_every_form_that_was_seen(channel, prefix):
    said = event()
    body = encoded(said)
    bare = signed(body, said["timestamp"]).removeprefix("mac=")
    assert post(body, prefix + bare).status_code == 200


def test_the_other_readings_of_the_rule_hold_only_where_they_are_switched_on(world, channel):
    said = event()
    assert post_event(said, first=OA_ID).status_code == 403
    connect(
        actor=world.system, at=world.at, place=world.ward, name="x", oa_id=OA_ID,
        any_variant=True, **SECRETS,
    )  # fmt: skip
    assert post_event(said, first=OA_ID).status_code == 200
    assert post_event(event(message={"msg_id": "2"}), secret="app-secret").status_code == 200
    assert {row.variant for row in kept()} == {"oa_id+oa_secret", "app_id+app_secret"}


def test_an_old_body_is_a_replay(channel):
    old = clock.now() - timedelta(hours=3, minutes=1)
    assert post_event(event(timestamp=str(int(old.timestamp() * 1000)))).status_code == 403
    late = clock.now() - timedelta(hours=1, minutes=52)
    assert post_event(event(timestamp=str(int(late.timestamp() * 1000)))).status_code == 200
    assert turned_away() == {"too_old": 1}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"timestamp":', b"[" * 100_000, b'"x"', b"{}",
     b'{"timestamp": true}', b'{"timestamp": "12.5"}', b'{"timestamp": ' + b"9" * 5000 + b"}"],
)  # fmt: skip
def test_what_is_no_event_is_a_bad_request(channel, body):
    assert post(body, "mac=" + "0" * 64).status_code == 400
    assert kept() == [] and turned_away() == {"malformed": 1}


def test_an_oversized_body_is_refused_unread(channel):
    assert post(b" " * (256 * 1024 + 1), "mac=" + "0" * 64).status_code == 413
    assert turned_away() == {"oversized": 1}


def test_an_account_that_is_not_ours_is_refused(channel):
    assert post_event(event(recipient={"id": "1"})).status_code == 403
    assert post_event(event(app_id="1")).status_code == 403
    assert turned_away() == {"unknown_account": 2}


def test_only_a_post_is_a_webhook(channel):
    assert Client().get(reverse("intake:webhook")).status_code == 405


def test_events_without_a_message_are_kept_by_subject_and_time(channel):
    said = event(event_name="follow", oa_id=OA_ID, follower={"id": "7"}, source="oa_profile")
    for gone in ("sender", "recipient", "message"):
        del said[gone]
    post_event(said)
    post_event(said)
    [row] = kept()
    assert row.key == f"follow|7|{said['timestamp']}"


def test_a_withdrawal_of_data_stays_in_sight(channel):
    said = event(event_name="user_withdraw", oa_id=OA_ID, user_id="7")
    for gone in ("sender", "recipient", "message"):
        del said[gone]
    assert post_event(said).status_code == 200
    receiving.take_in(clock.now())
    assert kept()[0].outcome == "withdrawal"


def withdrawn(**more):
    said = event(event_name="user_withdraw", user_id="7", **more)
    return {k: v for k, v in said.items() if k not in ("sender", "recipient", "message")}


def second(world):
    """Another account of the same application."""
    return connect(
        actor=world.system, at=world.at, place=world.other_ward, name="Phường bên", oa_id="4001",
        **{**SECRETS, "oa_secret": "another-secret"},
    )  # fmt: skip


def test_the_signature_tells_which_account_of_an_application_a_withdrawal_is_for(world, channel):
    other = second(world)
    assert post_event(withdrawn(), secret="another-secret").status_code == 200
    assert post_event(withdrawn(), secret="oa-secret").status_code == 200
    assert [row.channel_id for row in kept()] == [other.pk, channel.pk]
    assert post_event(withdrawn(), secret="nobodys").status_code == 403
    assert post_event(event(), secret="another-secret").status_code == 403
    assert turned_away() == {"bad_signature": 2}


def test_what_a_channel_notes_of_its_sending_turns_no_webhook_away(channel):
    assert post_event(event()).status_code == 200
    Channel.objects.unscoped(why="as sending does").update(rest_until=clock.now())
    said = event(message={"msg_id": "2", "text": "xin hỏi"})
    body = encoded(said)
    reason = taking._take(body, signed(body, said["timestamp"]), "", clock.now(), fresh=False)
    assert reason == "" and len(kept()) == 2


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80)
    | st.sampled_from([OA_ID, APP_ID, "user_send_text", "oa_send_text", "user_seen_message",
                       "user_received_message", "follow", "#CT1.0." + "A" * 22, "1", "\x00"])
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
)
PATHS = [
    ("app_id",), ("sender",), ("sender", "id"), ("recipient",), ("recipient", "id"),
    ("event_name",), ("message",), ("message", "text"), ("message", "msg_id"),
    ("message", "msg_ids"), ("message", "quote_msg_id"), ("user_id",), ("oa_id",), ("follower",),
]  # fmt: skip


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.lists(st.tuples(st.sampled_from(PATHS), ANYTHING), max_size=4))
def test_whatever_a_signed_event_holds_it_is_answered_kept_once_and_dealt_with(channel, changes):
    said = copy.deepcopy(event())
    for path, value in changes:
        inside = said
        for step in path[:-1]:
            inside = inside[step] if isinstance(inside.get(step), dict) else {}
        inside[path[-1]] = value
    body = json.dumps(said).encode()  # lone surrogates stay escaped, as a liar would send them
    header = signed(body, said["timestamp"])
    before = len(kept())
    answers = {post(body, header).status_code for _ in range(2)}
    assert answers in ({200}, {403}, {400})
    assert len(kept()) - before == (1 if answers == {200} and _is_new(said, before) else 0)
    receiving.take_in(clock.now())
    assert not Inbound.objects.unscoped(why="nothing may break").filter(tries__gt=0).exists()


def _is_new(said, before) -> bool:
    """Whether its key was not there yet: several mutants share the message id."""
    return len({row.key for row in kept()}) == before + 1


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_one_changed_byte_is_never_accepted(channel, at, byte):
    said = event()
    body = bytearray(encoded(said))
    header = signed(bytes(body), said["timestamp"])
    at %= len(body)
    unchanged = body[at] == byte
    body[at] = byte
    status = post(bytes(body), header).status_code
    assert status == 200 if unchanged else status in {400, 403}
    assert Channel.objects.unscoped(why="still there").count() == 1

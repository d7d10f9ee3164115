"""zalo.md 2: the exact JSON of each event that is played."""

import json

from zalo_sim.tests.conftest import APP_ID, MY, OA_ID, Zalo

BY_APP = "552177279717587730"


def test_user_send_text(zalo: Zalo) -> None:
    said = zalo.control("say", {"user_id": MY, "text": "xin hỏi"})["message_id"]
    zalo.settle()
    (event,) = zalo.hook.events
    stamp = event.pop("timestamp")
    assert isinstance(stamp, str)
    assert len(stamp) == 13
    assert event == {
        "app_id": APP_ID,
        "sender": {"id": MY},
        "recipient": {"id": OA_ID},
        "user_id_by_app": BY_APP,
        "event_name": "user_send_text",
        "message": {"text": "xin hỏi", "msg_id": said},
    }


def test_bodies_are_utf8_and_sent_as_json(zalo: Zalo) -> None:
    zalo.control("say", {"user_id": MY, "text": "xin hỏi"})
    zalo.settle()
    body, headers = zalo.hook.calls[0]
    assert "xin hỏi" in body
    assert headers["Content-Type"] == "application/json"
    assert "num_retry" not in headers


def test_a_tapped_query_button_is_its_payload_as_text(zalo: Zalo) -> None:
    zalo.ask("Tôi đến được", "Hôm nay chưa được")
    tapped = zalo.control("tap", {"user_id": MY, "button": 2})["message_id"]
    zalo.settle()
    (event,) = zalo.hook.of("user_send_text")
    assert event["message"] == {"text": "#MA 2", "msg_id": tapped}


def test_a_shown_and_a_hidden_query_differ_on_the_phone_only(zalo: Zalo) -> None:
    zalo.ask("A", kind="oa.query.show")
    zalo.control("tap", {"user_id": MY, "title": "A"})
    zalo.ask("B", kind="oa.query.hide")
    zalo.control("tap", {"user_id": MY, "title": "B"})
    zalo.settle()
    assert [e["message"]["text"] for e in zalo.hook.of("user_send_text")] == ["#MA 1", "#MA 1"]
    messages = zalo.client.get(f"/sim/messages?user_id={MY}").get_json()["messages"]
    assert [m["shown"] for m in messages if m["from_user"]] == [True, False]


def test_tapping_a_link_or_a_number_sends_nothing(zalo: Zalo) -> None:
    buttons = [
        {"title": "Mở", "type": "oa.open.url", "payload": {"url": "https://example.vn/"}},
        {"title": "Gọi", "type": "oa.open.phone", "payload": {"phone_code": "115"}},
    ]
    zalo.send(attachment={"type": "template", "payload": {"buttons": buttons}})
    assert zalo.control("tap", {"user_id": MY, "button": 1}) == {"url": "https://example.vn/"}
    assert zalo.control("tap", {"user_id": MY, "button": 2}) == {"phone": "115"}
    zalo.settle()
    assert zalo.hook.of("user_send_text") == []


def test_each_send_is_echoed_and_received(zalo: Zalo) -> None:
    sent = zalo.send()["data"]["message_id"]
    zalo.settle()
    echo, received = zalo.hook.events
    both = {
        "app_id": APP_ID,
        "sender": {"id": OA_ID},
        "recipient": {"id": MY},
        "user_id_by_app": BY_APP,
    }
    assert echo == {
        **both,
        "event_name": "oa_send_text",
        "message": {"text": "Chào chị", "msg_id": sent},
        "timestamp": echo["timestamp"],
    }
    assert received == {
        **both,
        "event_name": "user_received_message",
        "message": {"msg_id": sent},
        "timestamp": received["timestamp"],
    }


def test_seen_names_all_messages_at_once(zalo: Zalo) -> None:
    sent = [zalo.send()["data"]["message_id"] for _ in range(2)]
    assert zalo.control("seen", {"user_id": MY}) == {"msg_ids": sent}
    assert zalo.control("seen", {"user_id": MY}) == {"msg_ids": []}
    zalo.settle()
    (event,) = zalo.hook.of("user_seen_message")
    assert (event["sender"], event["recipient"]) == ({"id": OA_ID}, {"id": MY})
    assert event["message"] == {"msg_ids": sent}


def test_whoever_answers_has_seen(zalo: Zalo) -> None:
    zalo.send()
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    assert zalo.hook.names[-2:] == ["user_seen_message", "user_send_text"]


def test_follow_and_unfollow_have_a_follower_and_no_sender(zalo: Zalo) -> None:
    zalo.control("unfollow", {"user_id": MY})
    zalo.control("follow", {"user_id": MY})
    zalo.control("follow", {"user_id": MY})
    zalo.settle()
    first, second = zalo.hook.events
    assert first == {
        "oa_id": OA_ID,
        "follower": {"id": MY},
        "user_id_by_app": BY_APP,
        "event_name": "unfollow",
        "source": "oa_profile",
        "app_id": APP_ID,
        "timestamp": first["timestamp"],
    }
    assert (second["event_name"], second["source"]) == ("follow", "oa_profile")


def test_no_two_events_share_a_timestamp(zalo: Zalo) -> None:
    for _ in range(20):
        zalo.send()
    zalo.settle()
    stamps = [event["timestamp"] for event in zalo.hook.events]
    assert len(set(stamps)) == len(stamps) == 40


def test_events_of_one_person_arrive_in_order(zalo: Zalo) -> None:
    for number in range(20):
        zalo.control("say", {"user_id": MY, "text": str(number)})
    zalo.settle()
    said = [event["message"]["text"] for event in zalo.hook.events]
    assert said == [str(number) for number in range(20)]


def test_ids_are_strings(zalo: Zalo) -> None:
    zalo.send()
    zalo.settle()
    assert '"id":"246845883529197922"' in zalo.hook.calls[0][0]
    assert isinstance(json.loads(zalo.hook.calls[0][0])["app_id"], str)

"""Events of chats with the account: how each is raised, and its fields as zalo.md 2 has them."""

from collections.abc import Callable
from typing import Any

from zalo_sim.tests import world
from zalo_sim.tests.conftest import MY, OA_ID, Zalo

Fields = dict[str, Any]
Raise = Callable[[Zalo], Fields]
"""Makes the event happen and returns the fields it has beside event_name, app_id, timestamp."""

BY_APP = "552177279717587730"
USER, ACCOUNT = {"id": MY}, {"id": OA_ID}
FROM_USER = {"sender": USER, "recipient": ACCOUNT, "user_id_by_app": BY_APP}
FROM_OA = {"sender": ACCOUNT, "recipient": USER, "user_id_by_app": BY_APP}
URL = "http://127.0.0.1:9/anh.jpg"
LINK = {"url": URL, "thumbnail": "", "description": "Tin"}
PLACE = {"latitude": "16.06", "longitude": "108.22"}
CARD = {
    "url": "",
    "thumbnail": "",
    "description": '{"phone": "84905123456", "qrCodeUrl": ""}',
}
STICKER = {"id": "chao", "url": "http://127.0.0.1/static/stickers/chao.svg"}
FILE = {"url": URL, "name": "don.pdf", "size": "8", "type": "pdf", "checksum": "a"}
SHOWN = {"url": URL, "thumbnail": URL}
FILM = {**SHOWN, "description": ""}


# What a resident sends, and the attachment the event tells of it.
KINDS: dict[str, tuple[Fields, Fields]] = {
    "image": ({"url": URL}, {"type": "image", "payload": SHOWN}),
    "gif": ({"url": URL}, {"type": "gif", "payload": SHOWN}),
    "link": (LINK, {"type": "link", "payload": LINK}),
    "audio": ({"url": URL}, {"type": "audio", "payload": {"url": URL}}),
    "video": ({"url": URL}, {"type": "video", "payload": FILM}),
    "sticker": ({"id": "chao"}, {"type": "sticker", "payload": STICKER}),
    "location": (PLACE, {"type": "location", "payload": {"coordinates": PLACE}}),
    "business_card": ({"phone": "84905123456"}, {"type": "link", "payload": CARD}),
    "file": (
        {key: FILE[key] for key in FILE if key != "type"},
        {"type": "file", "payload": FILE},
    ),
}


def said(kind: str, **who: Any) -> Fields:
    """What /sim/say is asked for one kind of message."""
    body: Fields = {"text": "Đây ạ", **who}
    if kind != "text":
        body["attachments"] = [{**KINDS[kind][0], "type": kind}]
    return body


def told(kind: str, msg_id: str) -> Fields:
    message: Fields = {"text": "Đây ạ", "msg_id": msg_id}
    if kind != "text":
        message["attachments"] = [KINDS[kind][1]]
    return message


def sends(kind: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        msg_id = zalo.control("say", said(kind, user_id=MY))["message_id"]
        return {**FROM_USER, "message": told(kind, msg_id)}

    return act


def oa_text(zalo: Zalo) -> Fields:
    sent = zalo.send()["data"]["message_id"]
    return {**FROM_OA, "message": {"text": "Chào chị", "msg_id": sent}}


def oa_media(kind: str, payload: Fields, **element: Any) -> Raise:
    def act(zalo: Zalo) -> Fields:
        sent = zalo.send(attachment=world.media(kind, **element))["data"]["message_id"]
        attachments = [{"type": kind, "payload": payload}]
        message = {"text": "Chào chị", "msg_id": sent, "attachments": attachments}
        return {**FROM_OA, "message": message}

    return act


def oa_file(zalo: Zalo) -> Fields:
    token = world.upload(zalo, "file", "don.pdf", world.PDF)["data"]["token"]
    attachment = {"type": "file", "payload": {"token": token}}
    body = {"recipient": {"user_id": MY}, "message": {"attachment": attachment}}
    sent = zalo.cs(body)["data"]["message_id"]
    return {**FROM_OA, "message": {"msg_id": sent, "attachments": file_of(zalo, "oa_send_file")}}


def file_of(zalo: Zalo, event: str) -> list[Fields]:
    """The address is the simulator's own; the other fields are those of the file."""
    zalo.settle()
    (attachment,) = zalo.hook.of(event)[0]["message"]["attachments"]
    payload = dict(attachment["payload"])
    assert payload.pop("url").startswith("http://127.0.0.1/tep/")
    checksum = "ddb9c3d15f3b93d3e2d0c6bc4d8a8b3f"
    assert len(payload.pop("checksum")) == len(checksum)
    assert payload == {"name": "don.pdf", "size": "8", "type": "pdf"}
    return [attachment]


def oa_list(zalo: Zalo) -> Fields:
    action = {"type": "oa.open.url", "url": "https://example.vn/"}
    elements = [{"title": "Lịch tiêm", "subtitle": "Sáng mai", "default_action": action}]
    payload = {"template_type": "list", "elements": elements}
    attachment = {"type": "template", "payload": payload}
    sent = zalo.send(attachment=attachment)["data"]["message_id"]
    told = {"url": "https://example.vn/", "thumbnail": "", "description": "Lịch tiêm"}
    attachments = [{"type": "link", "payload": told}]
    message = {"text": "Chào chị", "msg_id": sent, "attachments": attachments}
    return {**FROM_OA, "message": message}


def anonymous(kind: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        body = said(kind, anonymous_id="77", conversation_id="c1")
        msg_id = zalo.control("say", body)["message_id"]
        message = {**told(kind, msg_id), "conversation_id": "c1"}
        return {"sender": {"id": "77"}, "recipient": ACCOUNT, "message": message}

    return act


def answer_to_anonymous(attachment: Fields | None = None, told: Fields | None = None) -> Raise:
    def act(zalo: Zalo) -> Fields:
        anonymous("text")(zalo)
        recipient = {"anonymous_id": "77", "conversation_id": "c1"}
        message = {"text": "Dạ", **({"attachment": attachment} if attachment else {})}
        body = {"recipient": recipient, "message": message}
        sent = world.ok(zalo.post(world.V2, body))["data"]["message_id"]
        said: Fields = {"text": "Dạ", "msg_id": sent, "conversation_id": "c1"}
        said |= {"attachments": [told]} if told else {}
        return {"sender": ACCOUNT, "recipient": {"id": "77"}, "message": said}

    return act


def file_to_anonymous(zalo: Zalo) -> Fields:
    token = world.upload(zalo, "file", "don.pdf", world.PDF)["data"]["token"]
    fields = answer_to_anonymous({"type": "file", "payload": {"token": token}})(zalo)
    fields["message"]["attachments"] = file_of(zalo, "oa_send_anonymous_file")
    return fields


def received(zalo: Zalo) -> Fields:
    return {**FROM_OA, "message": {"msg_id": zalo.send()["data"]["message_id"]}}


def seen(zalo: Zalo) -> Fields:
    ids = [zalo.send()["data"]["message_id"] for _ in range(2)]
    zalo.control("seen", {"user_id": MY})
    return {**FROM_OA, "message": {"msg_ids": ids}}


def user_reacts(zalo: Zalo) -> Fields:
    sent = zalo.send()["data"]["message_id"]
    zalo.control("react", {"user_id": MY, "message_id": sent, "icon": "/-heart"})
    return {**FROM_USER, "message": {"msg_id": sent, "react_icon": "/-heart"}}


def oa_reacts(zalo: Zalo) -> Fields:
    said = zalo.control("say", {"user_id": MY, "text": "Tôi đến"})["message_id"]
    action = {"react_icon": "/-strong", "react_message_id": said}
    body = {"recipient": {"user_id": MY}, "sender_action": action}
    assert world.ok(zalo.post(world.V2, body))["error"] == 0
    return {**FROM_OA, "message": {"msg_id": said, "react_icon": "/-strong"}}


PICTURE = world.media("image", url=URL)
STICKER_SENT = world.media("sticker", attachment_id="chao")
CASES: dict[str, Raise] = {
    **{f"user_send_{kind}": sends(kind) for kind in ("text", *KINDS)},
    "oa_send_text": oa_text,
    "oa_send_image": oa_media("image", SHOWN, url=URL),
    "oa_send_gif": oa_media("gif", SHOWN, url=URL, width=10, height=10),
    "oa_send_list": oa_list,
    "oa_send_file": oa_file,
    "oa_send_sticker": oa_media("sticker", STICKER, attachment_id="chao"),
    **{f"anonymous_send_{kind}": anonymous(kind) for kind in ("text", "image", "file", "sticker")},
    "oa_send_anonymous_text": answer_to_anonymous(),
    "oa_send_anonymous_image": answer_to_anonymous(PICTURE, KINDS["image"][1]),
    "oa_send_anonymous_file": file_to_anonymous,
    "oa_send_anonymous_sticker": answer_to_anonymous(STICKER_SENT, KINDS["sticker"][1]),
    "user_received_message": received,
    "user_seen_message": seen,
    "user_reacted_message": user_reacts,
    "oa_reacted_message": oa_reacts,
}

"""Events of groups: how each is raised, and its fields as zalo.md 2 has them."""

from typing import Any

from zalo_sim.tests import world
from zalo_sim.tests.conftest import KHANG, MAN, MY, OA_ID, Zalo
from zalo_sim.tests.event_cases_of_chats import (
    ACCOUNT,
    KINDS,
    PICTURE,
    SHOWN,
    STICKER_SENT,
    URL,
    USER,
    Fields,
    Raise,
    file_of,
    said,
    told,
)


def user_in_group(kind: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        group_id = world.make_group(zalo)
        msg_id = zalo.control("say", said(kind, user_id=MY, group_id=group_id))["message_id"]
        place = {"oa_id": OA_ID, "sender": USER, "recipient": {"id": group_id}}
        return {**place, "message": told(kind, msg_id)}

    return act


def oa_in_group(attachment: Fields | None = None, told: Fields | None = None) -> Raise:
    def act(zalo: Zalo) -> Fields:
        group_id = world.make_group(zalo)
        message = {"text": "Chào tổ", **({"attachment": attachment} if attachment else {})}
        sent = world.to_group(zalo, group_id, **message)["data"]
        assert sent == {"message_id": sent["message_id"], "group_id": group_id}
        said: Fields = {"text": "Chào tổ", "msg_id": sent["message_id"]}
        said |= {"attachments": [told]} if told else {}
        place = {"oa_id": OA_ID, "sender": ACCOUNT, "recipient": {"id": group_id}}
        return {**place, "message": said}

    return act


def oa_file_in_group(zalo: Zalo) -> Fields:
    token = world.upload(zalo, "file", "don.pdf", world.PDF)["data"]["token"]
    fields = oa_in_group({"type": "file", "payload": {"token": token}})(zalo)
    fields["message"]["attachments"] = file_of(zalo, "oa_send_group_file")
    return fields


def of_group(path: str, users: list[str], *before: tuple[str, list[str]], **body: Any) -> Raise:
    """A call about a group of Diễm My and Mận, after other calls of the same kind."""

    def act(zalo: Zalo) -> Fields:
        group_id = world.make_group(zalo)
        for earlier, members in before:
            asked = {"group_id": group_id, "member_user_ids": members}
            assert world.ok(zalo.post(f"{world.GROUP}/{earlier}", asked))["error"] == 0
        asked = {"group_id": group_id, **body}
        if users and "delete" not in path:
            asked["member_user_ids"] = users
        assert world.ok(zalo.post(f"{world.GROUP}/{path}", asked))["error"] == 0
        users_told = [{"id": user_id} for user_id in users]
        return {"oa_id": OA_ID, "group_id": group_id, "users": users_told}

    return act


def create_group(zalo: Zalo) -> Fields:
    group_id = world.make_group(zalo)
    return {"oa_id": OA_ID, "group_id": group_id, "users": [{"id": MY}, {"id": MAN}]}


def asks_to_join(then: str = "") -> Raise:
    def act(zalo: Zalo) -> Fields:
        group_id = world.make_group(zalo)
        zalo.control("groups", {"group_id": group_id, "join_appr": True})
        asked = zalo.control("join", {"user_id": KHANG, "group_id": group_id})
        assert asked == {"state": "waiting"}
        body = {"group_id": group_id, "member_user_ids": [KHANG]}
        if then:
            world.ok(zalo.post(f"{world.GROUP}/{then}", body))
        return {"oa_id": OA_ID, "group_id": group_id, "users": [{"id": KHANG}]}

    return act


GIF = world.media("gif", url=URL, width=10, height=10)
CASES: dict[str, Raise] = {
    **{f"user_send_group_{kind}": user_in_group(kind) for kind in ("text", *KINDS)},
    "oa_send_group_text": oa_in_group(),
    "oa_send_group_image": oa_in_group(PICTURE, KINDS["image"][1]),
    "oa_send_group_gif": oa_in_group(GIF, {"type": "gif", "payload": SHOWN}),
    "oa_send_group_file": oa_file_in_group,
    "oa_send_group_sticker": oa_in_group(STICKER_SENT, KINDS["sticker"][1]),
    "create_group": create_group,
    "delete_group": of_group("delete", [MY, MAN]),
    "update_group_info": of_group("updateinfo", [], group_name="Tổ 12"),
    "user_join_group": of_group("invite", [KHANG]),
    "user_request_join_group": asks_to_join(),
    "accept_request_join_group": asks_to_join("acceptpendinginvite"),
    "reject_request_join_group": asks_to_join("rejectpendinginvite"),
    "add_group_admin": of_group("addadmins", [MAN]),
    "remove_group_admin": of_group("removeadmins", [MAN], ("addadmins", [MAN])),
    "user_out_group": of_group("removemembers", [MAN]),
}

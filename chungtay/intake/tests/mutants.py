"""Webhooks of every event of Zalo's document, and what may happen to them on the way or by malice.

Seeded: the n-th mutant is the same in every run.
"""

import copy
import hashlib
import json
import random

from chungtay.intake.tests.oracle import APP_ID, OA_ID, OA_SECRET

USER = "246845883529197922"
ATTACHED = [
    {"type": "image", "payload": {"url": "http://127.0.0.1:9/a.jpg", "thumbnail": "x"}},
    {"type": "location", "payload": {"coordinates": {"latitude": "16.06", "longitude": 108.2}}},
    {"type": "link", "payload": {"url": "https://x", "description": '{"phone":"84905123456"}'}},
]
OF_USER = [f"user_send_{kind}" for kind in ("text", "image", "gif", "link", "audio", "video",
           "sticker", "location", "business_card", "file")]  # fmt: skip
OF_OA = [f"oa_send_{kind}" for kind in ("text", "image", "gif", "list", "file", "sticker")]
RECEIPTS = ["user_received_message", "user_seen_message", "user_reacted_message"]
BARE = ["follow", "unfollow", "user_withdraw", "user_submit_info", "user_click_chatnow",
        "update_user_info", "add_user_to_tag", "create_group", "user_join_group",
        "change_template_status", "change_oa_daily_quota",
        "widget_interaction_accepted"]  # fmt: skip
GROUPS = ["user_send_group_text", "oa_send_group_text"]
NAMES = [*OF_USER, *OF_OA, *RECEIPTS, *BARE, *GROUPS, "anonymous_send_text"]
NASTY = [
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "\x00", "\ud800", "🔥", "é" * 100, "x" * 5000,
    [], {}, [[]], {"id": "1"}, "1", OA_ID, APP_ID, USER, "user_send_text", "' OR 1=1 --", "<b>",
    "#CT1.0." + "A" * 22, "mac=", "[@all]", "cháy nhà",
]  # fmt: skip
FIELDS = [
    ("app_id",), ("sender",), ("sender", "id"), ("recipient",), ("recipient", "id"), ("oa_id",),
    ("event_name",), ("message",), ("message", "text"), ("message", "msg_id"),
    ("message", "msg_ids"), ("message", "quote_msg_id"), ("message", "attachments"), ("user_id",),
    ("follower",), ("follower", "id"), ("timestamp",), ("info",), ("info", "phone"), ("group_id",),
]  # fmt: skip


def event(draw: random.Random, number: int, now_ms: int) -> dict:
    """A webhook as the document has it."""
    name = draw.choice(NAMES)
    said = {"app_id": APP_ID, "event_name": name, "timestamp": str(now_ms - draw.randrange(10**6)),
            "user_id_by_app": "552177279717587730"}  # fmt: skip
    user = str(int(USER) + draw.randrange(50))
    # Some come again under the number of an earlier one.
    msg = f"m{draw.randrange(max(1, number)) if draw.random() < 0.1 else number:x}"
    if name in BARE:
        said |= {"oa_id": OA_ID, "user_id": user}
        if name in {"follow", "unfollow"}:
            said.pop("user_id")
            said |= {"follower": {"id": user}, "source": "oa_profile"}
        if name == "user_submit_info":
            said["sender"], said["recipient"] = {"id": user}, {"id": OA_ID}
            said["info"] = {"name": "Mận", "phone": "84905123456", "address": "12 Núi Thành"}
        return said
    ends = [{"id": user}, {"id": OA_ID}]
    by_us = name in OF_OA or name in {"user_received_message", "user_seen_message"}
    said["sender"], said["recipient"] = reversed(ends) if by_us else ends
    said["message"] = {"msg_id": msg}
    if name == "user_seen_message":
        said["message"] = {"msg_ids": [msg, "m1"]}
    elif name.endswith("_text"):
        said["message"]["text"] = draw.choice(["xin hỏi", "1", "Tôi đến được", "cháy nhà rồi"])
    elif "send" in name:
        said["message"]["attachments"] = [draw.choice(ATTACHED)]
    if name in GROUPS:
        said["recipient"], said["oa_id"] = {"id": "a1b2c3d4e5f6"}, OA_ID
    return said


def mutant(number: int, now_ms: int, seed: int = 2026) -> tuple[bytes, str | None, str | None]:
    """(body, signature header, num_retry header) of one webhook, changed in none to three ways."""
    draw = random.Random(f"{seed}-{number}")
    said = event(draw, number, now_ms)
    for _ in range(draw.choice([0, 0, 1, 1, 2, 3])):
        _change(draw, said, now_ms)
    body = _bytes(draw, said)
    header = _sign(draw, body, said)
    if draw.random() < 0.05:
        body = _spoil(draw, body)
    retry = draw.choice([None, None, "1", "5", "6", "0", "-1", "x", "１", ""])
    return body, header, retry


def _change(draw: random.Random, said: dict, now_ms: int) -> None:
    if draw.random() < 0.2:
        hours = draw.choice([-4, -3.001, -2.999, -1, 1, 30])
        said["timestamp"] = str(int(now_ms + hours * 3600 * 1000))
        return
    path = draw.choice(FIELDS)
    inner = said
    for step in path[:-1]:
        inner = inner.get(step) if isinstance(inner.get(step), dict) else {}
    if draw.random() < 0.3:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = copy.deepcopy(draw.choice(NASTY))


def _bytes(draw: random.Random, said: dict) -> bytes:
    ascii_only = draw.random() < 0.5
    text = json.dumps(said, ensure_ascii=ascii_only, indent=draw.choice([None, None, 1]))
    if draw.random() < 0.02:
        text = text[:-1] + ', "more": "' + "x" * draw.choice([100_000, 300_000]) + '"}'
    if draw.random() < 0.02:
        # The same name twice: the last one counts, for whoever reads JSON.
        text = text[:-1] + ', "timestamp": "1"}'
    return text.encode("utf-8", "surrogatepass" if draw.random() < 0.5 else "replace")


def _sign(draw: random.Random, body: bytes, said: dict) -> str | None:
    way = draw.random()
    stamp = said.get("timestamp")
    stamp = stamp if isinstance(stamp, str) else str(stamp)
    first, secret = APP_ID, OA_SECRET
    if way < 0.04:
        first = OA_ID
    elif way < 0.08:
        secret = "app-secret"
    elif way < 0.10:
        return draw.choice([None, "", "mac=", "mac=" + "0" * 64, "nonsense", "mac=" + "g" * 64])
    told = first.encode() + body + stamp.encode("utf-8", "surrogatepass") + secret.encode()
    digest = hashlib.sha256(told).hexdigest()
    if way < 0.12:
        digest = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    return draw.choice(["mac=", "mac=", "mac = ", "", " mac="]) + (
        digest.upper() if draw.random() < 0.1 else digest
    )


def _spoil(draw: random.Random, body: bytes) -> bytes:
    """What a bad line, or somebody in the middle, does to bytes that were signed."""
    at = draw.randrange(len(body))
    return draw.choice([
        body[:at], body + b" ", body[:at] + bytes([draw.randrange(256)]) + body[at + 1:],
        b"", b"[" * 5000, b"\xff\xfe" + body, b"\xef\xbb\xbf" + body, b"[]", b'"x"',
    ])  # fmt: skip

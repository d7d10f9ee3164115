"""What several tests ask of the simulator: templates, groups, uploads, texts."""

import io
from typing import Any

from werkzeug.test import TestResponse

from zalo_sim.tests.conftest import MAN, MY, Zalo

CS, V2 = "/v3.0/oa/message/cs", "/v2.0/oa/message"
BY_UID, BY_PHONE = "/v3.0/oa/message/template", "/message/template"
GROUP = "/v3.0/oa/group"
SMS = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
PHONE = "84905123456"
TEMPLATE = "300001"
JPG, GIF, PDF = b"\xff\xd8\xff\xe0anh", b"GIF89a", b"%PDF-1.7"
DATA = {"ten": "chị My", "ngay": "24/11/2026"}


def declare(zalo: Zalo, **fields: Any) -> None:
    """A template with two blanks, and a person who has a telephone."""
    zalo.control("people", {"user_id": MY, "phone": PHONE})
    row = {
        "template_id": TEMPLATE,
        "name": "Nhắc lịch",
        "text": "Chào <ten>, hẹn <ngay>.",
        "params": [{"name": "ten", "maxLength": 30}, {"name": "ngay", "type": "DATE"}],
    }
    zalo.control("templates", {**row, **fields})


def by_uid(zalo: Zalo, user_id: str = MY, **changes: Any) -> dict[str, Any]:
    body = {"user_id": user_id, "template_id": TEMPLATE, "template_data": DATA, **changes}
    return ok(zalo.post(BY_UID, body))


def by_phone(zalo: Zalo, **changes: Any) -> dict[str, Any]:
    body = {
        "phone": PHONE,
        "template_id": TEMPLATE,
        "template_data": DATA,
        "tracking_id": "luot-1",
        **changes,
    }
    return ok(zalo.post(BY_PHONE, {key: body[key] for key in body if body[key] is not None}))


def media(kind: str, **element: Any) -> dict[str, Any]:
    elements = [{"media_type": kind, **element}]
    payload = {"template_type": "media", "elements": elements}
    return {"type": "template", "payload": payload}


def upload(zalo: Zalo, kind: str, name: str, data: bytes) -> dict[str, Any]:
    files = {"file": (io.BytesIO(data), name)}
    headers = {"access_token": zalo.token}
    return ok(zalo.client.post(f"/v2.0/oa/upload/{kind}", data=files, headers=headers))


def make_group(zalo: Zalo, product: str = "gmf50", members: tuple[str, ...] = (MY, MAN)) -> str:
    """A group by the API; Diễm My is an administrator of the account."""
    zalo.control("people", {"user_id": MY, "admin": True})
    body = {
        "group_name": "Tổ dân phố 12",
        "group_description": "Tin của tổ",
        "asset_id": asset(zalo, product),
        "member_user_ids": list(members),
    }
    answer = ok(zalo.post(f"{GROUP}/creategroupwithoa", body))
    assert answer["error"] == 0, answer
    return answer["data"]["group_id"]


def asset(zalo: Zalo, product: str = "gmf50") -> str:
    asked = {"quota_owner": "OA", "product_type": product, "quota_type": "sub_quota"}
    rows = ok(zalo.post("/v3.0/oa/quota/group", asked))["data"]
    return next(row["asset_id"] for row in rows if row["status"] == "available")


def to_group(zalo: Zalo, group_id: str, **message: Any) -> dict[str, Any]:
    body = {"recipient": {"group_id": group_id}, "message": message or {"text": "Chào tổ"}}
    return ok(zalo.post(f"{GROUP}/message", body))


def ask(zalo: Zalo, path: str, **query: Any) -> dict[str, Any]:
    """GET with plain arguments, as the group and business hosts take them."""
    headers = {"access_token": zalo.token}
    return ok(zalo.client.get(path, query_string=query, headers=headers))


def text(zalo: Zalo, **changes: Any) -> dict[str, Any]:
    """A text through the SMS gateway."""
    body = {
        "ApiKey": "khoa-sms",
        "SecretKey": "bi-mat-sms",
        "Phone": "0905123456",
        "Content": "Moi ba den nhan ket qua",
        "Brandname": "CHUNGTAY",
        "SmsType": "2",
        "IsUnicode": "0",
        "Sandbox": "0",
        **changes,
    }
    return ok(zalo.client.post(SMS, json=body))


def ok(answer: TestResponse) -> Any:
    """The body; whatever it says, it came with HTTP 200."""
    assert answer.status_code == 200, answer.text
    return answer.get_json()

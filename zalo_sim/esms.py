"""A small eSMS gateway on the same port: one call, its result codes, and the receipt by GET.

The sender is a brandname, to which nobody can answer.
"""

import json
import re
import secrets
from typing import Any
from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

from zalo_sim import faults
from zalo_sim.config import loopback
from zalo_sim.errors import SMS, MisuseError, ZaloError
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change, dump

PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
PRICE = 820  # đồng for a text of one part. ⚠ The price list is not part of the protocol.
PHONE = re.compile(r"(?:0|\+?84)(\d{9})")
JSON = "application/json; charset=utf-8"


class RefusedError(Exception):
    """`code` is the CodeResult."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def send(sim: Simulator, request: Request) -> Response:
    """POST SendMultipleMessage_V4_post_json. Every answer has HTTP 200."""

    def act() -> Response:
        try:
            asked = json.loads(request.get_data() or b"{}")
            if not isinstance(asked, dict):
                raise RefusedError(99)
            with sim.lock:
                return _json(
                    {"CodeResult": "100", "CountRegenerate": 0, "SMSID": _send(sim, asked)}
                )
        except (RefusedError, ValueError) as refused:
            return _json(_refusal(refused.code if isinstance(refused, RefusedError) else 99))

    try:
        return faults.through(sim, request, act)
    except ZaloError as planned:
        return _json(_refusal(planned.code if planned.code in SMS else 99))


def _send(sim: Simulator, asked: dict[str, Any]) -> str:
    phone = _check(sim, asked)
    world, sandbox = sim.world, _flag(asked.get("Sandbox"))
    text = str(asked["Content"])
    price = PRICE * parts(text, unicode=_flag(asked.get("IsUnicode")))
    spent = world.counts["spent sms_balance"] + price
    if not sandbox and spent > world.limits["sms_balance"]:
        raise RefusedError(103)
    person = world.people.get(world.phones.get(phone, ""))
    failed = person is not None and person.sms_fails
    sms = {
        "sms_id": f"{secrets.token_hex(16)}47",
        "phone": phone,
        "text": text,
        "brandname": asked["Brandname"],
        "request_id": str(asked.get("RequestId") or ""),
        "at": sim.clock.now(),
        "state": "sandbox" if sandbox else "failed" if failed else "sent",
        "sandbox": sandbox,
    }
    changes: list[Change] = [{"k": "sms", **sms}]
    if not sandbox:
        changes.append({"k": "count", "spent sms_balance": spent})
        changes += _receipt(sim, sms, asked.get("CallbackUrl"))
    sim.commit(*changes)
    return str(sms["sms_id"])


def _check(sim: Simulator, asked: dict[str, Any]) -> str:
    """The number as 84…, or the first thing that is wrong."""
    world, config = sim.world, sim.config
    keys = (asked.get("ApiKey"), asked.get("SecretKey"))
    if keys != (config.sms_key, config.sms_secret):
        raise RefusedError(101)
    if (
        world.sms_settings["blocked"]
        or str(asked.get("SmsType")) != "2"
        or not asked.get("Content")
    ):
        raise RefusedError(99)
    if asked.get("Brandname") not in (world.sms_settings["brandnames"] or [config.sms_brandname]):
        raise RefusedError(104)
    found = PHONE.fullmatch(str(asked.get("Phone", "")))
    if not found:
        raise RefusedError(108)
    request_id = str(asked.get("RequestId") or "")
    if request_id and request_id in world.sms_requests:
        raise RefusedError(124)
    if world.sms_settings["templates"] and not any(
        _fits(template, str(asked["Content"])) for template in world.sms_settings["templates"]
    ):
        raise RefusedError(146)
    return f"84{found[1]}"


def parts(text: str, *, unicode: bool) -> int:
    """160 characters of the GSM alphabet or 70 of UCS-2 in one part, a few less in each of many."""
    one, of_many = (70, 67) if unicode else (160, 153)
    return 1 if len(text) <= one else -(-len(text) // of_many)


def _fits(template: str, text: str) -> bool:
    pattern = ".+".join(re.escape(piece) for piece in template.split("{}"))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def _receipt(sim: Simulator, sms: dict[str, Any], callback: Any) -> list[Change]:
    """The GET that tells how it went; an address outside this machine is never called."""
    if not isinstance(callback, str) or not callback:
        return []
    try:
        loopback(callback)
    except ValueError:
        return []
    failed = sms["state"] == "failed"
    query = {
        "SMSID": sms["sms_id"],
        "SendStatus": "5",
        "SendSuccess": "0" if failed else "1",
        "SendFailed": "1" if failed else "0",
        "RequestId": sms["request_id"],
        "phonenumber": sms["phone"],
        "telcoid": "1",
    }
    url = callback + ("&" if "?" in callback else "?") + urlencode(query)
    stamp = sim.clock.stamp()
    return [
        {
            "k": "queue",
            "number": sim.next_delivery(),
            "event": "sms_callback",
            "user_id": sim.world.phones.get(sms["phone"], ""),
            "msg_ids": [],
            "timestamp": str(stamp),
            "body": "",
            "due": sim.clock.now(),
            "at": stamp,
            "lane": f"sms {sms['phone']}",
            "url": url,
        }
    ]


def settings(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST /sim/sms: brandnames, registered templates, a blocked account."""
    for name, value in asked.items():
        good = (
            isinstance(value, bool)
            if name == "blocked"
            else name in ("brandnames", "templates")
            and isinstance(value, list)
            and all(isinstance(row, str) for row in value)
        )
        if not good:
            raise MisuseError(f"Không đặt được {name} của cổng SMS.")
    with sim.lock:
        sim.commit({"k": "sms_settings", **asked})
    return {"sms": dict(sim.world.sms_settings)}


def _flag(value: Any) -> bool:
    return str(value).lower() in ("1", "true")


def _refusal(code: int) -> dict[str, Any]:
    return {"CodeResult": str(code), "CountRegenerate": 0, "ErrorMessage": SMS[code]}


def _json(body: Any) -> Response:
    return Response(dump(body), content_type=JSON)

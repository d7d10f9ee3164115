"""Template messages (ZNS): texts that Zalo has approved, filled in; to a user's id or to a phone.

By id they go through the account's own host and need no recent word of the person's; by phone
through the host of templates, which has numbers of its own (prefixed `zbs_`), and need only that
the phone has Zalo. Source: zalo.md 1.5.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from chungtay.carriers.letter import Letter
from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account, Untold, count, post, told
from chungtay.carriers.zalo.errors import TEMPLATE_HOST

PAGE = 100
MOST_PAGES = 20


class ByUid:
    """A template to a user the account knows. Its echo settles a doubt, as that of any message."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def send(self, account: Account, letter: Letter) -> Outcome:
        body = {"user_id": letter.to, **_filled(letter)}
        return post(self._wire, account, account.api_base + "/v3.0/oa/message/template", body)


class ByPhone:
    """A template to a phone that has Zalo. The receipt carries our reference."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def send(self, account: Account, letter: Letter) -> Outcome:
        body = {
            "phone": letter.to.removeprefix("+"),
            **_filled(letter),
            "tracking_id": letter.reference,
        }
        return post(
            self._wire, account, account.template_base + "/message/template", body,
            called="msg_id", prefix=TEMPLATE_HOST,
        )  # fmt: skip


def _filled(letter: Letter) -> dict[str, Any]:
    data = {name: unicodedata.normalize("NFC", value) for name, value in letter.fields.items()}
    return {"template_id": letter.template, "template_data": data}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the account's templates; `approved` are those that may be sent."""

    template_id: str
    name: str
    status: str

    @property
    def approved(self) -> bool:
        return self.status == "ENABLE"


@dataclass(frozen=True, slots=True)
class Param:
    """A blank of a template. `kind`: STRING, NUMBER, DATE, …; lengths in characters."""

    name: str
    required: bool
    kind: str
    shortest: int
    longest: int | None
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A template and its blanks. Prices in đồng for one message; None when not told."""

    template_id: str
    name: str
    status: str
    params: tuple[Param, ...]
    price_by_phone: int | None
    price_by_uid: int | None
    quality: str
    tag: str


def listed(wire: Wire, account: Account) -> list[Listed]:
    """All templates of the account, newest first as Zalo has them. Raises `Untold`."""
    found: dict[str, Listed] = {}
    for page in range(MOST_PAGES):
        asked = {"offset": page * PAGE, "limit": PAGE}
        data = _data(wire, account, "/template/all", asked)
        if not isinstance(data, list):
            raise Untold(Outcome(Class.DOUBT, "no_id"))
        rows = [row for row in data if isinstance(row, dict) and _id(row.get("templateId"))]
        found |= {
            _id(row["templateId"]): Listed(
                _id(row["templateId"]), _text(row.get("templateName")), _text(row.get("status"))
            )
            for row in rows
        }
        if len(data) < PAGE:
            break
    return list(found.values())


def info(wire: Wire, account: Account, template_id: str) -> Template:
    """One template with its blanks. Raises `Untold`."""
    data = _data(wire, account, "/template/info/v2", {"template_id": template_id})
    if not isinstance(data, dict) or _id(data.get("templateId")) not in ("", template_id):
        raise Untold(Outcome(Class.DOUBT, "no_id"))
    params = data.get("listParams")
    return Template(
        template_id=template_id,
        name=_text(data.get("templateName")),
        status=_text(data.get("status")),
        params=tuple(
            _param(row)
            for row in (params if isinstance(params, list) else [])
            if isinstance(row, dict) and _text(row.get("name"))
        ),
        price_by_phone=count(data.get("price_sdt")),
        price_by_uid=count(data.get("price_uid")),
        quality=_text(data.get("templateQuality")),
        tag=_text(data.get("templateTag")),
    )


def _param(row: dict[str, Any]) -> Param:
    return Param(
        name=_text(row.get("name")),
        required=row.get("require") is not False,
        kind=_text(row.get("type")) or "STRING",
        shortest=count(row.get("minLength")) or 0,
        longest=count(row.get("maxLength")),
        may_be_empty=row.get("acceptNull") is True,
    )


def _data(wire: Wire, account: Account, path: str, asked: dict[str, Any]) -> Any:
    url = account.template_base + path
    return told(wire, account, "GET", url, prefix=TEMPLATE_HOST, params=asked)


def _id(value: Any) -> str:
    """Ids of templates come as text here and as numbers there."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.isdigit() and len(value) <= 20 else ""


def _text(value: Any) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""

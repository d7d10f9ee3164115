"""The steps of connecting an account: which are done, which is next, which went wrong. Pure but
for the words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chungtay.carriers.words import words
from chungtay.kit import clock
from chungtay.tending.hearing import Heard, reading
from chungtay.tending.models import Joining
from chungtay.tending.troubles import said


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: done, now, late (went wrong: do it again) or "" (not yet)."""

    key: str
    heading: str
    state: str
    says: str = ""
    facts: tuple[tuple[str, str | None], ...] = ()

    @property
    def open(self) -> bool:
        return self.state in {"now", "late"}

    @property
    def word(self) -> str:
        found = {"done": _("Xong"), "now": _("Làm bước này"), "late": _("Chưa được")}
        return found.get(self.state, _("Chưa đến"))

    @property
    def tone(self) -> str:
        return {"done": "ok", "now": "wait", "late": "no"}.get(self.state, "off")


def steps(joining: Joining | None, heard: Heard | None, templates: int) -> list[Step]:
    """All of them, in order; each waits for the one before."""
    row = joining
    connected = row is not None and row.channel_id is not None
    trouble = row.trouble if row else ""
    granted = bool(row and row.access_token)
    keys_wrong = trouble in {"-14002", "-14004"}
    return [
        _step(
            "keys", _("Chép khóa của OA và ứng dụng"), bool(row), True, keys_wrong and said(trouble)
        ),
        _saved(row),
        _step(
            "consent",
            _("Quản trị OA cho phép"),
            connected or granted,
            bool(row and row.saved_at),
            "" if granted or keys_wrong else said(trouble),
        ),
        _step(
            "who",
            _("Zalo nói OA này là ai"),
            connected,
            granted,
            said(trouble) if granted else "",
            facts=_described(row) if row and connected else (),
        ),
        _heard(row, heard, connected),
        _step(
            "templates",
            _("Chọn tin mẫu (có thể để sau)"),
            templates > 0,
            connected,
            done_says=_("%(n)s mẫu đã chọn.") % {"n": templates} if templates else "",
        ),
        _tried(row, heard),
    ]


def _step(
    key: str, heading: str, done: bool, reached: bool, wrong: str | bool = "",
    done_says: str = "", facts: tuple[tuple[str, str | None], ...] = (),
) -> Step:  # fmt: skip
    if wrong:
        return Step(key, heading, "late", str(wrong), facts)
    return Step(key, heading, "done" if done else "now" if reached else "", done_says, facts)


def _saved(row: Joining | None) -> Step:
    says = ""
    if row and row.saved_at:
        # Zalo does not let us look: the officer's word is all there is, and the page says so.
        says = _("Anh/chị báo đã lưu lúc %(at)s. Chúng tôi không tự xem được.") % {
            "at": clock.moment(row.saved_at)
        }
    return _step("saved", _("Lưu bốn điều ở trang của Zalo"), bool(says), bool(row), "", says)


def _described(row: Joining) -> tuple[tuple[str, str | None], ...]:
    about: dict[str, Any] = row.described
    verified = {True: _("đã xác thực"), False: _("chưa xác thực, Zalo sẽ không cho gửi")}
    package = about.get("package") or None
    if package and about.get("package_until"):
        package = _("%(package)s, đến %(until)s") % {
            "package": package, "until": about["package_until"]
        }  # fmt: skip
    followers = about.get("followers")
    return (
        (_("Tên"), about.get("name") or None),
        (_("Xác thực"), verified.get(about.get("verified"))),  # type: ignore[arg-type]
        (_("Gói dịch vụ"), package),
        (_("Tài khoản trả tiền (ZCA)"), about.get("cloud_account") or _("chưa gắn")),
        (_("Người quan tâm"), None if followers is None else str(followers)),
    )


def _heard(row: Joining | None, heard: Heard | None, connected: bool) -> Step:
    says = ""
    if heard:
        says = _("Đến lúc %(at)s, ký theo %(how)s.") % {
            "at": clock.moment(heard.at), "how": reading(heard.reading)
        }  # fmt: skip
    return _step("webhook", _("Nhận tin từ Zalo"), bool(heard), connected, "", says)


def _tried(row: Joining | None, heard: Heard | None) -> Step:
    heading = _("Gửi tin thử cho chính mình")
    code = row.tried_code if row else ""
    if row and row.tried_at and not code:
        return Step("try", heading, "late", _("Chưa rõ đã tới: xem điện thoại, rồi hãy thử lại."))
    if code and code != "sent":
        return Step("try", heading, "late", words(code))
    says = _("Zalo đã nhận tin. Xem điện thoại có thấy không.") if code else ""
    return _step("try", heading, bool(code), bool(heard), "", says)


def done(made: list[Step]) -> bool:
    return all(step.state == "done" for step in made if step.key != "templates")


def left(made: list[Step]) -> int:
    return sum(step.state != "done" for step in made if step.key != "templates")

"""What a person is told about their requests. The law wants it said, so no consent is asked for."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.access.links import OWN_PAGE
from chungtay.journal.act import tell
from chungtay.people.models import Person
from chungtay.rights import clocks
from chungtay.rights.models import Ending, Request

TOLD = "rights.told"
PURPOSES = frozenset({TOLD, OWN_PAGE})


def _inform(
    person: Person, words: Callable[[], str], *, purpose: str = TOLD,
    expires_at: datetime | None = None, urgent: bool = True,
) -> None:  # fmt: skip
    """One message in the person's own language: `words` is called with that language on."""
    with override(person.language):
        tell(person.actor_id, purpose=purpose, text=words(), urgent=urgent, expires_at=expires_at)


def _parts(request: Request) -> dict[str, object]:
    return {
        "number": request.pk, "what": str(request.get_what_display()),
        "until": clocks.last_day(request.fulfil_by),
    }  # fmt: skip


def received(request: Request) -> None:
    _inform(request.person, lambda: _(
        "Phường đã nhận yêu cầu số %(number)s của anh/chị: %(what)s. "
        "Hạn làm xong là hết ngày %(until)s."
    ) % _parts(request))  # fmt: skip


def needs_longer(request: Request, reason: str) -> None:
    _inform(request.person, lambda: _(
        "Yêu cầu số %(number)s của anh/chị (%(what)s) cần thêm thời gian, lý do: %(reason)s. "
        "Hạn mới là hết ngày %(until)s."
    ) % {**_parts(request), "reason": reason})  # fmt: skip


def done(request: Request) -> None:
    _inform(request.person, lambda: _(
        "Yêu cầu số %(number)s của anh/chị đã làm xong: %(what)s."
    ) % _parts(request))  # fmt: skip


def refused(request: Request, ground: Ending.Ground) -> None:
    _inform(request.person, lambda: _(
        "Yêu cầu số %(number)s của anh/chị (%(what)s) chưa làm được: %(ground)s. "
        "Anh/chị có quyền khiếu nại với Công an phường."
    ) % {**_parts(request), "ground": str(ground.label)})  # fmt: skip


def own_page(person: Person, address: str, until: datetime, *, urgent: bool) -> None:
    """The one copy of the link. It is blanked as soon as the link is dead (`tasks`)."""
    _inform(person, lambda: _(
        "Trang dữ liệu của anh/chị: %(address)s\n"
        "Đường dẫn dùng một lần, trong 1 giờ, và hỏi 4 số cuối điện thoại của anh/chị. "
        "Nếu không phải anh/chị xin, bỏ qua tin này."
    ) % {"address": address}, purpose=OWN_PAGE, expires_at=until, urgent=urgent)  # fmt: skip

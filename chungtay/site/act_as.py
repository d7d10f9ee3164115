"""The demo's door: act as anybody of the demo world. It cannot be imported under `serve`."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from chungtay.access.models import Account, Post
from chungtay.doors import entering
from chungtay.kit import clock
from chungtay.kit.duty import may

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

if not settings.DEMO:
    raise ImportError("acting as somebody else exists in the demo only")


@dataclass(frozen=True)
class Somebody:
    """A person of the demo world one may step in for."""

    username: str
    name: str
    role: str
    todo: "StrOrPromise"
    current: bool


TO_DO: dict[str, "StrOrPromise"] = {
    "van": _("Bệnh viện cần máu: mở lời gọi, ghi ý kiến bác sĩ, ghi ai đã hiến."),
    "phuoc": _(
        "Một cán bộ đang trực muốn đi hiến: duyệt và chọn người thay. Ngày mai còn ca trống."
    ),
    "ha": _("Quá năm phút trưởng công an chưa trả lời, lời xin duyệt sang đây."),
    "binh": _("Đang trực ban, nhóm B: xem điện thoại của anh khi có lời gọi nhóm B."),
    "vinh": _("Một bệnh viện gọi điện xin máu: gọi người hiến thay họ. Có thư của bà con chờ đọc."),
    "hoai": _("Xem ai trực hôm nay, đọc hộp thư, đi tiếp các lời gọi đang mở."),
    "tinh": _("Xem mọi lời gọi máu đang mở của thành phố, nơi nào còn thiếu người."),
    "quantri": _("Nối Zalo của phường, mời cán bộ, nhập danh sách."),
}
"""What there is to do for each of those one comes to try, in the order of the story."""


def people(request: HttpRequest) -> list[Somebody]:
    """Everybody with a post; first those who have something to do, in the order of the story."""
    held = Post.objects.held_at(clock.now()).select_related("account", "place").order_by("pk")
    order = list(TO_DO)
    found = [
        Somebody(
            p.account.username, p.account.name, f"{p.get_role_display()}, {p.place.name}",
            TO_DO.get(p.account.username, ""), request.user == p.account,
        )
        for p in held
    ]  # fmt: skip
    return sorted(found, key=lambda one: order.index(one.username) if one.todo else len(order))


def phone_url() -> str:
    return f"http://127.0.0.1:{os.environ.get('CHUNGTAY_SIM_PORT', '8001')}/"


PHONE = phone_url()
POLICY: dict[str, list[str]] = settings.SECURE_CSP


def door(request: HttpRequest) -> HttpResponse:
    everybody = people(request)
    context = {
        "people": [one for one in everybody if one.todo],
        "others": [one for one in everybody if not one.todo],
        "phone_url": PHONE,
    }
    return render(request, "site/pages/door.html", context)


@may("anyone")
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Step into somebody's place; an empty name steps out again."""
    username = request.POST.get("username", "")
    following = request.POST.get("next") or "/hom-nay/"
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}):
        raise Http404
    if not username:
        logout(request)
        return redirect("site:home")
    account = get_object_or_404(Account, username=username, is_active=True)
    entering.enter(request, account, clock.now())
    return redirect(following)


@may("anyone")
@csp_override({**POLICY, "frame-src": ["'self'", PHONE.rstrip("/")]})
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Two windows in one: the board on the left, a resident's phone on the right."""
    return render(request, "site/pages/side_by_side.html", {"phone_url": PHONE})


@may("anyone")
def sample_list(request: HttpRequest) -> HttpResponse:
    """A club's list to bring in by hand, with four rows gone wrong."""
    from chungtay.site.demo.world import sample

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"Content-Disposition": 'attachment; filename="danh-sach-mau.xlsx"'}
    return HttpResponse(sample(), content_type=kind, headers=headers)

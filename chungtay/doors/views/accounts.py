"""Accounts of the ward, for its administrator: open or locked, and the way back in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from chungtay.access.models import Account, Post
from chungtay.access.visiting import acting_of, attempt
from chungtay.doors import actions, factors
from chungtay.doors.views.handing import handed_over
from chungtay.kit import clock
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may
from chungtay.kit.vietnamese import sort_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

A_PAGE = 50


@may("doors.lock_account")
@never_cache
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a post here, or who is locked and held one."""
    by_account: dict[int, list[Post]] = {}
    for post in _posts(request).select_related("place").order_by("starts_at"):
        by_account.setdefault(post.account_id, []).append(post)
    protected = Authenticator.objects.filter(user_id=OuterRef("pk"))
    rows = Account.objects.filter(pk__in=by_account).annotate(protected=Exists(protected))
    page = Paginator(sorted(rows, key=lambda a: sort_key(a.name)), A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = [{"account": a, "posts": by_account[a.pk], "post": by_account[a.pk][0]} for a in page]
    return render(request, "doors/pages/accounts.html", {"page": page, "rows": shown})


@may("doors.lock_account")
@never_cache
def account_of(request: HttpRequest, post_id: int) -> HttpResponse:
    """One account, found through a post it holds here."""
    post = _post(request, post_id)
    context = {
        "post": post, "account": post.account, "protected": factors.has(post.account),
        "posts": _posts(request).filter(account=post.account).select_related("place"),
        "own": post.account == acting_of(request).account,
    }  # fmt: skip
    return render(request, "doors/pages/account_of.html", context)


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing an administrator does to an account, and how the page asks first."""

    verb: Callable[..., Any]
    heading: "StrOrPromise"
    body: "StrOrPromise"
    yes: "StrOrPromise"
    keep: "StrOrPromise"
    done: "StrOrPromise" = ""
    tone: str = "error"


LOCK = Asking(
    actions.lock_account, _("Khóa tài khoản của %(name)s?"),
    _("Mọi thiết bị đang mở sẽ ra ngay. Phần việc vẫn giữ, mở khóa là làm tiếp được."),
    _("Khóa"), _("Để mở"), _("Đã khóa tài khoản của %(name)s."),
)  # fmt: skip
UNLOCK = Asking(
    actions.unlock_account, _("Mở khóa tài khoản của %(name)s?"),
    _("Người này vào lại được bằng mật khẩu cũ. Các lần gõ sai hôm nay cũng bỏ qua."),
    _("Mở khóa"), _("Để khóa"), _("Đã mở khóa tài khoản của %(name)s."), "primary",
)  # fmt: skip
RESET = Asking(
    actions.reset_password, _("Cấp đường dẫn đặt lại mật khẩu cho %(name)s?"),
    _("Dùng một lần, trong một ngày. Mật khẩu cũ còn dùng được đến khi đặt mật khẩu mới."),
    _("Cấp đường dẫn"), _("Thôi"), tone="primary",
)  # fmt: skip
FORGET = Asking(
    actions.forget_factors, _("Bỏ lớp bảo vệ thứ hai của %(name)s?"),
    _("Chỉ khi người này mất điện thoại và cả mã dự phòng. Gọi điện hỏi đúng người trước đã."),
    _("Bỏ lớp bảo vệ"), _("Giữ nguyên"),
    _("Đã bỏ. Lần sau vào, %(name)s sẽ đặt lớp bảo vệ mới."),
)  # fmt: skip


def _asking(asking: Asking) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, post_id: int) -> HttpResponse:
        post = _post(request, post_id)
        back = reverse("doors:account_of", args=[post.pk])
        name = {"name": post.account.name}
        if request.method != "POST":
            return confirm(
                request, str(asking.heading) % name, str(asking.body), verb=str(asking.yes),
                keep=str(asking.keep), back=back, tone=asking.tone,
            )  # fmt: skip
        given: list[Any] = []

        def act() -> None:
            given.append(asking.verb(actor=acting_of(request), at=clock.now(), post=post))

        done = attempt(request, act, str(asking.done) % name)
        if done and asking is RESET:
            return _reset_given(request, post, given[0])
        over = post.ends_at is not None and post.ends_at <= clock.now()
        return redirect("doors:accounts" if done and over else back)

    return never_cache(may(f"doors.{asking.verb.__name__}")(view))


lock = _asking(LOCK)
unlock = _asking(UNLOCK)
reset = _asking(RESET)
forget = _asking(FORGET)


def _reset_given(request: HttpRequest, post: Post, token: str) -> HttpResponse:
    until = clock.now() + actions.RESET_LASTS
    return handed_over(
        request, address=reverse("doors:reset", args=[token]), until=until,
        heading=_("Đường dẫn cho %(name)s") % {"name": post.account.name},
        text=_("%(name)s đặt lại mật khẩu Chung Tay ở đây, trước %(until)s:")
        % {"name": post.account.name, "until": clock.moment(until)},
        back=reverse("doors:account_of", args=[post.pk]),
    )  # fmt: skip


def _post(request: HttpRequest, post_id: int) -> Post:
    found: Post = get_object_or_404(_posts(request).select_related("account"), pk=post_id)
    return found


def _posts(request: HttpRequest) -> QuerySet[Post]:
    """The posts within reach that are held, or were by an account that is locked now: it can be
    opened again, and then be given another."""
    here, now = Post.objects.visible_to(acting_of(request)), clock.now()
    return here.filter(Q(ends_at=None) | Q(ends_at__gt=now) | Q(account__is_active=False))

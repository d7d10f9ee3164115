"""Who does what: the list, one post, giving and ending it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access import actions, posting, seconding
from chungtay.access.actions.absences import may_hand_on, may_stop
from chungtay.access.actions.posts import needs_second
from chungtay.access.forms.posts import AppointForm
from chungtay.access.models import Post
from chungtay.access.visiting import acting_of, attempt, own_place
from chungtay.kit import clock
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may

PAGE = 30
ENDED = "da-ket-thuc"


@may("access.read")
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """Who holds what where, within reach: now, or once."""
    acting, at = acting_of(request), clock.now()
    text = " ".join(request.GET.get("q", "").split())[:80]
    ended = request.GET.get("xem") == ENDED
    found = posting.sought(acting, at, text, ended=ended)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    here = reverse("access:posts")
    context = {
        "page": page,
        "rows": posting.listed(list(page.object_list), acting, at),
        "q": text,
        "ended": ended,
        "base": f"q={text}&" + (f"xem={ENDED}&" if ended else ""),
        "tabs": [
            {"text": say("Đang giữ"), "url": here, "current": not ended},
            {"text": say("Đã kết thúc"), "url": f"{here}?xem={ENDED}", "current": ended},
        ],
        "may_appoint": acting.may("access.appoint", None),
        "may_name_groups": acting.may("access.name_groups", None),
    }
    return render(request, "access/pages/posts.html", context)


def find(request: HttpRequest, post_id: int) -> Post:
    within = Post.objects.visible_to(acting_of(request))
    related = ("account", "place", "appointed_in", "ended_in")
    found: Post = get_object_or_404(within.select_related(*related), pk=post_id)
    return found


@may("access.read")
@require_GET
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post with its history: who gave it, who stood in, how it ended."""
    acting, at = acting_of(request), clock.now()
    found = find(request, post_id)
    runs = found.ends_at is None
    stood_in = found.delegations.select_related("to").order_by("-starts_at")[:PAGE]
    may_hand = runs and acting.may("access.delegate", found.place_id)
    may_end = acting.may("access.end_delegation", found.place_id)
    context = {
        "post": found,
        "facts": posting.facts(found, acting),
        "delegations": [(d, d.ends_at > at, may_end and may_stop(acting, d)) for d in stood_in],
        "may_delegate": may_hand and may_hand_on(acting, found),
        "may_end": runs and acting.may("access.end_post", found.place_id),
    }
    return render(request, "access/pages/post.html", context)


@may("access.appoint")
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Give somebody a role; what two people give is asked for instead."""
    acting, at = acting_of(request), clock.now()
    form = AppointForm(
        request.POST or None, acting=acting, accounts=posting.accounts_for(acting),
        places=posting.places_for(own_place(request, "access.appoint"), at),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _appoint(request, form):
        return redirect("access:posts")
    status = 422 if form.errors else 200
    return render(request, "access/pages/appoint.html", {"form": form}, status=status)


def _appoint(request: HttpRequest, form: AppointForm) -> bool:
    acting, at, data = acting_of(request), clock.now(), form.cleaned_data
    account, place = form.by_pk[data["account"]], form.place_by_pk[data["place"]]
    role, organisation = data["role"], data["organisation"]
    if needs_second(acting, place, role, account):
        args = {"place": place.pk, "account": account.pk, "role": role.value}
        if organisation is not None:
            args["organisation"] = organisation
        return attempt(
            request,
            lambda: seconding.ask_second(
                "access.appoint", actor=acting, at=at, place=place, args=args
            ),
            say("Đã gửi xin duyệt. Phần việc này cần một người nữa đồng ý."),
        )
    return attempt(
        request,
        lambda: actions.appoint(
            actor=acting, at=at, place=place, account=account, role=role,
            organisation=organisation,
        ),
        say("Đã giao phần việc cho %(name)s.") % {"name": account.name},
    )  # fmt: skip


@may("access.end_post")
@require_http_methods(["GET", "POST"])
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """End a post at once; what two people end is asked for instead."""
    acting, found = acting_of(request), find(request, post_id)
    by_two = needs_second(acting, found.place, found.role)
    if request.method == "POST":
        _end(request, found, by_two)
        return redirect("access:post", post_id=post_id)
    said = {"name": found.account.name, "role": found.get_role_display()}
    if by_two:
        body = say("“%(role)s” cần một người nữa đồng ý. Đến lúc ấy phần việc vẫn mở.")
    else:
        body = say("“%(role)s” không mở được gì nữa ngay từ lúc này, với cả người đang làm thay.")
    return confirm(
        request,
        say("Kết thúc phần việc của %(name)s?") % said,
        body % said,
        verb=say("Gửi xin duyệt") if by_two else say("Kết thúc phần việc"),
        keep=say("Giữ nguyên"),
        back=reverse("access:post", args=[post_id]),
    )


def _end(request: HttpRequest, found: Post, by_two: bool) -> None:
    acting, at = acting_of(request), clock.now()
    if by_two:
        attempt(
            request,
            lambda: seconding.ask_second(
                "access.end_post", actor=acting, at=at, place=found.place, args={"post": found.pk}
            ),
            say("Đã gửi xin duyệt. Phần việc này kết thúc khi một người nữa đồng ý."),
        )
        return
    attempt(
        request,
        lambda: actions.end_post(actor=acting, at=at, post=found),
        say("Đã kết thúc. Phần việc này không mở gì nữa."),
    )

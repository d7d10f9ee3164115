"""The demo's door: act as anybody of the demo world. It cannot be imported under `serve`."""

import os
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from chungtay.access.models import Account, Post
from chungtay.doors import entering
from chungtay.kit import clock
from chungtay.kit.duty import may

if not settings.DEMO:
    raise ImportError("acting as somebody else exists in the demo only")


@dataclass(frozen=True)
class Somebody:
    """A person of the demo world one may step in for."""

    username: str
    name: str
    role: str
    current: bool


def people(request: HttpRequest) -> list[Somebody]:
    """Everybody with a post, by role."""
    held = Post.objects.held_at(clock.now()).select_related("account", "place").order_by("pk")
    return [
        Somebody(
            p.account.username, p.account.name, f"{p.get_role_display()}, {p.place.name}",
            request.user == p.account,
        )
        for p in held
    ]  # fmt: skip


def phone_url() -> str:
    return f"http://127.0.0.1:{os.environ.get('CHUNGTAY_SIM_PORT', '8001')}/"


PHONE = phone_url()
POLICY: dict[str, list[str]] = settings.SECURE_CSP


def door(request: HttpRequest) -> HttpResponse:
    context = {"people": people(request), "phone_url": PHONE}
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

"""The commander: what waits for their answer, one of them, yes with a stand-in, no."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.releases import actions, showing
from chungtay.releases.actions import leaves
from chungtay.releases.forms import StandInForm
from chungtay.releases.models import Leave, Release
from chungtay.rosters.resting import of_ward


@may("releases.decide")
@require_GET
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    rows = showing.waiting(acting_of(request), clock.now())
    return render(request, "releases/pages/waiting.html", {"rows": rows})


def _found(request: HttpRequest, release_id: int) -> tuple[Release, Leave]:
    """A release this reader was asked about; else 404, and whether there is one stays untold."""
    acting = acting_of(request)
    rows = Release.objects.visible_to(acting).select_related("account")
    found: Release = get_object_or_404(rows, pk=release_id)
    asked: Leave = get_object_or_404(Leave.objects.visible_to(acting), release=found)
    if not leaves.may_decide(acting, asked, found):
        raise Http404
    return found, asked


@may("releases.decide")
@require_GET
@never_cache
def release(request: HttpRequest, release_id: int) -> HttpResponse:
    """The strip alone; after a yes it says who stands in, and another may be named."""
    at = clock.now()
    found, asked = _found(request, release_id)
    open_ = asked.granted is not False and found.ended_in_id is None and found.left_at is None
    strip = showing.strip_of(found, asked, at) if open_ else None
    return render(request, "releases/pages/release.html", {"strip": strip})


def _back(request: HttpRequest) -> str:
    """The page the strip stood on."""
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if safe and back.startswith("/") else reverse("releases:waiting")


@may("releases.decide")
@require_POST
def approve(request: HttpRequest, release_id: int) -> HttpResponse:
    """Yes with a stand-in; after a yes, another stand-in."""
    found, asked = _found(request, release_id)
    form = StandInForm(request.POST)
    acting, at = acting_of(request), clock.now()
    # Whoever is not of the ward is not even named.
    here = Account.objects.filter(pk__in=of_ward(found.place_id, at))
    stand_in = here.filter(pk=form.cleaned_data["stand_in"]).first() if form.is_valid() else None
    if stand_in is None:
        messages.error(request, _("Chọn người trực thay rồi duyệt."))
        return redirect(_back(request))
    said = {"name": stand_in.name}
    if asked.granted:
        attempt(
            request,
            lambda: actions.change_stand_in(actor=acting, at=at, release=found, stand_in=stand_in),
            _("Đã ghi. Nay %(name)s trực thay.") % said,
        )
    else:
        attempt(
            request,
            lambda: actions.decide(actor=acting, at=at, release=found, yes=True, stand_in=stand_in),
            _("Đã duyệt, %(name)s trực thay. Cả hai đã được báo.") % said,
        )
    return redirect(_back(request))


@may("releases.decide")
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, release_id: int) -> HttpResponse:
    found, _asked = _found(request, release_id)
    return ask_first(
        request,
        lambda: actions.decide(actor=acting_of(request), at=clock.now(), release=found, yes=False),
        _("Đã ghi. Chỉ người ấy được báo, chúng tôi nhờ người khác."),
        heading=_("Không duyệt cho rời ca?"),
        body=_(
            "Chỗ của người ấy nhường cho người khác ngay. Chỉ người ấy được báo, không ai phải nói "
            "lý do."
        ),
        verb=_("Không duyệt"),
        keep=_("Xem lại"),
        back=reverse("releases:release", args=[release_id]),
        then=reverse("releases:waiting"),
    )

"""The posts to keep of a ward."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.vietnamese import sort_key
from chungtay.rosters import actions
from chungtay.rosters.keeping import duty_number
from chungtay.rosters.models import Watch
from chungtay.rosters.resting import lying_in
from chungtay.weeks import week
from chungtay.weeks.forms import NumberForm, WatchForm
from chungtay.weeks.views.here import formed, found, sent, ward, ward_or_404


@may("rosters.read")
@require_GET
def watches(request: HttpRequest) -> HttpResponse:
    """Those that stand, and those that did, with the days: the register of checkpoints."""
    place, at = ward(request), clock.now()
    if place is None:
        return redirect("weeks:week")
    rows = Watch.objects.visible_to(acting_of(request)).filter(lying_in(place.pk))
    said = [(row, week.stretch(row.opened_at, row.closed_at)) for row in rows]
    said.sort(key=lambda one: sort_key(one[0].name))
    context = {
        "place": place,
        "standing": [one for one in said if not one[0].closed_at or one[0].closed_at > at],
        "closed": [one for one in said if one[0].closed_at and one[0].closed_at <= at],
        "may_open": acting_of(request).may("rosters.open_watch", place.pk),
        "duty_number": duty_number(place),
        "may_number": acting_of(request).may("rosters.set_duty_number", place.pk),
        "may_close": acting_of(request).may("rosters.close_watch", place.pk),
    }  # fmt: skip
    return render(request, "weeks/pages/watches.html", context)


@may("rosters.open_watch")
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    place, at = ward_or_404(request, "rosters.open_watch"), clock.now()
    form = WatchForm(request.POST or None)

    def act(kind: str, name: str, needed: int, strenuous: bool) -> Watch:
        return actions.open_watch(
            actor=acting_of(request), at=at, place=place, kind=Watch.Kind(kind), name=name,
            needed=needed, strenuous=strenuous,
        )  # fmt: skip

    back = reverse("weeks:watches")
    done = sent(request, form, act, _("Đã lập chỗ trực. Xếp ca được rồi."), lambda made: back)
    return done or formed(
        request, form, heading=_("Lập một chỗ trực"), verb=_("Lập chỗ trực"), back=back,
        back_title=_("Chỗ trực"),
    )  # fmt: skip


@may("rosters.set_duty_number")
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    """The telephone that pages tell whoever is stuck."""
    place, back = ward_or_404(request, "rosters.set_duty_number"), reverse("weeks:watches")
    form = NumberForm(request.POST or None, initial={"phone": duty_number(place)})

    def act(phone: str) -> object:
        return actions.set_duty_number(
            actor=acting_of(request), at=clock.now(), place=place, phone=phone
        )

    done = sent(request, form, act, _("Đã ghi số trực ban."), lambda made: back)
    return done or formed(
        request, form, heading=_("Số trực ban của phường"), verb=_("Ghi số này"), back=back,
        back_title=_("Chỗ trực"), lead=_("Trang gọi người hiến ghi số này cho ai gặp trục trặc."),
    )  # fmt: skip


@may("rosters.close_watch")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, watch_id: int) -> HttpResponse:
    mine = found(request, Watch, watch_id, "rosters.close_watch")
    return ask_first(
        request,
        lambda: actions.close_watch(actor=acting_of(request), at=clock.now(), watch=mine),
        _("Đã thôi chỗ trực."),
        heading=_("Thôi “%(watch)s”?") % {"watch": mine.name},
        body=_("Ca đang trực kết thúc bây giờ, những ca chưa tới bỏ hết. Sổ cũ vẫn còn."),
        verb=_("Thôi chỗ trực này"), keep=_("Giữ nguyên"), back=reverse("weeks:watches"),
    )  # fmt: skip

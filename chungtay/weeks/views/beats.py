"""The beats of a ward, one beat, and what is done with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.vietnamese import sort_key
from chungtay.places.models import Place
from chungtay.rosters import actions
from chungtay.rosters.keeping import answers_now, called, officers_of
from chungtay.rosters.models import Beat, Cover, Ground, Keeping
from chungtay.rosters.resting import lying_in
from chungtay.weeks import week
from chungtay.weeks.forms import BeatForm, GroupsForm, KeeperForm, named, offer
from chungtay.weeks.views.here import READ, formed, found, sent, ward, ward_or_404


@may("rosters.read")
@require_GET
def beats(request: HttpRequest) -> HttpResponse:
    place, at = ward(request), clock.now()
    if place is None:
        return redirect("weeks:week")
    grounds: dict[int, list[str]] = {}
    rows = Ground.objects.unscoped(why="which groups the beats of a ward are made of").running(at)
    for beat, group in rows.filter(lying_in(place.pk)).values_list("beat", "group__full_name"):
        grounds.setdefault(beat, []).append(group)
    answering = answers_now(place.pk, at)
    context = {
        "place": place, "may_open": acting_of(request).may("rosters.open_beat", place.pk),
        "rows": [(one, sorted(grounds.get(one.beat_id, []), key=sort_key)) for one in answering],
        "empty": sum(bool(one.reason) for one in answering),
    }  # fmt: skip
    return render(request, "weeks/pages/beats.html", context)


@may("rosters.read")
@require_GET
def beat(request: HttpRequest, beat_id: int) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    mine = found(request, Beat, beat_id, READ)
    answering = {one.beat_id: one for one in answers_now(mine.place_id, at)}.get(mine.pk)
    visible = [model.objects.visible_to(acting).filter(beat=mine) for model in (Keeping, Cover)]
    keepings = visible[0].select_related("officer").order_by("-starts_at", "-pk")[:30]
    covers = visible[1].select_related("stand_in").order_by("-starts_at", "-pk")[:30]
    grounds = Ground.objects.visible_to(acting).filter(beat=mine).running(at)
    groups = sorted(grounds.values_list("group__full_name", flat=True), key=sort_key)
    lasting = [row for row in covers if row.ends_at > row.starts_at]
    context = {
        "beat": mine, "answering": answering, "groups": groups,
        "keepings": [(called(row.officer.name, row.officer.rank),
                      week.stretch(row.starts_at, row.ends_at)) for row in keepings],
        "covers": [(row, called(row.stand_in.name, row.stand_in.rank),
                    week.stretch(row.starts_at, row.ends_at), row.ends_at > at)
                   for row in lasting],
        "may_plan": acting.may("rosters.give_beat", mine.place_id) and not mine.closed_in_id,
    }  # fmt: skip
    return render(request, "weeks/pages/beat.html", context)


def _address(mine: Beat) -> str:
    return reverse("weeks:beat", args=[mine.pk])


@may("rosters.open_beat")
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    place, at = ward_or_404(request, "rosters.open_beat"), clock.now()
    form = BeatForm(request.POST or None)

    def act(name: str) -> Beat:
        return actions.open_beat(actor=acting_of(request), at=at, place=place, name=name)

    done = sent(
        request, form, act, _("Đã lập địa bàn. Ghi những tổ thuộc địa bàn."),
        lambda made: reverse("weeks:lay_out", args=[made.pk]),
    )  # fmt: skip
    return done or formed(
        request, form, heading=_("Lập một địa bàn"), verb=_("Lập địa bàn"),
        back=reverse("weeks:beats"), back_title=_("Địa bàn"),
    )  # fmt: skip


@may("rosters.lay_out_beat")
@require_http_methods(["GET", "POST"])
def lay_out(request: HttpRequest, beat_id: int) -> HttpResponse:
    at = clock.now()
    mine = found(request, Beat, beat_id, "rosters.lay_out_beat")
    groups = Place.objects.filter(commune=mine.place.commune, kind=Place.Kind.GROUP).on(
        clock.today(at)
    )
    rows = Ground.objects.unscoped(why="which groups already lie in a beat").running(at)
    taken = dict(rows.filter(group__commune=mine.place.commune).values_list("group", "beat"))
    free = [g for g in groups.in_order() if taken.get(g.pk, mine.pk) == mine.pk]
    begun = {"groups": [pk for pk, of in taken.items() if of == mine.pk]}
    form = GroupsForm(request.POST if request.method == "POST" else None, initial=begun)
    offer(form, "groups", [(g.pk, g.full_name) for g in free])

    def act(groups: list[int]) -> Beat:
        chosen = [g for g in free if g.pk in groups]
        return actions.lay_out_beat(actor=acting_of(request), at=at, beat=mine, groups=chosen)

    done = sent(request, form, act, _("Đã ghi địa bàn."), _address)
    return done or formed(
        request, form, heading=_("%(beat)s gồm những tổ nào?") % {"beat": mine.name},
        verb=_("Ghi lại"), back=_address(mine), back_title=mine.name,
        page="weeks/pages/groups.html", nothing=not free,
    )  # fmt: skip


@may("rosters.give_beat")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, beat_id: int) -> HttpResponse:
    at = clock.now()
    mine = found(request, Beat, beat_id, "rosters.give_beat")
    form = KeeperForm(request.POST or None)
    offer(form, "officer", [("", ""), *named(officers_of(mine.place_id, at))])

    def act(officer: int) -> Any:
        account = Account.objects.get(pk=officer)
        return actions.give_beat(actor=acting_of(request), at=at, beat=mine, officer=account)

    done = sent(request, form, act, _("Đã giao địa bàn."), lambda made: _address(mine))
    return done or formed(
        request, form, heading=_("Giao %(beat)s cho ai?") % {"beat": mine.name},
        lead=_("Từ bây giờ. Người đang giữ thôi giữ từ lúc ấy."), verb=_("Giao địa bàn"),
        back=_address(mine), back_title=mine.name,
    )  # fmt: skip


@may("rosters.take_back_beat")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, beat_id: int) -> HttpResponse:
    mine = found(request, Beat, beat_id, "rosters.take_back_beat")
    return ask_first(
        request,
        lambda: actions.take_back_beat(actor=acting_of(request), at=clock.now(), beat=mine),
        _("Địa bàn này chưa có ai giữ. Giao cho người khác hoặc chọn người thay."),
        heading=_("Thôi giao %(beat)s?") % {"beat": mine.name},
        body=_("Từ bây giờ địa bàn không có ai giữ, đến khi giao cho người khác."),
        verb=_("Thôi giao"), keep=_("Giữ nguyên"), back=_address(mine),
    )  # fmt: skip


@may("rosters.close_beat")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, beat_id: int) -> HttpResponse:
    mine = found(request, Beat, beat_id, "rosters.close_beat")
    return ask_first(
        request,
        lambda: actions.close_beat(actor=acting_of(request), at=clock.now(), beat=mine),
        _("Đã thôi địa bàn."),
        heading=_("Thôi %(beat)s?") % {"beat": mine.name},
        body=_("Các tổ của địa bàn được tự do, ghi vào địa bàn khác. Sổ cũ vẫn còn."),
        verb=_("Thôi địa bàn này"), keep=_("Giữ nguyên"), back=_address(mine),
        then=reverse("weeks:beats"),
    )  # fmt: skip

"""Organisations: the list, one of them, written down, corrected, closed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.vietnamese import fold
from chungtay.people import actions
from chungtay.people.forms import OrganisationForm, homes
from chungtay.people.models import Organisation
from chungtay.people.reading import places
from chungtay.people.views.doing import done, posted, show, typed
from chungtay.places.models import Place

PAGE = 30
ICON = {"hospital": "hospital", "club": "users-round", "school": "backpack"}


@may("people.read")
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    q = typed(request)
    found = _standing(acting).order_by("sort_key", "pk")
    page = Paginator(found.filter(folded__contains=fold(q)) if q else found, PAGE).get_page(
        request.GET.get("page")
    )
    rows = [{"organisation": one, "icon": ICON.get(one.kind, "building-2")} for one in page]
    context = {
        "page": page, "rows": rows, "q": q,
        "may_register": acting.may("people.register_organisation", None),
    }  # fmt: skip
    return render(request, "people/pages/organisations.html", context)


@may("people.read")
@require_GET
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    acting = acting_of(request)
    found: Organisation = get_object_or_404(_standing(acting, closed=True), pk=organisation_id)
    under = _standing(acting).filter(parent=found).order_by("sort_key")
    context = {
        "organisation": found,
        "under": list(under),
        "facts": [
            (_("Loại"), str(found.get_kind_display())),
            (_("Thuộc về"), found.parent.name if found.parent else None),
            (_("Ở"), found.place.full_name),
        ],
        "may_correct": acting.may("people.correct_organisation", found.place_id),
        "may_close": acting.may("people.close_organisation", found.place_id),
    }
    return render(request, "people/pages/organisation.html", context)


@may("people.register_organisation")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    choices = homes(places(acting, "people.register_organisation"))
    form = OrganisationForm(posted(request), homes=choices, parents=_parents(acting, 0))
    made = done(form, lambda data: actions.register_organisation(
        actor=acting, at=clock.now(), place=Place.objects.get(pk=data["place"]),
        name=data["name"], kind=data["kind"], parent=_parent(acting, data),
    ))  # fmt: skip
    if made is None:
        back = reverse("people:organisations")
        heading, verb = _("Ghi tên một tổ chức"), _("Ghi vào sổ")
        return show(request, form, heading, verb, back, back_title=_("Tổ chức"))
    messages.success(request, _("Đã ghi %(name)s") % {"name": made.name})
    return redirect("people:organisation", made.pk)


@may("people.correct_organisation")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, organisation_id: int) -> HttpResponse:
    acting = acting_of(request)
    found: Organisation = get_object_or_404(_standing(acting), pk=organisation_id)
    initial = {"name": found.name, "kind": found.kind, "parent": found.parent_id}
    form = OrganisationForm(
        posted(request), initial=initial, homes=None, parents=_parents(acting, found.pk)
    )
    if done(form, lambda data: actions.correct_organisation(
        actor=acting, at=clock.now(), organisation=found, name=data["name"], kind=data["kind"],
        parent=_parent(acting, data),
    )) is None:  # fmt: skip
        heading = _("Sửa %(name)s") % {"name": found.name}
        back = reverse("people:organisation", args=[found.pk])
        return show(request, form, heading, _("Sửa"), back, back_title=found.name)
    messages.success(request, _("Đã sửa"))
    return redirect("people:organisation", found.pk)


@may("people.close_organisation")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, organisation_id: int) -> HttpResponse:
    acting = acting_of(request)
    found: Organisation = get_object_or_404(_standing(acting), pk=organisation_id)
    return ask_first(
        request,
        lambda: actions.close_organisation(actor=acting, at=clock.now(), organisation=found),
        _("Đã ghi là thôi hoạt động"), verb=_("Ghi thôi hoạt động"),
        heading=_("%(name)s thôi hoạt động?") % {"name": found.name},
        body=_("Không ai chọn được tổ chức này nữa. Những việc đã ghi vẫn còn trong sổ."),
        back=reverse("people:organisation", args=[found.pk]), then=reverse("people:organisations"),
    )  # fmt: skip


def _standing(acting: Acting, *, closed: bool = False) -> Any:
    rows = (
        Organisation.objects.visible_to(acting)
        .crossing("parent", why="the name of what it belongs to is public")
        .select_related("place", "parent")
    )
    return rows if closed else rows.filter(closed_in=None)


def _parents(acting: Acting, but: int) -> list[tuple[int, str]]:
    rows = Organisation.objects.visible_to(acting).filter(closed_in=None).exclude(pk=but)
    return list(rows.order_by("sort_key").values_list("pk", "name"))


def _parent(acting: Acting, data: dict[str, Any]) -> Organisation | None:
    rows = Organisation.objects.visible_to(acting).filter(pk=data.get("parent") or 0)
    found: Organisation | None = rows.first()
    return found

"""The list of persons with its search; a person written down, corrected, moved."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.people import actions, searching
from chungtay.people.forms import MoveForm, PersonForm, homes
from chungtay.people.reading import living_at, person_or_404, places
from chungtay.people.showing import rows_of
from chungtay.people.views.doing import done, page_number, page_of, posted, show, typed, write
from chungtay.places.models import Place

PAGE = "people/pages/persons.html"


@may("people.read")
@require_GET
@never_cache
def persons(request: HttpRequest) -> HttpResponse:
    """Everybody within reach by residential group; or those whom a name or number finds."""
    acting = acting_of(request)
    ours = places(acting)
    q = typed(request)
    chosen = _chosen(request, ours)
    within = frozenset({chosen.pk}) if chosen else ours
    context: dict[str, Any] = {
        "q": q, "chosen": chosen, "may_register": acting.may("people.register", None),
        "may_merge": acting.may("people.merge", None),
        "may_phone": acting.may(searching.CONTACTS, None),
    }  # fmt: skip
    context |= _found(request, acting, q, within) if q else _all(request, acting, within)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"{PAGE}#results", context)
    context["groups"] = _groups(acting, ours)
    context["total"] = sum(group["n"] for group in context["groups"])
    return render(request, PAGE, context)


def _chosen(request: HttpRequest, ours: frozenset[int]) -> Place | None:
    asked = request.GET.get("o", "")
    here = next((pk for pk in ours if str(pk) == asked), 0)
    return Place.objects.filter(pk=here).first() if here else None


def _found(request: HttpRequest, acting: Acting, q: str, within: frozenset[int]) -> dict[str, Any]:
    number = page_number(request)
    ids = searching.find(acting, q, within, (number - 1) * searching.PAGE)
    return {
        "rows": rows_of(acting, ids[: searching.PAGE]),
        "next": number + 1 if len(ids) > searching.PAGE else 0,
        "before": number - 1,
    }


def _all(request: HttpRequest, acting: Acting, within: frozenset[int]) -> dict[str, Any]:
    listed = living_at(acting, within).filter(merged_into=None)
    ids = listed.order_by("sort_key", "pk").values_list("pk", flat=True)
    page = Paginator(ids, searching.PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": rows_of(acting, list(page.object_list))}


def _groups(acting: Acting, ours: frozenset[int]) -> list[dict[str, Any]]:
    """How many live in each place of ours that has anybody, in order."""
    listed = living_at(acting, ours).filter(merged_into=None)
    by_place = dict(listed.values_list("place").annotate(n=Count("pk")).order_by())
    found = Place.objects.filter(pk__in=by_place).in_order()
    return [{"place": place, "n": by_place[place.pk]} for place in found]


@may("people.register")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    choices = homes(places(acting, "people.register"))
    initial = {"place": request.GET.get("o", ""), "language": "vi"}
    form = PersonForm(posted(request), homes=choices, initial=initial)
    person = done(form, lambda data: actions.register(
        actor=acting, at=clock.now(), place=Place.objects.get(pk=data["place"]),
        name=data["name"], birth_year=data["birth_year"], language=data["language"],
    ))  # fmt: skip
    if person is None:
        return show(request, form, _("Ghi tên một người"), _("Ghi vào sổ"))
    messages.success(request, _("Đã ghi tên %(name)s") % {"name": person.name})
    return redirect(page_of(person))


@may("people.correct")
@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.correct")
    choices = homes(places(acting, "people.correct") | {person.place_id})
    known = {name: getattr(person, name) for name in ("name", "birth_year", "language")}
    initial = known | {"place": person.place_id}
    form = PersonForm(posted(request), homes=choices, initial=initial)
    return write(request, form, lambda data: actions.correct(
        actor=acting, at=clock.now(), person=person, name=data["name"],
        birth_year=data["birth_year"], language=data["language"],
        place=Place.objects.get(pk=data["place"]),
    ), _("Sửa điều ghi sai"), _("Sửa"), _("Đã sửa"), person)  # fmt: skip


@may("people.move")
@require_http_methods(["GET", "POST"])
@never_cache
def move(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.move")
    choices = homes(places(acting, "people.move") - {person.place_id})
    form = MoveForm(posted(request), homes=choices, household=person.household_id is not None)
    moved = done(form, lambda data: actions.move(
        actor=acting, at=clock.now(), person=person, to=data["to"],
        address=data.get("address", ""),
    ))  # fmt: skip
    if moved is None:
        lead = _("Ai chuyển sang phường, xã khác thì nơi ấy phụ trách, ở đây không xem được nữa.")
        return show(request, form, _("Chuyển nơi ở"), _("Ghi nơi mới"), person, lead)
    to = form.cleaned_data["to"]
    said = {"n": len(moved), "place": to.full_name}
    messages.success(request, _("%(n)s người nay ở %(place)s") % said)
    stays = acting.may("people.read", to.pk)
    return redirect(page_of(person)) if stays else redirect("people:persons")

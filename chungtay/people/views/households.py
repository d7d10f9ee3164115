"""Households: the list, one household, who joins and leaves, who heads it."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Func, Q, QuerySet, TextField
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.vietnamese import fold
from chungtay.people import actions
from chungtay.people.forms import HouseholdForm
from chungtay.people.models import Household, Person
from chungtay.people.reading import person_or_404, places, readable
from chungtay.people.views.doing import page_of, posted, typed, write

PAGE = 30


@may("people.read")
@require_GET
@never_cache
def households(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    q = typed(request)
    found = (
        Household.objects.visible_to(acting)
        .crossing("head", "members", why="the head's name and how many live there, same place")
        .filter(place__in=places(acting), ended_in=None)
        .select_related("place", "head")
        .annotate(n=Count("members", filter=Q(members__merged_into=None)))
        .order_by("place__sort_key", "address", "pk")
    )
    page = Paginator(_sought(found, q), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/pages/households.html", {"page": page, "q": q})


@may("people.read")
@require_GET
@never_cache
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    acting = acting_of(request)
    found = _household(acting, household_id)
    members = readable(acting).select_related("place").filter(household=found, merged_into=None)
    context = {
        "household": found,
        "members": list(members.order_by("birth_year", "sort_key")),
        "may_leave": acting.may("people.leave_household", found.place_id),
        "may_head": acting.may("people.name_head", found.place_id),
    }
    return render(request, "people/pages/household.html", context)


@may("people.join_household")
@require_http_methods(["GET", "POST"])
@never_cache
def join(request: HttpRequest, person_id: int) -> HttpResponse:
    """Into a household of the same place, or a new one."""
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.join_household")
    offered, q, at = _offered(acting, person), typed(request), clock.now()
    page = Paginator(_sought(offered, q), PAGE).get_page(request.GET.get("page"))
    sent = request.POST.get("household", "")
    posted_ = offered.filter(pk=sent) if re.fullmatch("[0-9]{1,18}", sent) else []
    by_id = {str(household.pk): household for household in [*page, *posted_]}
    form = HouseholdForm(posted(request), households=[(k, _door(h)) for k, h in by_id.items()])

    def settle(data: dict[str, Any]) -> Household:
        if chosen := by_id.get(data.get("household") or ""):
            return actions.join_household(actor=acting, at=at, person=person, household=chosen)
        return actions.form_household(actor=acting, at=at, head=person, address=data["address"])

    said: dict[str, Any] = {"q": q, "page": page, "search": q or page.has_other_pages()}
    words = _("Ở cùng ai?"), _("Ghi vào hộ"), _("Đã ghi vào hộ")
    return write(request, form, settle, *words, person, **said)


def _offered(acting: Acting, person: Person) -> "QuerySet[Household]":
    found: QuerySet[Household] = (
        Household.objects.visible_to(acting)
        .crossing("head", why="the head's name, same place")
        .filter(place=person.place_id, ended_in=None)
        .exclude(pk=person.household_id or 0)
        .select_related("head")
        .order_by("address", "pk")
    )
    return found


def _sought(rows: "QuerySet[Household]", q: str) -> "QuerySet[Household]":
    """Those whose door or head is called so, accents or not."""
    door = Lower(Func("address", function="unaccent", output_field=TextField()))
    by = Q(door__contains=fold(q)) | Q(head__folded__contains=fold(q))
    return rows.alias(door=door).filter(by) if fold(q) else rows


def _door(household: Household) -> str:
    head = household.head.name if household.head else _("chưa ghi chủ hộ")
    return f"{household.address} | {head}"


@may("people.leave_household")
@require_http_methods(["GET", "POST"])
@never_cache
def leave(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.leave_household")
    return ask_first(
        request, lambda: actions.leave_household(actor=acting, at=clock.now(), person=person),
        _("Đã ghi rời hộ"), heading=_("%(name)s rời hộ?") % {"name": person.name},
        body=_("Người cuối cùng rời đi thì hộ ấy khép lại."), verb=_("Ghi rời hộ"),
        back=page_of(person),
    )  # fmt: skip


@may("people.name_head")
@require_POST
def head(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    found = _household(acting, household_id)
    person = person_or_404(acting, person_id, "people.name_head")
    attempt(
        request,
        lambda: actions.name_head(actor=acting, at=clock.now(), household=found, head=person),
        _("%(name)s là chủ hộ") % {"name": person.name},
    )
    return redirect("people:household", found.pk)


def _household(acting: Acting, household_id: int) -> Household:
    rows = Household.objects.visible_to(acting).filter(place__in=places(acting), ended_in=None)
    found: Household = get_object_or_404(rows.select_related("place"), pk=household_id)
    return found

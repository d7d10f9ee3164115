"""Pages anyone may read: look a place up, read what it was and what it is."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chungtay.kit.duty import may
from chungtay.kit.vietnamese import fold
from chungtay.places.chains import day
from chungtay.places.history import history, inside
from chungtay.places.lookup import find
from chungtay.places.map import dot_at
from chungtay.places.models import RECORDS_BEGIN, Alias, Place

PAGE = 48
"""Places on one page of a list."""
RESULTS = 20
VIETNAMESE_NUMBER = str.maketrans(",.", ".,")


@may("anyone")
def index(request: HttpRequest) -> HttpResponse:
    """The search box, what it found, and the provinces."""
    q = request.GET.get("q", "").strip()
    provinces = Place.objects.standing().filter(kind=Place.Kind.PROVINCE).in_order()
    return render(
        request,
        "places/pages/index.html",
        {"q": q, "found": find(q, limit=RESULTS) if q else [], "provinces": provinces},
    )


@may("anyone")
def place(request: HttpRequest, code: str, since: str = "") -> HttpResponse:
    """A unit in one of its spells; without a day, the latest one."""
    spells = list(
        Place.objects.filter(code=code)
        .select_related("parent__parent", "province")
        .order_by("-valid_from")
    )
    chosen = [p for p in spells if not since or p.valid_from == _day(since)]
    if not chosen:
        raise Http404
    shown = chosen[0]
    q = request.GET.get("q", "").strip()
    lying = inside(shown)
    if q:
        lying = lying.filter(folded__contains=fold(q))
    page = Paginator(lying, PAGE).get_page(request.GET.get("page"))
    told = history(shown)
    today = told.now[0] if told.now else shown
    return render(
        request,
        "places/pages/place.html",
        {
            "place": shown,
            "history": told,
            "steps": [event.step for event in told.events],
            "facts": _facts(shown),
            "others": [p for p in spells if p != shown],
            "aliases": Alias.objects.filter(place=shown).exclude(name="").order_by("name"),
            "page": page,
            "q": q,
            "map": {
                "here": today.province.code,
                "zone": today.code,
                "dot": dot_at(shown) or dot_at(today),
                "title": _("Bản đồ Việt Nam, tô đậm %(place)s")
                % {"place": today.province.full_name},
            },
        },
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _facts(shown: Place) -> list[tuple[str, str | None]]:
    since = day(shown.valid_from, shown.from_exact)
    if shown.valid_from == RECORDS_BEGIN:
        since = _("trước %(day)s") % {"day": day(RECORDS_BEGIN)}
    facts: list[tuple[str, str | None]] = [(_("Mã đơn vị"), shown.code), (_("Từ ngày"), since)]
    if shown.valid_to:
        facts.append((_("Đến trước ngày"), day(shown.valid_to, shown.to_exact)))
    area = f"{shown.area_km2:,.1f}".translate(VIETNAMESE_NUMBER) if shown.area_km2 else None
    facts.append((_("Diện tích"), f"{area}\N{NO-BREAK SPACE}km²" if area else None))
    facts.append((_("Theo"), shown.document or None))
    return facts

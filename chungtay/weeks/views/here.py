"""What the pages of rosters share: which ward, which row, how a form is shown and sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.access.visiting import acting_of, own_place
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.reading import places
from chungtay.places.models import Place
from chungtay.rosters.models import Beat, Watch

READ = "rosters.read"


def ward(request: HttpRequest, duty: str = READ) -> Place | None:
    """The ward, or the group of one, that this visitor's roster is of; None for whoever works above
    wards. `?phuong=` names another within reach."""
    acting, asked = acting_of(request), request.GET.get("phuong", "")
    if asked:
        place = Place.objects.filter(pk=int(asked) if asked.isdecimal() else 0).first()
        if place is None or not acting.may(duty, place.pk) or not place.commune_id:
            raise Http404
        return place
    place = own_place(request, duty)
    return place if place.commune_id else None


def wards(acting: Acting) -> list[Place]:
    """The wards within reach that keep a roster."""
    visible = Watch.objects.visible_to(acting).values("place__commune")
    beats = Beat.objects.visible_to(acting).values("place__commune")
    return list(Place.objects.filter(Q(pk__in=visible) | Q(pk__in=beats)).in_order())


def ward_or_404(request: HttpRequest, duty: str) -> Place:
    place = ward(request, duty)
    if place is None:
        raise Http404
    return place


def found(request: HttpRequest, model: Any, pk: int, duty: str, *joined: str) -> Any:
    """The row, if this visitor has this duty where it is; else 404. `joined` comes loaded."""
    acting = acting_of(request)
    rows = model.objects.visible_to(acting).filter(place__in=places(acting, duty))
    crossed = [path for path in joined if path in {"watch", "shift", "beat", "shift__watch"}]
    if crossed:
        rows = rows.crossing(*crossed, why="rows of one place, one of which may be read")
    return get_object_or_404(rows.select_related("place", *joined), pk=pk)


def formed(
    request: HttpRequest, form: Any, *, heading: str, verb: str, back: str, back_title: str = "",
    lead: str = "", page: str = "weeks/pages/form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of a form."""
    context = {
        "form": form, "heading": heading, "verb": verb, "back": back, "lead": lead,
        "back_title": back_title or _("Ca trực"), **more,
    }  # fmt: skip
    return render(request, page, context, status=422 if form.errors else 200)


def sent(
    request: HttpRequest, form: Any, act: Callable[..., Any], after: str, then: Callable[..., str]
) -> HttpResponse | None:
    """Do the act with what a sound form says; a refusal becomes an error of the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = act(**form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return None
    messages.success(request, after)
    return redirect(then(made))


def home() -> str:
    return reverse("weeks:week")

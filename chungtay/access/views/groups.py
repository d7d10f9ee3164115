"""Residential groups of the ward: a list is pasted, looked through, then made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chungtay.access import actions, pasted
from chungtay.access.actions.groups import named_already
from chungtay.access.forms.posts import GroupsForm
from chungtay.access.visiting import acting_of, attempt, own_place
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.places.models import Place


@may("access.name_groups")
@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest) -> HttpResponse:
    """Paste, look through, make; the list travels with the form, nothing is kept in between."""
    at, place = clock.now(), own_place(request, "access.name_groups")
    day = clock.today(at)
    there = list(Place.objects.filter(parent=place, kind=Place.Kind.GROUP).on(day).in_order())
    context = {"place": place, "there": there, "is_commune": place.kind == Place.Kind.COMMUNE}
    form = GroupsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = pasted.preview(form.cleaned_data["names"], named_already(place, day))
        step = request.POST.get("step")
        if step == "make" and seen.new and _make(request, place, seen):
            return redirect("access:groups")
        if step != "edit":
            context |= {"seen": seen, "names": form.cleaned_data["names"]}
            return render(request, "access/pages/groups_seen.html", context)
    context["form"] = form
    status = 422 if form.errors else 200
    return render(request, "access/pages/groups.html", context, status=status)


def _make(request: HttpRequest, place: Place, seen: pasted.Preview) -> bool:
    names, made = [group.written for group in seen.new], len(seen.new)
    done = ngettext("Đã lập %(n)s tổ dân phố, thôn.", "Đã lập %(n)s tổ dân phố, thôn.", made)
    return attempt(
        request,
        lambda: actions.name_groups(
            actor=acting_of(request), at=clock.now(), place=place, names=names
        ),
        done % {"n": made},
    )

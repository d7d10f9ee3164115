"""The page of a person. Opening it is noted (DESIGN rule 3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people import reading
from chungtay.people.merging import kept
from chungtay.site.person import context


@may("people.read")
@require_GET
@never_cache
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything this reader may know of a person; one merged away leads to the one who is kept."""
    acting = acting_of(request)
    found = reading.person_or_404(acting, person_id)
    if found.merged_into_id is not None and acting.may(reading.READ, kept(found).place_id):
        return redirect("site:person", found.merged_into_id)
    reading.note(acting, found, clock.now())
    shown = {"person": found} | context(acting, found)
    return render(request, "site/pages/person.html", shown)

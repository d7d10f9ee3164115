"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.signups.wards import wards

MOST_WARDS = 40


@may("anyone")
def home(request: HttpRequest) -> HttpResponse:
    """In the demo the door to every role; otherwise what a resident may look up without account."""
    acting = getattr(request, "acting", None)
    if settings.DEMO:
        from chungtay.site.act_as import door

        return door(request)
    if acting is not None:
        return redirect("site:today")
    found = wards(clock.now()).in_order()[:MOST_WARDS]
    return render(request, "site/pages/home.html", {"wards": found})

"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chungtay.kit.duty import may


@may("anyone")
def home(request: HttpRequest) -> HttpResponse:
    """In the demo the door to every role; otherwise what a resident may look up without account."""
    acting = getattr(request, "acting", None)
    if settings.DEMO:
        from chungtay.site.act_as import door

        return door(request)
    if acting is not None:
        return redirect("site:today")
    return render(request, "site/pages/home.html")

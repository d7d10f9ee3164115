"""Today's board of an officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chungtay.kit.duty import may


@may("signed_in")
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/today.html")

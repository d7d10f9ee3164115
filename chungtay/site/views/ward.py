"""The public page of a ward: no account, no cookie needed, nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.signups.wards import ward_or_404
from chungtay.site.ward import context


@may("anyone")
@require_safe
def ward(request: HttpRequest, code: str) -> HttpResponse:
    at = clock.now()
    return render(request, "site/pages/ward.html", context(ward_or_404(code, at), at))

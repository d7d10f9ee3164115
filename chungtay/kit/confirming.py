"""The page of a question before an act that is hard to take back; it works without script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def confirm(
    request: HttpRequest,
    heading: str,
    body: str,
    *,
    verb: str,
    keep: str,
    back: str,
    **more: object,
) -> HttpResponse:
    """Ask, on the page the answer is posted to. `keep` is the way out, to `back`; `more` may hold
    `fields` (further form fields, safe HTML) and `tone`."""
    context = {"heading": heading, "body": body, "verb": verb, "keep": keep, "back": back}
    page = "kit/pages/confirm.html"
    return render(request, page, context | {"action": request.path} | more)

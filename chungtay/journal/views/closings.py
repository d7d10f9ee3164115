"""The published roots."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chungtay.journal.models import Closing
from chungtay.kit.duty import may

PAGE = 30


@may("anyone")
def closings(request: HttpRequest) -> HttpResponse:
    """Date, counts and root of each closing: whoever keeps a copy can prove a change later."""
    pages = Paginator(Closing.objects.order_by("-pk"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = [(closing, bytes(closing.root).hex()) for closing in page]
    return render(request, "journal/pages/closings.html", {"page": page, "rows": rows})

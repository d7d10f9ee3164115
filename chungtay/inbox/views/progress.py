"""How far the messages of one act have come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.inbox import progress as told
from chungtay.kit import clock
from chungtay.kit.duty import may


@may("channels.read")
@require_GET
def progress(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Counts, what is left, and each recipient; while anything waits the page asks again."""
    acting = acting_of(request)
    entry = get_object_or_404(told.entries(acting), pk=entry_id)
    context = told.context(
        acting, entry, request.GET.get("state", ""), request.GET.get("page"), clock.now()
    )
    part = "#living" if request.headers.get("HX-Request") else ""
    return render(request, f"inbox/pages/progress.html{part}", context)

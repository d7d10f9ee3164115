"""The list of a province's open calls."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.boards import province as open_calls
from chungtay.kit import clock
from chungtay.kit.duty import may

PAGE = 50


@may("boards.province")
@require_GET
@never_cache
def province(request: HttpRequest) -> HttpResponse:
    """`?muc=short` shows one state; for htmx only the living part."""
    at = clock.now()
    found = open_calls.rows(acting_of(request), at)
    state = request.GET.get("muc", "")
    shown = [row for row in found if row.state == state] if state in open_calls.STATES else found
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    here = f"{reverse('boards:province')}?"
    numbers = open_calls.counted(found)
    tabs = [{"text": say("Tất cả"), "url": here, "count": len(found), "current": shown is found}]
    for name, words in open_calls.STATES.items():
        if numbers[name] or name == state:
            tabs.append(
                {"text": str(words), "url": f"{here}muc={name}", "count": numbers[name],
                 "current": name == state}
            )  # fmt: skip
    context = {
        "heading": open_calls.heading(found),
        "lead": open_calls.lead(found),
        "page": page,
        "tabs": tabs,
        "base": f"muc={state}&" if state in open_calls.STATES else "",
        "address": request.get_full_path(),
        "updated": f"{at.astimezone(clock.VN):%H:%M:%S}",
    }
    template = "boards/pages/province.html"
    return render(request, f"{template}#live" if request.htmx else template, context)  # type: ignore[attr-defined]

"""The journal of a place, one entry of it, and taking a line back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.journal import naming, rows
from chungtay.journal.act import words_of
from chungtay.journal.actions import void
from chungtay.journal.asking import READ
from chungtay.journal.models import Entry, Line
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity

PAGE = 40


@may(READ)
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, where, the newest first."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    page = Paginator(rows.entries(acting), PAGE).get_page(request.GET.get("page"))
    shown = rows.readable(acting, page.object_list)
    names = naming.doers([entry.actor_id for entry in shown], acting)
    table = [(entry, words_of(entry.verb), names[entry.actor_id]) for entry in shown]
    return render(request, "journal/pages/journal.html", {"page": page, "table": table})


def readable_entry(acting: Acting, pk: int) -> Entry:
    """The entry, if it lies within reach and is not sealed to this reader; else 404."""
    entry = get_object_or_404(Entry.objects.select_related("place", "part_of"), pk=pk)
    reach = acting.reach()
    if (reach is not None and entry.place_id not in reach) or not rows.may_read(acting, entry):
        raise Http404
    return entry


@may(READ)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: its words, its person, its lines, what it was part of and what was part of it."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    found = readable_entry(acting, pk)
    parts = rows.readable(acting, found.parts.select_related("place", "part_of").order_by("pk"))
    lines = (
        found.lines.select_related("measure", "place", "programme", "voids")
        .prefetch_related("voided_by").order_by("pk")
    )  # fmt: skip
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "entry": found, "words": words_of(found.verb),
        "who": naming.doers([found.actor_id], acting)[found.actor_id],
        "parts": [(part, words_of(part.verb)) for part in parts],
        "part_of_words": words_of(found.part_of.verb) if found.part_of else "",
        "lines": [_shown(line, acting) for line in page],
    }  # fmt: skip
    return render(request, "journal/pages/entry.html", context)


def _shown(line: Line, acting: Acting) -> dict[str, Any]:
    voiding = next(iter(line.voided_by.all()), None)
    quantity = Quantity(line.lo, line.hi, line.word)
    return {
        "line": line,
        "quantity": quantity.words(line.measure.unit),
        "voided_by": voiding,
        "may_void": not voiding and not line.voids_id and acting.may(void.name, line.place_id),
    }


@may(void.name)
def void_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Asks, then takes the line back. A correction is a new line by its own verb."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    found = readable_entry(acting, pk)
    row = get_object_or_404(found.lines.select_related("measure", "place"), pk=line)
    quantity = Quantity(row.lo, row.hi, row.word).words(row.measure.unit)
    back = reverse("journal:entry", args=[pk])
    if request.method == "POST":
        try:
            gone = void(actor=acting, at=clock.now(), line=row)
        except Refused as refused:
            return render(
                request, "kit/pages/refused.html", {"sentence": refused.sentence}, status=409
            )
        messages.success(
            request, _("Đã hủy %(quantity)s. Dòng cũ vẫn đọc được.") % {"quantity": quantity}
        )
        return redirect("journal:entry", gone.entry_id)
    return confirm(
        request,
        _("Hủy dòng %(quantity)s?") % {"quantity": quantity},
        _(
            "Cả dòng thôi không tính nữa, nhưng vẫn nằm trong sổ, có tên anh/chị và giờ hủy."
            " Ghi sai số thì hủy rồi ghi lại dòng đúng."
        ),
        verb=_("Hủy dòng này"),
        keep=_("Để nguyên"),
        back=back,
    )

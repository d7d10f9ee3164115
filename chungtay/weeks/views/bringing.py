"""The roster from an Excel file: what each row means first, then one act."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters import actions
from chungtay.rosters.actions import Brought, Turn
from chungtay.rosters.actions.weeks import monday
from chungtay.weeks import importing
from chungtay.weeks.forms import RosterFile
from chungtay.weeks.views.here import formed, home, ward_or_404

PAGE = "weeks/pages/bring.html"


class _Tried(Exception):
    """Carries out of a transaction, which it undoes, what the act would do."""

    def __init__(self, found: Brought) -> None:
        self.found = found


@may("rosters.bring_turns")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    place, acting, at = ward_or_404(request, "rosters.bring_turns"), acting_of(request), clock.now()
    if request.method == "POST" and "turns" in request.POST:
        return _act(request, acting, at, place)
    form = RosterFile(request.POST or None, request.FILES or None)
    seen: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            lines = importing.lines(file.name, file.read(), place, at)
            seen = _seen(lines, acting, at, place)
        except Refused as refused:
            form.add_error("file", str(refused.sentence))
    return formed(
        request, form, heading=_("Nhập lịch trực từ Excel"), verb=_("Đọc lịch trực"), back=home(),
        page=PAGE, **seen,
    )  # fmt: skip


def _seen(
    lines: Sequence[importing.Line], acting: Acting, at: datetime, place: Place
) -> dict[str, Any]:
    """Each row with what would become of it; nothing is written."""
    new = [line for line in lines if line.turn and not line.there]
    tried = _try(acting, at, place, [line.turn for line in new if line.turn])
    refused = {new[number].number: why for number, why in tried.left_out.items()}
    good = [line for line in new if line.number not in refused]
    bad = [(line.number, line.said, line.reasons) for line in lines if line.turn is None]
    bad += [(line.number, line.said, [refused[line.number]]) for line in new
            if line.number in refused]  # fmt: skip
    turns = [
        [t.watch_id, t.officer_id, t.starts_at.isoformat(), t.ends_at.isoformat()]
        for t in (line.turn for line in good) if t
    ]  # fmt: skip
    there = sum(line.there for line in lines)
    return {"read": True, "good": good, "bad": sorted(bad), "there": there,
            "turns": json.dumps(turns)}  # fmt: skip


def _try(acting: Acting, at: datetime, place: Place, turns: Sequence[Turn]) -> Brought:
    """What the act would do: it is done, and undone at once."""
    try:
        with transaction.atomic():
            raise _Tried(actions.bring_turns(actor=acting, at=at, place=place, turns=turns))
    except _Tried as tried:
        return tried.found


def _act(request: HttpRequest, acting: Acting, at: datetime, place: Place) -> HttpResponse:
    turns = _told(request.POST["turns"])
    if not turns:
        return redirect("weeks:bring")
    try:
        brought = actions.bring_turns(actor=acting, at=at, place=place, turns=turns)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("weeks:bring")
    done = ngettext("Đã xếp %(n)s ca.", "Đã xếp %(n)s ca.", len(brought.made))
    messages.success(request, done % {"n": len(brought.made)})
    for why in list(dict.fromkeys(brought.left_out.values()))[:3]:
        messages.error(request, why)
    first = monday(clock.today(min(turn.starts_at for turn in turns)))
    return redirect(reverse("weeks:week", query={"tuan": first.isoformat()}))


def _told(said: str) -> list[Turn]:
    """The turns that the preview showed; nothing where somebody tampered with them."""
    try:
        found = [
            Turn(int(watch), int(officer), datetime.fromisoformat(begins),
                 datetime.fromisoformat(ends))
            for watch, officer, begins, ends in json.loads(said)
        ]  # fmt: skip
    except (ValueError, TypeError):
        return []
    aware = all(turn.starts_at.tzinfo and turn.ends_at.tzinfo for turn in found)
    return found if aware and len(found) <= importing.MOST else []

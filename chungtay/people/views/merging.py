"""Who may be one person; two rows side by side; merged, told apart, taken apart again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people import actions, duplicates
from chungtay.people.models import Merge
from chungtay.people.reading import note, person_or_404, places
from chungtay.people.showing import parts, rows_of, why
from chungtay.people.views.doing import page_number


@may("people.merge")
@require_GET
@never_cache
def alike(request: HttpRequest) -> HttpResponse:
    """ "Có thể trùng": pairs of one name that share a year, a telephone or a household."""
    acting = acting_of(request)
    number = page_number(request)
    found = duplicates.pairs(places(acting, "people.merge"), skip=(number - 1) * duplicates.PAGE)
    shown = found[: duplicates.PAGE]
    ids = dict.fromkeys(i for pair in shown for i in (pair.one_id, pair.other_id))
    rows = {row["person"].pk: row for row in rows_of(acting, list(ids))}
    context = {
        "pairs": [
            {"one": rows[pair.one_id], "other": rows[pair.other_id], "why": why(pair)}
            for pair in shown
            if pair.one_id in rows and pair.other_id in rows
        ],
        "next": number + 1 if len(found) > duplicates.PAGE else 0,
        "before": number - 1,
    }
    return render(request, "people/pages/alike.html", context)


@may("people.merge")
@require_http_methods(["GET", "POST"])
@never_cache
def merge(request: HttpRequest, person_id: int, other_id: int) -> HttpResponse:
    """Two rows side by side; the button says whose name stays."""
    acting = acting_of(request)
    one = person_or_404(acting, person_id, "people.merge")
    other = person_or_404(acting, other_id, "people.merge")
    if one.pk == other.pk:
        raise Http404
    if request.method == "POST":
        stays = request.POST.get("stays", "")
        if stays not in {str(one.pk), str(other.pk)}:
            raise Http404
        kept, gone = (one, other) if stays == str(one.pk) else (other, one)
        done = attempt(
            request,
            lambda: actions.merge(actor=acting, at=clock.now(), kept=kept, gone=gone),
            _("Hai dòng nay là một người. Tách ra lại lúc nào cũng được"),
        )
        return redirect("site:person", kept.pk) if done else redirect(request.path)
    sides = [parts(acting, person) for person in (one, other)]
    for person in (one, other):
        note(acting, person, clock.now())
    context: dict[str, Any] = {"one": one, "other": other, "lines": _compared(sides)}
    return render(request, "people/pages/merge.html", context)


def _compared(sides: list[Any]) -> list[tuple[str, str, str]]:
    """What is known of the two, line by line."""

    def reached(side: Any) -> str:
        standing = [row["words"] for row in side.contacts if not row["contact"].ended_in_id]
        return ", ".join(standing) or _("chưa ghi")

    def agrees(side: Any) -> str:
        named = [str(row["purpose"].name) for row in side.consents if row["stands"]]
        return ", ".join(named) or _("chưa đồng ý việc gì")

    a, b = sides
    facts = [
        (name, left or _("chưa ghi"), right or _("chưa ghi"))
        for (name, left), (_name, right) in zip(a.facts, b.facts, strict=True)
    ]
    homes = [side.household.address if side.household else _("chưa ghi") for side in sides]
    return [
        (_("Họ tên"), a.person.name, b.person.name), *facts, (_("Hộ"), homes[0], homes[1]),
        (_("Liên lạc"), reached(a), reached(b)), (_("Đồng ý"), agrees(a), agrees(b)),
    ]  # fmt: skip


@may("people.tell_apart")
@require_POST
def tell_apart(request: HttpRequest, person_id: int, other_id: int) -> HttpResponse:
    acting = acting_of(request)
    one = person_or_404(acting, person_id, "people.tell_apart")
    other = person_or_404(acting, other_id, "people.tell_apart")
    attempt(
        request,
        lambda: actions.tell_apart(actor=acting, at=clock.now(), one=one, other=other),
        _("Đã ghi là hai người, không hỏi lại nữa"),
    )
    return redirect("people:alike")


@may("people.undo_merge")
@require_http_methods(["GET", "POST"])
@never_cache
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    acting = acting_of(request)
    rows = Merge.objects.visible_to(acting).filter(undone_in=None)
    stands: Merge = get_object_or_404(rows, pk=merge_id)
    gone = person_or_404(acting, stands.gone_id, "people.undo_merge")
    return ask_first(
        request, lambda: actions.undo_merge(actor=acting, at=clock.now(), merge=stands),
        _("Đã tách ra. Của ai vẫn là của người ấy"),
        heading=_("Tách “%(name)s” ra?") % {"name": gone.name},
        body=_("Cách liên lạc, lời đồng ý, tin nhắn của mỗi dòng vẫn như trước khi gộp."),
        verb=_("Tách ra"), keep=_("Để yên"),
        back=reverse("site:person", args=[gone.merged_into_id or gone.pk]),
    )  # fmt: skip

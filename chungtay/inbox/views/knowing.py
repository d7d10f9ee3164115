"""Who somebody is that typed a number of their own: looked up in the register, said, taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.inbox import actions, listing
from chungtay.inbox.models import Identification
from chungtay.inbox.views.conversing import number, one_of_mine
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people import searching
from chungtay.people.reading import person_or_404, places
from chungtay.people.showing import rows_of

IDENTIFY, UNDO = "inbox.identify", "inbox.undo_identify"


@may("inbox.identify")
@require_http_methods(["GET", "POST"])
@never_cache
def identify(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Until somebody looks for a name, whoever of ours has this number in the register."""
    acting = acting_of(request)
    found = one_of_mine(acting, conversation_id, IDENTIFY)
    if request.method == "POST":
        person = person_or_404(acting, number(request.POST.get("person", "")), IDENTIFY)
        attempt(
            request,
            lambda: actions.identify(
                actor=acting, at=clock.now(), conversation=found, person=person
            ),
            _("Đã ghi đây là %(name)s.") % {"name": person.name},
        )
        return redirect("inbox:conversation", found.pk)
    q = request.GET.get("q", "").strip()[:80]
    theirs = found.address if found.claimed and not found.mailbox else ""
    within = places(acting, IDENTIFY) & places(acting)
    ids = searching.find(acting, q or theirs, within) if q or theirs else []
    rows = [
        row for row in rows_of(acting, ids[: searching.PAGE])
        if row["person"].actor_id != found.actor_id and not row["merged"]
    ]  # fmt: skip
    context = {
        "conversation": found, "q": q, "rows": rows, "more": len(ids) > searching.PAGE,
        "meta": listing.meta(found), "may_phone": acting.may(searching.CONTACTS, None),
    }  # fmt: skip
    return render(request, "inbox/pages/identify.html", context)


@may("inbox.undo_identify")
@require_POST
def undo_identify(request: HttpRequest, identification_id: int) -> HttpResponse:
    acting = acting_of(request)
    rows = Identification.objects.visible_to(acting).filter(place__in=places(acting, UNDO))
    found = get_object_or_404(rows, pk=identification_id)
    attempt(
        request,
        lambda: actions.undo_identify(actor=acting, at=clock.now(), identification=found),
        _("Đã bỏ: chưa rõ người nhắn là ai."),
    )
    return redirect("inbox:conversation", found.conversation_id)

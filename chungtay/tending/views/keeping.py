"""Who keeps a channel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from chungtay.access.models import Account, Post
from chungtay.access.visiting import acting_of
from chungtay.channels.models import Channel
from chungtay.journal.selection import cover
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import sort_key
from chungtay.tending import actions
from chungtay.tending.forms import KeeperForm


@may("tending.name_keeper")
def name_keeper(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Choose a post-holder of the channel's place, and say how they are told."""
    acting, at = acting_of(request), clock.now()
    found: Channel = get_object_or_404(Channel.objects.visible_to(acting), pk=channel_id)
    held = Post.objects.held_at(at).filter(place_id__in=cover(found.place_id))
    accounts = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    form = KeeperForm(
        request.POST or None, accounts=sorted(accounts, key=lambda one: sort_key(one.name))
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.name_keeper(
                actor=acting, at=at, channel=found, account=form.by_pk[said["account"]],
                phone=said["phone"], email=said["email"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã giao. Kênh hỏng là người ấy được báo."))
            return redirect("tending:channel", found.pk)
    context = {"form": form, "channel": found}
    status = 422 if form.errors else 200
    return render(request, "tending/pages/name_keeper.html", context, status=status)

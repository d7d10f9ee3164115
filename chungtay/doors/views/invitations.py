"""Asking officers in by a link, and coming in by one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.access import links
from chungtay.access.models import Account
from chungtay.access.posting import places_for
from chungtay.access.visiting import acting_of, ask_first, own_place
from chungtay.doors import actions, entering
from chungtay.doors.forms import AcceptForm, InviteForm, NewPasswordForm
from chungtay.doors.models import Invitation
from chungtay.doors.owning import Invited, Owner
from chungtay.doors.views.handing import handed_over
from chungtay.journal import naming
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused

A_PAGE = 50


@may("doors.invite")
@never_cache
def invitations(request: HttpRequest) -> HttpResponse:
    """Who was asked, and what became of it."""
    me, now = acting_of(request), clock.now()
    rows = (
        Invitation.objects.visible_to(me)
        .select_related("place", "link", "invited_in", "inviter")
        .order_by("-pk")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    organisations = naming.names([i.organisation_id for i in page if i.organisation_id], me)
    shown = [
        {"invitation": i, "open": i.is_open(now), "until": i.link.expires_at,
         "organisation": organisations.get(i.organisation_id or 0, "")}
        for i in page
    ]  # fmt: skip
    return render(request, "doors/pages/invitations.html", {"page": page, "rows": shown})


@may("doors.invite")
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Name, role, place: the answer is the link, shown this once."""
    me, now = acting_of(request), clock.now()
    places = places_for(own_place(request, "doors.invite"), now)
    form = InviteForm(request.POST or None, places=places, acting=me)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            invitation, token = actions.invite(
                actor=me, at=now, place=form.place_by_pk[said["place"]], name=said["name"],
                role=said["role"], organisation=said["organisation"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            return _handed(request, invitation, token)
    return render(request, "doors/pages/invite.html", {"form": form})


def _handed(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    until = invitation.link.expires_at
    text = _(
        "Mời %(name)s nhận phần việc “%(role)s”, %(place)s trên Chung Tay."
        " Mở đường dẫn này trước %(until)s để chọn tên đăng nhập và mật khẩu:"
    ) % {
        "name": invitation.name, "role": invitation.get_role_display(),
        "place": invitation.place.full_name, "until": clock.moment(until),
    }  # fmt: skip
    return handed_over(
        request, address=reverse("doors:invitation", args=[token]), until=until, text=text,
        heading=_("Đường dẫn mời %(name)s") % {"name": invitation.name},
        back=reverse("doors:invitations"),
    )  # fmt: skip


@may("doors.withdraw_invitation")
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an open invitation back."""
    rows = Invitation.objects.visible_to(acting_of(request)).select_related("link", "place")
    invitation = rows.filter(pk=invitation_id, ended_in=None).first()
    if invitation is None:
        raise Http404
    act = actions.withdraw_invitation
    return ask_first(
        request, lambda: act(actor=acting_of(request), at=clock.now(), invitation=invitation),
        _("Đã rút lại lời mời."),
        heading=_("Rút lại lời mời %(name)s?") % {"name": invitation.name},
        body=_("Đường dẫn đã gửi sẽ không mở được nữa."),
        verb=_("Rút lại"), keep=_("Giữ lời mời"), back=reverse("doors:invitations"),
    )  # fmt: skip


@may("anyone")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the message: its token goes into the session, and out of sight."""
    return links.enter(
        request, token, actions.INVITATION, reverse("doors:accept_invitation"), clock.now()
    )


@may("anyone")
@sensitive_post_parameters()
def accept(request: HttpRequest) -> HttpResponse:
    """The invited chooses a name and a password, and is in."""
    now = clock.now()
    try:
        link = links.entered(request, actions.INVITATION, now)
        found: Invitation = (
            Invitation.objects.unscoped(why="whoever holds its link opens this one")
            .select_related("place", "link", "link__actor", "inviter")
            .get(link=link)
        )
        form = AcceptForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            account = _accepted(found, form)
            if account is not None:
                links.leave(request, actions.INVITATION)
                entering.enter(request, account, now)
                return redirect(entering.onward(request, ""))
    except links.DeadLink as dead:
        return links.dead_page(request, dead)
    context = {"form": form, "invitation": found}
    return links.sealed(render(request, "doors/pages/accept.html", context), forms=True)


def _accepted(found: Invitation, form: AcceptForm) -> Account | None:
    said = form.cleaned_data
    try:
        return actions.accept_invitation(
            actor=Invited(found.link), at=clock.now(), invitation=found,
            username=said["username"], password=said["password"],
        )  # fmt: skip
    except links.DeadLink:
        raise
    except Refused as refused:
        form.add_error(
            "username" if refused.code == "username_taken" else None, str(refused.sentence)
        )
    return None


@may("anyone")
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """The address an administrator handed over to whoever forgot the password."""
    return links.enter(request, token, actions.RESET, reverse("doors:new_password"), clock.now())


@may("anyone")
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """A new password by link; then one signs in with it, second factor and all."""
    try:
        link = links.entered(request, actions.RESET, clock.now())
        account = Account.objects.get(actor=link.actor_id)
        form = NewPasswordForm(request.POST or None, account=account)
        if request.method == "POST" and form.is_valid():
            actions.change_password(
                actor=Owner(account), at=clock.now(), account=account, link=link,
                password=form.cleaned_data["password"],
            )  # fmt: skip
            links.leave(request, actions.RESET)
            messages.success(request, _("Đã đặt mật khẩu mới. Vào bằng mật khẩu ấy."))
            return redirect("doors:sign_in")
    except links.DeadLink as dead:
        return links.dead_page(request, dead)
    context = {"form": form, "account": account}
    return links.sealed(render(request, "doors/pages/new_password.html", context), forms=True)

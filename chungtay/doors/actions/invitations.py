"""Somebody new is asked in: a link, an account, a post."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.acting import PostHolder
from chungtay.access.actions.accounts import make_account
from chungtay.access.actions.posts import appoint, needs_second
from chungtay.access.models import Account, Link
from chungtay.access.roles import TABLE, Role
from chungtay.doors.models import Invitation
from chungtay.journal.act import NotAllowed, action, current
from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place

PURPOSE = "doors.invitation"
LASTS = timedelta(days=3)


class NotToBeInvited(Refused):
    code = "post_not_given_by_invitation"


@action("doors.invite", words=_("mời nhận phần việc"))
def invite(
    *, actor: Acting, at: datetime, place: Place, name: str, role: Role,
    organisation: int | None = None,
) -> tuple[Invitation, str]:  # fmt: skip
    """Offer a post to somebody who has no account; gives the invitation and the token of its link,
    which is shown now and never again."""
    if not actor.may("access.appoint", place.pk):
        raise NotAllowed(_("Chỉ ai được giao phần việc ấy mới mời được người nhận."))
    if place.kind not in TABLE[role].kinds or (TABLE[role].organisation and not organisation):
        raise NotToBeInvited(_("Phần việc này cần nơi giữ hoặc đơn vị khác. Chọn lại."))
    if needs_second(actor, place, role):
        raise NotToBeInvited(
            _("Phần việc này cần một người nữa duyệt. Mời vào phần việc khác trước, rồi giao sau.")
        )
    newcomer = Actor.objects.create(kind=Actor.Kind.ACCOUNT)
    token = links.make(PURPOSE, at=at, lasts=LASTS, actor_id=newcomer.pk, place_id=place.pk)
    invitation = Invitation.objects.create(
        place=place, name=" ".join(name.split()), role=role, organisation_id=organisation,
        link=Link.objects.get(digest=links.digest(token)), invited_in=current().entry,
        inviter=Account.objects.filter(actor=actor.actor_id).first(),
    )  # fmt: skip
    return invitation, token


@action("doors.accept_invitation", on="invitation", words=_("nhận lời mời"))
def accept_invitation(
    *, actor: Acting, at: datetime, invitation: Invitation, username: str, password: str
) -> Account:
    """Whoever holds the link chooses a user name and a password, and the post begins. It is given
    in the name of the inviter, who must still be allowed to: else the link is dead."""
    link = links.spend(invitation.link, at=at)
    assert link.actor is not None
    giver: Acting = System("invitation")
    if invitation.inviter is not None:
        giver = PostHolder(invitation.inviter, at)
        if not giver.may("access.appoint", invitation.place_id):
            raise links.DeadLink
    account = make_account(invitation.place, username, invitation.name, password, actor=link.actor)
    appoint(
        actor=giver, at=at, place=invitation.place, account=account, role=Role(invitation.role),
        organisation=invitation.organisation_id,
    )  # fmt: skip
    invitation.account, invitation.ended_in = account, current().entry
    invitation.save(update_fields=["account", "ended_in"])
    return account


@action("doors.withdraw_invitation", on="invitation", words=_("rút lại lời mời"))
def withdraw_invitation(*, actor: Acting, at: datetime, invitation: Invitation) -> Invitation:
    """Take an open invitation back: its link opens nothing from now on."""
    links.revoke(invitation.link, at=at)
    invitation.ended_in = current().entry
    invitation.save(update_fields=["ended_in"])
    return invitation

"""Verbs of approvals: ask, decide; the system escalates and lets expire."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.approvals.models import Approval, Decision, Escalation
from chungtay.approvals.registry import Approvable, known
from chungtay.journal import naming
from chungtay.journal.act import NotAllowed, Verb, action, current
from chungtay.journal.act import registry as verbs
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place


class NotApprovable(Refused):
    code = "not_approvable"


class AskedAlready(Refused):
    code = "asked_already"


class DecidedAlready(Refused):
    code = "decided_already"


class TooLate(Refused):
    code = "approval_expired"


class TooEarly(Refused):
    code = "approval_not_due"


class NotTheirs(NotAllowed):
    """Another person decides, and one who holds a role that was asked."""

    code = "not_ones_to_decide"


class SaysNoReason(Refused):
    code = "no_without_reason"


@action("approvals.ask", words=_("xin duyệt một việc"))
def ask(
    *, actor: Acting, at: datetime, place: Place, verb: str, args: Mapping[str, int | str]
) -> Approval:
    """Ask for another person's yes to do `verb` with `args` (ids and codes) at `place`."""
    asked = _known(verb)
    if not actor.may(verb, place.pk):
        raise NotAllowed(_("Việc này không thuộc phần việc của anh/chị ở nơi này."))
    done, loaded = _loaded(asked, actor, args)
    concern = loaded[done.on]
    if place.pk != (concern.pk if done.on == "place" else concern.place_id):
        raise NotApprovable(_("Việc xin duyệt phải ở đúng nơi ấy."))
    asked.check(loaded)
    waiting = Approval.objects.unscoped(why="whether the same is asked already").waiting(at)
    if waiting.filter(verb=verb, args=dict(args), place=place).exists():
        raise AskedAlready(_("Việc này đã xin và đang chờ duyệt."))
    made: Approval = Approval.objects.create(
        place=place, verb=verb, args=dict(args), roles=list(asked.roles),
        asked_by_id=actor.actor_id, asked_at=at, asked_in=current().entry,
        escalates_at=at + asked.escalates if asked.deputies else None, expires_at=at + asked.lasts,
    )  # fmt: skip
    return made


@action("approvals.decide", on="approval", words=_("duyệt hoặc không duyệt"))
def decide(
    *, actor: Acting, at: datetime, approval: Approval, yes: bool, reason: str = ""
) -> Decision:
    """Answer. A yes does what was asked, in the asker's name and by the asker's right of now; if
    that is refused, nothing is decided."""
    locked = _lock(approval)
    _still_open(locked, actor)
    if at >= locked.expires_at:
        raise TooLate(_("Việc này đã hết hạn duyệt. Người xin có thể xin lại."))
    if actor.actor_id == locked.asked_by_id:
        raise NotTheirs(_("Việc mình xin thì người khác duyệt."))
    if _gains(locked, actor):
        raise NotTheirs(_("Phần việc giao cho mình thì người khác duyệt."))
    if not (isinstance(actor, PostHolder) and actor.holds(deciders(locked), locked.place_id)):
        raise NotTheirs(_("Việc này chờ người giữ phần việc khác duyệt."))
    if not yes and reason not in Decision.Reason.values:
        raise SaysNoReason(_("Chọn lý do không duyệt."))
    decision = _end(locked, actor, at, Decision.Answer.YES if yes else Decision.Answer.NO,
                    "" if yes else reason)  # fmt: skip
    if yes:
        account = Account.objects.filter(actor_id=locked.asked_by_id).first()
        if account is None:
            raise NotApprovable(_("Người xin không còn tài khoản để làm việc này."))
        asker = PostHolder(account, at)
        done, loaded = _loaded(_known(locked.verb), asker, locked.args)
        done(actor=asker, at=at, **loaded)
    return decision


@action("approvals.escalate", on="approval", words=_("chuyển cho cấp phó duyệt"))
def escalate(*, actor: Acting, at: datetime, approval: Approval) -> Escalation:
    """Let the deputies answer too; the first asked still may."""
    locked = _lock(approval)
    _still_open(locked, actor)
    if locked.escalates_at is None or at < locked.escalates_at:
        raise TooEarly(_("Chưa đến lúc chuyển cho cấp phó."))
    if Escalation.objects.unscoped(why="of this approval").filter(approval=locked).exists():
        raise DecidedAlready(_("Việc này đã chuyển cho cấp phó."))
    passed: Escalation = Escalation.objects.create(
        place_id=locked.place_id, approval=locked, at=at, entry=current().entry,
        roles=list(_known(locked.verb).deputies),
    )  # fmt: skip
    return passed


@action("approvals.expire", on="approval", words=_("để việc xin duyệt hết hạn"))
def expire(*, actor: Acting, at: datetime, approval: Approval) -> Decision:
    """Nobody answered in time; nothing is done, and it may be asked again."""
    locked = _lock(approval)
    _still_open(locked, actor)
    if at < locked.expires_at:
        raise TooEarly(_("Việc này chưa hết hạn duyệt."))
    return _end(locked, actor, at, Decision.Answer.EXPIRED, "")


def deciders(approval: Approval) -> set[str]:
    """The roles that may answer by now."""
    more = Escalation.objects.unscoped(why="of an approval in hand").filter(approval=approval)
    return set(approval.roles).union(*more.values_list("roles", flat=True))


def may_decide(acting: Acting, approval: Approval, roles: Collection[str]) -> bool:
    """Whether this reader would be heard; `roles` as `deciders` gives them."""
    return (
        isinstance(acting, PostHolder)
        and acting.actor_id != approval.asked_by_id
        and not _gains(approval, acting)
        and acting.may("approvals.decide", approval.place_id)
        and acting.holds(roles, approval.place_id)
    )


def _gains(approval: Approval, acting: Acting) -> bool:
    """Whether what is asked for would be theirs."""
    asked = known(approval.verb)
    return (
        asked is not None
        and isinstance(acting, PostHolder)
        and asked.gains(approval.args) == acting.account.pk
    )


def _known(verb: str) -> Approvable:
    asked = known(verb)
    if asked is None:
        raise NotApprovable(_("Việc này không có bước duyệt."))
    return asked


def _loaded(
    asked: Approvable, acting: Acting, args: Mapping[str, int | str]
) -> tuple[Verb[..., Any], dict[str, Any]]:
    try:
        return verbs[asked.verb], asked.load(acting, args)
    except (ObjectDoesNotExist, LookupError, ValueError) as error:
        raise NotApprovable(_("Điều được xin không còn ở đây nữa.")) from error


def _lock(approval: Approval) -> Approval:
    """The row held until the end of this act: of two who answer at once, the second waits."""
    rows = Approval.objects.unscoped(why="the approval in hand, locked")
    locked: Approval = rows.select_for_update().get(pk=approval.pk)
    return locked


def _still_open(approval: Approval, actor: Acting) -> None:
    ended = Decision.objects.unscoped(why="of this approval").filter(approval=approval).first()
    if ended is None:
        return
    who = naming.names([ended.by_id], actor)[ended.by_id]
    raise DecidedAlready(
        _("%(who)s đã trả lời trước: %(answer)s.")
        % {"who": who, "answer": ended.get_answer_display()}
    )


def _end(
    approval: Approval, actor: Acting, at: datetime, answer: Decision.Answer, reason: str
) -> Decision:
    ended: Decision = Decision.objects.create(
        place_id=approval.place_id, approval=approval, answer=answer, reason=reason,
        by_id=actor.actor_id, at=at, entry=current().entry,
    )  # fmt: skip
    return ended

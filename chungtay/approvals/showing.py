"""An approval in words: what is asked, by whom, until when, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from chungtay.access.acting import PostHolder
from chungtay.access.roles import Role
from chungtay.approvals.actions import may_decide
from chungtay.approvals.models import Approval, Decision, Escalation
from chungtay.approvals.registry import known
from chungtay.journal import naming
from chungtay.kit import clock
from chungtay.kit.acting import Acting


@dataclass(frozen=True, slots=True)
class Shown:
    """One approval for one reader. `waits` while nobody has answered; `mine` if this reader may."""

    approval: Approval
    what: str
    asker: str
    decider: str
    decision: Decision | None
    escalation: Escalation | None
    mine: bool
    at: datetime

    @property
    def pk(self) -> int:
        return self.approval.pk

    @property
    def waits(self) -> bool:
        return self.decision is None and self.approval.expires_at > self.at

    @property
    def asked_of(self) -> str:
        """ "Trưởng công an phường, Trực ban tỉnh"; the deputies too, once they are asked."""
        roles = [*self.approval.roles, *(self.escalation.roles if self.escalation else [])]
        return ", ".join(str(Role(role).label) for role in roles)

    @property
    def heading(self) -> str:
        if self.mine:
            return _("Chờ anh/chị duyệt: %(what)s") % {"what": self.what}
        return self.what

    @property
    def clock(self) -> clock.Clock:
        """Until the deputies are asked; after that, until nobody can answer."""
        approval = self.approval
        until, then = approval.expires_at, _("%(left)s, rồi hết hạn")
        if approval.escalates_at and not self.escalation and self.at < approval.escalates_at:
            until, then = approval.escalates_at, self._next
        span = max(until - approval.asked_at, timedelta(minutes=1))
        left = clock.remaining(self.at, until, span=span)
        return clock.Clock(left.until, then % {"left": left.words}, left.fraction, left.tone)

    @property
    def _next(self) -> str:
        """Whom it passes to when nobody answers."""
        asked = known(self.approval.verb)
        if asked and asked.deputies != (Role.POLICE_DEPUTY,):
            roles = ", ".join(str(Role(role).label) for role in asked.deputies)
            return _("%(left)s, rồi hỏi cả") + " " + roles
        return _("%(left)s, rồi chuyển cấp phó")

    @property
    def steps(self) -> list[dict[str, str]]:
        """Asked, escalated perhaps, decided, done: for a timeline."""
        approval, decision = self.approval, self.decision
        asked = {"text": _("%(who)s xin") % {"who": self.asker}, "at": _when(approval.asked_at)}
        steps = [{"state": "done"} | asked]
        if self.escalation:
            whom = ", ".join(str(Role(role).label) for role in self.escalation.roles)
            passed = {
                "text": _("Hỏi cả %(roles)s") % {"roles": whom},
                "at": _when(self.escalation.at),
            }
            steps.append({"state": "done"} | passed)
        if decision is None:
            steps.append({"state": "now", "text": _("%(roles)s duyệt") % {"roles": self.asked_of}})
            steps.append({"text": _("Việc được làm, ghi tên người xin")})
        else:
            ended = {"text": self.outcome, "at": _when(decision.at)}
            steps.append({"state": "done" if decision.answer == "yes" else "stop"} | ended)
        return steps

    @property
    def outcome(self) -> str:
        """ "Trần Hữu Phước đồng ý", "Trần Hữu Phước không duyệt: chưa cần", "Hết hạn"."""
        if self.decision is None:
            return _("Chờ duyệt") if self.waits else _("Hết hạn")
        if self.decision.answer == Decision.Answer.EXPIRED:
            return _("Hết hạn, không ai trả lời")
        said = {"who": self.decider, "why": self.decision.get_reason_display()}
        if self.decision.answer == Decision.Answer.YES:
            return _("%(who)s đồng ý") % said
        return _("%(who)s không duyệt: %(why)s") % said

    @property
    def tone(self) -> str:
        if self.decision is None:
            return "wait" if self.waits else "off"
        return {"yes": "ok", "no": "no"}.get(self.decision.answer, "off")

    @property
    def meta(self) -> str:
        said = {"who": self.asker, "when": clock.moment(self.approval.asked_at)}
        return _("%(who)s xin lúc %(when)s") % said


def _when(at: datetime) -> str:
    return clock.moment(at)


def shown(approvals: Sequence[Approval], acting: Acting, at: datetime) -> list[Shown]:
    """These approvals for this reader, in their order; the same number of questions for any."""
    pks = [approval.pk for approval in approvals]
    ended = Decision.objects.unscoped(why="of approvals this reader found").filter(approval__in=pks)
    decisions = {decision.approval_id: decision for decision in ended}
    passed = Escalation.objects.unscoped(why="of approvals this reader found")
    escalations = {e.approval_id: e for e in passed.filter(approval__in=pks)}
    people = {a.asked_by_id for a in approvals} | {d.by_id for d in decisions.values()}
    names, what = naming.names(people, acting), _what(approvals, acting)
    rows = []
    for approval in approvals:
        decision, escalation = decisions.get(approval.pk), escalations.get(approval.pk)
        roles = [*approval.roles, *(escalation.roles if escalation else [])]
        open_ = decision is None and approval.expires_at > at
        rows.append(
            Shown(
                approval, what[approval.pk], names[approval.asked_by_id],
                names[decision.by_id] if decision else "", decision, escalation,
                open_ and may_decide(acting, approval, roles), at,
            )
        )  # fmt: skip
    return rows


def _what(approvals: Sequence[Approval], acting: Acting) -> dict[int, str]:
    """What each would do, asked of its floor for all of one verb at once."""
    by_verb: dict[str, list[Approval]] = {}
    for approval in approvals:
        by_verb.setdefault(approval.verb, []).append(approval)
    said: dict[int, str] = {}
    for verb, many in by_verb.items():
        asked = known(verb)
        words: Any = asked.words(acting, [a.args for a in many]) if asked else [verb] * len(many)
        said |= {approval.pk: text for approval, text in zip(many, words, strict=True)}
    return said


def waiting_for(acting: Acting, at: datetime, most: int = 30) -> list[Approval]:
    """What this reader may answer now, the nearest end first; never what they asked themselves."""
    roles = [post.role for post in acting.posts] if isinstance(acting, PostHolder) else []
    passed = Escalation.objects.unscoped(why="to whom an approval in reach was passed")
    passed = passed.filter(approval=OuterRef("pk"), roles__overlap=roles)
    open_ = Approval.objects.visible_to(acting).waiting(at).exclude(asked_by=acting.actor_id)
    theirs = open_.filter(Q(roles__overlap=roles) | Exists(passed))
    return list(theirs.order_by("expires_at", "pk")[:most])

"""What channels hold of a person, and how it is taken out (see `rights.registry`).

A delivery that waits fails: there is nobody to send it to.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Delivery, Presence
from chungtay.rights.registry import Subject, holds


def _sent(subject: Subject) -> Any:
    """Deliveries to the person that wait, or by whose number Zalo still knows the message."""
    rows = Delivery.objects.unscoped(why="what was sent to a person who is erased")
    says = ~Q(external_id="") | Q(state=Delivery.State.WAITING)
    return rows.filter(says, message__recipient__in=subject.actor_ids)


def _forget_sent(subject: Subject, at: datetime) -> int:
    ids = list(_sent(subject).values_list("pk", flat=True))
    rows = Delivery.objects.unscoped(why="what was sent to a person who is erased").filter(
        pk__in=ids
    )
    rows.filter(state=Delivery.State.WAITING).update(state=Delivery.State.FAILED, code="no_contact")
    return int(rows.update(external_id=""))


holds(
    "channels.deliveries", _("lượt gửi tới người ấy"),
    find=lambda who: int(_sent(who).count()), blank=_forget_sent,
)  # fmt: skip


def _present(subject: Subject) -> Any:
    """What is known of their Zalo users and of telephones that are theirs alone."""
    mine = Q(user_id__in=subject.phones - subject.shared)
    for address in subject.zalo:
        account, _slash, user = address.partition("/")
        mine |= Q(user_id=user, channel__oa_id=account)
    rows = Presence.objects.unscoped(why="what is known of a person who is erased")
    return rows.crossing("channel", why="a Zalo user is one of one account").filter(mine)


def _forget_presence(subject: Subject, at: datetime) -> int:
    ids = list(_present(subject).values_list("pk", flat=True))
    rows = Presence.objects.unscoped(why="what is known of a person who is erased")
    return int(rows.filter(pk__in=ids).delete()[0])


holds(
    "channels.presences", _("lần cuối người ấy nhắn"),
    find=lambda who: int(_present(who).count()), blank=_forget_presence,
)  # fmt: skip

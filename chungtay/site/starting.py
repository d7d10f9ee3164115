"""What a new ward still has to set up, for whoever sets it up."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.access.models import Post
from chungtay.channels.models import Channel
from chungtay.doors.models import Invitation
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.lists.models import Intake
from chungtay.lists.residents import KIND
from chungtay.places.models import Place

if TYPE_CHECKING:
    from chungtay.access.acting import PostHolder


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up: what, how far, and the page where it is done."""

    icon: str
    heading: str
    state: str
    done: bool
    url: str


def steps(acting: "PostHolder", at: datetime) -> list[Step]:
    """The four things a ward needs, in order; none for somebody who does not set a ward up, and
    none once it has groups, officers and residents: Zalo may take its time. A fixed number of
    questions."""
    here = next(
        (p.place for p in acting.posts if acting.may("access.name_groups", p.place_id)), None
    )
    if here is None or here.kind != Place.Kind.COMMUNE:
        return []
    found = [_groups(here, at), _officers(acting, at), _residents(acting), _zalo(acting)]
    return [] if all(step.done for step in found[:3]) else found


def _groups(ward: Place, at: datetime) -> Step:
    groups = Place.objects.filter(parent=ward, kind=Place.Kind.GROUP).on(clock.today(at)).count()
    state = ngettext("Đã lập %(n)s tổ, thôn.", "Đã lập %(n)s tổ, thôn.", groups) % {"n": groups}
    return Step(
        "map-pin", _("Lập tổ dân phố, thôn"),
        state if groups else _("Dán danh sách tên, mỗi dòng một tổ."), bool(groups),
        reverse("access:groups"),
    )  # fmt: skip


def _officers(acting: Acting, at: datetime) -> Step:
    held = Post.objects.visible_to(acting).held_at(at).exclude(account__actor=acting.actor_id)
    officers = held.values("account").distinct().count()
    asked = Invitation.objects.visible_to(acting).filter(ended_in=None, link__expires_at__gt=at)
    said = {"held": officers, "asked": asked.count()}
    state = _("%(held)s người đã vào, %(asked)s lời mời đang chờ.") % said
    if not any(said.values()):
        state = _("Mỗi người một đường dẫn, gửi qua Zalo.")
    return Step(
        "user-round-check", _("Mời cán bộ"), state, any(said.values()),
        reverse("doors:invitations"),
    )  # fmt: skip


def _residents(acting: Acting) -> Step:
    lists = Intake.objects.visible_to(acting).filter(kind=KIND, taken_back=None)
    taken = lists.exclude(finished_at=None).count()
    state = ngettext("Đã nhập %(n)s danh sách.", "Đã nhập %(n)s danh sách.", taken) % {"n": taken}
    return Step(
        "file-text", _("Nhập danh sách dân cư"),
        state if taken else _("Tệp Excel hoặc CSV phường đang giữ, để nguyên."), bool(taken),
        reverse("lists:index"),
    )  # fmt: skip


def _zalo(acting: Acting) -> Step:
    standing = Channel.objects.serving(acting).exists()
    return Step(
        "messages-square", _("Nối Zalo của phường"),
        _("Đã nối.") if standing else _("Chưa nối: khi cần thì gọi điện, gặp trực tiếp."),
        standing, reverse("tending:state"),
    )  # fmt: skip

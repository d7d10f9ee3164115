"""What moves with a unit when it becomes another, or with a person who moves house."""

from django.utils.translation import gettext_lazy as _

from chungtay.groups.models import Notice, PrivateGroup, ReportLink
from chungtay.people.moving import goes_along
from chungtay.places.registry import open_rows

open_rows(
    "groups.groups", _("nhóm riêng"),
    lambda ids: PrivateGroup.objects.unscoped(why="moved with their unit").standing().filter(
        place__in=ids
    ),
)  # fmt: skip
open_rows(
    "groups.notices", _("lời đăng còn mở"),
    lambda ids: Notice.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
open_rows(
    "groups.report_links", _("đường dẫn báo tin"),
    lambda ids: ReportLink.objects.unscoped(why="moved with their unit").standing().filter(
        place__in=ids
    ),
)  # fmt: skip
goes_along(
    lambda ids: (
        ReportLink.objects.unscoped(why="moved with their person").standing().filter(person__in=ids)
    )
)

"""What moves with a unit when it becomes another: what still waits there."""

from django.utils.translation import gettext_lazy as _

from chungtay.approvals.models import Approval
from chungtay.places.registry import open_rows

open_rows(
    "approvals.waiting", _("việc chờ duyệt"),
    lambda ids: Approval.objects.unscoped(why="moved with their unit").undecided().filter(
        place__in=ids
    ),
)  # fmt: skip

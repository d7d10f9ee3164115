"""What the journeys show a person on their own page (see `rights.registry`)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.donors.models import Donor
from chungtay.kit import clock
from chungtay.rights.registry import Subject, shows


def donor(subject: Subject) -> list[tuple[str, str]]:
    """Their group and their last gift, as the register of donors has them."""
    rows = Donor.objects.unscoped(why="the donor's own row, on their own page")
    said = []
    for row in rows.filter(actor__in=subject.actor_ids, group__isnull=False):
        last = clock.day(row.last_gift_on) if row.last_gift_on else _("chưa ghi")
        said += [(_("Nhóm máu"), row.written_group), (_("Lần hiến gần nhất"), last)]
    return said


shows("blood.donors", gettext_lazy("Sổ hiến máu"), rows=donor)

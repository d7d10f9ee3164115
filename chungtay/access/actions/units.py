"""Administrative units, when they change."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action
from chungtay.kit.acting import Acting
from chungtay.places.models import Place
from chungtay.places.registry import count_open_rows, move_open_rows
from chungtay.places.update import Preview, apply


@dataclass(frozen=True, slots=True)
class Moved:
    """What an update of places moved, and what it had to leave at units that were divided."""

    moved: dict[str, int]
    unplaced: dict[str, int]


@action("access.update_places", words=_("cập nhật địa giới"))
def update_places(*, actor: Acting, at: datetime, place: Place, seen: Preview) -> Moved:
    """Make a previewed change of units, and move what lies there with it, wholly or not at all.

    `place` is a province the file speaks of. A unit that is divided keeps its rows until somebody
    says where each belongs; they are counted as unplaced.
    """
    done = apply(seen)
    return Moved(move_open_rows(done.whole), count_open_rows(list(done.divided)))

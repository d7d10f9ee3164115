"""What the answers taught of an ordinary donor, for the page that asks whether a call could be
answered tonight."""

from chungtay.blood.models import ResponseModel
from chungtay.donors.beside import Learnt, learns


def _latest() -> Learnt | None:
    """Features that nobody knows stand for an ordinary donor, so nobody's are asked for."""
    rows = ResponseModel.objects.unscoped(why="weights of all donors together")
    found = rows.order_by("-pk").first()
    return None if found is None else (found.model.probability({}), found.habits)


learns(_latest)

"""What tests look at, whoever may see it."""

from chungtay.groups.models import Arrival
from chungtay.inbox.models import Letter
from chungtay.journal.models import Line


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def words():
    """The words of every letter that came in, the oldest first."""
    return list(rows(Letter).order_by("pk").values_list("text", flat=True))


def came():
    found = rows(Arrival).crossing("letter__conversation", why="of this test")
    return list(found.select_related("letter__conversation").order_by("pk"))


def standing_lines(code):
    """(lo, hi, word) of each line of a measure that nobody has voided."""
    lines = Line.objects.filter(measure__code=code, voids=None)
    voided = Line.objects.filter(voids__in=lines).values("voids")
    return list(lines.exclude(pk__in=voided).order_by("pk").values_list("lo", "hi", "word"))

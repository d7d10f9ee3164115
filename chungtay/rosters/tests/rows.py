"""What tests look at, whoever may see it."""

from chungtay.rosters.models import Presence


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def presences(shift):
    """(officer, from, up to) of who is there, in order."""
    found = rows(Presence).filter(shift=shift).order_by("starts_at")
    return list(found.values_list("officer", "starts_at", "ends_at"))

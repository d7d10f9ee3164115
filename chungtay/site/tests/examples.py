"""Which pages of site are lists, and why the others are none."""

from chungtay.blood.tests.examples import call

LISTS = {"site:today": lambda world: call(world, donors=1)}
NOT_LISTS = {
    "site:home": "one door",
    "site:health": "counts only",
    "site:act_as": "behind POST",
    "site:side_by_side": "two windows",
    "site:sample_list": "a file",
}

"""Which groups a beat is made of, through time."""

from chungtay.access.actions import name_groups
from chungtay.rosters.actions import lay_out_beat
from chungtay.rosters.models import Ground
from chungtay.rosters.tests.examples import DAY, beat, chief
from chungtay.rosters.tests.rows import rows


def three(world):
    names = ["Tổ 901", "Tổ 902", "Tổ 903"]
    return name_groups(actor=world.system, at=world.at - DAY, place=world.ward, names=names)


def do(world, mine, groups, at):
    return lay_out_beat(actor=chief(world), at=at, beat=mine, groups=groups)


def running(mine, at):
    return set(rows(Ground).running(at).filter(beat=mine).values_list("group", flat=True))


def test_what_is_left_out_ends_and_what_stays_keeps_its_beginning(world):
    a, b, c = three(world)
    mine = beat(world)
    do(world, mine, [a, b], world.at - DAY)
    do(world, mine, [b, c], world.at)
    assert running(mine, world.at - DAY) == {a.pk, b.pk}
    assert running(mine, world.at) == {b.pk, c.pk}
    assert rows(Ground).get(group=b).starts_at == world.at - DAY


def test_a_group_that_was_left_out_can_go_to_another_beat(world):
    a, _b, _c = three(world)
    first, second = beat(world), beat(world)
    do(world, first, [a], world.at - DAY)
    do(world, first, [], world.at)
    do(world, second, [a], world.at)
    assert running(second, world.at) == {a.pk}

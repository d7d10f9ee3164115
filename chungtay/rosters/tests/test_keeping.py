"""Who answers for what, what one officer must keep, and who could instead."""

from chungtay.access.actions import end_post
from chungtay.access.models import Post
from chungtay.rosters.actions import close_beat, cover, end_absence
from chungtay.rosters.keeping import answers_now, duties, stand_ins
from chungtay.rosters.tests.examples import (
    DAY,
    HOUR,
    absence,
    beat,
    chief,
    officer,
    shift,
    watch,
)


def now(world, hours=0):
    return {one.beat: one for one in answers_now(world.ward.pk, world.at + hours * HOUR)}


def test_each_beat_is_answered_for_in_one_query(world, django_assert_num_queries):
    kept, away, left = officer(world, "Bảo"), officer(world), officer(world)
    beat(world, "Địa bàn 1", keeper=kept)
    beat(world, "Địa bàn 2", keeper=away)
    beat(world, "Địa bàn 3")
    beat(world, "Địa bàn 4", keeper=left)
    beat(world, "Địa bàn 5", place=world.other_ward)
    absence(world, away)
    end_post(actor=world.system, at=world.at - HOUR, post=Post.objects.get(account=left))
    with django_assert_num_queries(1):
        found = answers_now(world.ward.pk, world.at)
    assert [one.beat for one in found] == [f"Địa bàn {n}" for n in (1, 2, 3, 4)]
    assert [one.reason for one in found] == ["", "away", "unassigned", "left"]
    assert found[0].officer == "Thượng úy Bảo" and found[0].actor_id == kept.actor_id
    assert "vắng" in found[1].why and "chưa phân công" in found[2].why


def test_back_again_the_keeper_answers(world):
    keeper = officer(world)
    beat(world, "Địa bàn 1", keeper=keeper)
    gone = absence(world, keeper)
    end_absence(actor=world.system, at=world.at + DAY, absence=gone)
    assert now(world, 23)["Địa bàn 1"].reason == "away"
    assert now(world, 24)["Địa bàn 1"].officer_id == keeper.pk


def test_a_stand_in_who_falls_ill_leaves_a_gap_of_its_own(world):
    keeper, other = officer(world), officer(world)
    mine = beat(world, "Địa bàn 1", keeper=keeper)
    cover(
        actor=chief(world), at=world.at, duty=mine, stand_in=other, starts_at=world.at,
        ends_at=world.at + DAY,
    )  # fmt: skip
    absence(world, other, starts=world.at + HOUR)
    assert now(world)["Địa bàn 1"].reason == ""
    assert now(world, 1)["Địa bàn 1"].reason == "stand_in"


def test_a_closed_beat_is_nobodys_business(world):
    mine = beat(world, "Địa bàn 1")
    close_beat(actor=chief(world), at=world.at, beat=mine)
    assert now(world) == {} and list(now(world, -1)) == ["Địa bàn 1"]


def test_duties_are_cut_to_the_stretch(world):
    who = officer(world)
    mine, duty = beat(world, "Địa bàn 1", keeper=who), shift(world, who)
    found = duties(who.pk, world.at, world.at + 5 * HOUR)
    assert [(d.kind, d.shift_id, d.beat_id, d.starts_at, d.ends_at) for d in found] == [
        ("beat", None, mine.pk, world.at, world.at + 5 * HOUR),
        ("shift", duty.pk, None, duty.starts_at, world.at + 5 * HOUR),
    ]
    assert {d.officer_id for d in found} == {who.pk} and found[0].title == "Địa bàn 1"


def test_what_others_keep_for_me_is_not_my_duty_and_what_i_keep_for_them_is(world):
    who, other = officer(world), officer(world)
    mine = beat(world, "Địa bàn 1", keeper=who)
    cover(
        actor=chief(world), at=world.at, duty=mine, stand_in=other, starts_at=world.at + HOUR,
        ends_at=world.at + 2 * HOUR,
    )  # fmt: skip
    assert [(d.starts_at, d.ends_at) for d in duties(who.pk, world.at, world.at + 4 * HOUR)] == [
        (world.at, world.at + HOUR), (world.at + 2 * HOUR, world.at + 4 * HOUR),
    ]  # fmt: skip
    (theirs,) = duties(other.pk, world.at, world.at + 4 * HOUR)
    assert (theirs.beat_id, theirs.starts_at) == (mine.pk, world.at + HOUR)


def test_stand_ins_are_rested_free_of_the_ward_and_best_first(world):
    leaving = officer(world)
    duty = shift(world, leaving, starts=world.at + 24 * HOUR, hours=12)
    fresh, rested = officer(world, "Mai Xuân Lộc"), officer(world, "Hồ Anh Thư")
    busy, gone, tired = officer(world), officer(world), officer(world)
    officer(world, place=world.other_ward)
    boss = chief(world)
    shift(world, rested, starts=duty.starts_at - 22 * HOUR, hours=6)
    shift(world, busy, starts=duty.starts_at + HOUR, hours=4)
    shift(world, tired, starts=duty.starts_at - 8 * HOUR, hours=6)
    absence(world, gone, starts=duty.starts_at + 3 * HOUR)
    mine = duties(leaving.pk, duty.starts_at, duty.ends_at)
    found = stand_ins(mine, duty.starts_at, duty.ends_at, world.at)
    assert [one.account_id for one in found] == [fresh.pk, rested.pk, boss.account.pk]
    assert found[1].rested_hours == 16
    assert found[1].words == "đã nghỉ 16\u00a0giờ, rảnh cả buổi"
    but = stand_ins(mine, duty.starts_at, duty.ends_at, world.at, but=[fresh.pk])
    assert [one.name for one in but][:1] == ["Hồ Anh Thư"]


def test_for_a_beat_somebody_with_a_turn_of_their_own_comes_after_who_is_free(world):
    mine = beat(world, keeper=officer(world))
    busy, free = officer(world), officer(world)
    shift(world, busy, starts=world.at + 6 * HOUR, where=watch(world, "Chốt kiệt 12"))
    held = duties(mine_keeper(mine), world.at, world.at + 16 * HOUR)
    found = stand_ins(held, world.at, world.at + 16 * HOUR, world.at)
    assert [one.account_id for one in found] == [free.pk, busy.pk]
    assert "có ca Chốt kiệt 12" in found[1].words


def mine_keeper(mine):
    from chungtay.rosters.models import Keeping
    from chungtay.rosters.tests.rows import rows

    return rows(Keeping).get(beat=mine).officer_id

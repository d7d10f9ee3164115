"""One act behind each computed fact, taken back by a verb of the product."""

from datetime import datetime

from chungtay.blood import actions as blood
from chungtay.blood.models import Given
from chungtay.donors import actions as donors
from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.models import Gift
from chungtay.journal.actions import void
from chungtay.journal.models import Line
from chungtay.rosters import actions as rosters
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.urgent import DAY
from chungtay.site.demo.s2.ward import Ward, moment
from chungtay.transfusion.groups import Component

LATER = moment(DAY, 20)


def one_was_not_ill(ward: Ward) -> None:
    at = moment(names.aug(25), 11)
    rosters.take_back_absence(
        actor=ward.acting(names.CHIEF, at), at=at, absence=ward.absences["son"]
    )


def one_went_early(ward: Ward) -> None:
    at = moment(names.sep(14), 5)
    rosters.end_cover(actor=ward.acting(names.CHIEF, at), at=at, cover=ward.covers["khoa"])


def one_leaves(ward: Ward) -> None:
    donors.leave(actor=ward.acting(names.AT_DESK, LATER), at=LATER, donor=ward.donors["son"])


def gift_of_the_day(ward: Ward) -> None:
    given = Given.objects.unscoped(why="the gift of the article's afternoon").get()
    gift = Gift.objects.unscoped(why="the gift of the article's afternoon").get(pk=given.gift_id)
    blood.take_back_gift(actor=ward.acting(names.CHIEF, LATER), at=LATER, gift=gift)


def line_of_fifteen(ward: Ward) -> None:
    _void_whole(ward, names.CAPTAIN, LATER)


def one_of_ten(ward: Ward) -> None:
    _void_whole(ward, "hau", LATER)


def heads_line(ward: Ward) -> None:
    _void_whole(ward, names.CHIEF, LATER)


def _void_whole(ward: Ward, username: str, at: datetime) -> None:
    line = Line.objects.get(
        subject=ward.donors[username].actor_id, measure__code=GIFTS[Component.WHOLE].code
    )
    void(actor=ward.acting(names.CHIEF, at), at=at, line=line)

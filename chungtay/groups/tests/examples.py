"""One way to do each verb of groups, for the tests that every verb gets; and rows for its pages."""

from datetime import timedelta
from itertools import count

from chungtay.access import links
from chungtay.groups import actions
from chungtay.groups.actions import Pasted
from chungtay.groups.actions.reporting import Reporter
from chungtay.groups.models import Notice, ReportLink
from chungtay.kit.quantities import more_than
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint

TEXT = "Chiều nay cúp nước từ 14:00 đến 17:00. Nhà nào có người cần nước, xin trả lời."
_numbers = count(1)


def group(world, name="", place=None, members=None, actor=None):
    return actions.add_group(
        actor=actor or world.system, at=world.at, place=place or world.ward,
        name=name or f"Zalo tổ dân phố {next(_numbers)}", run_by="tổ trưởng tổ 36",
        members=members or more_than(200),
    )  # fmt: skip


def notice(world, text=TEXT, place=None, purpose=Notice.Purpose.ASK, days=7, at=None, **more):
    return actions.write_notice(
        actor=world.system, at=at or world.at, place=place or world.ward, text=text,
        purpose=purpose, lasts=timedelta(days=days), **more,
    )  # fmt: skip


def posting(world, place=None, **more):
    return actions.post(
        actor=world.system, at=world.at, group=group(world, place=place),
        notice=notice(world, place=place), **more,
    )  # fmt: skip


def elder(world, name="Nguyễn Thị Mận", phone="0905 123 456", place=None):
    """Somebody over 60, with a telephone and no account."""
    person = register(
        actor=world.system, at=world.at, place=place or world.ward, name=name, birth_year=1958
    )
    if phone:
        add_contact(
            actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.PHONE,
            value=phone,
        )  # fmt: skip
    return person


def token_of(world, person=None, at=None, actor=None):
    return actions.give_report_link(
        actor=actor or world.system, at=at or world.at, person=person or elder(world)
    )


def report_link(world, person=None, place=None, at=None):
    token = token_of(world, person or elder(world, place=place), at)
    rows = ReportLink.objects.unscoped(why="of this test")
    return rows.get(link__digest=links.digest(token))


def reporter(link):
    return Reporter(link.actor_id, link.place_id)


_links = {}


def _by_link(world):
    _links[id(world)] = report_link(world)
    return dict(report_link=_links[id(world)], words="Cột điện đầu kiệt 12 nghiêng.")


_by_link.actor = lambda world: reporter(_links[id(world)])


def _answer(world):
    return dict(notice=notice(world), words="Nhà tôi có mẹ già, cần nước.")


_answer.actor = lambda world: world.system


EXAMPLES = {
    "groups.add_group": lambda world: dict(
        place=world.ward, name="Zalo tổ 36", run_by="tổ trưởng tổ 36", members=more_than(200)
    ),
    "groups.change_group": lambda world: dict(
        group=group(world), name="Zalo tổ 37", run_by="chi hội trưởng", members=more_than(250)
    ),
    "groups.close_group": lambda world: dict(group=group(world)),
    "groups.write_notice": lambda world: dict(
        place=world.ward, text=TEXT, purpose=Notice.Purpose.ASK, lasts=timedelta(days=7)
    ),
    "groups.end_notice": lambda world: dict(notice=notice(world)),
    "groups.post": lambda world: dict(group=group(world), notice=notice(world)),
    "groups.take_back_posting": lambda world: dict(posting=posting(world)),
    "groups.answer": _answer,
    "groups.paste_back": lambda world: dict(
        place=world.ward, group=group(world), letters=[Pasted("Dạ tổ 36 còn nước", "Cô Tám")]
    ),
    "groups.give_report_link": lambda world: dict(person=elder(world)),
    "groups.end_report_link": lambda world: dict(report_link=report_link(world)),
    "groups.report": _by_link,
}


def _one_more(world):
    posted = posting(world)
    actions.answer(actor=world.system, at=world.at, notice=posted.notice, words="Nhà tôi cần nước.")


LISTS = {
    "groups:index": _one_more,
    "groups:report_links": lambda world: token_of(world, elder(world, phone="")),
}
NOT_LISTS = {
    "groups:add_group": "a form", "groups:forward": "a form", "groups:write_notice": "a form",
    "groups:report": "one person, by a link", "groups:report_digits": "one person, by a link",
    "groups:reported": "what came by one link", "groups:leave_report": "behind POST",
}  # fmt: skip


def _group_at(world, place):
    return {"group_id": group(world, place=place).pk}


def _notice_at(world, place):
    return {"notice_id": notice(world, place=place).pk}


OBJECTS = {
    "groups:group": _group_at,
    "groups:change_group": _group_at,
    "groups:close_group": _group_at,
    "groups:paste_back": _group_at,
    "groups:notice": _notice_at,
    "groups:poster": _notice_at,
    "groups:end_notice": _notice_at,
    "groups:post": lambda world, place: _notice_at(world, place) | _group_at(world, place),
    "groups:take_back_posting": lambda world, place: {"posting_id": posting(world, place=place).pk},
    "groups:give_report_link": lambda world, place: {
        "person_id": elder(world, phone="", place=place).pk
    },
    "groups:end_report_link": lambda world, place: {"link_id": report_link(world, place=place).pk},
}

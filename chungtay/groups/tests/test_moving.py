"""Groups, open notices and report links move with their unit; a link goes along with its person."""

from chungtay.groups.actions import close_group, end_notice
from chungtay.groups.models import Notice, PrivateGroup, ReportLink
from chungtay.groups.tests.examples import elder, group, notice, report_link
from chungtay.groups.tests.rows import rows
from chungtay.people.actions import move
from chungtay.places.registry import count_open_rows, move_open_rows


def test_what_runs_moves_and_what_has_ended_stays(world):
    open_group, closed = group(world), group(world)
    close_group(actor=world.system, at=world.at, group=closed)
    open_notice, ended = notice(world), notice(world)
    end_notice(actor=world.system, at=world.at, notice=ended)
    link = report_link(world)
    counted = count_open_rows([world.ward.pk])
    assert [counted[k] for k in ("nhóm riêng", "lời đăng còn mở", "đường dẫn báo tin")] == [1, 1, 1]
    move_open_rows({world.ward.pk: world.other_ward.pk})
    there = world.other_ward.pk
    moved = [(PrivateGroup, open_group), (Notice, open_notice), (ReportLink, link)]
    assert [rows(m).get(pk=row.pk).place_id for m, row in moved] == [there] * 3
    stayed = [(PrivateGroup, closed), (Notice, ended)]
    assert [rows(m).get(pk=row.pk).place_id for m, row in stayed] == [world.ward.pk] * 2


def test_a_person_who_moves_house_reports_to_the_new_ward(world):
    person = elder(world)
    link = report_link(world, person)
    move(actor=world.system, at=world.at, person=person, to=world.other_ward)
    assert rows(ReportLink).get(pk=link.pk).place_id == world.other_ward.pk

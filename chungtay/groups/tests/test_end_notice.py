"""The public page of a notice takes no more answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.groups.actions import end_notice, post
from chungtay.groups.actions.notices import NoticeEnded
from chungtay.groups.tests.examples import group, notice
from chungtay.groups.tests.rows import came
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock


def test_whoever_opens_the_link_reads_that_it_is_closed(world):
    made = notice(world, at=clock.now() - timedelta(hours=1))
    end_notice(actor=world.officer, at=clock.now(), notice=made)
    address = reverse("groups:public", args=[made.code])
    for answer in (Client().get(address), Client().post(address, {"words": "Còn nước"})):
        assert answer.status_code == 410
        assert "Phường không nhận trả lời ở đây nữa" in answer.content.decode()
        assert made.text not in answer.content.decode()
    assert came() == []


def test_it_is_ended_once_and_not_after_it_has_expired(world):
    made = notice(world)
    end_notice(actor=world.officer, at=world.at, notice=made)
    with pytest.raises(NoticeEnded):
        end_notice(actor=world.officer, at=world.at, notice=made)
    with pytest.raises(NoticeEnded):
        old = notice(world, at=world.at - timedelta(days=7))
        end_notice(actor=world.officer, at=world.at, notice=old)


def test_nothing_is_posted_whose_link_is_closed(world):
    made = notice(world)
    end_notice(actor=world.officer, at=world.at, notice=made)
    with pytest.raises(NoticeEnded):
        post(actor=world.officer, at=world.at, group=group(world), notice=made)


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        end_notice(actor=world.elsewhere, at=world.at, notice=notice(world))

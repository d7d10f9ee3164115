"""What the log of a call tells of a donor on duty, and to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.kit.tests import officers
from chungtay.releases.actions import decide
from chungtay.releases.tests import scene as duty

world, text = officers.world, officers.text


@pytest.mark.parametrize("reader, of_doctors", [("officer", True), ("chief", False)])
def test_the_log_tells_the_steps_of_a_donor_on_duty_to_each_what_they_may_know(
    world, reader, of_doctors
):
    release = duty.granted(world)
    who = duty.commander(world) if reader == "chief" else world.officer
    browser = Client()
    browser.force_login(who.account)
    for name in ("call", "log"):
        page = text(browser.get(reverse(f"boards:{name}", args=[release.call_id])))
        assert "xin chỉ huy cho rời ca" in page and "chỉ huy đã duyệt" in page, name
        assert "Mai Xuân Lộc trực thay" in page
        assert ("bác sĩ đã trả lời" in page) == of_doctors
        assert "có thể đến khám" not in page


def test_of_who_was_declined_or_put_off_the_log_tells_no_step(world):
    release = duty.cleared(world)
    decide(actor=duty.commander(world), at=world.at, release=release, yes=False)
    browser = Client()
    browser.force_login(world.officer.account)
    page = text(browser.get(reverse("boards:log", args=[release.call_id])))
    assert "xin chỉ huy" not in page and "bác sĩ đã trả lời" not in page

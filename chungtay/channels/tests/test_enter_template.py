"""One template for each purpose and way; a later one takes its place."""

import pytest

from chungtay.channels.actions import TemplateIncomplete
from chungtay.channels.models import Template
from chungtay.channels.tests.examples import account, template, texts

pytestmark = pytest.mark.django_db


def ways():
    rows = Template.objects.unscoped(why="a test of it").order_by("external_id")
    return [(row.external_id, row.by_uid, row.by_phone) for row in rows]


def test_a_later_template_takes_the_place_of_the_earlier_for_its_way_only(world):
    channel = account(world)
    template(world, channel)
    template(world, channel, external_id="300002", by_phone=False)
    assert ways() == [("300001", False, True), ("300002", True, False)]
    template(world, channel, external_id="300003")
    assert ways() == [("300003", True, True)]


def test_another_purpose_has_its_own(world):
    channel = account(world)
    template(world, channel)
    template(world, channel, purpose="blood", external_id="300002")
    assert len(ways()) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"external_id": " "}, {"by_uid": False, "by_phone": False}, {"fields": {}},
     {"fields": {"noi_dung": "mật khẩu"}}],
)  # fmt: skip
def test_what_no_template_can_be_is_refused(world, wrong):
    with pytest.raises(TemplateIncomplete):
        template(world, **wrong)


def test_only_zalo_has_templates(world):
    with pytest.raises(TemplateIncomplete):
        template(world, texts(world))

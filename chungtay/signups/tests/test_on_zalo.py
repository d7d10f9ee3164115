"""A stranger registers on the loopback Zalo: what they type and tap, and what their phone shows."""

from chungtay.channels.tests.conftest import our_server, running_zalo, town
from chungtay.channels.tests.loopback import drain, take_in
from chungtay.donors.models import Donor
from chungtay.intake.models import Inbound
from chungtay.people.models import ContactPoint

__all__ = ["our_server", "running_zalo", "town"]
USER = "2512523625419999"


def handled():
    rows = Inbound.objects.unscoped(why="of this test").filter(event="user_send_text")
    return rows.exclude(handled_at=None).count()


def shown(town):
    drain()
    return town.zalo.messages(USER)[-1]["text"]


def after(town, call, **body):
    before = handled()
    town.zalo.ask(call, user_id=USER, **body)
    take_in(lambda: handled() > before)
    return shown(town)


def test_from_hien_mau_to_the_thanks_with_words_numbers_and_taps(town):
    town.zalo_people([USER])
    assert "Họ và tên anh/chị?" in after(town, "say", text="hiến máu")
    after(town, "say", text="Nguyễn Hoàng Phúc")
    after(town, "say", text="1990")
    assert "Nhóm máu của anh/chị?" in after(town, "say", text="0905 123 457")
    assert "Rh" in after(town, "tap", title="B")
    after(town, "tap", title="Dương, Rh+")
    assert "Anh/chị nặng" in after(town, "say", text="1")
    after(town, "say", text="4")
    assert "Nhóm máu" not in after(town, "say", text="chưa")
    after(town, "say", text="Hòa Cường")
    after(town, "tap", title="Zalo")
    assert "Bao lâu" in after(town, "say", text="2")
    sure = after(town, "say", text="1")
    assert "Nguyễn Hoàng Phúc, B+" in sure and "Tôi có thể rút lại bất cứ lúc nào" in sure
    assert "Đã ghi tên anh/chị" in after(town, "tap", title="Đúng, tôi đồng ý")
    found = Donor.objects.unscoped(why="of this test").get()
    assert (found.group, found.source, found.ways, found.hours_from) == (6, "card", 1, 7)
    points = ContactPoint.objects.unscoped(why="of this test").filter(person=found.person_id)
    assert set(points.values_list("kind", flat=True)) == {"zalo", "phone"}

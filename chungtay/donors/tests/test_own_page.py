"""A donor's own page: behind their link and digits, theirs alone, decided by themselves."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.actions import record_gift
from chungtay.blood.tests.examples import asks, call
from chungtay.donors.mine import past
from chungtay.donors.models import NEVER, Donor, Pause
from chungtay.donors.tests.examples import donor, told_gift
from chungtay.donors.tests.test_pages import text
from chungtay.kit import clock
from chungtay.people.models import ContactPoint, Person
from chungtay.rights.tests.test_own_page import come_in
from conftest import World

OWN = ("own", "own_pause", "own_when", "own_correct", "own_gifts", "own_leave")


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=30))


@pytest.fixture
def mine(world):
    return donor(world)


@pytest.fixture
def client(world, mine):
    return come_in(world, mine.person, digits=number(world, mine)[-4:])


def number(world, one):
    points = ContactPoint.objects.visible_to(world.system)
    return points.get(person=one.person_id, kind="phone").value


def fresh(one):
    return Donor.objects.unscoped(why="of this test").get(pk=one.pk)


def test_it_says_what_we_have_and_from_when_they_may_be_asked_by_which_rule(world, mine):
    made = call(world)
    record_gift(actor=world.officer, at=world.at, ask=asks(made)[0])
    client = come_in(world, mine.person, digits=number(world, mine)[-4:])
    page = text(client.get(reverse("donors:own")))
    due = clock.day(clock.today(world.at) + timedelta(days=14))
    assert f"Tiểu cầu: Hỏi được từ {due}" in page and "Thông tư 26/2013" in page
    assert "B+, thẻ hiến máu" in page and "1 lần tiểu cầu" in page
    assert "0905" not in page and "đủ điều kiện" not in page


def test_their_own_page_leads_there_and_only_a_donors_does(world, mine, client):
    assert reverse("donors:own") in text(client.get(reverse("rights:own")))
    assert client.get(reverse("donors:own"))["Cache-Control"] == "no-store, private"
    client.post(reverse("donors:own_leave"))
    assert reverse("donors:own") not in text(client.get(reverse("rights:own")))
    answer = client.get(reverse("donors:own"))
    assert answer.status_code == 404 and "chưa có tên" in text(answer)


@pytest.mark.parametrize("name", OWN)
def test_without_the_link_there_is_nothing_whoever_one_is(world, mine, name):
    officer = Client()
    officer.force_login(world.officer.account)
    for visitor in (Client(), officer):
        assert visitor.get(reverse(f"donors:{name}")).status_code == 404


@pytest.mark.parametrize("name", ["own_pause", "own_when", "own_correct", "own_leave"])
def test_looking_changes_nothing(mine, client, name):
    assert client.get(reverse(f"donors:{name}")).status_code == 200
    assert fresh(mine).ended_in_id is None and not Pause.objects.unscoped(why="of this test")


def test_a_pause_of_three_months_and_its_end(mine, client):
    client.post(reverse("donors:own_pause"), {"span": "3m"})
    assert 88 <= (fresh(mine).ask_from - clock.today(clock.now())).days <= 92
    page = text(client.get(reverse("donors:own")))
    assert "Anh/chị đang tạm ngừng" in page and "Không ai hỏi đến" in page
    client.post(reverse("donors:own_resume"))
    assert "đang tạm ngừng" not in text(client.get(reverse("donors:own")))


def test_until_they_say_so(mine, client):
    client.post(reverse("donors:own_pause"), {"span": "open"})
    assert fresh(mine).ask_from == NEVER
    assert "đến khi anh/chị cho hỏi lại" in text(client.get(reverse("donors:own")))


def test_by_a_rule_only_the_day_is_kept(mine, client):
    """Dengue: four weeks after it is over (Circular 26/2013, Art. 5)."""
    answer = client.post(
        reverse("donors:own_pause"), {"span": "rule", "because": "blood.defer.dengue"}, follow=True
    )
    assert fresh(mine).ask_from == clock.today(clock.now()) + timedelta(days=28)
    assert "xuất huyết" not in text(answer)
    row = Pause.objects.unscoped(why="of this test").get()
    assert "dengue" not in str(vars(row))


def test_what_only_a_doctor_asks_is_not_on_the_list(client):
    page = text(client.get(reverse("donors:own_pause")))
    assert "blood.defer.dengue" in page and "blood.defer.syphilis" not in page


@pytest.mark.parametrize(("posted", "said"), [
    ({}, "Chọn đến khi nào"), ({"span": "other"}, "Chưa có ngày"),
    ({"span": "other", "day": "1/1/2020"}, "phải sau hôm nay"), ({"span": "rule"}, "Chọn điều"),
])  # fmt: skip
def test_faults_are_said_beside_their_field(mine, client, posted, said):
    answer = client.post(reverse("donors:own_pause"), posted)
    assert answer.status_code == 422 and said in text(answer)


def test_how_and_when_are_theirs_to_say(mine, client):
    client.post(reverse("donors:own_when"), {"ways": ["1", "4"], "when": "weekend", "often": "6m"})
    found = fresh(mine)
    assert (found.ways, found.days, found.every_months) == (5, 0b1100000, 6)
    page = text(client.get(reverse("donors:own")))
    assert "Zalo, gọi điện" in page and "nhiều nhất 6 tháng một lần" in page
    answer = client.post(reverse("donors:own_when"), {"when": "any", "often": "any"})
    assert answer.status_code == 422 and "Chọn ít nhất một cách" in text(answer)


def test_nothing_is_ticked_beforehand(client):
    assert "checked" not in text(client.get(reverse("donors:own_when")))


def test_a_wrong_group_and_weight_are_put_right(mine, client):
    client.post(reverse("donors:own_correct"), {"group": "2", "source": "lab", "weight": "45"})
    found = fresh(mine)
    assert (found.group, found.source, found.weight) == (2, "lab", "45")
    assert found.next_platelets_on == NEVER
    assert "không hỏi" in text(client.get(reverse("donors:own")))


def test_it_is_their_own_row_and_nobody_elses(world, mine, client):
    other = donor(world)
    client.post(reverse("donors:own_pause"), {"span": "open"})
    assert fresh(other).ask_from < date(2000, 1, 1)


def test_the_act_is_in_their_own_name(world, mine, client):
    client.post(reverse("donors:own_pause"), {"span": "1m"})
    row = Pause.objects.unscoped(why="of this test").select_related("paused_in").get()
    person = Person.objects.visible_to(world.system).get(pk=mine.person_id)
    assert row.paused_in.actor_id == person.actor_id


def test_they_add_what_they_gave_before_and_take_a_wrong_line_back(mine, client):
    page = reverse("donors:own_gifts")
    assert "Chưa ghi lần hiến nào" in text(client.get(page))
    told = {"component": "whole", "count": "trên 8", "on": "20/12/2024"}
    found = text(client.post(page, told, follow=True))
    assert "trên 8 lần máu toàn phần" in found and "đến ngày 20/12/2024" in found
    line = past(fresh(mine))[0]
    found = text(client.post(reverse("donors:own_take_back", args=[line.pk]), follow=True))
    assert "Chưa ghi lần hiến nào" in found


def test_a_gift_told_yesterday_moves_their_next_day(mine, client):
    yesterday = clock.today(clock.now()) - timedelta(days=1)
    told = {"component": "platelets", "count": "1", "on": clock.day(yesterday)}
    client.post(reverse("donors:own_gifts"), told)
    assert fresh(mine).next_platelets_on == yesterday + timedelta(days=14)


@pytest.mark.parametrize(("changed", "said"), [
    ({"count": "nhiều"}, "count"), ({"on": "hôm kia kìa"}, "on"), ({"component": ""}, "component"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(mine, client, changed, said):
    told = {"component": "whole", "count": "1", "on": "20/12/2024"} | changed
    answer = client.post(reverse("donors:own_gifts"), told)
    assert answer.status_code == 422 and f"id_{said}-" in text(answer) and not past(fresh(mine))


def test_a_day_to_come_is_refused_and_what_was_written_stays(mine, client):
    told = {"component": "whole", "count": "2", "on": "20/12/2099"}
    answer = client.post(reverse("donors:own_gifts"), told)
    assert "20/12/2099" in text(answer) and not past(fresh(mine))


def test_a_strangers_line_is_not_found(world, mine, client):
    other = told_gift(world)["past"]
    assert client.post(reverse("donors:own_take_back", args=[other.pk])).status_code == 404

"""Pages: the commander's strip, the doctor's word, the officer's own; what each may read."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.models import Post
from chungtay.blood.tests.examples import hospital
from chungtay.donors.tests.examples import donor
from chungtay.donors.tests.test_pages import text
from chungtay.kit import clock
from chungtay.releases import showing
from chungtay.releases.actions import answer_doctor, escalate
from chungtay.releases.tests.scene import (
    MINUTE,
    ask_of,
    asked,
    call_of,
    came,
    clearance_of,
    cleared,
    commander,
    deputy,
    fresh,
    granted,
    leave_of,
    phone,
    serving,
    spare,
    stand_in,
)
from chungtay.rosters.tests import examples as rosters
from conftest import World

HEALTH = re.compile("nhóm máu|sức khỏe của|hoãn|không đủ|mắc|covid|hẹn .{0,12}dịp khác", re.I)


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=2))


def client(account):
    browser = Client()
    browser.force_login(getattr(account, "account", account))
    return browser


def page(who, name, *args):
    return client(who).get(reverse(name, args=args))


def test_the_commander_approves_with_one_press(world):
    release = cleared(world)
    chief = client(commander(world))
    listed = text(chief.get(reverse("releases:waiting")))
    assert "1 lời xin rời ca" in listed and "Thượng úy Đỗ Minh Khang" in listed
    shown = text(chief.get(reverse("releases:release", args=[release.pk])))
    for words in ("Chờ anh/chị duyệt", "rồi chuyển cấp phó", "Mai Xuân Lộc", "Ai trực thay từ",
                  "Bác sĩ đã cho ý kiến", "Cần 4 giờ và người thay"):  # fmt: skip
        assert words in shown
    assert not HEALTH.search(shown)
    done = chief.post(
        reverse("releases:approve", args=[release.pk]),
        {"stand_in": stand_in(world).pk, "back": reverse("releases:waiting")}, follow=True,
    )  # fmt: skip
    assert "Đã duyệt, Mai Xuân Lộc trực thay" in text(done)
    assert leave_of(release).granted


def test_without_a_choice_it_asks_for_one(world):
    release = cleared(world)
    done = client(commander(world)).post(
        reverse("releases:approve", args=[release.pk]), {"back": "https://elsewhere.example/"},
        follow=True,
    )  # fmt: skip
    assert "Chọn người trực thay rồi duyệt" in text(done) and leave_of(release).granted is None


def test_declining_is_asked_first(world):
    release = cleared(world)
    chief = client(commander(world))
    address = reverse("releases:decline", args=[release.pk])
    assert "Không duyệt cho rời ca?" in text(chief.get(address))
    assert leave_of(release).granted is None
    chief.post(address)
    assert (leave_of(release).granted, fresh(release).ending) == (False, "declined")


def test_nobody_free_says_what_to_do(world):
    release = cleared(world)
    rosters.absence(world, stand_in(world), days=2)
    for other in (commander(world), deputy(world)):
        rosters.absence(world, other.account, days=2)
    shown = text(page(commander(world), "releases:release", release.pk))
    assert (
        "chưa ai đã nghỉ đủ" in shown
        and "Để người khác đến hiến thay" in shown
        and "Duyệt, đổi ca" not in shown
    )


def test_before_the_doctor_and_to_others_there_is_no_such_page(world):
    release = came(world)
    asked(world, release)
    assert page(commander(world), "releases:release", release.pk).status_code == 404
    clearance = clearance_of(release)
    answer_doctor(
        actor=world.system, at=world.at, clearance=clearance, result="may", doctor="Bs Thảo"
    )
    assert page(commander(world), "releases:release", release.pk).status_code == 200
    assert page(deputy(world), "releases:release", release.pk).status_code == 404
    assert page(world.officer, "releases:release", release.pk).status_code == 403
    escalate(actor=world.system, at=world.at + 5 * MINUTE, leave=leave_of(release))
    assert page(deputy(world), "releases:release", release.pk).status_code == 200


def test_after_a_doctors_no_a_commander_finds_nothing(world):
    release = came(world)
    asked(world, release)
    answer_doctor(
        actor=world.system, at=world.at, clearance=clearance_of(release), result="not_today",
        doctor="Bs Thảo",
    )  # fmt: skip
    chief = commander(world)
    assert showing.waiting(chief, world.at) == []
    assert page(chief, "releases:release", release.pk).status_code == 404
    assert page(chief, "releases:clearances").status_code == 403
    assert showing.steps_of([release.ask_id], chief, world.at) == {}
    journal = text(client(chief).get(reverse("journal:journal")))
    for words in ("bác sĩ", "giữ chỗ cho người đang", "khép việc rời ca"):
        assert words not in journal


def test_the_words_of_a_row_are_those_its_reader_may_know(world):
    release, at = came(world), world.at
    ask, chief, colleague = release.ask_id, commander(world), world.officer

    def words(who):
        return showing.steps_of([ask], who, at)[ask].words

    assert (words(chief), words(colleague)) == ("Đang giữ chỗ", "Chờ hỏi bác sĩ")
    asked(world, release)
    assert (words(chief), words(colleague)) == ("Đang giữ chỗ", "Chờ bác sĩ")
    cleared(world, release)
    assert (words(chief), words(colleague)) == ("Chờ duyệt", "Chờ duyệt")
    granted(world, release)
    assert words(chief) == "Đã duyệt, có người thay"
    rosters.absence(world, stand_in(world), days=1)
    assert words(chief) == "Chờ người thay"


def test_the_strip_is_for_whoever_may_answer_and_changes_its_version(world):
    release = cleared(world)
    call, chief = call_of(release), commander(world)
    before = showing.strip(chief, call, world.at)
    assert before.pk == release.pk and showing.strip(deputy(world), call, world.at) is None
    spare(world, "Hồ Anh Thư")
    assert showing.strip(chief, call, world.at).version != before.version
    granted(world, release)
    assert showing.strip(chief, call, world.at) is None
    rosters.absence(world, stand_in(world), days=1)
    again = showing.strip(chief, call, world.at)
    assert again.again and not again.covered
    assert "Hồ Anh Thư" in [one.name for one in again.stand_ins]


def test_after_a_yes_the_page_says_who_stands_in_and_lets_name_another(world):
    other = spare(world, "Hồ Anh Thư")
    release = granted(world)
    chief = client(commander(world))
    address = reverse("releases:release", args=[release.pk])
    shown = text(chief.get(address))
    assert "Thượng úy Mai Xuân Lộc trực thay Thượng úy Đỗ Minh Khang" in shown
    assert "Đổi người thay?" in shown and "Không duyệt" not in shown
    done = chief.post(
        reverse("releases:approve", args=[release.pk]),
        {"stand_in": other.pk, "back": address}, follow=True,
    )  # fmt: skip
    assert "Nay Hồ Anh Thư trực thay" in text(done) and leave_of(release).stand_in == other


def desk(world, of=None):
    holder = world.account("van", "hospital_desk", world.ward)
    actor = (of or hospital(world)).actor_id
    Post.objects.filter(account=holder.account).update(organisation=actor)
    return PostHolder(holder.account, world.at)


def test_the_hospital_desk_reads_a_given_name_and_answers(world):
    van = desk(world)
    clearance = asked(world)
    listed = text(page(van, "releases:clearances"))
    assert "Khang" in listed and "Đỗ Minh" not in listed and "Thượng úy" not in listed
    shown = text(page(van, "releases:clearance", clearance.pk))
    assert "Khang nhờ bác sĩ" in shown and "Theo lời bác sĩ nào" not in shown
    done = client(van).post(
        reverse("releases:clearance", args=[clearance.pk]), {"result": "may"}, follow=True
    )
    assert "Đã ghi ý kiến bác sĩ" in text(done) and fresh(clearance).result == "may"


def test_the_desk_of_another_hospital_does_not_read_it(world):
    van = desk(world, hospital(world, "Bệnh viện Khác"))
    clearance = asked(world)
    assert "Không ai chờ" in text(page(van, "releases:clearances"))
    assert page(van, "releases:clearance", clearance.pk).status_code == 404


def test_an_officer_names_the_doctor_and_is_told_what_is_missing(world):
    clearance = asked(world)
    address = reverse("releases:clearance", args=[clearance.pk])
    officer = client(world.officer)
    said = officer.post(address, {"result": "may", "doctor": "", "until": "hôm qua"})
    assert said.status_code == 422 and "Còn 2 chỗ cần sửa" in text(said)
    officer.post(address, {"result": "not_today", "doctor": "Lê Thu Thảo", "until": ""})
    assert (fresh(clearance).result, fresh(clearance).doctor) == ("not_today", "Lê Thu Thảo")


def test_the_officer_finds_no_question_about_themselves(world):
    release = came(world)
    asked(world, release)
    assert "Không ai chờ" in text(page(release.account, "releases:clearances"))


def test_on_their_own_page_an_officer_says_it_and_learns_nothing_of_others(world):
    account = rosters.officer(world, "Đỗ Minh Khang")
    one, mine = donor(world, 2), client(account)
    answers = []
    for number in ("0905 000 111", phone(world, one)):
        done = mine.post(reverse("releases:own"), {"phone": number}, follow=True)
        answers.append(re.search("Nếu số ấy có trong sổ[^.]*\\.", text(done))[0])
    assert answers[0] == answers[1]
    assert "Đang chờ anh/chị trả lời" in text(mine.get(reverse("releases:own")))
    bad = mine.post(reverse("releases:own_take_back"))
    assert bad.status_code == 302
    wrong = mine.post(reverse("releases:own"), {"phone": "abc"})
    assert wrong.status_code == 422 and "abc" in text(wrong)


def test_their_steps_stand_there_and_are_taken_there(world):
    release = came(world)
    mine = client(release.account)
    shown = text(mine.get(reverse("releases:own")))
    assert "Chúng tôi giữ chỗ cho anh/chị" in shown and "Tôi thấy khỏe" in shown
    mine.post(reverse("releases:own_ask_doctor"))
    assert clearance_of(release).result == ""
    assert "Đang chờ bác sĩ" in text(mine.get(reverse("releases:own")))
    cleared(world, release)
    assert "Đang chờ chỉ huy" in text(mine.get(reverse("releases:own")))
    granted(world, release)
    shown = text(mine.get(reverse("releases:own")))
    assert "lên đường được rồi" in shown and "Mai Xuân Lộc trực thay" in shown
    assert "Báo không đi được nữa?" in text(mine.get(reverse("releases:own_withdraw")))
    mine.post(reverse("releases:own_withdraw"))
    assert fresh(release).ending == "withdrew"
    assert "đã báo không đi được" in text(mine.get(reverse("releases:own")))


def test_the_account_leads_to_it_and_a_colleague_sees_only_their_own(world):
    word = serving(world)
    assert reverse("releases:own") in text(client(word.account).get(reverse("doors:account")))
    colleague = text(client(world.officer).get(reverse("releases:own")))
    assert "Anh/chị có ghi tên hiến máu không?" in colleague and "Khang" not in colleague


def test_logs_refusals_and_addresses_hold_neither_names_nor_health(world, caplog):
    from chungtay.blood.actions import set_out
    from chungtay.journal.measures import registry
    from chungtay.journal.models import Entry, Line, Refusal
    from chungtay.kit.errors import Refused
    from chungtay.releases.tests.scene import Tapping

    release = came(world)
    ask = ask_of(release)
    with pytest.raises(Refused) as refused:
        set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    granted(world, cleared(world, release))
    said = f"{refused.value.sentence} {caplog.text} {list(Refusal.objects.values_list('code'))}"
    assert "Khang" not in said and not HEALTH.search(said)
    assert (
        Entry.objects.filter(verb__startswith="releases.").count()
        == Entry.objects.filter(verb__startswith="releases.", sealed=True).count()
    )
    assert not Line.objects.filter(entry__verb__startswith="releases.").exists()
    assert not [code for code in registry if code.startswith("releases")]

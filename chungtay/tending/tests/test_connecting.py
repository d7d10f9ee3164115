"""Consent as Zalo gives it (zalo.md 1.2), against the loopback: the way there, back, and astray."""

import pytest
from django.urls import reverse

from chungtay.channels.models import Keys
from chungtay.channels.tests.loopback import OA_ID, SECRET
from chungtay.tending.tests.office import channels, joining


def test_an_account_is_connected_by_consent_and_says_who_it_is(office):
    office.begin()
    office.saved(site_code="zalo_verifierAbC123.html")
    page = office.come_back(**office.agree()).content.decode()
    (channel,) = channels()
    assert (channel.oa_id, channel.place) == (OA_ID, office.world.ward)
    assert "Zalo nói OA này là ai" in page and channel.name in page
    assert "đã xác thực" in page and "Nâng cao" in page
    keys = Keys.objects.unscoped(why="a test of it").get()
    assert keys.access_token and keys.refresh_token
    row = joining()
    assert (row.access_token, row.refresh_token) == ("", ""), "they are in Keys, nowhere else"


def test_the_challenge_in_the_console_is_that_of_the_verifier_we_keep(office):
    from zalo_sim.oauth import challenge_of

    office.begin()
    office.saved()
    row = joining()
    assert len(row.verifier) == 43
    assert f"code_challenge={challenge_of(row.verifier)}" in office.asking()
    assert challenge_of(row.verifier) in office.page()


def test_reading_the_address_zalo_sends_back_to_does_nothing(office):
    office.begin()
    office.saved()
    given = office.agree()
    answer = office.client.get(reverse("tending:consented"), given)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert channels() == []
    office.come_back(**given)
    assert len(channels()) == 1


@pytest.mark.parametrize("state", ["", "1.x", "forged"])
def test_a_forged_state_is_refused_and_its_code_stays_unspent(office, state):
    office.begin()
    office.saved()
    given = office.agree()
    page = office.come_back(**(given | {"state": state})).content.decode()
    assert "không phải do anh/chị vừa xin" in page
    assert channels() == []
    office.come_back(**given)
    assert len(channels()) == 1, "the real one still works"


def test_the_state_of_one_person_is_worth_nothing_in_the_hands_of_another(office):
    office.begin()
    office.saved()
    given = office.agree()
    other = office.signed_in(office.world.account("khac", "administrator"))
    office.come_back(client=other, **given)
    assert channels() == []


def test_a_state_is_good_once(office):
    office.begin()
    office.saved()
    given = office.agree()
    office.come_back(**given)
    again = office.come_back(**given).content.decode()
    assert "đã dùng rồi" in again
    assert len(channels()) == 1


def test_a_code_that_was_spent_before_is_said_and_nothing_is_lost(office):
    office.begin()
    office.saved()
    first = office.agree()
    office.come_back(**first)
    office.begin(app_secret="", oa_secret="")
    page = office.come_back(**(office.agree() | {"code": first["code"]})).content.decode()
    assert "Mã Zalo đưa về đã dùng rồi hoặc quá mười phút" in page
    assert joining().saved_at, "what was done before stays done"
    office.come_back(**office.agree())
    assert joining().channel_id is not None


def test_a_code_older_than_ten_minutes_is_refused(office):
    office.begin()
    office.saved()
    given = office.agree()
    office.zalo.ask("clock", push={"minutes": 11})
    page = office.come_back(**given).content.decode()
    assert "quá mười phút" in page
    assert channels() == []
    office.come_back(**office.agree())
    assert len(channels()) == 1


def test_a_wrong_secret_is_said_at_the_step_where_it_is_mended(office):
    office.begin(app_secret="wrong-secret")
    office.saved()
    office.come_back(**office.agree())
    page = office.page()
    assert "Khóa bí mật không phải của ứng dụng này" in page
    assert channels() == []
    office.begin(app_secret=SECRET)
    office.come_back(**office.agree())
    assert len(channels()) == 1


def test_a_wrong_application_is_refused_by_zalos_own_page(office):
    import httpx

    office.begin(app_id="111")
    office.saved()
    assert httpx.get(office.asking(), trust_env=False).status_code == 400


def test_another_account_than_the_officer_wrote_is_refused(office):
    office.begin(oa_id="999")
    office.saved()
    page = office.come_back(**office.agree()).content.decode()
    assert "một OA khác" in page
    assert channels() == []
    assert joining().access_token == ""


def test_an_account_that_says_it_is_another_is_refused(office):
    """The callback may claim anything: `getoa` decides."""
    office.begin(oa_id="999")
    office.saved()
    page = office.come_back(**(office.agree() | {"oa_id": "999"})).content.decode()
    assert "một OA khác" in page
    assert channels() == []
    assert joining().access_token == "", "a token of somebody else's account is not kept"


def test_when_zalo_does_not_say_who_it_is_only_that_is_asked_again(office):
    office.begin()
    office.saved()
    office.zalo.fail_next("500", path="/v2.0/oa/getoa")
    office.come_back(**office.agree())
    assert channels() == []
    assert "Hỏi lại Zalo" in office.page()
    office.post("recognise")
    assert len(channels()) == 1


def test_no_secret_is_on_any_page_of_the_way(office):
    office.begin()
    pages = [office.page()]
    office.saved()
    pages.append(office.page())
    pages.append(office.come_back(**office.agree()).content.decode())
    keys = Keys.objects.unscoped(why="a test of it").get()
    secrets = [SECRET, "oa-secret", joining().verifier, keys.access_token, keys.refresh_token]
    assert not [secret for secret in secrets for page in pages if secret in page]


def test_another_ward_sees_nothing_of_it(office):
    office.begin()
    other = office.signed_in(office.world.account("xa", "administrator", office.world.other_ward))
    assert other.get(reverse("tending:joining")).context["joining"] is None
    other.post(reverse("tending:saved"), {"saved": "on"})
    assert joining().saved_at is None


def test_who_does_not_set_channels_up_is_not_let_in(office):
    desk = office.signed_in(office.world.account("truc", "desk_officer"))
    assert desk.get(reverse("tending:joining")).status_code == 403
    assert desk.post(reverse("tending:begin")).status_code == 403

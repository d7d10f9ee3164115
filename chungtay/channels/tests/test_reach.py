"""Windows, night, follow and refusals: expected values are those of Zalo's protocol (zalo.md)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.carriers.reach import (
    BULK,
    CS,
    EMAIL,
    ORDER,
    PHONE,
    REPLY,
    SMS,
    UID,
    URGENT,
    Account,
    Address,
    Can,
    Facts,
    Form,
    chosen,
    reach,
    why_not,
)  # fmt: skip
from chungtay.channels.reasons import explained

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
OA = Account(1, "zalo_oa", uid=Form.READY, phone=Form.READY)
SMS_ACCOUNT, MAILBOX = Account(2, "esms"), Account(3, "mail")
PHONE_NUMBER, MAIL = Address(11, "phone"), Address(12, "email")


def zalo(**known):
    return Address(10, "zalo", account=1, **known)


def steps(address, *accounts, **more):
    facts = Facts((address,), accounts or (OA,), **more)
    return {step.way: (step.can, step.code) for step in reach(facts)}


# 1.4: the age of the last interaction.


@pytest.mark.parametrize(
    ("spoke", "expected"),
    [
        (timedelta(0), (Can.NOW, "free")),
        (48 * HOURS, (Can.NOW, "free")),
        (48 * HOURS + timedelta(seconds=1), (Can.NOW, "billed")),
        (7 * DAYS, (Can.NOW, "billed")),
        (7 * DAYS + timedelta(seconds=1), (Can.NO, "-230")),
        (60 * DAYS, (Can.NO, "-230")),
        (None, (Can.NOW, "untold")),
    ],
)
def test_the_window_of_consultation_messages(spoke, expected):
    assert steps(zalo(spoke=spoke))[CS] == expected


def test_consultation_goes_at_any_hour_and_promotion_from_six_to_ten():
    by_day = Account(1, "zalo_oa", uid=Form.BY_DAY, phone=Form.BY_DAY)
    said = steps(zalo(spoke=HOURS), by_day, night=True)
    assert said[CS] == (Can.NOW, "free")
    assert said[UID] == (Can.LATER, "-234")
    assert steps(zalo(), by_day, night=False)[UID][0] is Can.NOW
    assert steps(PHONE_NUMBER, by_day, night=True)[PHONE] == (Can.LATER, "-234")


# 1.5: template by UID needs a follower and no window; by phone neither.


def test_a_template_by_uid_needs_no_window():
    said = steps(zalo(spoke=60 * DAYS, follows=True))
    assert said[CS][0] is Can.NO and said[UID] == (Can.NOW, "billed")


def test_a_template_by_uid_needs_a_follower_and_one_by_phone_does_not():
    leaver = zalo(spoke=HOURS, follows=False)
    facts = Facts((leaver, PHONE_NUMBER), (OA,))
    said = {step.way: (step.can, step.code) for step in reach(facts)}
    assert said[CS] == said[UID] == (Can.NO, "-213")
    assert said[PHONE] == (Can.NOW, "billed")


@pytest.mark.parametrize(
    ("form", "code"), [(Form.NONE, "no_template"), (Form.WAITING, "template_waiting")]
)
def test_a_template_has_to_be_there_and_approved(form, code):
    account = Account(1, "zalo_oa", uid=form, phone=form)
    assert steps(zalo(), account)[UID] == (Can.NO, code)
    assert steps(PHONE_NUMBER, account)[PHONE] == (Can.NO, code)


# 1.7: what each refusal closes.


@pytest.mark.parametrize(
    ("code", "cs", "uid"),
    [("-230", "-230", "billed"), ("-232", "-232", "billed"), ("-227", "-227", "-227")],
)
def test_what_zalo_said_of_the_window(code, cs, uid):
    said = steps(zalo(closed=code))
    assert (said[CS][1], said[UID][1]) == (cs, uid)


@pytest.mark.parametrize("code", ["-244", "-139", "-141"])
def test_a_refusal_closes_everything_of_that_account_and_nothing_else(code):
    refuser = zalo(spoke=HOURS, follows=True, refused=frozenset({(1, code)}))
    facts = Facts((refuser, PHONE_NUMBER, MAIL), (OA, SMS_ACCOUNT, MAILBOX))
    said = {step.way: (step.can, step.code) for step in reach(facts)}
    assert said[CS] == said[UID] == said[PHONE] == (Can.NO, code)
    assert said[SMS][0] is Can.NOW and said[EMAIL] == (Can.NOW, "free")


def test_a_refusal_by_phone_is_one_of_the_person():
    number = Address(11, "phone", refused=frozenset({(1, "-139")}))
    said = {s.way: s.code for s in reach(Facts((zalo(spoke=HOURS), number), (OA,)))}
    assert said[CS] == said[UID] == said[PHONE] == "-139"


def test_whoever_refused_and_then_wrote_is_answered_and_not_written_to():
    back = zalo(spoke=HOURS, refused=frozenset({(1, "-244")}), spoke_since=True)
    assert steps(back, rank=REPLY)[CS] == (Can.NOW, "free")
    assert steps(back, rank=URGENT)[CS] == (Can.NO, "-244")


# Our own rules: paused channels, quotas, quiet hours, which account.


def test_what_can_wait_waits_for_a_paused_channel_and_what_is_urgent_does_not():
    paused = Account(1, "zalo_oa", paused=True)
    facts = Facts((zalo(spoke=HOURS), PHONE_NUMBER), (paused, SMS_ACCOUNT))
    assert chosen(reach(facts), BULK).way == CS
    assert chosen(reach(facts), URGENT).way == SMS
    alone = Facts((zalo(spoke=HOURS),), (paused,))
    assert chosen(reach(alone), URGENT).code == "paused"


def test_a_spent_quota_is_waited_for():
    spent = Account(1, "zalo_oa", spent=frozenset({CS}))
    assert steps(zalo(spoke=3 * DAYS), spent)[CS] == (Can.LATER, "quota")
    assert steps(zalo(spoke=HOURS), spent)[CS] == (Can.NOW, "free"), "it takes nothing of it"


@pytest.mark.parametrize(("rank", "can"), [(BULK, Can.LATER), (URGENT, Can.NOW), (REPLY, Can.NOW)])
def test_quiet_hours_hold_what_can_wait(rank, can):
    assert steps(zalo(spoke=HOURS), rank=rank, quiet=True)[CS][0] is can


def test_the_account_of_the_own_place_goes_first_then_the_provinces():
    near, province, far = Account(9, "esms"), Account(4, "esms", 1), Account(2, "esms", 2)
    found = [
        s.account for s in reach(Facts((PHONE_NUMBER,), (province, far, near))) if s.way == SMS
    ]
    assert found == [9, 4], "an account of elsewhere sends no text messages here"


def test_what_definitely_failed_is_not_tried_again():
    facts = Facts((zalo(spoke=HOURS, follows=True),), (OA,), tried=frozenset({(CS, 1)}))
    assert chosen(reach(facts), BULK).way == UID


@pytest.mark.parametrize("code", ["no_consent", "do_not_contact", "expired"])
def test_a_no_of_the_person_closes_every_way(code):
    facts = Facts((zalo(spoke=HOURS), PHONE_NUMBER, MAIL), (OA, SMS_ACCOUNT, MAILBOX), code)
    assert {(s.can, s.code) for s in reach(facts)} == {(Can.NO, code)}
    assert why_not(reach(facts)) == code


def test_what_is_for_their_zalo_alone_goes_by_no_other_way():
    facts = Facts(
        (zalo(spoke=60 * DAYS), PHONE_NUMBER, MAIL), (OA, SMS_ACCOUNT, MAILBOX), zalo_only=True
    )
    said = {step.way: (step.can, step.code) for step in reach(facts)}
    assert said[UID] == (Can.NOW, "billed")
    assert said[PHONE] == said[SMS] == said[EMAIL] == (Can.NO, "zalo_only")


def test_nobody_to_send_to_is_said_for_each_way():
    said = {s.way: s.code for s in reach(Facts((), (OA,)))}
    assert said == {CS: "no_contact", UID: "no_contact", PHONE: "no_phone", SMS: "no_phone",
                    EMAIL: "no_email"}  # fmt: skip


def test_the_words_are_sentences_for_an_officer():
    told = explained(reach(Facts((zalo(spoke=60 * DAYS), PHONE_NUMBER), (OA, SMS_ACCOUNT))))
    assert ("tin Zalo", "Hơn 7 ngày người này chưa nhắn cho đơn vị", Can.NO) in told
    assert ("tin SMS", "Gửi được, có tính tiền", Can.NOW) in told


# Whatever the world is like.

codes = st.sampled_from(["", "-230", "-232", "-227"])
accounts = st.lists(
    st.builds(
        Account, st.integers(1, 5), st.sampled_from(["zalo_oa", "esms", "mail"]),
        st.integers(0, 2), st.booleans(), st.frozensets(st.sampled_from(ORDER), max_size=2),
        st.sampled_from(Form), st.sampled_from(Form),
    ),
    max_size=4, unique_by=lambda account: account.key,
).map(tuple)  # fmt: skip
addresses = st.lists(
    st.builds(
        Address, st.integers(10, 15), st.sampled_from(["zalo", "phone", "email"]),
        st.none() | st.integers(1, 5), st.none() | st.timedeltas(timedelta(0), 60 * DAYS),
        st.none() | st.booleans(), codes,
        st.frozensets(st.tuples(st.integers(1, 5), st.just("-244")), max_size=2), st.booleans(),
    ),
    max_size=4, unique_by=lambda address: address.key,
).map(tuple)  # fmt: skip
worlds = st.builds(
    Facts, addresses, accounts, st.sampled_from(["", "", "no_consent", "do_not_contact"]),
    st.sampled_from([BULK, URGENT, REPLY]), st.booleans(), st.booleans(),
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds)
def test_in_any_world(facts):
    found = reach(facts)
    kinds = {account.key: account for account in facts.accounts}
    points = {address.key: address for address in facts.addresses}
    assert [s.way for s in found] == sorted((s.way for s in found), key=ORDER.index)
    assert {s.way for s in found} == set(ORDER)
    assert all(words for _way, words, _can in explained(found)), "always explained"
    for step in found:
        if step.can is Can.NO:
            continue
        account, point = kinds[step.account], points[step.address]
        assert not facts.unwilling
        assert step.can is Can.LATER or not account.paused
        assert point.kind == {SMS: "phone", PHONE: "phone", EMAIL: "email"}.get(step.way, "zalo")
        refused = {key for address in facts.addresses for key, _code in address.refused}
        if account.kind == "zalo_oa" and account.key in refused:
            assert facts.rank == REPLY and point.spoke_since
    step = chosen(found, facts.rank)
    assert step is None or step.can is not Can.NO
    assert step is not None or why_not(found)

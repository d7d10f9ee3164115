"""Template messages by id and by phone, as zalo.md 1.5 has them, against the loopback Zalo."""

import json

import httpx
import pytest

from chungtay.carriers.outcome import Class, Quota
from chungtay.carriers.tests.conftest import FIELDS, MAN, MY, PHONE, REMINDER
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo import quotas, templates
from chungtay.carriers.zalo.client import Account, Untold, Zalo
from chungtay.carriers.zalo.consent import Console
from chungtay.carriers.zalo.templates import ByPhone, ByUid

BY_UID, BY_PHONE = "/v3.0/oa/message/template", "/message/template"


def asked_of(carrier, account, letter, reply):
    """What the carrier posts, and the outcome of `reply`; the network is played."""
    seen = []

    def network(request):
        seen.append(request)
        return httpx.Response(200, json=reply)

    outcome = carrier(Wire(transport=httpx.MockTransport(network))).send(account, letter)
    return seen[0], outcome


def test_by_uid_is_asked_of_the_account_s_own_host(letter):
    reply = {"error": 0, "message": "Success", "data": {
        "message_id": "7dce8fea", "user_id": MY, "sent_time": "1795410000000",
        "quota": {"quota_type": "sub_quota", "remain": "1999"}}}  # fmt: skip
    account = Account("https://openapi.zalo.me", "the-token")
    request, outcome = asked_of(ByUid, account, letter(to=MY), reply)
    assert (request.method, str(request.url)) == ("POST", f"https://openapi.zalo.me{BY_UID}")
    assert request.headers["access_token"] == "the-token"
    assert json.loads(request.content) == {
        "user_id": MY, "template_id": "300001", "template_data": FIELDS}  # fmt: skip
    assert outcome.kind is Class.SENT and outcome.message_id == "7dce8fea"
    assert outcome.quota == Quota("sub_quota", 1999)


def test_by_phone_is_asked_of_the_host_of_templates(letter):
    reply = {"error": 0, "message": "Success", "data": {
        "msg_id": "96d3cdf3", "sent_time": "1795410000000", "sending_mode": "1",
        "quota": {"dailyQuota": "5000", "remainingQuota": "4999"}}}  # fmt: skip
    account = Account("https://openapi.zalo.me", "the-token")
    request, outcome = asked_of(ByPhone, account, letter(), reply)
    assert str(request.url) == f"https://business.openapi.zalo.me{BY_PHONE}"
    assert json.loads(request.content) == {
        "phone": "84905123456", "template_id": "300001", "template_data": FIELDS,
        "tracking_id": "d1a5c0de-1"}  # fmt: skip
    assert outcome.kind is Class.SENT and outcome.message_id == "96d3cdf3"
    assert outcome.quota == Quota("daily", 4999, 5000)


@pytest.mark.parametrize(
    "told",
    [{}, {"remain": -1, "quota_type": "reply"}, {"remain": "many", "quota_type": "reply"}, [], "8",
     {"remain": True, "quota_type": "reply"}, {"remain": 7, "quota_type": "drop table"},
     {"remainingQuota": "1e3"}, {"remain": "9" * 40, "quota_type": "reply"}],
)  # fmt: skip
def test_a_quota_that_makes_no_sense_is_none_and_the_message_is_sent_all_the_same(letter, told):
    reply = {"error": 0, "data": {"message_id": "7dce8fea", "quota": told}}
    _, outcome = asked_of(ByUid, Account("http://zalo", "t"), letter(to=MY), reply)
    assert outcome.kind is Class.SENT and outcome.quota is None


def test_both_reach_the_phone(sim, letter):
    by_uid = ByUid(sim.wire).send(sim.account, letter(to=MY))
    by_phone = ByPhone(sim.wire).send(sim.account, letter(to=PHONE))
    assert (by_uid.kind, by_phone.kind) == (Class.SENT, Class.SENT)
    shown = sim.messages()
    assert [m["message_id"] for m in shown] == [by_uid.message_id, by_phone.message_id]
    assert {m["text"] for m in shown} == {"Chào Phan Thị Diễm My, hẹn 23/11/2026."}
    assert shown[1]["tracking_id"] == "d1a5c0de-1"
    assert by_phone.quota == Quota("daily", 4999, 5000)


def test_by_uid_needs_a_follower_and_by_phone_a_number_with_zalo(sim, letter):
    by_uid = ByUid(sim.wire).send(sim.account, letter(to=MAN))
    by_phone = ByPhone(sim.wire).send(sim.account, letter(to="+84905999999"))
    assert (by_uid.kind, by_uid.code) == (Class.UNREACHABLE, "-213")
    assert (by_phone.kind, by_phone.code) == (Class.UNREACHABLE, "zbs_-118")
    assert sim.messages() == []


BY_CLASS = {
    Class.REFRESH: [-124],
    Class.LATER: [-133],
    Class.TOMORROW: [-144, -147],
    Class.UNREACHABLE: [-114, -118, -119, -139, -140, -141],
    Class.OPERATOR: [-115, -135, -136, -137],
    Class.OUR_BUG: [-1121, -1122],
}


@pytest.mark.parametrize(
    ("kind", "code"), [(kind, code) for kind, codes in BY_CLASS.items() for code in codes]
)
def test_the_numbers_of_the_template_host(sim, letter, kind, code):
    sim.fail_next(BY_PHONE, error=code)
    outcome = ByPhone(sim.wire).send(sim.account, letter())
    assert (outcome.kind, outcome.code, outcome.message_id) == (kind, f"zbs_{code}", "")
    assert sim.messages() == []


@pytest.mark.parametrize(
    ("mode", "code", "kept"),
    [("timeout_after", "timeout", 1), ("timeout_before", "timeout", 0),
     ("drop_after", "cut_off", 1), ("truncated", "cut_off", 1), ("html", "no_id", 0),
     ("500", "http_500", 0), ("lie", "no_id", 0)],
)  # fmt: skip
@pytest.mark.parametrize(("carrier", "path"), [(ByUid, BY_UID), (ByPhone, BY_PHONE)])
def test_whatever_is_no_answer_leaves_a_doubt(sim, letter, carrier, path, mode, code, kept):
    more = {"seconds": 1.5} if mode.startswith("timeout") else {}
    sim.fail_next(path, mode=mode, **more)
    to = MY if carrier is ByUid else PHONE
    outcome = carrier(sim.wire).send(sim.account, letter(to=to))
    assert (outcome.kind, outcome.code) == (Class.DOUBT, code)
    assert len(sim.messages()) == kept


def test_a_host_that_is_not_there_was_never_asked(letter):
    outcome = ByPhone(Wire()).send(Account("http://127.0.0.1:9", "t"), letter())
    assert (outcome.kind, outcome.code) == (Class.OUTAGE, "connect")


def test_templates_are_listed_with_what_may_be_sent(sim):
    waiting = REMINDER | {"template_id": "300002", "name": "Báo khẩn", "status": "PENDING_REVIEW"}
    sim.ask("templates", **waiting)
    found = {row.template_id: row for row in templates.listed(sim.wire, sim.account)}
    assert {key: (row.name, row.approved) for key, row in found.items()} == {
        "300001": ("Nhắc lịch hiến máu", True), "300002": ("Báo khẩn", False)}  # fmt: skip


def test_more_templates_than_one_page(sim):
    more = [REMINDER | {"template_id": str(400000 + n)} for n in range(120)]
    httpx.post(f"{sim.url}/sim/templates", json=more, trust_env=False)
    assert len(templates.listed(sim.wire, sim.account)) == 121


def test_the_blanks_of_a_template_and_its_prices(sim):
    found = templates.info(sim.wire, sim.account, "300001")
    name, day = found.params
    assert name == templates.Param("ten", True, "STRING", 1, 30, may_be_empty=False)
    assert (day.name, day.kind) == ("ngay", "DATE")
    assert (found.price_by_phone, found.price_by_uid) == (120, 60)


@pytest.mark.parametrize(
    ("what", "code"),
    [({"error": -124}, "zbs_-124"), ({"mode": "html"}, "no_id"), ({"mode": "500"}, "http_500")],
)
def test_a_list_that_cannot_be_had_says_why(sim, what, code):
    sim.fail_next("/template/all", **what)
    with pytest.raises(Untold) as none:
        templates.listed(sim.wire, sim.account)
    assert none.value.outcome.code == code


def test_what_one_person_may_still_be_sent(sim):
    found = quotas.window(sim.wire, sim.account, MY)
    assert found.last_interaction_at is not None
    assert found.replies is not None and found.replies.remain > 0
    stranger = quotas.window(sim.wire, sim.account, MAN)
    assert stranger.last_interaction_at is None
    assert stranger.replies == Quota("reply", 0, 0)


def test_the_window_as_it_is_written_in_the_protocol():
    said = {"last_interaction": "1712765640000", "cs_reply": {"remain": 7, "total": "8"},
            "promotion": {"daily_remain": 1, "daily_total": 2, "monthly_remain": 3,
                          "monthly_total": 4}}  # fmt: skip
    network = httpx.MockTransport(lambda r: httpx.Response(200, json={"error": 0, "data": said}))
    found = quotas.window(Wire(transport=network), Account("http://zalo", "t"), MY)
    assert found.last_interaction_at.isoformat() == "2024-04-10T16:14:00+00:00"
    assert found.replies == Quota("reply", 7, 8)
    assert found.promotion_today == Quota("promotion_daily", 1, 2)
    assert found.promotion_this_month == Quota("promotion_monthly", 3, 4)


def test_what_the_account_has_bought(sim):
    sim.ask("limits", sub_quota=2000)
    (asset,) = quotas.bought(sim.wire, sim.account)
    assert asset.quota == Quota("sub_quota", 2000, 2000)


def test_the_account_says_who_it_is(sim):
    found = Console(sim.wire).describe(sim.account)
    assert (found.oa_id, found.name) == ("388613280878808645", "Phường Thanh Khê")
    assert found.verified is True and found.followers == 1


def test_a_consultation_message_tells_its_quota_too(sim, letter):
    outcome = Zalo(sim.wire).send(sim.account, letter(to=MY))
    assert outcome.kind is Class.SENT
    assert outcome.quota is not None and outcome.quota.of == "reply"

"""Events about people and the account: how each is raised, and its fields as in zalo.md 2."""

from typing import Any

from zalo_sim.tests import world
from zalo_sim.tests.conftest import MY, OA_ID, Zalo
from zalo_sim.tests.event_cases_of_chats import BY_APP, FROM_OA, FROM_USER, USER, Fields, Raise

PERSON = {"oa_id": OA_ID, "user_id": MY, "user_id_by_app": BY_APP}


def following(event: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        zalo.control("people", {"user_id": MY, "follows": event == "unfollow"})
        zalo.control(event, {"user_id": MY})
        follower = {"oa_id": OA_ID, "follower": USER, "user_id_by_app": BY_APP}
        return {**follower, "source": "oa_profile"}

    return act


def submits(zalo: Zalo) -> Fields:
    info = {"name": "Diễm My", "phone": "84905123456", "user_dob": "01/02/1990", "gender": "nữ"}
    place = {"user_city": "Đà Nẵng", "user_ward": "Hòa Cường", "user_address": "12 Núi Thành"}
    zalo.control("submit-info", {"user_id": MY, "info": {**info, **place}})
    return {**FROM_USER, "info": {**info, "full_address": place}}


def about(call: str, **more: Any) -> Raise:
    def act(zalo: Zalo) -> Fields:
        zalo.control(call, {"user_id": MY, **more})
        return {**PERSON, **more}

    return act


def tag(call: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        body = {"user_id": MY, "tag_name": "Khách Q1"}
        world.ok(zalo.post("/v2.0/oa/tag/tagfollower", body))
        if call != "tagfollower":
            world.ok(zalo.post(f"/v2.0/oa/tag/{call}", body))
        return {"oa_id": OA_ID, "tag": {"user_ids": [MY], "name": "Khách Q1"}}

    return act


def widget(zalo: Zalo) -> Fields:
    data = {"user_id": MY, "user_external_id": "khach-7", "url": "https://example.vn/"}
    zalo.control("widget", data)
    return {"oa_id": OA_ID, "data": data}


def consent(by: str, status: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        zalo.control("consent", {"user_id": MY, "by": by})
        return {**(FROM_USER if by == "user" else FROM_OA), "consent": {"status": status}}

    return act


def call(by: str) -> Raise:
    def act(zalo: Zalo) -> Fields:
        zalo.control("call", {"user_id": MY, "by": by})
        zalo.settle()
        fields = zalo.hook.events[-1]["call"]
        assert fields["status"] == "answered"
        return {**(FROM_USER if by == "user" else FROM_OA), "call": fields}

    return act


def template_status(zalo: Zalo) -> Fields:
    world.declare(zalo)
    zalo.control("templates", {"template_id": world.TEMPLATE, "status": "DISABLE"})
    status = {"prev_status": "ENABLE", "new_status": "DISABLE"}
    return {"oa_id": OA_ID, "template_id": world.TEMPLATE, "status": status, "reason": ""}


def template_quality(zalo: Zalo) -> Fields:
    world.declare(zalo)
    zalo.control("templates", {"template_id": world.TEMPLATE, "quality": "LOW"})
    quality = {"prev_quality": "HIGH", "new_quality": "LOW"}
    return {"oa_id": OA_ID, "template_id": world.TEMPLATE, "quality": quality}


def daily_quota(zalo: Zalo) -> Fields:
    zalo.control("limits", {"template_daily": 500})
    return {"oaId": OA_ID, "quota": {"prev_value": "5000", "new_value": "500"}}


def feedback(zalo: Zalo) -> Fields:
    world.declare(zalo)
    sent = world.by_phone(zalo)["data"]["msg_id"]
    given = {"rate": 5, "note": "Cảm ơn phường", "feedbacks": ["Đúng hẹn"]}
    zalo.control("feedback", {"message_id": sent, **given})
    told = {"submit_time": str(zalo.sim.clock.now()), "msg_id": sent, "tracking_id": "luot-1"}
    return {"oa_id": OA_ID, "message": {**given, **told}}


CASES: dict[str, Raise] = {
    "follow": following("follow"),
    "unfollow": following("unfollow"),
    "user_submit_info": submits,
    "user_click_chatnow": about("chatnow"),
    "update_user_info": about("update-info", info={"name": "My"}),
    "user_withdraw": about("withdraw"),
    "add_user_to_tag": tag("tagfollower"),
    "remove_user_from_tag": tag("rmfollowerfromtag"),
    "remove_tag": tag("rmtag"),
    "widget_interaction_accepted": widget,
    "oa_send_consent": consent("oa", "asked"),
    "user_reply_consent": consent("user", "agreed"),
    "user_call_oa": call("user"),
    "oa_call_user": call("oa"),
    "change_template_status": template_status,
    "change_template_quality": template_quality,
    "change_oa_daily_quota": daily_quota,
    "user_feedback": feedback,
}

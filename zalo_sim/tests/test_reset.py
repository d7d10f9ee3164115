"""A new world in the running program: nobody, nothing said, no token, nothing on its way."""

from zalo_sim.tests.conftest import MY, PEOPLE, Zalo


def test_nothing_of_the_world_before_is_left(zalo: Zalo) -> None:
    zalo.control("limits", {"rate_per_minute": 2})
    zalo.control("toggle", {"name": "double", "on": True})
    zalo.push(hours=3)
    zalo.hook.answer = lambda event: 500
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    zalo.control("reset")
    state = zalo.client.get("/sim/state").get_json()
    assert (state["people"], state["deliveries"], state["offset_ms"]) == ([], [], 0)
    assert state["limits"]["rate_per_minute"] == 4000 and not any(state["toggles"].values())
    assert zalo.send()["error"] == -216, "the token was of the world before"
    told = len(zalo.hook.calls)
    zalo.push(minutes=1)
    zalo.settle()
    assert len(zalo.hook.calls) == told, "what was to be tried again is forgotten"


def test_the_new_world_works_and_is_what_a_restart_finds(zalo: Zalo) -> None:
    zalo.control("reset")
    zalo.client.post("/sim/people", json=PEOPLE)
    zalo.renew()
    zalo.reopen()
    assert zalo.send()["error"] == 0
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    assert zalo.hook.events[-1]["message"]["text"] == "1"

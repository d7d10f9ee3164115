"""Quotas and purses of template messages: per day, per template, per person, and đồng."""

from zalo_sim.clock import moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Person, Template
from zalo_sim.simulator import Simulator


def today(sim: Simulator) -> str:
    return f"templates {moment(sim.clock.now()):%Y-%m-%d}"


def remaining(sim: Simulator) -> int:
    return max(sim.world.limits["template_daily"] - sim.world.counts[today(sim)], 0)


def by_phone(sim: Simulator, template: Template, person: Person) -> dict[str, int]:
    """What the message uses up; -144, -147, -1471, -1472, -137 or -115 when there is none left."""
    world, at = sim.world, moment(sim.clock.now())
    day, month = f"{at:%Y-%m-%d}", f"{at:%Y-%m}"
    one = f"template {template.template_id}"
    asked = (
        (-144, today(sim), world.limits["template_daily"]),
        (-147, f"{one} {day}", template.daily_limit),
        (-1471, f"{one} {person.user_id} {day}", template.per_user_day),
        (-1472, f"{one} {person.user_id} {month}", template.per_user_month),
    )
    spent = {}
    for code, key, most in asked:
        if most is None:
            continue
        if world.counts[key] >= most:
            raise ZaloError(code)
        spent[key] = world.counts[key] + 1
    return {**spent, **_paid(sim, "balance", template.price_sdt, -115)}


def in_development(sim: Simulator, template: Template) -> dict[str, int]:
    """Development mode has a purse of its own and touches no quota."""
    return _paid(sim, "dev_balance", template.price_sdt, -126)


def by_uid(sim: Simulator, template: Template) -> dict[str, int]:
    return _paid(sim, "balance", template.price_uid, -211)


def _paid(sim: Simulator, purse: str, price: int, code: int) -> dict[str, int]:
    used = sim.world.counts[f"spent {purse}"]
    if used + price > sim.world.limits[purse]:
        raise ZaloError(code)
    return {f"spent {purse}": used + price}

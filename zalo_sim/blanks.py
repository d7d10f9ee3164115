"""Filling the blanks of a template: what is missing, too long or of a wrong shape."""

import re
from typing import Any

from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Template
from zalo_sim.templates import BLANK

DATE = r"\d{2}/\d{2}/\d{4}"
TIME = r"\d{2}:\d{2}(:\d{2})?"
SHAPES = {
    "STRING": re.compile(r".*", re.DOTALL),
    "NUMBER": re.compile(r"-?\d+(\.\d+)?"),
    "DATE": re.compile(rf"({TIME} )?{DATE}|{DATE} {TIME}"),
    "PHONE": re.compile(r"(84|0)\d{9,10}"),
    "URL": re.compile(r"https?://\S+"),
}


def check(template: Template, data: Any) -> dict[str, str]:
    """The values as text. -132 no mapping or an unknown name, -1122, -1121, -1124."""
    if not isinstance(data, dict) or set(data) - {param["name"] for param in template.params}:
        raise ZaloError(-132)
    return {param["name"]: _value(param, data.get(param["name"])) for param in template.params}


def filled(template: Template, values: dict[str, str]) -> str:
    return BLANK.sub(lambda blank: values.get(blank[1], ""), template.text)


def _value(param: dict[str, Any], given: Any) -> str:
    if given is None or given == "":
        if param["require"] and not (given is None and param["acceptNull"]):
            raise ZaloError(-1122)
        return ""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise ZaloError(-1124)
    text = str(given)
    if len(text) > param["maxLength"]:
        raise ZaloError(-1121)
    if len(text) < param["minLength"] or not SHAPES[param["type"]].fullmatch(text):
        raise ZaloError(-1124)
    return text

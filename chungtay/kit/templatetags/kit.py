"""What the components need of the template language. Built in: no `{% load %}` asked for."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from chungtay.kit import drawing, vietnamese

register = template.Library()


@register.filter
def per_cent(share: drawing.Number) -> str:
    """A share of one as an SVG length, "41.5%"."""
    return drawing.per_cent(share)


@register.filter
def hundredths(share: drawing.Number) -> str:
    """A share of one in hundredths without the sign: for `stroke-dasharray` and `aria-valuenow`."""
    return drawing.per_cent(share)[:-1]


@register.filter
def initials(name: str) -> str:
    return vietnamese.initials(str(name))


@register.filter
def stretches(parts: Sequence[tuple[str, drawing.Number]]) -> list[drawing.Stretch]:
    return drawing.stretches(parts)


@register.filter
def for_bar(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The four of the rail that fit the bar of a phone: those marked `bar`, else the first."""
    return [item for item in items if item.get("bar")][:4] or list(items[:4])


@register.filter
def undo_address(message: object) -> str:
    """Where a toast's undo posts to: `messages.success(…, extra_tags="undo=/so/dong/7/bo/")`."""
    for tag in str(getattr(message, "extra_tags", "") or "").split():
        if tag.startswith("undo="):
            return tag.removeprefix("undo=")
    return ""


@register.filter
def length_is_long(number: object) -> bool:
    """A figure such as 61.200.000 that would not fit half a phone at full size."""
    return len(str(number)) > 9


@register.filter
def choice_parts(label: object) -> list[str]:
    """A choice's label and its small line, written "label | small line" in the form."""
    head, _, tail = str(label).partition(" | ")
    return [head, tail]


@register.filter
def as_kind(field: BoundField) -> str:
    """How a field is asked: picks (radio, several boxes), box (one tick) or line."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", None)
    if kind in {"radio", "checkbox"}:
        return "picks" if hasattr(widget, "choices") else "box"
    return "line"


@register.simple_tag
def control(field: BoundField, hint: object = "", **attrs: Any) -> SafeString:
    """The field's own input with our class, and its hint and errors tied to it for all readers."""
    told = [f"{field.auto_id}-h"] * bool(hint) + [f"{field.auto_id}-e"] * bool(field.errors)
    given = {name: value for name, value in attrs.items() if value not in ("", None)}
    given["class"] = " ".join(filter(None, ["in", field.field.widget.attrs.get("class")]))
    if told:
        given["aria-describedby"] = " ".join(told)
    return field.as_widget(attrs=given)

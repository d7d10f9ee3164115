"""What the components need of the template language. Built in: no `{% load %}` asked for."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from chungtay.kit import drawing

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
    """The last two syllables' first letters, as Vietnamese names are shortened: My of Diễm → DM."""
    return "".join(word[0].upper() for word in str(name).split()[-2:])


@register.filter
def stretches(parts: Sequence[tuple[str, drawing.Number]]) -> list[drawing.Stretch]:
    return drawing.stretches(parts)


@register.filter
def choice_parts(label: object) -> list[str]:
    """A choice's label and its small line, written "label | small line" in the form."""
    head, _, tail = str(label).partition(" | ")
    return [head, tail]


@register.filter
def as_kind(field: BoundField) -> str:
    """How a field is asked: picks (radio, several boxes), box (one tick), stepper or line."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", None)
    if getattr(widget, "stepper", False):
        return "stepper"
    if kind in {"radio", "checkbox"}:
        return "picks" if hasattr(widget, "choices") else "box"
    return "line"


@register.simple_tag
def control(field: BoundField, hint: bool = False, **attrs: Any) -> SafeString:
    """The field's own input with our class, and its hint and errors tied to it for all readers."""
    told = [f"{field.auto_id}-h"] * hint + [f"{field.auto_id}-e"] * bool(field.errors)
    plain = {name.replace("_", "-"): value for name, value in attrs.items() if value not in ("", None)}
    classes = " ".join(filter(None, ["in", str(plain.pop("class", "")), field.css_classes()]))
    widget_class = field.field.widget.attrs.get("class")
    plain["class"] = f"{classes} {widget_class}" if widget_class else classes
    if told:
        plain["aria-describedby"] = " ".join(told)
    if field.errors:
        plain["aria-invalid"] = "true"
    return field.as_widget(attrs=plain)

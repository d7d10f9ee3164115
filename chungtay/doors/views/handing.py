"""The page that hands a link over: for the only time, as text, as a message, as a picture."""

from datetime import datetime
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from chungtay.access.links import sealed


def drawn(address: str) -> SafeString:
    """An address as a QR picture (SVG of our own making: no style, no script)."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=2, light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308


def handed_over(
    request: HttpRequest, *, address: str, until: datetime, heading: Any, text: Any, back: str,
    once: bool = True,
) -> HttpResponse:  # fmt: skip
    """`text` is what goes before the address in a message; `once`: it opens a single time."""
    whole = request.build_absolute_uri(address)
    context = {
        "heading": heading, "address": whole, "until": until, "text": f"{text} {whole}",
        "qr": drawn(whole), "back": back, "once": once,
    }  # fmt: skip
    return sealed(render(request, "doors/pages/handed_over.html", context))

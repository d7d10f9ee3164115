"""A sheet of A4 for the wall: the address of the form as a picture, the word for Zalo."""

from dataclasses import dataclass
from pathlib import Path

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.views.decorators.http import require_GET

from chungtay.access.visiting import own_place
from chungtay.channels.models import Channel
from chungtay.doors.views.handing import drawn
from chungtay.kit import paper
from chungtay.kit.duty import may
from chungtay.places.models import Place

SHEET = Path(__file__).parent.parent / "papers" / "poster.typ"


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it. `zalo`: the name of the account residents write to, if there is one."""

    ward: Place
    url: str
    zalo: str

    @property
    def address(self) -> str:
        """As somebody types it."""
        return self.url.partition("://")[2]


def _poster(request: HttpRequest) -> Poster:
    ward = own_place(request, "donors.register_donor")
    if ward.kind != Place.Kind.COMMUNE:
        raise Http404
    path = reverse("signups:sign_up", args=[ward.code])
    site = str(settings.SITE or request.build_absolute_uri("/").rstrip("/"))
    accounts = Channel.objects.unscoped(why="the name of the account residents write to").filter(
        kind=Channel.Kind.ZALO_OA, place__in=[ward.pk, ward.province_id]
    )
    return Poster(ward, site + path, accounts.values_list("name", flat=True).first() or "")


@may("donors.register_donor")
@require_GET
def poster(request: HttpRequest) -> HttpResponse:
    """The sheet as a page, to be looked at before it is printed."""
    found = _poster(request)
    context = {"poster": found, "ward": found.ward, "qr": drawn(found.url)}
    return render(request, "signups/pages/poster.html", context)


@may("donors.register_donor")
@require_GET
def poster_pdf(request: HttpRequest) -> HttpResponse:
    """The sheet as a file, for any printer or copy shop."""
    found = _poster(request)
    made = HttpResponse(paper.pdf(SHEET, _told(found)), content_type="application/pdf")
    name = f"hien-mau-{found.ward.code}.pdf"
    made["Content-Disposition"] = f'inline; filename="{name}"'
    return made


def _told(found: Poster) -> dict[str, str]:
    # A quarter of the picture may be torn or dirty: it hangs outdoors.
    code = segno.make(found.url, error="q", micro=False)
    zalo = say("Hoặc nhắn Zalo cho “%(name)s” hai chữ: hiến máu.") % {"name": found.zalo}
    return {
        "lang": get_language() or "vi",
        "ward": found.ward.full_name,
        "heading": say("Ghi tên hiến máu"),
        "text": say(
            "Khi có người cần đúng nhóm máu của anh/chị, chúng tôi hỏi anh/chị một câu. Muốn thì "
            "đến, không thì thôi. Rút tên lúc nào cũng được."
        ),
        "scan": say("Mở máy ảnh của điện thoại, chụp hình vuông này để ghi tên."),
        "type": say("Hoặc gõ địa chỉ:"),
        "address": found.address,
        "zalo": zalo if found.zalo else "",
        "urgent": say("Việc gấp không chờ ở đây, gọi ngay:"),
        "police": say("Công an"),
        "fire": say("Chữa cháy"),
        "ambulance": say("Cấp cứu"),
        "children": say("Trẻ em"),
        "qr": code.svg_inline(border=0, svgclass=None, lineclass=None),
    }

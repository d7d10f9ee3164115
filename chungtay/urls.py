"""The site map: every path of the house, by floor."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from chungtay.kit.duty import may

urlpatterns = [
    path("", include("chungtay.site.urls")),
    path("", include("chungtay.access.urls")),
    path("", include("chungtay.doors.urls")),
    path("ngon-ngu/", may("anyone")(set_language), name="set_language"),
    *[
        path(prefix, include(f"chungtay.{floor}.urls"))
        for prefix, floor in [
            ("noi/", "places"),
            ("cho-duyet/", "approvals"),
            ("quyen-du-lieu/vu-lo/", "breaches"),
            ("quyen-du-lieu/", "rights"),
            ("so/", "journal"),
            ("nguoi-dan/", "people"),
            ("danh-sach/", "lists"),
            ("hien-mau/quy-tac/", "transfusion"),
            ("hien-mau/", "donors"),
            ("hien-mau/", "signups"),
            ("hien-mau/", "upkeep"),
            ("hien-mau/", "releases"),
            ("hien-mau/", "boards"),
            ("ca-truc/", "weeks"),
            ("", "channels"),
            ("", "tending"),
            ("", "intake"),
            ("", "inbox"),
            ("", "groups"),
        ]
        if find_spec(f"chungtay.{floor}.urls")
    ],
]
if settings.DEMO and find_spec("chungtay.kit.urls"):
    urlpatterns.append(path("kit/", include("chungtay.kit.urls")))

handler400 = "chungtay.kit.views.bad_request"
handler403 = "chungtay.kit.views.refused"
handler404 = "chungtay.kit.views.missing"
handler500 = "chungtay.kit.views.broken"

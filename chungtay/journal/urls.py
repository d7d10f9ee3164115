"""/so/: books and figures."""

from django.urls import path, register_converter

from chungtay.journal.views import books, closings, figures


class MeasureCode:
    """ "blood.platelet_gifts"."""

    regex = r"[a-z_0-9]+(?:\.[a-z_0-9]+)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(MeasureCode, "measure")
app_name = "journal"
urlpatterns = [
    path("", figures.index, name="measures"),
    path("nhat-ky/", books.journal, name="journal"),
    path("chot-so/", closings.closings, name="closings"),
    path("dong/<int:pk>/", books.entry, name="entry"),
    path("dong/<int:pk>/huy/<int:line>/", books.void_line, name="void"),
    path("<measure:code>/", figures.figure, name="figure"),
    path("<measure:code>/excel/", figures.workbook, name="workbook"),
]

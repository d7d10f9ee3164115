"""The gallery of components (demo only), and the pages that say what went wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from chungtay.kit.demo import forms, samples
from chungtay.kit.duty import may

SHOWN = {"400", "403", "404", "500", "refused", "confirm"}


def _plain(status: int) -> HttpResponse:
    """Without request on purpose: whatever broke may be what a context processor asks."""
    words = render_to_string(f"kit/pages/{status}.html", {"LANGUAGE_CODE": get_language()})
    return HttpResponse(words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(404)


def broken(request: HttpRequest) -> HttpResponse:
    return _plain(500)


@may("anyone")
def gallery(request: HttpRequest, size: str) -> HttpResponse:
    """Every component in every state. `size`: officers (16 px, rail) or residents (17 px)."""
    context = {
        **samples.samples(),
        "faulty": forms.faulty(),
        "closed": forms.closed(),
        "frame": f"kit/pages/{'public' if size == 'residents' else 'base'}.html",
    }
    return render(request, f"kit/pages/gallery/{size}.html", context)


@may("anyone")
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages nobody wants to meet, to be looked at in peace."""
    if name not in SHOWN:
        raise Http404
    context = {"sentence": samples.NOTES[4][1], **samples.QUESTION, "back": "/kit/"}
    return render(request, f"kit/pages/{name}.html", context)

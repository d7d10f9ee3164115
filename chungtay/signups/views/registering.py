"""Registering by a form: by an officer, by anybody on the public page; and who waits."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.links import sealed
from chungtay.access.visiting import acting_of, attempt, own_place
from chungtay.donors.actions import register_donor
from chungtay.donors.purposes import ASK
from chungtay.groups import marks
from chungtay.journal.act import Repeated
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.places.models import Place
from chungtay.signups import actions
from chungtay.signups.boxes import DeskForm, OwnForm
from chungtay.signups.models import Signup
from chungtay.signups.telling import arguments
from chungtay.signups.wards import ward_or_404

LARGEST = 32_768
"""Bytes of one form."""
MOST_WAITING = 100


@may("donors.register_donor")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """An officer writes down whoever sits before them or telephones."""
    at, place = clock.now(), own_place(request, "donors.register_donor")
    form = DeskForm(request.POST if request.method == "POST" else None, at=at, ward=place)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        try:
            register_donor(
                actor=acting_of(request), at=at, place=Place.objects.get(pk=told["home"]),
                means=Consent.Means(form.cleaned_data["means"]), **arguments(told),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, say("Đã ghi người hiến vào sổ."))
            return redirect("donors:registry")
    status = 422 if form.errors else 200
    return render(request, "signups/pages/write.html", {"form": form}, status=status)


@may("anyone")
@csrf_exempt  # nobody is signed in by it: a forged post could only do what the page offers anybody
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, code: str) -> HttpResponse:
    """The public form of a ward. GET shows; only POST registers, once for each form shown."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return sealed(HttpResponse(status=413), forms=True)
    at = clock.now()
    ward = ward_or_404(code, at)
    posted = request.method == "POST"
    form = OwnForm(request.POST if posted else None, at=at, ward=ward)
    if posted and form.is_valid():
        if form.cleaned_data["site"]:
            return _onward(code)  # a machine: it hears what a person hears, nothing is kept
        try:
            _sign_up(request, ward, form)
            return _onward(code)
        except actions.TooMany as refused:
            form.add_error(None, str(refused.sentence))
            return _form(request, ward, form, 429)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    return _form(request, ward, form, 422 if form.errors else 200)


def _sign_up(request: HttpRequest, ward: Place, form: OwnForm) -> None:
    told = form.told()
    key = marks.form_of(request, *(str(told.get(name)) for name in sorted(told)))
    with suppress(Repeated):  # pressed twice: it has arrived
        actions.sign_up.once(f"sign_up:{ward.pk}:{key}")(
            actor=System("public_page"), at=clock.now(), place=ward, told=told,
            origin=marks.origin(request),
        )  # fmt: skip


def _onward(code: str) -> HttpResponse:
    return sealed(redirect("signups:signed_up", code), forms=True)


def _form(request: HttpRequest, ward: Place, form: OwnForm, status: int) -> HttpResponse:
    context = {"form": form, "ward": ward, "once": marks.once(request), "consent": ASK.text}
    page = render(request, "signups/pages/public/sign_up.html", context, status=status)
    return sealed(page, forms=True)


@may("anyone")
@require_GET
def signed_up(request: HttpRequest, code: str) -> HttpResponse:
    """After the form: whoever has the number is asked. Says nothing of anybody."""
    context = {"ward": ward_or_404(code, clock.now()), "code": code}
    return sealed(render(request, "signups/pages/public/signed_up.html", context), forms=True)


@may("signups.confirm_signup")
@require_GET
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """Whoever registered by the form and has not said yet that it was them: names, no numbers."""
    acting = acting_of(request)
    rows = Signup.objects.visible_to(acting).filter(way=Signup.Way.WEB, ended_in=None)
    found = list(rows.order_by("begun_at")[:MOST_WAITING])
    persons = Person.objects.visible_to(acting).in_bulk([row.person_id for row in found])
    named = [
        {"signup": row, "person": persons.get(row.person_id), "at": clock.moment(row.begun_at)}
        for row in found
    ]
    return render(request, "signups/pages/waiting.html", {"rows": named})


def _signup(request: HttpRequest, signup_id: int) -> Signup:
    rows = Signup.objects.visible_to(acting_of(request)).filter(way=Signup.Way.WEB)
    found: Signup = get_object_or_404(rows, pk=signup_id)
    return found


@may("signups.confirm_signup")
@require_POST
def confirm(request: HttpRequest, signup_id: int) -> HttpResponse:
    """The officer has telephoned, and it was them."""
    found = _signup(request, signup_id)
    attempt(
        request,
        lambda: actions.confirm_signup(
            actor=acting_of(request), at=clock.now(), signup=found, how=ContactPoint.How.CALLED
        ),
        say("Đã ghi người hiến vào sổ."),
    )
    return redirect("signups:waiting")


@may("signups.stop_signup")
@require_POST
def refuse(request: HttpRequest, signup_id: int) -> HttpResponse:
    """The officer has telephoned, and it was not them."""
    found = _signup(request, signup_id)
    attempt(
        request,
        lambda: actions.stop_signup(actor=acting_of(request), at=clock.now(), signup=found),
        say("Đã bỏ. Không giữ gì của lần ghi tên này."),
    )
    return redirect("signups:waiting")

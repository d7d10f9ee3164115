"""A person's own page: the link, the second factor, what is theirs, what they may do.

The session remembers by which link it came in, and every page asks the database whether that link,
and the person, still stand. Nothing takes an id from the address: there is nobody else to ask for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access import links
from chungtay.access.links import OWN_PAGE
from chungtay.access.models import Link
from chungtay.access.visiting import attempt
from chungtay.doors.lockout import client_ip
from chungtay.kit import clock, phones
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.merging import persons_of
from chungtay.people.models import Person
from chungtay.rights import actions, mine, taking_away
from chungtay.rights.actions.own import Owner, is_being_erased, phones_of
from chungtay.rights.forms import DigitsForm, PhoneForm, WishForm
from chungtay.rights.models import Request
from chungtay.rights.registry import Subject, onwards
from chungtay.rights.tasks import send_to_number
from chungtay.traces.subject import subject_of

KEY = "rights.own"
STAYS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Mine:
    """Whose page this session may see."""

    person: Person
    subject: Subject
    acting: Owner


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response


def _whose(request: HttpRequest, at: datetime) -> Mine:
    """The person of this session; raises DeadLink for nobody, too late, withdrawn or erased."""
    kept = request.session.get(KEY) or {}
    link = Link.objects.filter(pk=kept.get("link") or 0, purpose=OWN_PAGE, revoked_at=None).first()
    alive = link is not None and link.used_at is not None and at < link.used_at + STAYS
    if not alive or link is None or link.actor_id is None:
        request.session.pop(KEY, None)
        raise links.DeadLink
    return _mine(link.actor_id)


def _mine(actor_id: int) -> Mine:
    persons = Person.objects.unscoped(why="the person whose own page this is")
    person = persons.select_related("place").filter(actor=actor_id).exclude(name="").first()
    if person is None or is_being_erased(person):
        raise links.DeadLink
    places = frozenset(persons_of(person).values_list("place", flat=True))
    return Mine(person, subject_of(person), Owner(actor_id, places))


def own(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open a page to the person of this session only, and keep it out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: str) -> HttpResponse:
        at = clock.now()
        try:
            whose = _whose(request, at)
        except links.DeadLink as dead:
            return links.dead_page(request, dead)
        return _private(view(request, whose, at, **arguments))

    return guarded


@may("anyone")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link by telephone number. Whoever has the number, the answer is the same, and
    so is the work done for it: whether anything is sent is decided by a job."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = phones.normalise(form.cleaned_data["phone"])
        except Refused as refused:
            form.add_error("phone", str(refused.sentence))
        else:
            origin = salted_hmac(
                "rights.own_page", client_ip(request), algorithm="sha256"
            ).hexdigest()[:20]
            send_to_number.enqueue(number, request.build_absolute_uri("/").rstrip("/"), origin)
            return _private(render(request, "rights/pages/own/asked.html"))
    return _private(render(request, "rights/pages/own/ask.html", {"form": form}))


@may("anyone")
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the message. GET changes nothing but the session: chat apps look first."""
    return links.enter(request, token, OWN_PAGE, reverse("rights:own_digits"), clock.now())


@may("anyone")
@require_http_methods(["GET", "POST"])
def digits(request: HttpRequest) -> HttpResponse:
    """The second factor: the last four digits of the person's own telephone, five tries."""
    at = clock.now()
    try:
        link = links.entered(request, OWN_PAGE, at)
        whose = _mine(link.actor_id or 0)
    except links.DeadLink as dead:
        return links.dead_page(request, dead)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["digits"]
        if not links.try_once(link):
            return links.dead_page(request, links.DeadLink())
        if any(constant_time_compare(said, number[-4:]) for number in phones_of(whose.person)):
            links.recognised(link)
            return _private(_let_in(request, link, at))
        left = links.MOST_WRONG - link.wrong
        if not left:
            return links.dead_page(request, links.DeadLink())
        form.add_error("digits", _("Chưa đúng. Còn %(n)s lần thử.") % {"n": left})
    return _private(render(request, "rights/pages/own/digits.html", {"form": form}))


def _let_in(request: HttpRequest, link: Link, at: datetime) -> HttpResponse:
    """Use the link up, and give this browser the page under a new session key."""
    try:
        with transaction.atomic():
            links.spend(link, at=at)
    except links.DeadLink as dead:
        return links.dead_page(request, dead)
    links.leave(request, OWN_PAGE)
    request.session.cycle_key()
    request.session[KEY] = {"link": link.pk}
    return redirect("rights:own")


@may("anyone")
@require_GET
@own
def page(request: HttpRequest, whose: Mine, at: datetime) -> HttpResponse:
    context = {
        "person": whose.person,
        "sections": [s for s in mine.sections(whose.subject) if s.code != "consents"],
        "consents": mine.words(whose.subject),
        "deleting": _asked_to_delete(whose),
        "onwards": [onward for onward in onwards if onward.concerns(whose.subject)],
    }
    return render(request, "rights/pages/own/page.html", context)


@may("anyone")
@require_http_methods(["GET", "POST"])
@own
def correct(request: HttpRequest, whose: Mine, at: datetime) -> HttpResponse:
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _receive(request, whose, at, Request.What.CORRECT, form.cleaned_data["wish"])
        return redirect("rights:own")
    return render(request, "rights/pages/own/correct.html", {"form": form})


def _receive(
    request: HttpRequest, whose: Mine, at: datetime, what: Request.What, wish: str = ""
) -> None:
    attempt(
        request,
        lambda: actions.receive(
            actor=whose.acting, at=at, person=whose.person, what=what,
            came=Request.Came.OWN_PAGE, wish=wish,
        ),
        done=_("Phường đã nhận yêu cầu. Phường sẽ báo trong 2 ngày làm việc."),
    )  # fmt: skip


@may("anyone")
@require_http_methods(["GET", "POST"])
@own
def withdraw(request: HttpRequest, whose: Mine, at: datetime, purpose: str) -> HttpResponse:
    """Take one consent back: it holds from this moment, nobody is asked."""
    if purpose not in {word.purpose for word in mine.words(whose.subject) if word.purpose}:
        raise Http404
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.receive(
                actor=whose.acting, at=at, person=whose.person, what=Request.What.WITHDRAW,
                came=Request.Came.OWN_PAGE, purpose=purpose,
            ),
            done=_("Đã rút. Từ giờ phường không nhắn anh/chị về việc này nữa."),
        )  # fmt: skip
        return redirect("rights:own")
    return _sure(
        request,
        _("Rút lời đồng ý “%(what)s”?") % {"what": mine.name_of(purpose)},
        _("Có hiệu lực ngay. Tin đang chờ gửi cũng không gửi nữa."),
        _("Rút lời đồng ý"),
    )


def _asked_to_delete(whose: Mine) -> bool:
    asked = mine.requests_of(whose.subject).open().filter(what=Request.What.DELETE)
    return bool(asked.exists())


@may("anyone")
@require_http_methods(["GET", "POST"])
@own
def delete(request: HttpRequest, whose: Mine, at: datetime) -> HttpResponse:
    """Ask to be erased: a request whose clock runs, so that a hasty tap is not the end."""
    if request.method == "POST":
        if _asked_to_delete(whose):
            messages.info(request, _("Phường đã nhận yêu cầu xóa của anh/chị rồi."))
        else:
            _receive(request, whose, at, Request.What.DELETE)
        return redirect("rights:own")
    return _sure(
        request,
        _("Xin xóa dữ liệu của tôi?"),
        _("Phường báo lại trong 2 ngày làm việc và xóa trong 20 ngày. Xóa rồi không lấy lại được."),
        _("Xin xóa"),
    )


def _sure(request: HttpRequest, heading: str, body: str, verb: str) -> HttpResponse:
    context = {"heading": heading, "body": body, "verb": verb, "keep": _("Để như cũ"),
               "action": request.path, "back": reverse("rights:own")}  # fmt: skip
    return render(request, "rights/pages/own/sure.html", context)


@may("anyone")
@require_GET
@own
def take_away(request: HttpRequest, whose: Mine, at: datetime, kind: str) -> HttpResponse:
    """The person's data as a file."""
    if kind not in {"json", "xlsx"}:
        raise Http404
    sections = mine.sections(whose.subject)
    if kind == "json":
        response = HttpResponse(taking_away.as_json(sections), content_type="application/json")
    else:
        response = HttpResponse(
            taking_away.as_workbook(sections),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    response["Content-Disposition"] = f'attachment; filename="du-lieu-cua-toi.{kind}"'
    return response


@may("anyone")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the page on this browser."""
    request.session.pop(KEY, None)
    links.leave(request, OWN_PAGE)
    return _private(redirect("rights:own_ask"))

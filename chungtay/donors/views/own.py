"""A donor's own page, behind the link and digits of all that is theirs (`rights.views.own`)."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.visiting import attempt
from chungtay.donors import actions, mine
from chungtay.donors.forms import WishesForm
from chungtay.donors.mine import Acting
from chungtay.donors.models import Donor
from chungtay.donors.ownforms import CorrectForm, PastForm, PauseForm
from chungtay.donors.wishes import told_wishes
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people.models import Person
from chungtay.rights.views.own import Mine, own

View = Callable[..., HttpResponse]


def a_donors(view: View) -> Any:
    """Open a page to the donor of this session; whoever is none is told so."""

    @own
    @wraps(view)
    def guarded(request: HttpRequest, whose: Mine, at: datetime, **named: int) -> HttpResponse:
        rows = Donor.objects.unscoped(why="the donor's own row, on their own page")
        donor = rows.filter(actor__in=whose.subject.actor_ids, ended_in=None).first()
        if donor is None:
            return render(request, "donors/pages/own/none.html", status=404)
        acting = Acting(whose.acting.actor_id, frozenset({donor.place_id}))
        return view(request, donor, acting, at, **named)

    return guarded


def _person(donor: Donor) -> Person:
    persons = Person.objects.unscoped(why="whose own page this is")
    found: Person = persons.select_related("place").get(pk=donor.person_id)
    return found


@may("anyone")
@require_GET
@a_donors
def page(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    person, today = _person(donor), clock.today(at)
    context = {
        "person": person, "donor": donor, "facts": mine.facts(donor, person),
        "nexts": mine.nexts(donor, person, today), "pause": mine.pause_of(donor, today),
        "silent": mine.silent_until(donor, at),
    }  # fmt: skip
    return render(request, "donors/pages/own/page.html", context)


def _form(request: HttpRequest, form: Any, heading: str, verb: str, hint: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "verb": verb, "hint": hint}
    status = 422 if form.errors else 200
    return render(request, "donors/pages/own/form.html", context, status=status)


@may("anyone")
@require_http_methods(["GET", "POST"])
@a_donors
def pause(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    form = PauseForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and form.is_valid():
        until: date | None = form.cleaned_data["until"]
        attempt(
            request,
            lambda: actions.pause(actor=acting, at=at, donor=donor, until=until),
            _("Đã tạm ngừng. Chúng tôi không hỏi anh/chị cho đến ngày ấy."),
        )
        return redirect("donors:own")
    hint = _("Không cần nói vì sao. Chúng tôi chỉ giữ một ngày.")
    return _form(request, form, _("Tạm ngừng hỏi tôi"), _("Tạm ngừng"), hint)


@may("anyone")
@require_POST
@a_donors
def resume(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    attempt(
        request,
        lambda: actions.resume(actor=acting, at=at, donor=donor),
        _("Từ nay chúng tôi lại hỏi anh/chị khi cần."),
    )
    return redirect("donors:own")


@may("anyone")
@require_http_methods(["GET", "POST"])
@a_donors
def say_when(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    form = WishesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: actions.say_when(
                actor=acting, at=at, donor=donor, wishes=told_wishes(form.cleaned_data)
            ),
            _("Đã ghi. Chúng tôi hỏi đúng như anh/chị dặn."),
        )
        return redirect("donors:own")
    return _form(request, form, _("Hỏi tôi thế nào"), _("Ghi lại"))


@may("anyone")
@require_http_methods(["GET", "POST"])
@a_donors
def correct(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    initial = {"group": donor.group, "source": donor.source, "weight": donor.weight}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: actions.correct_donor(actor=acting, at=at, donor=donor, **form.told()),
            _("Đã sửa. Các ngày hẹn tính lại theo đó."),
        )
        return redirect("donors:own")
    hint = _("Tên, số điện thoại, nơi ở: sửa ở trang “Dữ liệu của tôi”.")
    return _form(request, form, _("Sửa chỗ chưa đúng"), _("Sửa"), hint)


@may("anyone")
@require_http_methods(["GET", "POST"])
@a_donors
def gifts(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    """What the book counts of them; they may add what is missing."""
    form = PastForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and form.is_valid() and attempt(
        request,
        lambda: actions.record_past_gifts(actor=acting, at=at, donor=donor, **form.told()),
        _("Đã ghi. Cảm ơn anh/chị."),
    ):  # fmt: skip
        return redirect("donors:own_gifts")
    context = {"form": form, "past": mine.past(donor)}
    status = 422 if form.errors else 200
    return render(request, "donors/pages/own/gifts.html", context, status=status)


@may("anyone")
@require_POST
@a_donors
def take_back(
    request: HttpRequest, donor: Donor, acting: Acting, at: datetime, line_id: int
) -> HttpResponse:
    line = get_object_or_404(mine.lines(donor), pk=line_id)
    attempt(
        request,
        lambda: actions.take_back_past_gifts(actor=acting, at=at, donor=donor, past=line),
        _("Đã bỏ dòng ấy. Ghi lại cho đúng ở dưới, nếu cần."),
    )
    return redirect("donors:own_gifts")


@may("anyone")
@require_http_methods(["GET", "POST"])
@a_donors
def leave(request: HttpRequest, donor: Donor, acting: Acting, at: datetime) -> HttpResponse:
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.leave(actor=acting, at=at, donor=donor),
            _("Đã rút tên. Cảm ơn anh/chị. Từ nay chúng tôi không hỏi nữa."),
        )
        return redirect("rights:own")
    context = {
        "heading": _("Rút tên khỏi sổ hiến máu?"),
        "body": _("Có hiệu lực ngay. Khi nào muốn, anh/chị ghi tên lại."),
        "verb": _("Rút tên"), "keep": _("Để như cũ"), "action": request.path,
        "back": reverse("donors:own"),
    }  # fmt: skip
    return render(request, "rights/pages/own/sure.html", context)

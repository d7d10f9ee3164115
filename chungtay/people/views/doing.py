"""What the pages of people share: a form is shown until its act is done."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.kit.errors import Refused
from chungtay.people.models import Person


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the fields sent, or nothing."""
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> Any:
    """Act on a good form; None if it is not good, or the act was refused, which the form says."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as error:
        head = error.code.partition(".")[0].partition("_")[0]
        field = {"name": "name", "birth": "birth_year", "phone": "value", "email": "value"}
        at = field.get(head) if field.get(head) in form.fields else None
        form.add_error(at, str(error.sentence).rstrip("."))
        return None


def show(
    request: HttpRequest, form: forms.Form, heading: str, verb: str, back: Person | str = "",
    lead: str = "", back_title: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one form: a heading that says what is done, and to whom; `more` for a page that
    lets one look for what is offered (`page`, `q`)."""
    person = back if isinstance(back, Person) else None
    context = {
        "form": form, "heading": heading, "verb": verb, "lead": lead,
        "back_url": page_of(person) if person else back or reverse("people:persons"),
        "back_title": person.name if person else back_title or _("Người dân"),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "people/pages/form.html", context | more, status=status)


def write(
    request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], Any], heading: str,
    verb: str, said: str, person: Person, lead: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A form about a person: shown until its act is done; then say so on their page."""
    if done(form, act) is None:
        return show(request, form, heading, verb, person, lead, **more)
    messages.success(request, said)
    return redirect(page_of(person))


def page_of(person: Person) -> str:
    return reverse("site:person", args=[person.pk])


def page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if re.fullmatch("[0-9]{1,3}", asked) else 1


def typed(request: HttpRequest) -> str:
    """What somebody looks for."""
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]

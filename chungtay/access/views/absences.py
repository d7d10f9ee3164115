"""Standing in for somebody who is away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_http_methods

from chungtay.access import actions, posting
from chungtay.access.forms.posts import DelegateForm
from chungtay.access.models import Account, Delegation, Post
from chungtay.access.views.posts import find
from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.duty import may


@may("access.delegate")
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask somebody to do what this post does for some days."""
    acting, at = acting_of(request), clock.now()
    found = find(request, post_id)
    others = [a for a in posting.accounts_for(acting) if a.pk != found.account_id]
    today = clock.day(at)
    initial = {"first": today, "last": today}
    form = DelegateForm(request.POST or None, initial=initial, accounts=others, at=at)
    if request.method == "POST" and form.is_valid() and _delegate(request, form, found, others):
        return redirect("access:post", post_id=post_id)
    status = 422 if form.errors else 200
    context = {"form": form, "post": found}
    return render(request, "access/pages/delegate.html", context, status=status)


def _delegate(request: HttpRequest, form: DelegateForm, post: Post, others: list[Account]) -> bool:
    data, (starts_at, ends_at) = form.cleaned_data, form.span()
    to = next(a for a in others if a.pk == data["to"])
    return attempt(
        request,
        lambda: actions.delegate(
            actor=acting_of(request), at=form.at, post=post, to=to, starts_at=starts_at,
            ends_at=ends_at, reason=Delegation.Reason(data["reason"]),
        ),
        say("%(name)s làm thay từ %(first)s đến hết %(last)s.")
        % {"name": to.name, "first": clock.day(data["first"]), "last": clock.day(data["last"])},
    )  # fmt: skip


@may("access.end_delegation")
@require_http_methods(["GET", "POST"])
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """The holder is back."""
    related = ("post__account", "post__place", "to")
    found = get_object_or_404(Delegation.objects.select_related(*related), pk=delegation_id)
    reach = acting_of(request).reach()
    if found.place_id not in reach:
        raise Http404
    back = reverse("access:post", args=[found.post_id])
    said = {"name": found.to.name, "holder": found.post.account.name}
    return ask_first(
        request,
        lambda: actions.end_delegation(actor=acting_of(request), at=clock.now(), delegation=found),
        say("Đã dừng. %(name)s không còn làm thay.") % said,
        heading=say("Dừng việc %(name)s làm thay?") % said,
        body=say("%(holder)s vẫn giữ phần việc này; %(name)s không mở được gì của nó nữa.") % said,
        verb=say("Dừng làm thay"),
        keep=say("Giữ nguyên"),
        back=back,
    )

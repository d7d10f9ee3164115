"""What came in by a private group: pasted, looked through, taken in; or one forwarded message.

Nothing is kept between the steps: the text travels with the form and is read anew each time.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, own_place
from chungtay.groups import actions, choosing, marks, pasting, showing
from chungtay.groups.actions import Pasted
from chungtay.groups.forms import ForwardForm, PasteForm
from chungtay.groups.models import Posting, PrivateGroup
from chungtay.groups.views.groups import group_of
from chungtay.journal.act import Repeated
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Person

NOT_A_NAME, OFFERED = "text", 20


@may("groups.paste_back")
@require_http_methods(["GET", "POST"])
@never_cache
def paste(request: HttpRequest, group_id: int) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    group = group_of(request, group_id, "groups.paste_back")
    form = PasteForm(request.POST or None, at=at, posted=_posted(acting, group))
    if request.method != "POST" or not form.is_valid():
        return _page(request, group, form)
    try:
        read = _Read(request, form.cleaned_data, group, at)
        if request.POST.get("step") == "take" and not read.changed:
            return _take(request, read, group, form.cleaned_data["notice"], at)
    except Refused as refused:
        form.add_error("text", str(refused.sentence))
        return _page(request, group, form)
    return _page(request, group, form, read)


def _posted(acting: Acting, group: PrivateGroup) -> list[tuple[int, str]]:
    """The latest notices posted in the group, as choices."""
    rows = Posting.objects.visible_to(acting).crossing("notice", why="of a group one may read")
    found = rows.standing().filter(group=group).select_related("notice")
    return [
        (row.notice_id, Truncator(row.notice.text.split("\n", 1)[0]).chars(60))
        for row in found.order_by("-posted_at")[:OFFERED]
    ]


class _Read:
    """A paste as it is understood with what the officer has said so far."""

    def __init__(
        self, request: HttpRequest, told: dict[str, Any], group: PrivateGroup, at: datetime
    ) -> None:
        self.said, acting = request.POST, acting_of(request)
        first = pasting.read(told["text"], told["day"], at)
        not_names = {
            piece.who for piece in first if self.said.get(f"who-{piece.line}") == NOT_A_NAME
        } | set(self.said.getlist("not-name"))
        self.pieces = pasting.read(told["text"], told["day"], at, not_names) if not_names else first
        self.not_names = sorted(not_names)
        self.changed = bool(not_names - set(self.said.getlist("not-name")))
        self.senders = choosing.senders(acting, self.pieces, group.place)
        self.marks = marks.marks_of(group, self.pieces)
        known = marks.known(group, self.marks.values())
        self.before = {line for line, digest in self.marks.items() if digest in known}
        self.chosen = self._chosen()

    def _chosen(self) -> dict[str, Person]:
        """Who each name is, of those who were offered: nobody else can be named."""
        found = {}
        for sender in self.senders:
            said = self.said.get(self.box(sender), "")
            for person in sender.may_be:
                if said == str(person.pk):
                    found[sender.who] = person
        return found

    def box(self, sender: choosing.Sender) -> str:
        """The name of the box in which the officer says who this is."""
        return f"who-{self.first_line(sender)}"

    def first_line(self, sender: choosing.Sender) -> int:
        return next(piece.line for piece in self.pieces if piece.who == sender.who)

    def left_out(self, piece: pasting.Piece) -> bool:
        """What the officer ticked; of what was not shown before, what is there already."""
        key = self.key(piece)
        if key in self.said.getlist("seen"):
            return key in self.said.getlist("drop")
        return piece.line in self.before

    def key(self, piece: pasting.Piece) -> str:
        """This very message at this very line: one that reads otherwise now is another."""
        return f"{piece.line}.{self.marks[piece.line][:8]}"

    def again(self) -> list[str]:
        """Marks of what was shown as taken before, and is wanted all the same."""
        shown = self.said.getlist("before")
        return [
            self.marks[piece.line] for piece in self.pieces
            if self.key(piece) in shown and not self.left_out(piece)
        ]  # fmt: skip

    def taken(self) -> list[Pasted]:
        return [
            Pasted(piece.text, piece.name, piece.at, self.chosen.get(piece.who))
            for piece in self.pieces if not self.left_out(piece) and not piece.too_long
        ]  # fmt: skip


def _take(
    request: HttpRequest, read: _Read, group: PrivateGroup, notice_id: int | None, at: datetime
) -> HttpResponse:
    acting: Acting = acting_of(request)
    notice = showing.notices_of(acting).filter(pk=notice_id).first()
    letters = read.taken()
    key = marks.form_of(request, group.pk, notice_id, *letters)
    act = actions.paste_back.once(f"paste:{acting.actor_id}:{key}")
    try:
        arrived = act(
            actor=acting, at=at, place=group.place, group=group, notice=notice,
            letters=letters, again=read.again(),
        )  # fmt: skip
    except Repeated:
        messages.info(request, _("Những tin này đã vào hộp thư rồi."))
    else:
        messages.success(request, _("%(n)s tin đã vào hộp thư.") % {"n": len(arrived)})
    return redirect("groups:group", group.pk)


def _page(
    request: HttpRequest, group: PrivateGroup, form: PasteForm, read: _Read | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "group": group}
    if read is not None:
        context |= {
            "once": marks.once(request),
            "not_names": read.not_names,
            "names": [
                {"sender": sender, "box": read.box(sender), "chosen": read.chosen.get(sender.who)}
                for sender in read.senders
            ],
            "pieces": [
                {"piece": piece, "key": read.key(piece), "before": piece.line in read.before,
                 "drop": read.left_out(piece) or piece.too_long,
                 "when": clock.moment(piece.at) if piece.at else ""}
                for piece in read.pieces
            ],
            "count": len(read.taken()),
        }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "groups/pages/paste.html", context, status=status)


@may("groups.paste_back")
@require_http_methods(["GET", "POST"])
@never_cache
def forward(request: HttpRequest) -> HttpResponse:
    """One message that somebody forwarded to the officer: just as it is, one letter."""
    acting, at = acting_of(request), clock.now()
    form = ForwardForm(request.POST or None, at=at)
    once = marks.once(request)
    if request.method == "POST" and form.is_valid():
        told, place = form.cleaned_data, own_place(request, "groups.paste_back")
        when = told["moment"] if told["day"] else None
        piece = pasting.whole(told["text"], told["name"], when)
        key = marks.form_of(request, piece.text, piece.name, when)
        act = actions.paste_back.once(f"forward:{acting.actor_id}:{key}")
        try:
            act(actor=acting, at=at, place=place, letters=[Pasted(piece.text, piece.name, when)])
        except Refused as refused:
            form.add_error("text", str(refused.sentence))
        except Repeated:
            messages.info(request, _("Tin này đã vào hộp thư rồi."))
            return redirect("groups:index")
        else:
            messages.success(request, _("Tin đã vào hộp thư."))
            return redirect("groups:index")
    status = 422 if form.errors else 200
    context = {"form": form, "once": once}
    return render(request, "groups/pages/forward.html", context, status=status)

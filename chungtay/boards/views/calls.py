"""The list of calls, the page of one, and what is done from there."""

from collections.abc import Callable, Mapping
from typing import Any
from zlib import crc32

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.blood import actions
from chungtay.blood.models import Ask, Call, CallClosure, Given
from chungtay.blood.verifying import speaks_for
from chungtay.boards import asked, events, people
from chungtay.boards.board import Board
from chungtay.boards.chances import Chances
from chungtay.boards.forms import GaveForm
from chungtay.boards.showing import listed
from chungtay.donors.models import Gift
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.releases import showing as releasing

MOST_OPEN, MOST_ENDED = 50, 20


@may("blood.read")
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    ended = CallClosure.objects.visible_to(acting).values("call")
    visible = Call.objects.visible_to(acting)
    running = list(visible.exclude(pk__in=ended).order_by("deadline")[:MOST_OPEN])
    past = list(visible.filter(pk__in=ended).order_by("-opened_at")[:MOST_ENDED])
    rows = listed(running + past, acting, at)
    context = {
        "open": rows[: len(running)],
        "ended": rows[len(running) :],
        "may_call": acting.may("blood.make_call", None),
        "may_take_in": acting.may("donors.bring_list", None),
        "may_answer": acting.may("releases.answer_doctor", None),
        "may_doubt": acting.may("upkeep.read_doubts", None),
        "may_list": acting.may("upkeep.list_number", None),
    }
    return render(request, "boards/pages/calls.html", context)


def _call(request: HttpRequest, call_id: int) -> Call:
    found: Call = get_object_or_404(Call.objects.visible_to(acting_of(request)), pk=call_id)
    return found


def _ask(request: HttpRequest, call_id: int, ask_id: int) -> Ask:
    asks = Ask.objects.visible_to(acting_of(request))
    found: Ask = get_object_or_404(asks, pk=ask_id, call_id=call_id)
    return found


@may("blood.read")
@require_GET
@never_cache
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """The whole page; for htmx only its living part, and nothing while nothing changed."""
    found, acting = _call(request, call_id), acting_of(request)
    board = Board(found, clock.now(), acting)
    strip = releasing.strip(acting, found, board.at) if board.open else None
    steps = releasing.steps_of(board.asks, acting, board.at) if board.open else {}
    version = _version(board, strip, steps)
    if request.htmx and request.GET.get("seen") == version:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    chances = Chances(found, board.at) if board.running and board.asks else None
    context = {
        "board": board,
        "call": found,
        "version": version,
        "strip": strip,
        "chances": chances,
        "people": people.rows(board, steps),
        "waves": asked.waves(board, chances),
        "reach": asked.reach(board),
        "events": events.just_done(board, events.happened(board)),
        "until": clock.time_of(found.deadline),
        "updated": f"{board.at.astimezone(clock.VN):%H:%M:%S}",
        "nobody_left": bool(
            acting.may("blood.ask_donors", found.place_id)
            and board.may_ask_more
            and chances
            and not chances.left_to_ask
        ),
        "doctor_asked": acting.may("releases.answer_doctor", found.place_id)
        and any(words.doctor for words in steps.values()),
        "may_ask": acting.may("blood.ask_donors", found.place_id),
        "may_follow": acting.may("channels.read", found.place_id),
        "may_telephone": acting.may("inbox.give_link", found.place_id),
        "may_stop": acting.may("blood.stand_down", found.place_id),
        "may_take_back": acting.may("blood.take_back_gift", found.place_id),
        "may_record": acting.may("blood.record_gift", found.place_id),
        "may_miss": acting.may("blood.no_show", found.place_id),
        "may_set_out": acting.may("blood.set_out", found.place_id),
        "may_answer": acting.may("blood.cannot_come", found.place_id),
    }
    page = "boards/pages/call.html"
    return render(request, f"{page}#live" if request.htmx else page, context)  # type: ignore[attr-defined]


def _version(
    board: Board, strip: releasing.Strip | None, steps: Mapping[int, releasing.Words]
) -> str:
    """Changes whenever the page would look different to this reader."""
    said = "".join(f"{ask_id}{words.words}" for ask_id, words in sorted(steps.items()))
    parts = (board.version, strip.version if strip else "", f"{crc32(said.encode()):x}")
    return "-".join(filter(None, parts))


@may("blood.read")
@require_GET
@never_cache
def log(request: HttpRequest, call_id: int) -> HttpResponse:
    """All that happened in a call, day by day."""
    board = Board(_call(request, call_id), clock.now(), acting_of(request))
    days = [(clock.long_day(day), steps) for day, steps in events.by_day(events.happened(board))]
    context = {"board": board, "call": board.call, "days": days}
    return render(request, "boards/pages/log.html", context)


@may("blood.ask_donors")
@require_POST
def ask_more(request: HttpRequest, call_id: int) -> HttpResponse:
    found = _call(request, call_id)
    attempt(
        request,
        lambda: actions.ask_donors(actor=acting_of(request), at=clock.now(), call=found),
        say("Đã hỏi thêm. Câu trả lời sẽ hiện ở đây."),
    )
    return redirect("boards:call", call_id=call_id)


def _written_down(
    request: HttpRequest, call_id: int, ask_id: int, verb: Callable[..., Any], done: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """What somebody said or did, by one press in their row; back to the call."""
    found = _ask(request, call_id, ask_id)
    attempt(
        request,
        lambda: verb(actor=acting_of(request), at=clock.now(), ask=found, **more),
        done,
    )
    return redirect("boards:call", call_id=call_id)


@may("blood.stand_down")
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, call_id: int) -> HttpResponse:
    found = _call(request, call_id)
    return ask_first(
        request,
        lambda: actions.stand_down(actor=acting_of(request), at=clock.now(), call=found),
        say("Đã dừng gọi. Mọi người đã được cảm ơn."),
        heading=say("Dừng lời gọi và cảm ơn mọi người?"),
        body=say("Người đang chờ và người đang tới đều được báo ngay, không ai đi vô ích."),
        verb=say("Dừng và cảm ơn"),
        keep=say("Gọi tiếp"),
        back=reverse("boards:call", args=[call_id]),
    )


@may("blood.record_gift")
@require_POST
def gave(request: HttpRequest, call_id: int, ask_id: int) -> HttpResponse:
    """The hospital's desk records it with one tap; an officer says on whose word."""
    call, acting, word = _call(request, call_id), acting_of(request), ""
    _ask(request, call_id, ask_id)
    if not speaks_for(acting, call):
        written = "told_by" in request.POST
        known = {"told_by": call.confirmed_by}
        form = GaveForm(request.POST if written else None, initial=known)
        if not form.is_valid():
            status = 422 if written else 200
            context = {"form": form, "call": call}
            return render(request, "boards/pages/gave.html", context, status=status)
        word = form.cleaned_data["told_by"]
    done = say("Đã ghi lần hiến và gửi lời cảm ơn.")
    return _written_down(request, call_id, ask_id, actions.record_gift, done, told_by=word)


@may("blood.take_back_gift")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, call_id: int, ask_id: int) -> HttpResponse:
    """A gift was recorded by mistake."""
    found = _ask(request, call_id, ask_id)
    answers = Given.objects.visible_to(acting_of(request)).filter(ask=found).order_by("-pk")
    if request.method == "GET":
        answers = answers.filter(taken_back_in=None)
    given = get_object_or_404(answers[:1])
    gift = get_object_or_404(Gift.objects.visible_to(acting_of(request)), pk=given.gift_id)
    return ask_first(
        request,
        lambda: actions.take_back_gift(actor=acting_of(request), at=clock.now(), gift=gift),
        say("Đã bỏ lần hiến ghi nhầm và báo người hiến."),
        heading=say("Bỏ lần hiến ghi nhầm?"),
        body=say(
            "Dòng trong sổ được hủy, ngày hẹn hiến lại tính theo các lần hiến khác, người hiến "
            "được báo. Sau đó có thể ghi lại. Lời gọi đã khép thì vẫn khép."
        ),
        verb=say("Bỏ lần hiến này"),
        keep=say("Giữ nguyên"),
        back=reverse("boards:call", args=[call_id]),
    )


@may("blood.cannot_come")
@require_POST
def absent(request: HttpRequest, call_id: int, ask_id: int) -> HttpResponse:
    """Somebody telephoned that they cannot come after all."""
    done = say("Đã ghi. Chỗ ấy dành cho người khác.")
    return _written_down(request, call_id, ask_id, actions.cannot_come, done)


@may("blood.set_out")
@require_POST
def set_out(request: HttpRequest, call_id: int, ask_id: int) -> HttpResponse:
    """Somebody said on the telephone that they are on their way."""
    done = say("Đã ghi là đang trên đường.")
    return _written_down(request, call_id, ask_id, actions.set_out, done, minutes=0)


@may("blood.no_show")
@require_POST
def missed(request: HttpRequest, call_id: int, ask_id: int) -> HttpResponse:
    """Their hour is over and nobody came: the place goes to the next."""
    done = say("Đã ghi. Chỗ ấy dành cho người khác.")
    return _written_down(request, call_id, ask_id, actions.no_show, done)

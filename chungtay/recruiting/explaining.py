"""Why so many: one step of a call in words, for whoever wants to know. No numbers of a person."""

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.recruiting.calling import DRAWN_OF
from chungtay.recruiting.waves import MOST_WAVES, PER_UNIT, Beyond, Do, Step

NBSP = "\u00a0"


def percent(chance: float) -> str:
    """ "trên 99 %" and "dưới 1 %" rather than a certainty that nobody has."""
    whole = round(100 * chance)
    if whole >= 100:
        return say("trên 99 %").replace(" %", NBSP + "%")
    if whole <= 0:
        return say("dưới 1 %").replace(" %", NBSP + "%")
    return f"{whole}{NBSP}%"


def why(step: Step) -> str:
    """One to five sentences."""
    known = {
        "needed": step.needed, "pending": step.pending, "ask": step.ask, "wave": step.wave,
        "before": percent(step.before or 0.0), "after": percent(step.after or 0.0),
        "alpha": percent(step.alpha), "most": PER_UNIT * step.needed, "waves": MOST_WAVES,
        "again": round(step.again_in), "each": DRAWN_OF,
    }  # fmt: skip
    return " ".join(sentence % known for sentence in _sentences(step))


def _sentences(step: Step) -> list[str]:
    if step.do is Do.ENOUGH:
        return [say("Đã đủ người đến.")]
    found = [ngettext("Còn cần %(needed)s người.", "Còn cần %(needed)s người.", step.needed)]
    if step.pending and step.before is not None:
        found.append(say("Với %(pending)s người đã hỏi, khả năng đủ người đến kịp là %(before)s."))
    if step.do is Do.WAIT:
        found.append(say("Chờ trả lời; %(again)s phút nữa xem lại."))
    elif step.do is Do.ASK and step.after is None:
        found.append(say("Đợt %(wave)s hỏi %(ask)s người; cần %(alpha)s."))
        found.append(say("Ít người nên không giữ khả năng của đợt."))
    elif step.do is Do.ASK:
        found.append(
            say("Đợt %(wave)s hỏi %(ask)s người, khả năng thành %(after)s; cần %(alpha)s.")
        )
        found.append(_limit(step))
        if step.ask >= DRAWN_OF:
            found.append(say("Cứ %(each)s người có một người rút thăm, để sổ học thêm."))
    elif step.wave >= MOST_WAVES:
        found.append(say("Đã hỏi đủ %(waves)s đợt."))
    else:
        found.append(say("Không còn ai để hỏi."))
    return found


def _limit(step: Step) -> str:
    if not step.short:
        return say("Ít hơn một người là chưa đủ chắc.")
    if step.ask >= PER_UNIT * step.needed:
        return say("Mỗi đợt hỏi nhiều nhất %(most)s người; nên gọi điện thêm.")
    return say("Đó là tất cả những ai hỏi được; nên gọi điện thêm.")


def where(beyond: Beyond) -> str:
    """Where a call turns next."""
    return {
        Beyond.TELEPHONE: say("Gọi điện lần lượt theo danh sách."),
        Beyond.NEIGHBOURS: say("Nhờ các phường, xã lân cận."),
        Beyond.PROVINCE: say("Nhờ cả tỉnh, thành phố."),
    }[beyond]

"""What a browser calls itself, in words: "Chrome trên điện thoại Android"."""

from django.utils.translation import gettext, gettext_noop

# The first that fits: Edge and Samsung's browser call themselves Chrome, and Chrome Safari.
BROWSERS = (
    ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("coc_coc", gettext_noop("Cốc Cốc")),
    ("Zalo", "Zalo"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
MACHINES = (
    ("iPhone", gettext_noop("iPhone")), ("iPad", gettext_noop("iPad")),
    ("Android", gettext_noop("điện thoại Android")), ("Windows", gettext_noop("máy tính Windows")),
    ("Macintosh", gettext_noop("máy tính Mac")), ("Linux", gettext_noop("máy tính Linux")),
)  # fmt: skip


def device(browser: str) -> str:
    """What somebody recognises the own browser by; its version and the rest say nothing."""
    name = next((words for mark, words in BROWSERS if mark in browser), "")
    machine = next((gettext(words) for mark, words in MACHINES if mark in browser), "")
    if name and machine:
        return gettext("%(browser)s trên %(machine)s") % {"browser": name, "machine": machine}
    return name or machine or gettext("Trình duyệt không rõ")

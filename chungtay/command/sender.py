"""The sender: it carries messages out, and takes in receipts and echoes of them.

A process of its own, so that however much comes in, it has its share of the processor.
"""


def main(argv: list[str]) -> int:
    import functools
    import os
    import signal
    import threading

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from chungtay.channels import sending
    from chungtay.command.processes import stand_behind
    from chungtay.intake import receiving

    stand_behind(5)
    stop = threading.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.set())
    # What comes in must not hold up what goes out: jobs take in most of the rest.
    sending.run(stop, functools.partial(receiving.take_in, singly=20))
    return 0

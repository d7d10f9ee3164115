"""The sender: it carries messages out.

A process of its own, so that however much comes in, it has its share of the processor.
"""


def main(argv: list[str]) -> int:
    import gc
    import os
    import signal
    import threading

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from chungtay.channels import sending
    from chungtay.command.processes import stand_behind

    stand_behind(5)
    gc.freeze()  # as in wsgi.py
    stop = threading.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.set())
    sending.run(stop)
    return 0

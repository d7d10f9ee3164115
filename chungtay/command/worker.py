"""The worker: takes in what came, does jobs and what runs by the clock.

What leaves has a process of its own (`sender`).
"""

ARGUMENTS = ["--concurrency=4", "--delete-jobs=successful"]
"""What succeeded leaves nothing behind: every turn of the clock is a job."""


def main(argv: list[str]) -> int:
    import gc
    import os
    import threading

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.core.management import call_command

    from chungtay.command.processes import stand_behind
    from chungtay.intake import taker

    stand_behind(10)
    gc.freeze()  # as in wsgi.py
    stop = threading.Event()
    taking = threading.Thread(target=taker.run, args=[stop], name="taker")
    taking.start()
    try:
        call_command("procrastinate", "worker", *(argv or ARGUMENTS))
    finally:
        stop.set()
        taking.join()
    return 0

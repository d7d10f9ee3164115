"""The worker: jobs, what runs by the clock, and the sender's loop, in one process."""

ARGUMENTS = ["--concurrency=4", "--delete-jobs=successful"]
"""What succeeded leaves nothing behind: every answer and every turn of the clock is a job."""


def main(argv: list[str]) -> int:
    import functools
    import os
    import threading

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.core.management import call_command

    from chungtay.channels import sending
    from chungtay.inbox import receiving

    # What comes in must not hold up what goes out: the jobs take most of it in.
    besides = functools.partial(receiving.take_in, singly=20)
    stop = threading.Event()
    sender = threading.Thread(target=sending.run, args=[stop, besides], name="sender")
    sender.start()
    try:
        call_command("procrastinate", "worker", *(argv or ARGUMENTS))
    finally:
        stop.set()
        sender.join(10)
    return 0

"""The worker: jobs and what runs by the clock. What leaves has a process of its own (`sender`)."""

ARGUMENTS = ["--concurrency=4", "--delete-jobs=successful"]
"""What succeeded leaves nothing behind: every answer and every turn of the clock is a job."""

BEHIND = 10
"""How nice jobs are to the web and to the sender: somebody waits two seconds at most for those."""


def main(argv: list[str]) -> int:
    import contextlib
    import os
    from pathlib import Path

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.core.management import call_command

    os.nice(BEHIND)
    with contextlib.suppress(OSError):
        # Linux shares the processor between sessions first, and this is the head of one.
        Path("/proc/self/autogroup").write_text(str(BEHIND))
    call_command("procrastinate", "worker", *(argv or ARGUMENTS))
    return 0

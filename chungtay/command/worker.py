"""The worker: jobs and what runs by the clock. What leaves has a process of its own (`sender`)."""

ARGUMENTS = ["--concurrency=4", "--delete-jobs=successful"]
"""What succeeded leaves nothing behind: every answer and every turn of the clock is a job."""


def main(argv: list[str]) -> int:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.core.management import call_command

    from chungtay.command.processes import stand_behind

    stand_behind(15)
    call_command("procrastinate", "worker", *(argv or ARGUMENTS))
    return 0

"""The worker: procrastinate's loop, for jobs and for what runs by the clock."""


def main(argv: list[str]) -> int:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.core.management import call_command

    call_command("procrastinate", "worker", *(argv or ["--concurrency=4"]))
    return 0

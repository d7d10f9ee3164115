"""`django.tasks` on procrastinate: enqueueing joins the transaction; a rollback leaves no job."""

from collections.abc import Callable
from typing import Any

from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import app

STALLED_AFTER = 30
"""Seconds without a heartbeat after which a job's worker counts as dead."""

_periodic: dict[str, tuple[str, Callable[[], None]]] = {}


def every(cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run a task of no arguments by the clock (crontab of five or, with seconds, six fields)."""

    def register(task: Callable[[], None]) -> Callable[[], None]:
        _periodic[f"{task.__module__}.{task.__qualname__}"] = (cron, task)
        return task

    return register


def perform(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """The one procrastinate task: find the function of a Django task and run it."""
    import_string(path).func(*args, **kwargs)


async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Without this, the job of a killed worker stays "doing" for ever."""
    del timestamp
    stalled = await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER)
    for job in stalled:
        await context.app.job_manager.retry_job(job)


def on_app_ready(procrastinate: App) -> None:
    """Called by procrastinate once Django is ready (PROCRASTINATE_ON_APP_READY)."""
    retry = RetryStrategy(max_attempts=8, exponential_wait=2)
    procrastinate.task(name="chungtay.perform", retry=retry)(perform)
    stalled = procrastinate.task(name="chungtay.retry_stalled", pass_context=True)(retry_stalled)
    procrastinate.periodic(cron="* * * * * */20", periodic_id="stalled")(stalled)
    for name, (cron, task) in _periodic.items():

        def tick(timestamp: int, task: Callable[[], None] = task) -> None:
            del timestamp
            task()

        job = procrastinate.task(name=name, queueing_lock=name, lock=name)(tick)
        procrastinate.periodic(cron=cron, periodic_id=name)(job)


class ProcrastinateBackend(BaseTaskBackend):
    """Where `@task` functions go. Ids in, one action called."""

    supports_defer = True
    supports_priority = True

    def enqueue(self, task: "Task[..., Any]", args: Any, kwargs: Any) -> "TaskResult[Any, Any]":
        self.validate_task(task)
        path = f"{task.func.__module__}.{task.func.__qualname__}"
        job_id = app.configure_task(
            "chungtay.perform", priority=task.priority, schedule_at=task.run_after
        ).defer(path=path, args=list(args), kwargs=dict(kwargs))
        return TaskResult(
            task=task,
            id=str(job_id),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )

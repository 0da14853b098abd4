"""Log lines of a job name the job, and the request that asked for it. Connected by the Celery application."""

from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun
from structlog.contextvars import bind_contextvars, get_contextvars, unbind_contextvars

REQUEST = "request_id"


@before_task_publish.connect
def remember_who_asked(headers: dict[str, Any], **_: Any) -> None:
    """The number of the request travels with the job."""
    number = get_contextvars().get(REQUEST)
    if number:
        headers[REQUEST] = number


@task_prerun.connect
def name_the_job(task_id: str, task: Any, **_: Any) -> None:
    asked_by = task.request.get(REQUEST)
    bind_contextvars(job=task.name, job_id=task_id, **({REQUEST: asked_by} if asked_by else {}))


@task_postrun.connect
def forget_the_job(task: Any, **_: Any) -> None:
    unbind_contextvars("job", "job_id", *([REQUEST] if task.request.get(REQUEST) else []))

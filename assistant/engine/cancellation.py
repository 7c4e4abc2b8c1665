"""Tells our own cancelling of a task from a cancellation that a host let slip out of its code."""

import asyncio


def was_cancelled() -> bool:
    """Whether somebody cancels the running task."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0

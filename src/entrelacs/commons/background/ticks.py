"""What is to be done from time to time, whoever keeps the time: the worker, or `entrelacs tick` from cron."""

import logging
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger(__name__)

Tick = Callable[[datetime], None]

# Apps append theirs in `AppConfig.ready`; each is called about every thirty seconds with the time it is,
# must be quick when nothing is due, and may be called by two processes at once.
TICKS: list[Tick] = []


def run_ticks(now: datetime) -> list[str]:
    """Call each; one that fails is logged and named, and the others are called all the same."""
    failed = []
    for tick in TICKS:
        try:
            tick(now)
        except Exception:
            # Whatever one does, the others have their turn.
            name = f"{tick.__module__}.{tick.__qualname__}"
            logger.exception("tick %s failed", name)
            failed.append(name)
    return failed

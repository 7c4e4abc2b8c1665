"""The site's settings with quicker timers and jobs for tests, for processes that tests kill."""

from config.settings import *  # noqa: F403
from config.settings import WEFT

WEFT |= {"HEARTBEAT": 0.25, "SWEEP": 0.25, "DEAD_AFTER": 3.0}
WEFT["JOBS"] |= {
    name: f"tests.support.job_kinds.{name}" for name in ("steps", "break_down", "stay_deaf")
}

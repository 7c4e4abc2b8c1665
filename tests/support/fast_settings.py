"""The site's settings with quicker timers, for processes that tests start and kill."""

from config.settings import *  # noqa: F403
from config.settings import WEFT

WEFT |= {"HEARTBEAT": 0.25, "SWEEP": 0.25, "DEAD_AFTER": 5.0, "CHECKPOINT": 0.1}

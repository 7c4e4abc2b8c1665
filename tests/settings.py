"""The site's settings with a database of its own and fast timers."""

from config.settings import *  # noqa: F403

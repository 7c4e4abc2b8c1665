"""The assistant's own settings: `settings.WEFT` as one frozen value, unknown keys refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from assistant.core.turn.steps import Limits
from assistant.host import Host

DEFAULT_MODEL = "default"
"""What an endpoint is asked for where no model is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything `settings.WEFT` may say; times are in seconds."""

    HOST: str
    OFFLINE_MODEL: str = ""
    BASE_URL: str = ""
    API_KEY: str = ""
    MODEL: str = ""
    ORIGINS: tuple[str, ...] = ()
    REDIS_URL: str = ""
    FIRST_CONTENT: float = 20.0
    GAP: float = 30.0
    TAIL: float = 5.0
    TURN: float = 180.0
    TOOL: float = 15.0
    RETRIES: int = 2
    BACK_OFF: float = 0.5
    LONGEST_WAIT: float = 20.0
    ROUNDS: int = 10
    CALLS: int = 16
    TOKENS: int = 500_000
    TICK: float = 0.05
    BUSY: int = 36
    CHECKPOINT: float = 2.0
    HEARTBEAT: float = 5.0
    SWEEP: float = 5.0
    DEAD_AFTER: float = 15.0
    FORGET_AFTER: float = 60.0
    STALE_AFTER_DAYS: int = 365
    HELLO: float = 10.0
    QUERY: float = 30.0
    QUERY_RUN: float = 5.0
    QUERY_ROWS: int = 100
    QUERY_TEXT: int = 2000
    QUERIES: int = 100
    PREPARE: tuple[str, ...] = ()
    DRAWINGS: str = ""
    DRAWINGS_STYLE: str = ""
    JOBS: Mapping[str, str] = field(default_factory=dict)
    CELERY: str = ""
    WORKER: bool = True

    @classmethod
    def read(cls) -> Self:
        """Read `settings.WEFT` now. Raises ImproperlyConfigured, which names the key."""
        given: dict[str, Any] = settings.WEFT
        known = {each.name for each in fields(cls)}
        if unknown := sorted(set(given) - known):
            raise ImproperlyConfigured(f"settings.WEFT has no key {', '.join(unknown)}")
        if not given.get("HOST"):
            raise ImproperlyConfigured("settings.WEFT['HOST'] must name the host's value")
        return cls(**given)

    @property
    def limits(self) -> Limits:
        """What one turn may use up."""
        return Limits(rounds=self.ROUNDS, calls=self.CALLS, tokens=self.TOKENS)

    @property
    def is_offline(self) -> bool:
        """Whether no endpoint is set, so that the host's offline model answers."""
        return not self.BASE_URL and not self.API_KEY


def load_host() -> Host:
    """The host that `settings.WEFT["HOST"]` names. Raises ImproperlyConfigured."""
    path = Options.read().HOST
    try:
        host = import_string(path)
    except ImportError as error:
        message = f"settings.WEFT['HOST'] names {path!r}, which cannot be imported: {error}"
        raise ImproperlyConfigured(message) from error
    if not isinstance(host, Host):
        raise ImproperlyConfigured(f"settings.WEFT['HOST'] names {path!r}, which is not a Host")
    return host

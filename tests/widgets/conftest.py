"""How hypothesis runs here: no clock decides a test, for the machine may be busy with others."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "weft", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("weft")

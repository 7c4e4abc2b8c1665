"""The people and the site of `tests.assistant`, for whole stories."""

import pytest

from tests.assistant.conftest import members as members
from tests.assistant.conftest import site as site


@pytest.fixture(autouse=True)
def _found_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # Static files are found, not collected, in tests.

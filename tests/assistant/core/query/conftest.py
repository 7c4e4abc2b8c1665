"""Hypothesis runs here as it does for the widgets."""

from tests.widgets import conftest as conftest

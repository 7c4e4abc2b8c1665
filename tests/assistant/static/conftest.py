"""Fixtures for what runs in a browser."""

from tests.support.browser import blank_page as blank_page
from tests.support.browser import browser as browser
from tests.support.browser import chat as chat
from tests.support.browser import server as server

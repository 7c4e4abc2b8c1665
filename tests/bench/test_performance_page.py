"""The page tells the figures that are stored, and no others."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_is_what_was_measured():
    stored = json.loads((ROOT / "bench" / "results" / "stream.json").read_text())
    page = (ROOT / "docs" / "performance.md").read_text()
    rows = dict(re.findall(r"^\| ([\w /]+) \| ([\d.]+ \[[\d.-]+\]) \|$", page, re.MULTILINE))
    measured = stored["microseconds_per_token"] | stored["ratios"]
    assert rows.keys() == measured.keys()
    for name, figures in measured.items():
        shown = [float(each) for each in re.findall(r"[\d.]+", rows[name])]
        # Stored are three decimals, shown two.
        assert shown == pytest.approx(list(figures.values()), abs=0.006), name

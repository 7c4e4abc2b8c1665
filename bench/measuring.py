"""What every benchmark shares: rounds side by side, their median and range, and where they ran."""

import json
import os
import platform
import statistics
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Measure:
    """Median and range over the rounds."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} [{self.least:.2f}-{self.most:.2f}]"


def sum_up(rounds: list[float]) -> Measure:
    """The median and range of what the rounds gave."""
    return Measure(statistics.median(rounds), min(rounds), max(rounds))


def run_rounds(subjects: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Call every subject once a round, in turn, so that a noisy minute meets all of them alike.

    One round more is run first and thrown away. A subject returns its own figure.
    """
    for subject in subjects.values():
        subject()
    found: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            found[name].append(subject())
    return found


def write_results(name: str, packages: list[str], figures: Mapping[str, Any]) -> Path:
    """Store figures with the date, the machine and the versions they were measured with."""
    path = RESULTS / f"{name}.json"
    document = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": describe_machine(),
        "versions": {package: version(package) for package in packages},
        **{key: _plain(value) for key, value in figures.items()},
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    return path


def describe_machine() -> dict[str, Any]:
    """Processor, cores, system and Python; nothing that names this very machine."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text("utf-8").splitlines() if listing.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return round(value, 3) if isinstance(value, float) else value

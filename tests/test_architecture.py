"""The house rules, held by tests: what they forgive stands in tests/architecture.py."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.architecture import LATE_IMPORTS, NOTHING_TO_TEST, ROOMS, SEEN_THROUGH, TRADE

ROOT = Path(__file__).resolve().parents[1]
LONG_FILE, LONGEST_FILE = 250, 400
LONGEST_FUNCTION = 60
MOST_POSITIONAL, MOST_PARAMETERS = 4, 5
BANNED = {"utils", "helpers", "common", "base", "misc", "manager", "managers", "handler"}
IMPORTS_ONLY = {"models", "admin"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def find_modules() -> list[str]:
    paths = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(
        path.relative_to(ROOT).as_posix() for path in paths if "migrations" not in path.parts
    )


ALL = find_modules()
MODULES = [path for path in ALL if not path.endswith("__init__.py")]
TREES = {path: ast.parse((ROOT / path).read_text()) for path in ALL}
LINES = {path: len((ROOT / path).read_text().splitlines()) for path in ALL}


def find_functions(path: str) -> list[Function]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, Function)]


def name_functions(breaks: Callable[[str, Function], bool]) -> list[str]:
    """All functions that break a rule."""
    return [
        f"{path}: {function.name}"
        for path in MODULES
        for function in find_functions(path)
        if breaks(path, function)
    ]


def find_tests(path: str) -> list[Path]:
    """`a/b.py` is tested by `tests/a/test_b.py`, or by several `tests/a/test_b_THEME.py`."""
    module = Path(path)
    folder = ROOT / "tests" / module.parent
    return [*folder.glob(f"test_{module.stem}.py"), *folder.glob(f"test_{module.stem}_*.py")]


def test_every_module_has_tests_at_its_mirror():
    excused = {path for path in MODULES if {path, Path(path).name} & set(NOTHING_TO_TEST)}
    excused |= set(SEEN_THROUGH)
    assert [path for path in MODULES if path not in excused and not find_tests(path)] == []


def test_exceptions_name_what_exists():
    names = {Path(path).name for path in ALL}
    assert {name for name in NOTHING_TO_TEST if "/" not in name} <= names
    named = {name for name in NOTHING_TO_TEST if "/" in name} | set(SEEN_THROUGH) | LATE_IMPORTS
    assert named <= set(ALL)
    assert [test for test in SEEN_THROUGH.values() if not (ROOT / "tests" / test).exists()] == []
    assert [path for path in SEEN_THROUGH if find_tests(path)] == []


def test_a_module_opens_with_a_sentence():
    first = {path: (ast.get_docstring(TREES[path]) or "").partition("\n\n")[0] for path in MODULES}
    assert [path for path, said in first.items() if not said.endswith((".", ":", "?"))] == []


def test_files_are_short(capsys):
    long = [path for path in MODULES if LINES[path] > LONG_FILE]
    with capsys.disabled():
        sys.stdout.writelines(f"\n{path} ({LINES[path]} lines) wants to be two. " for path in long)
    assert [path for path in MODULES if LINES[path] > LONGEST_FILE] == []


def test_functions_are_short():
    def is_long(path: str, function: Function) -> bool:
        return (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION

    assert name_functions(is_long) == []


def test_functions_ask_for_little():
    """Four by position at most; five in all, except in services, where every one is named."""

    def is_greedy(path: str, function: Function) -> bool:
        positional = count_positional(function)
        in_all = positional + len(function.args.kwonlyargs)
        is_service = "/services/" in path or path.endswith("services.py")
        return positional > MOST_POSITIONAL or (in_all > MOST_PARAMETERS and not is_service)

    assert name_functions(is_greedy) == []


def test_services_are_asked_by_name():
    """A public service with more than two parameters takes two of them by position at most."""

    def is_positional(path: str, function: Function) -> bool:
        public = not function.name.startswith("_") and function in TREES[path].body
        return "/services/" in path and public and count_positional(function) > 2

    assert name_functions(is_positional) == []


def count_positional(function: Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args]
    return len([each for each in given if each.arg not in ("self", "cls")])


def test_packages_are_empty_or_hold_imports_only():
    packages = [path for path in ALL if path.endswith("__init__.py")]
    full = [path for path in packages if Path(path).parent.name not in IMPORTS_ONLY]
    assert [path for path in full if LINES[path]] == []
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    rest = set(packages) - set(full)
    assert [
        path for path in rest for node in TREES[path].body if not isinstance(node, allowed)
    ] == []


def test_modules_have_names_that_say_something():
    assert [path for path in MODULES if BANNED & set(Path(path).with_suffix("").parts)] == []


def test_imports_stand_at_the_top():
    def imports_late(path: str, function: Function) -> bool:
        if path in LATE_IMPORTS or (path.endswith("apps.py") and function.name == "ready"):
            return False
        return any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))

    assert name_functions(imports_late) == []


def test_only_the_demo_knows_its_trade():
    command = ["git", "grep", "-ilE", "listing|real.estate|brokerage", "--", "."]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert [path for path in found.stdout.split() if not path.startswith(TRADE)] == []


def test_the_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

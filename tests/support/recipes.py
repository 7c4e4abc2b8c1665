"""Recipes of CONTRIBUTING.md, carried out in a copy of the tree as a newcomer would.

A block whose info string ends in a path is a file to write; one of the language `diff` is a file to
change: `+` lines go below the line that stands before them in the block, and a line with `-` goes;
lines with a blank or `-` must be there once.
"""

import asyncio
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.fake_llm import FakeLLM
from tests.support.served import ROOT, environment

_LEFT_OUT = (".*", "var", "__pycache__", "node_modules", "screenshots", "results")
_SECTION = re.compile(r"^### ", re.MULTILINE)
_BLOCK = re.compile(r"^~~~(\w+) (\S+)\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The blocks of one section: language, path and text."""

    blocks: tuple[tuple[str, str, str], ...]

    @property
    def paths(self) -> list[str]:
        """The files it touches."""
        return [path for _, path, _ in self.blocks]


def read_recipes() -> dict[str, Recipe]:
    """The recipes by heading."""
    sections = _SECTION.split((ROOT / "CONTRIBUTING.md").read_text())[1:]
    named = {section.partition("\n")[0]: _BLOCK.findall(section) for section in sections}
    return {name: Recipe(tuple(blocks)) for name, blocks in named.items() if blocks}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the tree, to be changed at will."""

    root: Path

    def follow(self, recipe: Recipe) -> None:
        """Carry out a recipe."""
        for language, path, text in recipe.blocks:
            target = self.root / path
            if language == "diff":
                target.write_text(_insert(target.read_text(), text))
            else:
                assert not target.exists(), f"{path} is there already"
                target.write_text(text)

    async def run(self, *arguments: str, model: FakeLLM | None = None) -> tuple[int | None, str]:
        """Run Python there; its exit code, and what it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=self.root,
            env=environment(self.root, model),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await process.communicate()
        return process.returncode, out.decode()


def copy_tree(folder: Path) -> Copy:
    """Copy everything a newcomer would have cloned."""
    root = folder / "weft"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return Copy(root)


def _insert(text: str, diff: str) -> str:
    lines = text.splitlines(keepends=True)
    at = -1
    for line in diff.splitlines(keepends=True):
        said = line[1:]
        if line.startswith("+"):
            at += 1
            lines.insert(at, said)
        else:
            assert lines.count(said) == 1, f"{said!r} is not there once"
            at = lines.index(said)
            if line.startswith("-"):
                del lines[at]
                at -= 1
    return "".join(lines)

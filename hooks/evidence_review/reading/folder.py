"""The evidence folder: what belongs where, and what lies in it and is never read."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evidence_review.problems import MOST_ALIKE, Problem
from evidence_review.records.frozen import FOLDER as ARCHIVE

VOCABULARY = "vocabulary.yml"
KINDS = ("findings", "gaps", "sources", "verification")
_FOLDERS = (*KINDS, ARCHIVE)


def closed(folder: Path, shown: str) -> Problem | None:
    """The problem with a folder that may not be looked into."""
    if os.access(folder, os.R_OK | os.X_OK):
        return None
    return Problem(shown, 1, 1, "this folder cannot be read: Permission denied", "folder")


def strays(folder: Path, shown: str) -> Iterator[Problem]:
    """Every file and folder at the top of ``folder`` that is neither records nor vocabulary."""
    for entry in _seen(folder):
        if entry.is_symlink():
            message = "a link; put the file or folder itself here"
            yield Problem(f"{shown}/{printable(entry.name)}", 1, 1, message, "file")
        elif entry.is_dir():
            if entry.name not in _FOLDERS:
                yield from inside(entry, f"{shown}/{printable(entry.name)}", _right(entry.name))
        elif entry.name != VOCABULARY:
            yield Problem(f"{shown}/{printable(entry.name)}", 1, 1, _file(entry.name), "file")


def inside(folder: Path, shown: str, right: str) -> Iterator[Problem]:
    """A problem for each file in a ``folder`` that nobody reads; for itself if it is empty."""
    files = (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    named = [path.relative_to(folder).as_posix() for path in islice(files, MOST_ALIKE)]
    for path in named or [""]:
        place = f"{shown}/{printable(path)}".rstrip("/")
        yield Problem(place, 1, 1, f"nothing in this folder is read; {right}", "file")


def nearly_vocabulary(folder: Path) -> str | None:
    """The name of the file that was probably meant to be the vocabulary."""
    names = {entry.name.casefold(): entry.name for entry in _seen(folder) if entry.is_file()}
    near = difflib.get_close_matches(VOCABULARY, names, n=1, cutoff=0.75)
    return names[near[0]] if near else None


def printable(name: str) -> str:
    """``name`` with every character that cannot be seen written out."""
    return "".join(c if c.isprintable() else c.encode("unicode-escape").decode() for c in name)


def _seen(folder: Path) -> Iterator[Path]:
    yield from (entry for entry in sorted(folder.iterdir()) if not entry.name.startswith("."))


def _right(name: str) -> str:
    near = difflib.get_close_matches(name.casefold(), _FOLDERS, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"records stand in {', '.join(KINDS[:-1])} or {KINDS[-1]}"


def _file(name: str) -> str:
    if difflib.get_close_matches(name.casefold(), [VOCABULARY], cutoff=0.75):
        return f"this file is not read; the vocabulary is '{VOCABULARY}'"
    kinds = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
    return f"this file is not read; a record stands in one of the folders {kinds}"

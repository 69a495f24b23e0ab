"""Which files are read as they were typed: the records, and the hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evidence_review.problems import Problem
from evidence_review.reading.document import Document, not_utf8
from evidence_review.reading.folder import VOCABULARY, closed, printable
from evidence_review.typed.text import Kind, Text

# Where pictures, styles and scripts of the pages lie.
ASSETS = "assets"
# What hosts and search engines look for at the root of a site.
_AT_THE_ROOT = {"CNAME", "favicon.ico", "robots.txt"}


def records(folder: Path, documents: Mapping[str, Document]) -> Iterator[Text]:
    """Every record of the evidence folder that could be opened, whether it is valid or not."""
    for path, document in documents.items():
        file = folder / path
        if file.suffix == ".yml" and document.lines:
            kind = Kind.VOCABULARY if path == VOCABULARY else Kind.RECORD
            words = file.read_bytes().decode("utf-8", "ignore").removeprefix("\ufeff")
            yield Text(document.path, kind, words, document)


def pages(folder: Path, shown: str) -> Iterator[Text | Problem]:
    """Every hand-written page below ``folder``, and every file among them that is none.

    Hidden files are not published. Problems name the folder as ``shown``.
    """
    if shut := closed(folder, shown):
        yield shut
        return
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        if hidden or path.parts[0] == ASSETS or (file.is_dir() and not file.is_symlink()):
            continue
        name = f"{shown}/{printable(path.as_posix())}"
        if file.suffix == ".md" and file.is_file() and not file.is_symlink():
            yield _page(file, name)
        elif path.as_posix() not in _AT_THE_ROOT:
            yield Text(name, Kind.STRAY, "")


def _page(file: Path, shown: str) -> Text | Problem:
    try:
        raw = file.read_bytes()
        return Text(shown, Kind.PAGE, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return not_utf8(shown, raw, error)
    except OSError as error:
        return Problem(shown, 1, 1, f"the file cannot be read: {error.strerror}", "file")

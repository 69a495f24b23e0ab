"""Looking at a whole evidence folder: reading it and applying every rule."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_review.clock import build_date
from evidence_review.earlier.published import newest_published, read_published
from evidence_review.earlier.revision import NoRevision
from evidence_review.earlier.states import States
from evidence_review.history.remaking import remade
from evidence_review.pages.parts import FRAGMENTS
from evidence_review.problems import Problem, Severity
from evidence_review.reading.archive import version_paths
from evidence_review.reading.document import Document
from evidence_review.reading.load import Loaded, load
from evidence_review.review import Review
from evidence_review.rules import check, compare, proofread
from evidence_review.rules.rule import Held
from evidence_review.typed.files import pages, records
from evidence_review.typed.text import Kind

PAGES = "docs"


@dataclass(frozen=True)
class Examined:
    """The review a folder holds, as far as it can be read, and every problem in it, sorted."""

    review: Review | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def examine(
    folder: Path, *, today: date | None = None, shown_as: str | None = None,
    base: str | None = None, docs: Path | None = None,
) -> Examined:  # fmt: skip
    """Read ``folder`` and check it. ``today`` is the day that dates are held against.

    ``base`` names a revision of git: what was published there must still stand. ``docs`` is the
    folder of hand-written pages; without it, ``docs`` beside ``folder``, if that is there.
    """
    loaded = load(folder, shown_as)
    found = list(loaded.problems)
    day = today or build_date()
    if loaded.review is not None:
        found += check(loaded.review, loaded.documents, day)
        told = {(problem.path, problem.line) for problem in found}
        docs = docs or folder.parent / PAGES
        shown = docs.as_posix()
        if shown_as is not None:
            shown = (Path(shown_as).parent / os.path.relpath(docs, folder.parent)).as_posix()
        typed = _typed(folder, loaded, docs, shown)
        found += (p for p in typed if (p.path, p.line) not in told)
    if base is not None and folder.is_dir():
        found += against(base, folder, loaded, (shown_as or folder.as_posix()).rstrip("/"), day)
    return Examined(loaded.review, tuple(sorted(set(found))))


def _typed(folder: Path, loaded: Loaded, docs: Path, shown: str) -> Iterator[Problem]:
    """Every problem of the records and pages as they were typed."""
    texts = list(records(folder, loaded.documents))
    for page in pages(docs, shown) if docs.is_dir() else ():
        if isinstance(page, Problem):
            yield page
        else:
            texts.append(page)
    assert loaded.review is not None
    paths = frozenset(text.path for text in texts if text.kind is Kind.PAGE)
    yield from proofread(texts, Held(loaded.review, FRAGMENTS.keys(), paths))


def against(base: str, folder: Path, loaded: Loaded, shown: str, today: date) -> Iterator[Problem]:
    """Every problem of ``folder``, read as ``loaded``, beside the revision of git named ``base``.

    ``shown`` is how problems name the folder.
    """
    published = read_published(folder, base)
    assert published is not None
    if isinstance(published, NoRevision):
        yield Problem(shown, 1, 1, published.message, "base")
        return
    if not published.revision.files:
        message = f"'{base}' holds no such folder, so there was nothing to compare with"
        yield Problem(shown, 1, 1, message, "base", Severity.WARNING)
        return
    before = published.loaded
    if unread := sorted({problem.path for problem in before.problems}):
        message = f"not every record of '{base}' could be read and compared: {', '.join(unread)}"
        yield Problem(shown, 1, 1, message, "base", Severity.WARNING)
    if before.review is None or loaded.review is None:
        return
    now = _frozen_in(folder)
    newest = newest_published(folder, published)
    states = States(
        before.review, loaded.review, before.ids, loaded.ids,
        {**newest.frozen, **published.frozen}, now, remade(newest, loaded.review),
        newest.loaded.review or before.review, newest.name, frozenset(loaded.documents),
    )  # fmt: skip
    yield from compare(states, {**loaded.documents, **_lined(now, shown)}, shown, today)


def _frozen_in(folder: Path) -> Mapping[str, bytes]:
    paths = [path for path in version_paths(folder) if (folder / path).is_file()]
    return {path: (folder / path).read_bytes() for path in paths}


def _lined(files: Mapping[str, bytes], shown: str) -> Mapping[str, Document]:
    """A document for each file that knows where its lines begin."""
    return {
        path: Document(
            f"{shown}/{path}",
            values={("line", number): (number, 1) for number in range(1, raw.count(b"\n") + 2)},
        )
        for path, raw in files.items()
    }

"""Looking at a whole evidence folder: reading it and applying every rule."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence_review.clock import build_date
from evidence_review.earlier.comparison import States
from evidence_review.earlier.revision import NoRevision, Revision, read_revision
from evidence_review.problems import Problem, Severity
from evidence_review.reading.load import VOCABULARY, Loaded, load
from evidence_review.review import Review
from evidence_review.rules import check, compare


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
    folder: Path, *, today: date | None = None, shown_as: str | None = None, base: str | None = None
) -> Examined:
    """Read ``folder`` and check it. ``today`` is the day that dates are held against.

    ``base`` names a revision of git: what was published there must still stand.
    """
    loaded = load(folder, shown_as)
    found = list(loaded.problems)
    day = today or build_date()
    if loaded.review is not None:
        found += check(loaded.review, loaded.documents, day)
    if base is not None and folder.is_dir():
        found += against(base, folder, loaded, (shown_as or folder.as_posix()).rstrip("/"), day)
    return Examined(loaded.review, tuple(sorted(set(found))))


def against(base: str, folder: Path, loaded: Loaded, shown: str, today: date) -> Iterator[Problem]:
    """Every problem of ``folder``, read as ``loaded``, beside the revision of git named ``base``.

    ``shown`` is how problems name the folder.
    """
    revision = read_revision(folder, base)
    if isinstance(revision, NoRevision):
        yield Problem(shown, 1, 1, revision.message, "base")
        return
    if not revision.files:
        message = f"'{base}' holds no such folder, so there was nothing to compare with"
        yield Problem(shown, 1, 1, message, "base", Severity.WARNING)
        return
    before = _load(revision, folder)
    if unread := sorted({problem.path for problem in before.problems}):
        message = f"not every record of '{base}' could be read and compared: {', '.join(unread)}"
        yield Problem(shown, 1, 1, message, "base", Severity.WARNING)
    if before.review is None or loaded.review is None:
        return
    frozen = {path: raw for path, raw in revision.files.items() if path.startswith("archive/")}
    states = States(
        before.review, loaded.review, before.ids, loaded.ids, frozen, _now(folder, frozen)
    )
    yield from compare(states, loaded.documents, shown, today)


def _load(revision: Revision, folder: Path) -> Loaded:
    """What the folder held; read with the words of today where its own can no longer be read."""
    with TemporaryDirectory() as temporary:
        earlier = Path(temporary)
        revision.write(earlier)
        loaded = load(earlier, revision.name)
        if loaded.review is None and (folder / VOCABULARY).is_file():
            shutil.copyfile(folder / VOCABULARY, earlier / VOCABULARY)
            loaded = load(earlier, revision.name)
    return loaded


def _now(folder: Path, paths: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}

"""The evidence as it was published: what git holds of it at a revision, read as records."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence_review.earlier.revision import (
    NoRevision,
    Revision,
    is_older,
    published_at,
    read_revision,
)
from evidence_review.reading.folder import VOCABULARY
from evidence_review.reading.load import Loaded, load
from evidence_review.records.frozen import FOLDER as ARCHIVE


@dataclass(frozen=True)
class Published:
    """The evidence folder at a revision, as files and as what they say."""

    revision: Revision
    loaded: Loaded

    @property
    def name(self) -> str:
        """The revision as a person would name it, with the commit that it led to."""
        return f"{self.revision.name} ({self.revision.commit[:7]})"

    @property
    def frozen(self) -> Mapping[str, bytes]:
        """Every file below ``archive``, as bytes."""
        files = self.revision.files.items()
        return {path: raw for path, raw in files if path.startswith(f"{ARCHIVE}/")}

    def text(self, path: str) -> str:
        """The text of a record."""
        return self.revision.files[path].decode()


def read_published(folder: Path, base: str | None = None) -> Published | NoRevision | None:
    """What was published where ``folder`` parted from the revision of git named ``base``.

    Without a name, from the branch that is published; None where git knows no earlier state.
    """
    name = base if base is not None else published_at(folder)
    if name is None:
        return None
    revision = read_revision(folder, name)
    if isinstance(revision, NoRevision):
        return revision
    if not revision.files and base is None:
        return None
    return Published(revision, _load(revision, folder))


def newest_published(folder: Path, base: Published) -> Published:
    """What was published last, where ``base`` is an older state of it; otherwise ``base``."""
    name = published_at(folder)
    revision = read_revision(folder, name) if name and name != "HEAD" else None
    if not isinstance(revision, Revision) or not is_older(folder, base.revision, revision):
        return base
    return Published(revision, _load(revision, folder))


def _load(revision: Revision, folder: Path) -> Loaded:
    """What the folder held; read with the words of today where its own can no longer be read."""
    with TemporaryDirectory() as temporary:
        earlier = Path(temporary)
        revision.write(earlier)
        loaded = load(earlier, revision.name, earlier=True)
        if loaded.review is None and (folder / VOCABULARY).is_file():
            shutil.copyfile(folder / VOCABULARY, earlier / VOCABULARY)
            loaded = load(earlier, revision.name, earlier=True)
    return loaded

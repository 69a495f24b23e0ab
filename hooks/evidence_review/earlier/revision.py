"""The evidence folder as it was at a revision of git. The only module that runs git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# How ``git ls-tree`` marks a plain file; links and submodules hold no record.
# Source: git-scm.com, "gitdatamodel", the modes of tree entries.
_FILES = (b"100644", b"100755")

_FETCH = "run `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout"


@dataclass(frozen=True)
class Revision:
    """The files of the evidence folder at one commit, as bytes, by path relative to the folder."""

    name: str
    commit: str
    files: Mapping[str, bytes]

    def write(self, folder: Path) -> None:
        """Write every file below ``folder``, which is empty."""
        for path, content in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


@dataclass(frozen=True)
class NoRevision:
    """Why a revision could not be read, and what would be right."""

    message: str


def read_revision(folder: Path, name: str) -> Revision | NoRevision:
    """What ``folder`` held where the present state and the revision ``name`` parted.

    ``name`` is a branch, tag or commit. Looking at the common ancestor, not at the tip, keeps
    apart what was changed here and what others added to a branch in the meantime. Two revisions
    that have no ancestor in common are compared as they stand.
    """
    try:
        return _read(folder, name)
    except FileNotFoundError:
        return NoRevision("git is not installed here; comparing with an earlier state needs it")
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        if "not a git repository" in said:
            return NoRevision("this folder is not in a git repository; it has no earlier state")
        return NoRevision(
            f"git could not read '{name}': {said.splitlines()[-1] if said else error}"
        )


def published_at(folder: Path) -> str | None:
    """The branch that is published: `main` or `master` of a remote, else one of those here.

    Of several, the one that parted last from the present state, so that a remote nobody fetched
    from lately does not count. ``HEAD`` where there is none of them, None where git knows nothing.
    """
    try:
        if _try(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
            return None
        remote = _git(folder, "for-each-ref", "--format=%(refname:short)", *_PUBLISHED_REMOTE)
        here = _git(folder, "for-each-ref", "--format=%(refname:short)", *_PUBLISHED_HERE)
        known = (remote or here).split()
        since = {name: _git_since(folder, name) for name in known}
    except FileNotFoundError:
        return None
    parted = {name: commits for name, commits in since.items() if commits is not None}
    return min(parted, key=lambda name: parted[name]) if parted else "HEAD"


def is_older(folder: Path, one: Revision, other: Revision) -> bool:
    """Whether ``other`` grew out of ``one``."""
    older = _try(folder, "merge-base", "--is-ancestor", one.commit, other.commit) is not None
    return older and one.commit != other.commit


_PUBLISHED_HERE = ("refs/heads/main", "refs/heads/master")
_PUBLISHED_REMOTE = ("refs/remotes/*/main", "refs/remotes/*/master")


def _git_since(folder: Path, name: str) -> int | None:
    """How many commits the present state is ahead of where it parted from ``name``."""
    parted = _try(folder, "merge-base", name, "HEAD")
    return int(_git(folder, "rev-list", "--count", f"{parted}..HEAD")) if parted else None


def _read(folder: Path, name: str) -> Revision | NoRevision:
    prefix = _git(folder, "rev-parse", "--show-prefix")
    shallow = _git(folder, "rev-parse", "--is-shallow-repository") == "true"
    named = _try(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    if not named and shallow:
        return NoRevision(f"this is a shallow clone, which does not hold '{name}'; {_FETCH}")
    if not named:
        return NoRevision(
            f"git knows no revision '{name}'; name a branch, tag or commit, such as origin/main,"
            " and run `git fetch` first if it is not here yet"
        )
    parted = _try(folder, "merge-base", named, "HEAD")
    if not parted and shallow:
        return NoRevision(
            f"this is a shallow clone, which does not reach back to where '{name}' parted from"
            f" this state; {_FETCH}"
        )
    commit = parted or named
    return Revision(name, commit, dict(_files(folder, commit, prefix)))


def _files(folder: Path, commit: str, prefix: str) -> list[tuple[str, bytes]]:
    below = ("--", prefix) if prefix else ()
    listed = _run(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *below)
    entries = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry]
    plain = [(about.split(), path) for about, path in entries if about.startswith(_FILES)]
    names = [os.fsdecode(path).removeprefix(prefix) for _, path in plain]
    hashes = b"".join(about[2] + b"\n" for about, _ in plain)
    answer = _run(folder, "cat-file", "--batch", given=hashes)
    contents = _contents(answer, len(plain))
    inside = [".." not in PurePosixPath(name).parts for name in names]
    pairs = zip(names, contents, inside, strict=True)
    return [(name, content) for name, content, safe in pairs if safe]


def _contents(answer: bytes, count: int) -> list[bytes]:
    # "<hash> blob <size>\n<content>\n" for each object. Source: git-cat-file(1), BATCH OUTPUT.
    found: list[bytes] = []
    at = 0
    for _ in range(count):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def _try(folder: Path, *arguments: str) -> str | None:
    """What git answers, or None where it answers no."""
    try:
        return _git(folder, *arguments)
    except subprocess.CalledProcessError:
        return None


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, *arguments).decode(errors="surrogateescape").strip()


def _run(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=given,
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    return done.stdout

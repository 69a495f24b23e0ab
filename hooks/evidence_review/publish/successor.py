"""The successor of the site that stands: built in a folder beside it, it takes its place whole.

Whatever stops a build on its way, a kill too, the site that stood is as it was.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import BinaryIO

# "This directory" and "each takes the other's name", as <fcntl.h> and <linux/fs.h> number them.
# macOS numbers the second alike (<sys/stdio.h>, RENAME_SWAP).
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class NoPlace(Exception):
    """A site cannot be put where it is to stand; the message says why."""


@dataclass(frozen=True)
class Successor:
    """A site while it is built in ``folder``: hidden, and beside the ``place`` where it will stand.

    No other build has that folder: what a killed one has left may still be written to.
    """

    place: Path
    folder: Path
    lock: BinaryIO

    def take_place(self) -> None:
        """Stand where the site stood. ``OSError`` where that cannot be; then the old one stands."""
        if self.place.exists():
            self._inherit()
            if not _exchange(self.folder, self.place):
                _rename_both(self.folder, self.place)
        else:
            self.folder.rename(self.place)
        self.give_up()

    def give_up(self) -> None:
        """Take away whatever does not stand, and let the next build begin."""
        _clean(self.place)
        _beside(self.place, "lock").unlink(missing_ok=True)
        self.lock.close()

    def _inherit(self) -> None:
        """Take over what no build makes: hidden files such as `.git`, and who may read it."""
        for hidden in self.place.glob(".*"):
            if (self.folder / hidden.name).exists():
                continue
            if hidden.is_dir() and not hidden.is_symlink():
                shutil.copytree(hidden, self.folder / hidden.name, symlinks=True)
            else:
                shutil.copy2(hidden, self.folder / hidden.name, follow_symlinks=False)
        shutil.copymode(self.place, self.folder)


def begin(site: Path, keep: Iterable[Path], waiting: Callable[[str], None]) -> Successor:
    """An empty folder for what is to stand at ``site``; one build at a time has it.

    ``keep`` are paths that no site may take the place of. While another build is under way, its
    process is told to ``waiting`` once. ``NoPlace`` or ``OSError`` where nothing can be built.
    """
    place = Path(os.path.realpath(site))
    if place.exists() and not place.is_dir():
        raise NoPlace(f"{site} is no folder; take it away, or name another with --site-dir")
    if place.is_mount():
        raise NoPlace(f"{site} is a mount point and cannot be renamed; name a folder inside it")
    for path in map(os.path.realpath, keep):
        if Path(path).is_relative_to(place):
            raise NoPlace(f"{site} holds {path}; name a folder of its own with --site-dir")
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = _locked(_beside(place, "lock"), waiting)
    if not place.exists() and _beside(place, "old").exists():
        _beside(place, "old").rename(place)
    _clean(place)
    folder = _beside(place, f"new-{os.getpid()}")
    folder.mkdir(exist_ok=True)
    return Successor(place, folder, lock)


def refused(error: Exception) -> str:
    """What could not be read or written, in a line; nothing where ``error`` is about neither."""
    if isinstance(error, OSError):
        file = error.filename2 or error.filename
        return f"{file}: {error.strerror}" if file else error.strerror or str(error)
    return f"not UTF-8: {error}" if isinstance(error, UnicodeError) else ""


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")


def _clean(place: Path) -> None:
    """Take away what builds have left beside ``place``."""
    for left in (_beside(place, "old"), *place.parent.glob(f".{escape(place.name)}.new-*")):
        shutil.rmtree(left, ignore_errors=True)


def _locked(path: Path, waiting: Callable[[str], None]) -> BinaryIO:
    """The lock of a place. It ends with its process, however that ends."""
    while True:
        lock = path.open("a+b")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            waiting(lock.read().decode(errors="replace") or "unknown")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # Whoever held it may have taken the file away, and a third may hold a new one.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                lock.truncate(0)
                lock.write(str(os.getpid()).encode())
                lock.flush()
                return lock
        lock.close()


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system gave each the name of the other, in one step that cannot be cut short."""
    library = ctypes.CDLL(None)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        done = library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        done = library.renamex_np(*names, RENAME_EXCHANGE)
    else:
        return False
    return bool(done == 0)


def _rename_both(new: Path, place: Path) -> None:
    """The same in two steps; a build that comes after a kill between them puts the old one back."""
    old = _beside(place, "old")
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise

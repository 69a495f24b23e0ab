"""Writing files so that an interruption leaves the old one or the new one, never half of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

STAGING = ".writing"
"""The folder in which files are made ready. It tells git to look away from all that it holds."""


def replace_text(folder: Path, path: str, text: str) -> None:
    """Write one file of the evidence folder, ``path`` below ``folder``."""
    replace_texts(folder, {path: text})


def replace_texts(folder: Path, texts: Mapping[str, str | None]) -> None:
    """Write files below ``folder``, all of them or none, and rename them in the order given.

    None takes a file away. Every text is written in full, apart, before the first file is renamed.
    If a rename fails, the files renamed before it are what they were. Only a process that is killed
    between two renames leaves the first files new and the others old; what it left apart is taken
    away by the next command.
    """
    try:
        staging = _staging(folder)
        new, old = staging / "new", staging / "old"
        for path, text in texts.items():
            if text is not None:
                _write(new / path, text.encode())
            if (folder / path).exists():
                _write(old / path, (folder / path).read_bytes())
        _rename(folder, new, old, texts)
    finally:
        clean(folder)


def clean(folder: Path) -> None:
    """Take away what a command that was killed left behind."""
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _staging(folder: Path) -> Path:
    clean(folder)
    (folder / STAGING).mkdir()
    (folder / STAGING / ".gitignore").write_text("*\n")
    return folder / STAGING


def _rename(folder: Path, new: Path, old: Path, texts: Mapping[str, str | None]) -> None:
    renamed: list[str] = []
    try:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                (folder / path).unlink()
            else:
                os.replace(new / path, folder / path)
            renamed.append(path)
    except BaseException:
        for path in reversed(renamed):
            if (old / path).exists():
                os.replace(old / path, folder / path)
            else:
                (folder / path).unlink()
        raise


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())

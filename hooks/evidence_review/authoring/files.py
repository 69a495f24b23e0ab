"""Writing files so that an interruption leaves the old one or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_text(file: Path, text: str) -> None:
    """Write ``text`` to ``file`` through a temporary file beside it, which is then renamed."""
    replace_texts({file: text})


def replace_texts(texts: Mapping[Path, str]) -> None:
    """Write several files, all of them or none, and rename them in the order given.

    Every text is written in full beside its file before the first file is renamed. If a rename
    fails, the files renamed before it are what they were. Only a process that is killed between
    two renames leaves the first files new and the others old.
    """
    new: dict[Path, Path] = {}
    old: dict[Path, Path] = {}
    renamed: list[Path] = []
    try:
        for file, text in texts.items():
            new[file] = _stage(file, text.encode())
            if file.exists():
                old[file] = _stage(file, file.read_bytes())
        for file, temporary in new.items():
            os.replace(temporary, file)
            renamed.append(file)
    except BaseException:
        for file in reversed(renamed):
            if file in old:
                os.replace(old[file], file)
            else:
                file.unlink()
        raise
    finally:
        for temporary in (*new.values(), *old.values()):
            temporary.unlink(missing_ok=True)


def _stage(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(handle)
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink()
        raise
    return temporary

"""The archive: every frozen version that can be read, and what is wrong with the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from evidence_review.problems import Problem
from evidence_review.records.frozen import FOLDER, FrozenVersion

_FILE = re.compile(r"v([1-9][0-9]{0,3})\.json")
_VERSION: TypeAdapter[FrozenVersion] = TypeAdapter(
    Annotated[FrozenVersion, Field(discriminator="format")]
)


def version_paths(folder: Path) -> Iterator[str]:
    """Every file of the archive, relative to the evidence folder; hidden files left out."""
    for file in sorted((folder / FOLDER).rglob("*")):
        path = file.relative_to(folder)
        if not file.is_dir() and not any(part.startswith(".") for part in path.parts):
            yield path.as_posix()


def read_version(folder: Path, path: str, shown: str) -> FrozenVersion | Problem:
    """One frozen version. ``shown`` is how a problem names the file."""
    *_, finding_id, name = ("", *path.split("/"))
    number = _FILE.fullmatch(name)
    if number is None or (folder / path).is_symlink():
        message = "not a frozen version; those are files named archive/ID/vNUMBER.json"
        return Problem(shown, 1, 1, message, "file")
    try:
        content = json.loads((folder / path).read_bytes())
        version = read_format(content)
    except json.JSONDecodeError as error:
        return Problem(shown, error.lineno, error.colno, f"not JSON: {error.msg}", "file")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        message = f"'{where}' is not as a command wrote it ({first['msg']}); take the file back"
        return Problem(shown, 1, 1, message, "file")
    except OSError as error:
        return Problem(shown, 1, 1, f"cannot be read: {error.strerror}", "file")
    except (ValueError, RecursionError):
        return Problem(shown, 1, 1, "not JSON in UTF-8", "file")
    if (version.id, version.version) != (finding_id, int(number[1])):
        message = f"this is version {version.version} of {version.id}; its file is {version.path}"
        return Problem(shown, 1, 1, message, "file")
    return version


def read_format(content: object) -> FrozenVersion:
    """The version that ``content`` holds. ``ValidationError`` where it keeps to no format."""
    return _VERSION.validate_json(json.dumps(content, allow_nan=False))

"""ARCHITECTURE.md says what is there.

Its table of folders is made from their docstrings: ``python -m tests.test_architecture``.
"""

from __future__ import annotations

import ast
import re

from tests.places import REPOSITORY
from tests.test_layers import ENGINE, LAYERS

ENGINE_FOLDER = REPOSITORY / "hooks" / ENGINE
PAGE = REPOSITORY / "ARCHITECTURE.md"
TABLE = re.compile(r"(<!-- folders: .* -->\n).*(<!-- end of folders -->\n)", re.DOTALL)
DOCUMENTS = re.compile(r"`([\w./-]+(?:/|\.(?:py|html|css|js|md|yml)))`")


def table() -> str:
    """Every folder and module at the top of the engine, and the first sentence on it."""
    rows = [row(name) for layer in LAYERS for name in sorted(layer) if name != "mkdocs_hooks"]
    return "\n".join(["| folder | what lives there |", "|---|---|", *rows]) + "\n"


def row(name: str) -> str:
    folder = ENGINE_FOLDER / name
    file, shown = (folder / "__init__.py", f"{name}/") if folder.is_dir() else (
        folder.with_suffix(".py"), f"{name}.py",
    )  # fmt: skip
    said = (ast.get_docstring(ast.parse(file.read_text())) or "").split("\n\n")[0]
    return f"| `{shown}` | {' '.join(said.split())} |"


def test_the_table_of_folders_is_made_from_their_docstrings() -> None:
    page = PAGE.read_text()
    assert TABLE.sub(lambda found: found[1] + table() + found[2], page) == page
    assert len(table().splitlines()) > 15


def test_every_file_that_is_named_is_there() -> None:
    roots = (REPOSITORY, ENGINE_FOLDER)
    named = set(DOCUMENTS.findall(PAGE.read_text())) - {"evidence/findings/x.yml", "404.html"}
    assert len(named) > 40
    assert {name for name in named if not any((root / name).exists() for root in roots)} == set()


def test_it_is_linked_and_fits_on_a_screen_or_two() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        assert "](ARCHITECTURE.md)" in (REPOSITORY / name).read_text()
    assert len(PAGE.read_text().splitlines()) <= 100


if __name__ == "__main__":
    written = PAGE.read_text()
    PAGE.write_text(TABLE.sub(lambda found: found[1] + table() + found[2], written))

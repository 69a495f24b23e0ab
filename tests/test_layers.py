"""The engine's modules stand in layers, and each foreign library has its door.

A module knows only what stands in its own layer or to the left of it. A package stands in one place
with all its modules.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
ENGINE = "evidence_review"

# From left to right. A new module goes as far to the left as what it imports allows.
LAYERS = {
    "problems": {"problems", "text", "clock", "revision", "writing"},
    "model": {"vocabulary", "model", "gap"},
    "reading": {"yaml_reader", "validation", "bibliography", "markdown", "texts"},
    "kept": {"archive", "verification", "matching"},
    "strength": {"strength", "sensitivity"},
    "review": {"review"},
    "load": {"load"},
    "rules": {"ids", "reading", "comparison", "rules", "base", "check"},
    "site": {"site", "citations", "ledger", "reference"},
    "views": {"views"},
    "pages": {"pages", "badge"},
    "exports": {
        "chrome",
        "table",
        "datapackage",
        "schema",
        "feeds",
        "exports",
        "versions",
        "search",
    },
    "build": {"build"},
    "changes": {"scaffold", "editing", "freezing", "lifecycle", "retraction"},
    "doors": {"cli", "lifecycle_commands", "verify_command", "mkdocs_hooks"},
}

# Who may import what: a module, or a package with all its modules.
DOORS = {
    "mkdocs": {"mkdocs_hooks"},
    "yaml": {"yaml_reader"},
    "ruamel": {"editing"},
    "pybtex": {"bibliography"},
    # MkDocs hands over its own Jinja environment.
    "jinja2": {"pages", "mkdocs_hooks"},
    "pagefind": {"search"},
    "markdown_it": {"markdown"},
    "bs4": {"texts"},
    "pypdf": {"texts"},
    "pyphen": {"reading"},
    "babel": {"text"},
    "stdnum": {"ids", "text"},
    "click": {"cli", "lifecycle_commands", "verify_command"},
}
# What may be imported anywhere: pydantic is the language that models are written in, and markupsafe
# says which text is HTML already.
EVERYWHERE = {ENGINE, "pydantic", "pydantic_core", "markupsafe", *sys.stdlib_module_names}


def place(module: str) -> str:
    """Where a module of the engine stands: its own name, or that of its package."""
    return module.removeprefix(f"{ENGINE}.").split(".")[0]


def modules() -> dict[str, Path]:
    """Every module of the source root by its dotted name, but for the package itself."""
    found = {}
    for file in sorted(HOOKS.rglob("*.py")):
        parts = file.relative_to(HOOKS).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = file
    del found[ENGINE]
    return found


MODULES = modules()


def imported(source: str) -> Iterator[str]:
    """The dotted name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "import by absolute name: MkDocs reads the hooks by their path"
            assert node.module
            if node.module == ENGINE:
                yield from (f"{ENGINE}.{alias.name}" for alias in node.names)
            else:
                yield node.module


@cache
def imports(module: str) -> frozenset[str]:
    return frozenset(imported(MODULES[module].read_text(encoding="utf-8")))


def known_to(module: str) -> set[str]:
    """The places of the engine that stand in the layer of ``module`` or to the left of it."""
    known: set[str] = set()
    for layer in LAYERS.values():
        known |= layer
        if place(module) in layer:
            return known
    raise AssertionError(f"{module} stands in no layer; put it into LAYERS")


def misplaced(module: str, names: frozenset[str]) -> set[str]:
    """What ``module`` imports from the right of its layer."""
    return {place(name) for name in names if name.startswith(f"{ENGINE}.")} - known_to(module)


def past_a_door(module: str, names: frozenset[str]) -> set[str]:
    """The foreign libraries that ``module`` imports and is no door of."""
    foreign = {name.split(".")[0] for name in names} - EVERYWHERE
    return {library for library in foreign if place(module) not in DOORS.get(library, ())}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_nothing_from_a_layer_to_its_right(module: str) -> None:
    assert misplaced(module, imports(module)) == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_foreign_library_is_imported_at_its_door_only(module: str) -> None:
    assert past_a_door(module, imports(module)) == set()


def test_the_layers_name_what_there_is_and_each_once() -> None:
    named = [name for layer in LAYERS.values() for name in layer]
    assert len(named) == len(set(named))
    assert set(named) == set(map(place, MODULES))


def test_every_door_is_used() -> None:
    used = {(name.split(".")[0], place(module)) for module in MODULES for name in imports(module)}
    doors = {(library, door) for library, those in DOORS.items() for door in those}
    assert doors - used == set()


@pytest.mark.parametrize(
    ("source", "right", "foreign"),
    [
        ("from evidence_review.pages import Pages", {"pages"}, set()),
        ("from evidence_review import build", {"build"}, set()),
        ("def late():\n    import evidence_review.cli", {"cli"}, set()),
        ("from mkdocs.plugins import event_priority", set(), {"mkdocs"}),
        ("import yaml", set(), {"yaml"}),
        ("import requests", set(), {"requests"}),
        ("import re\nfrom evidence_review.text import Line", set(), set()),
    ],
)
def test_what_breaks_the_order_is_seen(source: str, right: set[str], foreign: set[str]) -> None:
    names = frozenset(imported(source))
    assert misplaced(f"{ENGINE}.model", names) == right
    assert past_a_door(f"{ENGINE}.model", names) == foreign

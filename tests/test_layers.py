"""The engine's folders stand in layers, and each foreign library has its door.

A folder knows only what stands in its own layer or to the left of it. ``python -m
tests.test_layers`` counts the folders and prints who imports whom.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
ENGINE = "evidence_review"

# From left to right: folders of the engine, and modules at its top. What is new goes as far to the
# left as what it imports allows.
LAYERS = (
    {"problems", "clock", "site", "phrases"},
    {"records"},
    {"bibliography"},
    {"strength"},
    {"review"},
    {"macros"},
    {"reading"},
    {"earlier", "quotations", "typed"},
    {"rules"},
    {"citations"},
    {"downloads"},
    {"pages"},
    {"authoring"},
    {"history"},
    {"check"},
    {"publish"},
    {"commands", "mkdocs_hooks"},
)

# Who may import what: a module, or a folder with all its modules.
DOORS = {
    "mkdocs": {"mkdocs_hooks"},
    "yaml": {"reading.yaml"},
    "ruamel": {"authoring.editing"},
    "pybtex": {"bibliography"},
    # MkDocs hands over its own Jinja environment.
    "jinja2": {"pages.templating", "mkdocs_hooks"},
    "pagefind": {"publish.search"},
    "markdown_it": {"records.prose"},
    "bs4": {"quotations.copies"},
    "rispy": {"authoring.ris"},
    "pypdf": {"quotations.copies"},
    "pyphen": {"rules.readability"},
    "babel": {"records.text"},
    "stdnum": {"authoring.ids", "records.text"},
    "click": {"commands"},
}
# What may be imported anywhere: pydantic is the language that models are written in, and markupsafe
# says which text is HTML already.
EVERYWHERE = {ENGINE, "pydantic", "pydantic_core", "markupsafe", *sys.stdlib_module_names}


def modules() -> dict[str, Path]:
    """Every module of the source root, by its dotted name below the engine."""
    found = {}
    for file in sorted(HOOKS.rglob("*.py")):
        name = ".".join(file.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")
        found[name.removeprefix(f"{ENGINE}.")] = file
    del found[ENGINE]
    return found


MODULES = modules()


def folder(module: str) -> str:
    """The folder of a module of the engine, or its own name if it stands at the top."""
    return module.removeprefix(f"{ENGINE}.").split(".")[0]


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
    """The folders that stand in the layer of ``module`` or to the left of it."""
    known: set[str] = set()
    for layer in LAYERS:
        known |= layer
        if folder(module) in layer:
            return known
    raise AssertionError(f"{module} stands in no layer; put it into LAYERS")


def misplaced(module: str, names: Iterable[str]) -> set[str]:
    """What ``module`` imports from the right of its layer."""
    return {folder(name) for name in names if name.startswith(f"{ENGINE}.")} - known_to(module)


def past_a_door(module: str, names: Iterable[str]) -> set[str]:
    """The foreign libraries that ``module`` imports and is no door of."""
    foreign = {name.split(".")[0] for name in names} - EVERYWHERE
    return {
        library for library in foreign if not DOORS.get(library, set()) & {module, folder(module)}
    }


def arrows() -> dict[str, set[str]]:
    """What each folder imports from other folders."""
    found: dict[str, set[str]] = {folder(module): set() for module in MODULES}
    for module in MODULES:
        there = {folder(name) for name in imports(module) if name.startswith(f"{ENGINE}.")}
        found[folder(module)] |= there - {folder(module)}
    return found


def test_no_module_imports_from_a_layer_to_its_right() -> None:
    assert {m: right for m in MODULES if (right := misplaced(m, imports(m)))} == {}


def test_a_foreign_library_is_imported_at_its_door_only() -> None:
    assert {m: past for m in MODULES if (past := past_a_door(m, imports(m)))} == {}


def test_the_layers_name_what_there_is_and_each_once() -> None:
    named = [name for layer in LAYERS for name in layer]
    assert len(named) == len(set(named))
    assert set(named) == set(map(folder, MODULES))


def test_every_door_is_used() -> None:
    used = {(n.split(".")[0], d) for m in MODULES for n in imports(m) for d in (m, folder(m))}
    doors = {(library, door) for library, those in DOORS.items() for door in those}
    assert doors - used == set()


@pytest.mark.parametrize(
    ("source", "right", "foreign"),
    [
        ("from evidence_review.pages.pages import Pages", {"pages"}, set()),
        ("from evidence_review import publish", {"publish"}, set()),
        ("def late():\n    import evidence_review.commands.main", {"commands"}, set()),
        ("from mkdocs.plugins import event_priority", set(), {"mkdocs"}),
        ("import yaml", set(), {"yaml"}),
        ("import requests", set(), {"requests"}),
        ("import re\nfrom evidence_review.records.text import Line", set(), set()),
    ],
)
def test_what_breaks_the_order_is_seen(source: str, right: set[str], foreign: set[str]) -> None:
    names = frozenset(imported(source))
    assert misplaced("records.finding", names) == right
    assert past_a_door("records.finding", names) == foreign


if __name__ == "__main__":
    found = arrows()
    for name in sorted(found, key=lambda name: len(known_to(name))):
        print(f"{name:14} {', '.join(sorted(found[name]))}")
    print(f"{len(found)} folders and modules, {sum(map(len, found.values()))} arrows")

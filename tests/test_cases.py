"""Every case under ``cases/``: a small review, something changed, and the problems that follow.

``tests/README.md`` says how a case is written.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest

from evidence_review import problems, rules
from evidence_review.check import examine
from evidence_review.problems import Problem
from evidence_review.rules import COMPARISONS, READINGS, RULES, WARNINGS
from evidence_review.rules.lines import machine_path
from evidence_review.rules.rule import Held, name_of
from evidence_review.typed.text import Kind, Text
from tests.places import TESTS, TODAY, TOY
from tests.reviews import read

FOLDER = TESTS / "cases"
REVIEW = FOLDER / "review"
ENGINE = Path(problems.__file__).parent
CHECK_FIELDS = {"bibliography", "reading", "records"}
REPORTS = {"EntryFault", "Note", "Problem", "PydanticCustomError", "add", "complain", "problem"}
RULE_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
CASES = sorted(FOLDER.glob("*.txt"))

FIELD_RULES = {
    *("address", "blank", "characters", "country", "date", "duplicate", "duplicate-key", "empty"),
    *("encoding", "file", "file-size", "folder", "hyphen", "id", "length", "missing-field", "name"),
    *("number", "one-line", "type", "unknown-field", "vocabulary", "vocabulary-levels"),
    *("vocabulary-links", "vocabulary-numbers", "yaml"),
    *("bibtex-characters", "bibtex-crossref", "bibtex-doi", "bibtex-field", "bibtex-key"),
    *("bibtex-latex", "bibtex-name"),
    *("bibtex-one-entry", "bibtex-repeated-field", "bibtex-required-field", "bibtex-syntax"),
    *("bibtex-type", "bibtex-url", "bibtex-year"),
}
EVERY_RULE = FIELD_RULES | {*map(name_of, RULES), *map(name_of, READINGS)}


@dataclass(frozen=True)
class Step:
    """What a case does to one file of the review."""

    path: str
    how: str
    lines: list[str]

    def apply(self, folder: Path) -> None:
        file = (folder.parent if self.path.startswith("docs/") else folder) / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        match self.how.split():
            case []:
                file.write_text(self.text, encoding="utf-8")
            case ["changed"]:
                file.write_text(changed(file.read_text(encoding="utf-8"), self.lines))
            case ["without", "end"]:
                file.write_text(self.text.rstrip("\n"), encoding="utf-8")
            case ["removed"]:
                shutil.rmtree(file) if file.is_dir() else file.unlink()
            case ["folder"]:
                file.mkdir()
            case ["link", "to", target]:
                file.symlink_to(target)
            case ["in", encoding]:
                file.write_bytes(self.text.encode(encoding))
            case [times, "times"]:
                file.write_text(self.text * int(times))
            case _:
                pytest.fail(f"'{self.how}' is not in tests/README.md")

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


@dataclass(frozen=True)
class Case:
    """A case file: what it shows, what it changes, what the checker says then."""

    about: str
    steps: tuple[Step, ...]
    problems: list[str]

    @property
    def rules(self) -> set[str]:
        """The rules that the case breaks."""
        carets = [line for line in self.problems if line.lstrip().startswith("^ ")]
        return {line.rsplit("[", 1)[1].rstrip("]") for line in carets}


def read_case(file: Path) -> Case:
    above, below = file.read_text(encoding="utf-8").split("\n=== problems")
    about, *parts = re.split(r"^--- ", above, flags=re.MULTILINE)
    steps = tuple(read_step(part) for part in parts)
    return Case(about.strip(), steps, below.strip("\n").splitlines())


def read_step(part: str) -> Step:
    header, *lines = part.splitlines()
    path, _, how = header.partition(" ")
    return Step(path, how, lines)


def changed(whole: str, lines: list[str]) -> str:
    """``whole`` after the changes that ``lines`` describe as a diff does."""
    for is_change, hunk in groupby(lines, key=lambda line: line != ""):
        if is_change:
            kept = list(hunk)
            old = "".join(f"{line[1:]}\n" for line in kept if line[0] in " -")
            new = "".join(f"{line[1:]}\n" for line in kept if line[0] in " +")
            assert f"\n{whole}".count(f"\n{old}") == 1, f"not once in the file:\n{old}"
            whole = f"\n{whole}".replace(f"\n{old}", f"\n{new}")[1:]
    return whole


def rule_of(file: Path) -> str:
    """The rule that a case is named after: the longest that its name begins with."""
    named = [rule for rule in EVERY_RULE if f"{file.stem}-".startswith(f"{rule}-")]
    return max(named, key=len, default="")


def shown(problems: Iterable[Problem], root: Path) -> Iterator[str]:
    """The problems as a case writes them: each below the line that it points at.

    ``root`` is the folder that their paths begin in.
    """
    for place, group in groupby(problems, key=partial(place_of, root=root)):
        yield from place
        for problem in group:
            numbers = f"{problem.path}:{problem.line}:{problem.column}: "
            yield f"{' ' * (problem.column + 3)}^ {str(problem).removeprefix(numbers)}"


def place_of(problem: Problem, root: Path) -> list[str]:
    """The file and the line that a problem points at; the numbers where there is no such line."""
    lines = lines_of(root / problem.path)
    line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else None
    if line is None or not 0 < problem.column <= len(line) + 1:
        return [f"{problem.path}:{problem.line}:{problem.column}"]
    before, alike = lines[: problem.line].count(line), lines.count(line)
    which = f" ({before} of {alike})" if alike > 1 else ""
    return [f"{problem.path}{which}", f"    {line}".rstrip()]


def lines_of(file: Path) -> list[str]:
    """The lines of a file of its own, with a dot for every character that cannot be seen."""
    if file.is_symlink() or not file.is_file():
        return []
    lines = file.read_bytes().decode("utf-8", "replace").rstrip("\n").split("\n")
    return ["".join(c if c.isprintable() else "·" for c in line).rstrip() for line in lines]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_shows_its_rule_and_just_these_problems(file: Path, tmp_path: Path) -> None:
    case, rule = read_case(file), rule_of(file)
    assert rule, "the name of a case begins with the name of a rule"
    assert case.about.endswith("."), "a case says in a sentence what it shows"
    assert case.problems == [] or rule in case.rules
    folder = Path(shutil.copytree(REVIEW, tmp_path / "evidence"))
    for step in case.steps:
        step.apply(folder)
    found = examine(folder, today=TODAY, shown_as="evidence").problems
    assert "\n".join(shown(found, tmp_path)) == "\n".join(case.problems)


def test_a_case_that_points_elsewhere_is_another(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a\n\ta\n\u200ba\n\n\na  \n", encoding="utf-8")
    numbers = range(-1, 9)
    places = [(path, n, m) for path in ("x.yml", "none.yml") for n in numbers for m in numbers]
    texts = {"\n".join(shown([Problem(*place, "is wrong", "rule")], tmp_path)) for place in places}
    assert len(texts) == len(places)


def test_every_rule_has_a_case_that_it_refuses() -> None:
    refused = {rule_of(file) for file in CASES if read_case(file).problems}
    assert EVERY_RULE - refused == set()


def test_every_problem_in_a_case_carries_a_known_rule() -> None:
    assert set().union(*(read_case(file).rules for file in CASES)) <= EVERY_RULE


def test_the_field_rules_are_those_the_code_speaks_of() -> None:
    assert set(spoken_of()) == FIELD_RULES


def spoken_of() -> Iterator[str]:
    """The rule names in the modules that check fields, as their source writes them."""
    for path in sorted(ENGINE.rglob("*.py")):
        if path.relative_to(ENGINE).parts[0].removesuffix(".py") in CHECK_FIELDS:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from filter(RULE_NAME.fullmatch, strings_in(node))


def strings_in(node: ast.AST) -> Iterator[str]:
    """The strings at the places where these modules write the name of a rule."""
    places: list[ast.expr] = []
    if isinstance(node, ast.Call):
        if (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in REPORTS:
            places = node.args
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and is_sentence(node.elts[1]):
        places = node.elts[:1]
    elif isinstance(node, ast.arguments):
        places = node.defaults
    for place in places:
        if isinstance(place, ast.Constant) and isinstance(place.value, str):
            yield place.value


def is_sentence(node: ast.expr) -> bool:
    constant = isinstance(node, ast.Constant) and " " in str(node.value)
    return constant or isinstance(node, ast.JoinedStr) or "msg" in ast.unparse(node)


def test_a_change_that_fits_nowhere_is_refused() -> None:
    with pytest.raises(AssertionError, match="not once"):
        changed("a: 1\n", ["-a: 2", "+a: 3"])


def test_every_rule_says_in_its_docstring_what_is_right() -> None:
    for rule in (*RULES, *READINGS, *COMPARISONS):
        assert (rule.__doc__ or "").endswith("."), rule


def test_every_function_that_is_a_rule_stands_in_a_list() -> None:
    there = {
        function
        for found in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}.")
        for function in vars(import_module(found.name)).values()
        if inspect.isgeneratorfunction(function)
        and function.__module__ == found.name
        and not function.__name__.startswith("_")
        and function.__annotations__["return"] in ("Iterator[Fault]", "Iterator[Slip]")
    }
    assert len(there) > 50
    listed = (*RULES, *READINGS, *COMPARISONS)
    assert there == set(listed)
    assert set(WARNINGS) < there
    assert len(there) == len(listed)


@pytest.mark.parametrize("folder", ["home", "root", "tmp", "Users", "work", "var", "opt", "mnt"])
def test_a_path_below_any_folder_of_a_machine_is_named(folder: str) -> None:
    page = Text("docs/a.md", Kind.PAGE, f"It lies in {'/'.join(['', folder, 'mole', 'a.txt'])}.\n")
    assert [slip.start for slip in machine_path(page, Held(read(TOY), set(), set()))] == [11]

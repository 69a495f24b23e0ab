"""Git is the truth of what was published: forgeries are seen, and every order of steps leads on."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evidence_review.check import examine
from evidence_review.commands.main import main
from evidence_review.earlier.difference import is_mend
from evidence_review.problems import Problem
from evidence_review.publish.build import read_build
from tests.places import EPOCH, SITE, TODAY
from tests.repositories import VERSION_TWO, Repository, git

WORMS, TEA = "findings/worms-loosen-soil.yml", "findings/tea-keeps-gardeners.yml"
FIRST = "archive/kznwjj/v1.json"
REVISE = ("revise", "kznwjj", "--change", "A tenth trial: it agrees.")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def run(repository: Repository, *command: str) -> str:
    result = CliRunner().invoke(main, [*command, "--folder", str(repository.evidence)])
    assert result.exit_code == 0, result.output
    return result.output


def problems(repository: Repository) -> tuple[Problem, ...]:
    folder = repository.evidence
    return examine(folder, today=TODAY, shown_as="evidence", base="main").problems


def put_right(repository: Repository) -> int:
    """Run the commands that the messages name until none is left; how often that was."""
    for times in range(5):
        found = problems(repository)
        if not found:
            return times
        named = {match for p in found for match in re.findall(r"`(evidence .*?)`", p.message)}
        for command in named:
            run(repository, *shlex.split(command)[1:])
    raise AssertionError(problems(repository))


# Forgeries.

Content = dict[str, Any]


def summary(frozen: Content) -> None:
    frozen["page"]["summary"] = "Worms do nothing."


def strength(frozen: Content) -> None:
    frozen["page"]["strength"]["name"] = "Seed"


def ledger(frozen: Content) -> None:
    frozen["page"]["ledger"]["sources"] = 9


def citation(frozen: Content) -> None:
    frozen["citation"] = "Somebody Else (2020). Worms."


def meta(frozen: Content) -> None:
    frozen["meta"][0][1] = "Worms do nothing"


def data(frozen: Content) -> None:
    for file in frozen["files"]:
        file["text"] = file["text"].replace('"strong"', '"limited"')


def record(frozen: Content) -> None:
    for file in frozen["files"]:
        file["text"] = file["text"].replace("# ", "## ").replace("Nine toy trials", "Six trials")


def dates(frozen: Content) -> None:
    frozen["date"] = frozen["page"]["reviewed"] = "2020-01-01"


def ended(frozen: Content) -> None:
    frozen["ended"]["change"] = "Nothing much."


def ended_on(frozen: Content) -> None:
    frozen["ended"]["date"] = "2026-11-01"


@pytest.mark.parametrize(
    "forge",
    [summary, strength, ledger, citation, meta, data, record, dates, ended, ended_on],
)
def test_a_forged_version_is_seen_at_the_line_that_differs(
    repository: Repository, forge: Callable[[Content], None]
) -> None:
    run(repository, *REVISE)
    file = repository.evidence / FIRST
    true = file.read_text()
    content = json.loads(true)
    forge(content)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    lines = zip(true.splitlines(), file.read_text().splitlines(), strict=True)
    line = next(number for number, (a, b) in enumerate(lines, 1) if a != b)
    assert (f"evidence/{FIRST}", line) in {(p.path, p.line) for p in problems(repository)}
    run(repository, *REVISE)
    assert file.read_text() == true
    assert problems(repository) == ()


def white_space(file: Path) -> None:
    file.write_text(file.read_text() + "\n")


def another_file(file: Path) -> None:
    (file.parent / "notes.json").write_text("{}")


def another_number(file: Path) -> None:
    file.rename(file.parent / "v2.json")


def another_version(file: Path) -> None:
    content = json.loads(file.read_text())
    content["version"], content["ended"]["version"] = 7, 8
    (file.parent / "v7.json").write_text(json.dumps(content))


@pytest.mark.parametrize("forge", [white_space, another_file, another_number, another_version])
def test_a_file_that_no_command_wrote_is_seen(
    repository: Repository, forge: Callable[[Path], None]
) -> None:
    run(repository, *REVISE)
    forge(repository.evidence / FIRST)
    assert any(p.path.startswith("evidence/archive/kznwjj/") for p in problems(repository))


def test_a_version_that_was_never_published_is_seen_and_made_one_with_the_next(
    repository: Repository,
) -> None:
    run(repository, *REVISE)
    whole = repository.root / "elsewhere"
    git(repository.root, "worktree", "add", "--quiet", "--detach", str(whole))
    alone = Repository(whole)
    alone.edit(WORMS, ("Nine toy trials", "Ten toy trials"))
    alone.edit(
        WORMS, ("    change: First published.", f"    change: First published.{VERSION_TWO}")
    )
    alone.commit("version 2")
    run(alone, "revise", "kznwjj", "--change", "A third.", "--base", "HEAD")
    second = alone.evidence / "archive/kznwjj/v2.json"
    (repository.evidence / "archive/kznwjj/v2.json").write_bytes(second.read_bytes())
    (repository.evidence / WORMS).write_bytes((alone.evidence / WORMS).read_bytes())
    (found,) = (p for p in problems(repository) if "never published" in p.message)
    assert found.path == "evidence/archive/kznwjj/v2.json"
    assert put_right(repository) == 1
    assert not (repository.evidence / "archive/kznwjj/v2.json").exists()
    assert repository.review().finding_by_id["kznwjj"].version == 2


# Whatever was done first.


def reworded(repository: Repository) -> None:
    repository.edit(WORMS, ("as well as spades do", "better than spades do"))


def bearing(repository: Repository) -> None:
    repository.edit(WORMS, ("bearing: favours", "bearing: partly"))


def item(repository: Repository) -> None:
    added = "  - source: toysociety2021mulch\n    bearing: favours\n    result: So it says.\n"
    repository.edit(WORMS, ("reviewed:", added + "reviewed:"))


def withdrawn(repository: Repository) -> None:
    notice = "status: withdrawn\nnotice:\n  date: 2026-11-22\n  reason: The club has gone.\n"
    file = repository.evidence / TEA
    file.write_text(file.read_text() + notice)


def version_alone(repository: Repository) -> None:
    reworded(repository)
    repository.add_version(WORMS)


def version_too_far(repository: Repository) -> None:
    version_alone(repository)
    repository.edit(WORMS, ("version: 2", "version: 3"))


def on_worms(*edit: tuple[str, str]) -> Callable[[Repository], None]:
    return lambda repository: repository.edit(WORMS, *edit)


def on_source(*edit: tuple[str, str]) -> Callable[[Repository], None]:
    return lambda repository: repository.edit("sources/toysociety2022worms.yml", *edit)


WORDS = {
    "result": on_worms(("as many beans as", "fewer beans than")),
    "summary": on_worms(("Nine toy trials agree.", "Nine toy trials do not agree.")),
    "figure": on_worms(("summary: Nine", "summary: 9 or 10")),
    "does not mean": on_worms(("That worms plant beans.", "That worms sow beans.")),
    "holds for": on_worms(("Soil that worms like.", "All soil.")),
    "sectors": on_worms(("sectors: [school-gardens]", "sectors: [allotments]")),
    "authors": on_source(("{Toy Society}", "{Mole Society}")),
    "year": on_source(("{2022},", "{2021},")),
    "data set": on_source(("data_set: toysociety2022worms", "data_set: toysociety2021mulch")),
}
SMALL = {
    "spelling": on_worms(("Soil that worms like.", "Soil taht worms like.")),
    "marks": on_worms(("Soil that worms like.", "Soil that worms like!")),
    "title": on_source(("toy literature", "toy litterature")),
}
EDITS = [*WORDS.values(), reworded, bearing, item, withdrawn, version_alone, version_too_far]


@pytest.mark.parametrize("committed_too", [False, True])
@pytest.mark.parametrize("edit", EDITS)
def test_the_command_that_a_message_names_puts_it_right(
    repository: Repository, edit: Callable[[Repository], None], committed_too: bool
) -> None:
    file, of = (TEA, "kfbf5n") if edit is withdrawn else (WORMS, "kznwjj")
    published = (repository.evidence / file).read_text()
    edit(repository)
    if committed_too:
        repository.commit()
    assert put_right(repository) == 1
    assert repository.review().frozen[of][1].record == published


def everywhere(repository: Repository, old: str, new: str) -> None:
    for file in repository.evidence.rglob("*.yml"):
        file.write_text(file.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "folder"),
    [
        ("hedgeclub2024tea", "hedgeclub2024cups", "sources"),
        ("school-gardens", "gardens-of-schools", "sectors"),
        ("company", "good-company", "themes"),
    ],
)
def test_an_address_stays_when_what_was_there_is_renamed(
    repository: Repository, old: str, new: str, folder: str
) -> None:
    everywhere(repository, old, new)
    file = repository.evidence / f"sources/{old}.yml"
    if file.exists():
        file = file.rename(repository.evidence / f"sources/{new}.yml")
    else:
        file = repository.evidence / "vocabulary.yml"
    (lost,) = [p for p in problems(repository) if p.rule == "address-lost"]
    assert f"`formerly: [{old}]`" in lost.message
    head, tail = file.read_text().split(f"{new}\n" if folder != "sources" else "access: ", 1)
    line = f"{new}\n    formerly: [{old}]\n" if folder != "sources" else f"formerly: [{old}]\n"
    file.write_text(head + line + ("access: " if folder == "sources" else "") + tail)
    assert problems(repository) == ()
    made = {file.uri: file.content for file in read_build(repository.evidence, SITE).files}
    page = made[f"{folder}/{old}/index.html"].decode()
    assert f'url=../../{folder}/{new}/"' in page
    assert f'<link rel="canonical" href="{SITE.url}{folder}/{new}/">' in page
    if folder == "sources":
        assert made[f"sources/{old}/cite.bib"] == made[f"sources/{new}/cite.bib"]


@pytest.mark.parametrize("edit", SMALL.values(), ids=SMALL)
def test_a_small_mend_is_listed_and_needs_no_version(
    repository: Repository, edit: Callable[[Repository], None]
) -> None:
    edit(repository)
    assert {p.rule for p in problems(repository)} == {"changed-without-version"}
    assert put_right(repository) == 1
    worms = repository.review().finding_by_id["kznwjj"]
    assert (worms.version, len(worms.mends)) == (1, 1)
    repository.commit()
    repository.edit(WORMS, ("mend: ", "mend: No. "))
    folder = repository.evidence
    (rewritten,) = examine(folder, today=TODAY, base="HEAD").problems
    assert rewritten.rule == "history-rewritten"


@pytest.mark.parametrize(
    ("old", "new", "small"),
    [
        ("They recieve it", "They receive it", True),
        ("Teh worms", "The worms", True),
        ("well-being, at last", "Wellbeing at last.", True),
        ("the the worms", "the worms", True),
        ("see [it](https://toy.example/1)", "see [it](https://toy.example/2)", True),
        ("It rose by 12", "It rose by 13", False),
        ("It did better", "It did worse", False),
        ("It did not help", "It did help", False),
        ("It helps", "It helps a lot", False),
        ("an increase", "a decrease", False),
        ("is able to", "is unable to", False),
    ],
)
def test_a_mend_changes_no_word_for_another(old: str, new: str, small: bool) -> None:
    assert is_mend(old, new) is is_mend(new, old) is small


def test_all_that_changes_before_it_is_published_is_one_version(repository: Repository) -> None:
    run(repository, *REVISE)
    reworded(repository)
    run(repository, "revise", "kznwjj", "--change", "The claim is plainer.")
    run(repository, "retract", "toysociety2022worms", "--reason", "No.", "--date", "2026-06-01",
        "--notice", "https://toy.example/toy/notice")  # fmt: skip
    run(repository, "withdraw", "kznwjj", "--reason", "The beds were never dug.")
    assert problems(repository) == ()
    _, last = repository.review().finding_by_id["kznwjj"].history
    assert last.change.startswith("A tenth trial: it agrees. The claim is plainer. Source toysoc")
    assert last.change.endswith("Withdrawn: The beds were never dug.")
    assert list(repository.review().frozen["kznwjj"]) == [1]


def test_a_retraction_that_was_written_by_hand_is_told_by_the_command(
    repository: Repository,
) -> None:
    source = repository.evidence / "sources/toysociety2022worms.yml"
    notice = "https://toy.example/toy/notice"
    said = f"retraction:\n  date: 2026-06-01\n  reason: 'No.'\n  notice: {notice}\n"
    source.write_text(source.read_text() + said)
    assert problems(repository)
    run(repository, "retract", "toysociety2022worms", "--reason", "No.", "--date", "2026-06-01",
        "--notice", notice)  # fmt: skip
    assert problems(repository) == ()


def test_what_was_not_published_needs_no_version(repository: Repository) -> None:
    text = (repository.evidence / WORMS).read_text().replace("kznwjj", "pzfydw")
    (repository.evidence / "findings/new.yml").write_text(text)
    command = ["revise", "pzfydw", "--change", "No.", "--folder", str(repository.evidence)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "'pzfydw' is not published at main (" in result.output


def test_without_a_name_the_branch_that_parted_last_is_the_published_one(
    repository: Repository, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "clone")
    git(tmp_path, "clone", "--quiet", "--branch", "proposal", str(repository.root), str(clone.root))
    reworded(clone)
    clone.commit()
    assert "as published at origin/main (" in run(clone, *REVISE)


# What was published since an older state that is named.


def test_what_was_published_since_an_older_state_is_known(repository: Repository) -> None:
    first = git(repository.root, "rev-parse", "HEAD")
    git(repository.root, "switch", "--quiet", "main")
    repository.edit(WORMS, ("Nine toy trials", "Ten toy trials"))
    run(repository, *REVISE)
    repository.commit("version 2")
    git(repository.root, "switch", "--quiet", "--create", "later")
    repository.edit(WORMS, ("Ten toy trials", "Eleven toy trials"))
    run(repository, "revise", "kznwjj", "--change", "An eleventh trial.")
    folder = repository.evidence
    assert examine(folder, today=TODAY, base=first).problems == ()
    for version in ("v1", "v2"):
        frozen = folder / f"archive/kznwjj/{version}.json"
        frozen.write_text(frozen.read_text().replace("Toy Society", "Joy Society"))
        found = [p.path for p in examine(folder, today=TODAY, base=first).problems]
        assert any(path.endswith(f"{version}.json") for path in found)

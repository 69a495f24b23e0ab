"""A review that was published under the first edition of the rule and goes on under the second.

``first_edition/`` holds the toy review, smaller, as it was published then, and versions of it that
the engine of then froze.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_review.commands.main import main
from evidence_review.earlier.published import Published, read_published
from evidence_review.records.first_edition import FirstFinding
from evidence_review.records.frozen import FrozenVersion2, FrozenVersion3
from evidence_review.strength import FirstJudgement, judge_finding
from tests.places import EPOCH, TESTS, TOY
from tests.repositories import Repository, git
from tests.reviews import read

FIRST = TESTS / "first_edition/evidence"
FROZEN = TESTS / "first_edition/frozen"
REASON = "Judged under the second edition."
TRACKS = {"harvest": "effect", "craft": "understanding"}
MULCH, WORMS, NEIGHBOURS, TEA, MOON = "m9s34a", "kznwjj", "kb6cqt", "kfbf5n", "vmxxqw"
FILES = {
    MULCH: "mulch-saves-water", WORMS: "worms-loosen-soil", NEIGHBOURS: "neighbours-keep-plots",
    TEA: "tea-keeps-gardeners", MOON: "moon-planting",
}  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a repository whose `main` is of the first edition, and its `proposal` not."""
    made = Repository(tmp_path_factory.mktemp("first") / "repository")
    shutil.copytree(FIRST, made.evidence)
    git(made.root, "init", "--quiet", "--initial-branch", "main")
    made.commit("first edition")
    git(made.root, "switch", "--quiet", "--create", "proposal")
    convert(made.evidence)
    return made.root


@pytest.fixture
def repository(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return Repository(shutil.copytree(first, tmp_path / "repository"))


def convert(evidence: Path) -> None:
    """What a person does: the words of the second edition, and a track for every kind."""
    shutil.copyfile(TOY / "vocabulary.yml", evidence / "vocabulary.yml")
    for file in (evidence / "findings").glob("*.yml"):
        text = file.read_text()
        kind = re.search("^kind: (.*)$", text, re.MULTILINE)
        assert kind
        file.write_text(text.replace(kind[0], f"track: {TRACKS[kind[1]]}"))


def run(repository: Repository, *arguments: str) -> str:
    said = CliRunner().invoke(main, [*arguments, "--folder", str(repository.evidence)])
    assert said.exit_code == 0, said.output
    return said.output


def published(repository: Repository) -> Published:
    found = read_published(repository.evidence, "main")
    assert isinstance(found, Published)
    return found


def frozen(repository: Repository, finding: str) -> Path:
    return repository.evidence / f"archive/{finding}/v1.json"


def wanting(repository: Repository) -> dict[str, set[str]]:
    """What each finding is said to need a new version for, by its id."""
    ids = {f"evidence/findings/{name}.yml": finding for finding, name in FILES.items()}
    found: dict[str, set[str]] = {}
    for problem in repository.problems():
        if problem.rule == "changed-without-version":
            words = problem.message.split(" Run ")[0]
            found.setdefault(ids[problem.path], set()).add(words)
    return found


def test_what_was_published_is_read_and_judged_as_it_was(repository: Repository) -> None:
    review = published(repository).loaded.review
    assert review is not None and published(repository).loaded.problems == ()
    judged = {}
    for finding in review.findings:
        assert isinstance(finding, FirstFinding)
        judgement = review.judgement(finding)
        assert isinstance(judgement, FirstJudgement) and judgement.edition == 1
        judged[finding.id] = f"{judgement.strength} {judgement.agreement}"
    assert judged == {
        WORMS: "strong single-source", MULCH: "tentative contested",
        NEIGHBOURS: "limited single-source", TEA: "tentative mixed",
        MOON: "untested single-source",
    }  # fmt: skip


def test_records_of_the_first_edition_are_read_only_as_an_earlier_state(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIRST, tmp_path / "evidence"))
    said = CliRunner().invoke(main, ["check", str(folder)])
    assert said.exit_code == 1
    assert "there is no field 'kinds'" in said.output


def test_every_finding_of_the_first_edition_needs_a_version(repository: Repository) -> None:
    under = "this needs a new version: Judged under edition 2 of the rule, as a claim of this kind:"
    needs = wanting(repository)
    assert needs.keys() == FILES.keys()
    assert all(any(words.startswith(under) for words in said) for said in needs.values())
    assert f"{under} craft." in needs[NEIGHBOURS] and f"{under} deed." in needs[MULCH]
    moved = {
        finding: sorted(words.split(": ")[1] for words in said if " moved from " in words)
        for finding, said in needs.items()
    }
    assert moved == {
        MULCH: ["Strength moved from seedling to bean pole"],
        WORMS: ["Strength moved from oak to hazel"],
        TEA: [
            "Agreement moved from mixed border to one bed.",
            "Strength moved from seedling to seed",
        ],
        NEIGHBOURS: [],
        MOON: [],
    }


def test_what_is_new_needs_none(repository: Repository) -> None:
    new = repository.evidence / "findings/new.yml"
    text = (repository.evidence / f"findings/{FILES[WORMS]}.yml").read_text()
    new.write_text(text.replace(WORMS, "mnpzxp").replace("as well as spades do", "in the rain"))
    assert wanting(repository).keys() == FILES.keys()
    assert {problem.rule for problem in repository.problems()} == {"changed-without-version"}


def test_a_revised_finding_is_frozen_as_it_was_judged(repository: Repository) -> None:
    said = run(repository, "revise", MULCH, "--change", REASON)
    assert "version 1 is frozen" in said
    version = repository.review().frozen[MULCH][1]
    assert isinstance(version, FrozenVersion2)
    page, data = version.page, version.data
    assert (page.kind, page.strength.name, page.agreement.name) == (
        "Harvest", "Seedling", "Contested ground",
    )  # fmt: skip
    assert [(step.name, step.levels, step.after) for step in page.ledger.steps] == [
        ("one independent source", -1, "Hazel"),
        ("sources disagree", -1, "Bean pole"),
        ("half or more speak against", -1, "Seedling"),
    ]
    assert (data["kind"], data["strength"], data["agreement"]) == (
        "harvest", "tentative", "contested",
    )  # fmt: skip
    assert not data.keys() & {"track", "claims", "domains", "provisional"}
    assert version.record == (FIRST / f"findings/{FILES[MULCH]}.yml").read_text()
    assert "Strength of evidence: Seedling." in next(
        file.text for file in version.files if file.file == "cite.ris"
    )


@pytest.mark.parametrize("finding", [file.stem for file in sorted(FROZEN.iterdir())])
def test_a_version_is_frozen_byte_for_byte_as_the_first_edition_froze_it(
    repository: Repository, finding: str
) -> None:
    run(repository, "revise", finding, "--change", REASON)
    assert frozen(repository, finding).read_text() == (FROZEN / f"{finding}.json").read_text()


def test_the_check_is_clean_once_every_version_says_so(repository: Repository) -> None:
    run(repository, "revise", MULCH, "--change", REASON)
    assert wanting(repository).keys() == FILES.keys() - {MULCH}
    for finding in FILES.keys() - {MULCH}:
        run(repository, "revise", finding, "--change", REASON)
    assert repository.problems() == []
    checked = CliRunner().invoke(main, ["check", str(repository.evidence), "--base", "main"])
    assert (checked.exit_code, checked.stdout) == (0, "")
    latest = {key: kept[max(kept)].format for key, kept in repository.review().frozen.items()}
    assert latest == dict.fromkeys(FILES, 2)


def test_what_had_been_frozen_stays_byte_for_byte(repository: Repository) -> None:
    before = frozen(repository, MOON).read_bytes()
    run(repository, "revise", MOON, "--change", REASON)
    assert frozen(repository, MOON).read_bytes() == before
    later = repository.review().frozen[MOON][2]
    assert isinstance(later, FrozenVersion2) and later.page.strength.name == "Seed"


@pytest.mark.parametrize(
    ("was", "forged"),
    [
        ('"name": "Seedling"', '"name": "Oak"'),
        (r"\"strength\": \"tentative\"", r"\"strength\": \"limited\""),
        ('"name": "Contested ground"', '"name": "One row"'),
        ('"levels": -1', '"levels": 0'),
    ],
)
def test_a_frozen_file_with_another_level_is_caught(
    repository: Repository, was: str, forged: str
) -> None:
    run(repository, "revise", MULCH, "--change", REASON)
    file = frozen(repository, MULCH)
    text = file.read_text()
    assert was in text
    file.write_text(text.replace(was, forged, 1))
    (problem,) = [p for p in repository.problems() if p.rule == "frozen-as-published"]
    assert problem.path == f"evidence/archive/{MULCH}/v1.json"
    assert forged in file.read_text().splitlines()[problem.line - 1]
    assert "this is not what was published at main" in problem.message
    run(repository, "revise", MULCH, "--change", REASON)
    assert file.read_text() == text


def test_a_version_of_the_second_edition_is_kept_in_the_next_format(repository: Repository) -> None:
    for finding in FILES:
        run(repository, "revise", finding, "--change", REASON)
    repository.commit("second edition")
    git(repository.root, "branch", "--force", "main")
    run(repository, "revise", MULCH, "--change", "The straw was counted.")
    review = repository.review()
    assert [review.frozen[MULCH][number].format for number in (1, 2)] == [2, 3]
    second = review.frozen[MULCH][2]
    assert isinstance(second, FrozenVersion3)
    assert second.page.ledger and second.page.ledger.edition == 2
    assert second.page.track.name == "Deed"
    assert repository.problems() == []


def test_the_toy_review_is_of_the_second_edition() -> None:
    review = read(TOY)
    for finding in review.findings:
        sources = [review.source_by_key[item.source] for item in finding.evidence]
        assert judge_finding(finding, sources, review.vocabulary).edition == 2

"""`evidence check --base`: what was published stays, held against git repositories made here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_review import rules as engine
from evidence_review.check import examine
from evidence_review.commands.main import main
from evidence_review.earlier.comparison import differences
from evidence_review.problems import Problem, Severity
from evidence_review.rules.reference import rules
from evidence_review.rules.rule import name_of
from tests.places import EPOCH, TODAY, TOY
from tests.repositories import VERSION_TWO, Repository, git

MULCH, WORMS, TEA, NEIGHBOURS, MOLES = (f"findings/{name}.yml" for name in (
    "mulch-saves-water", "worms-loosen-soil", "tea-keeps-gardeners", "neighbours-keep-plots",
    "moles-beat-worms",
))  # fmt: skip
COMPARISONS = set(map(name_of, engine.COMPARISONS))


def line_of(repository: Repository, path: str, text: str) -> int:
    lines = (repository.evidence / path).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def verdicts(repository: Repository) -> list[Problem]:
    """The problems about strength; the command that each names says everything that moved."""
    found = repository.problems()
    return [p for p in found if "Strength moved" in p.message.split(" Run ")[0]]


def message(repository: Repository, rule: str) -> str:
    (only,) = [problem.message for problem in repository.problems() if problem.rule == rule]
    return only


# What needs no version.


def test_nothing_changed(repository: Repository) -> None:
    assert repository.found() == []


def test_a_file_may_be_renamed(repository: Repository) -> None:
    folder = repository.evidence / "findings"
    (folder / "worms-loosen-soil.yml").rename(folder / "worms-at-work.yml")
    assert repository.found() == []


def test_two_files_may_swap_their_names(repository: Repository) -> None:
    one, other = repository.evidence / WORMS, repository.evidence / MULCH
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert repository.found() == []


def test_a_new_finding_is_free(repository: Repository) -> None:
    text = (repository.evidence / WORMS).read_text()
    new = text.replace("kznwjj", "vp1a19").replace("as well as spades do", "in the rain")
    (repository.evidence / "findings/new.yml").write_text(new)
    assert [line for line in repository.found() if " id" not in line] == []


def test_what_no_reader_relies_on_is_free(repository: Repository) -> None:
    repository.edit(
        WORMS,
        ("summary: Nine toy trials", "summary: Nine\n  toy trials"),
        ("reviewed: 2026-05-01", "reviewed: 2026-06-01"),
        ("review_by: 2030-05-01", "review_by: 2031-05-01"),
    )
    assert repository.found() == []


def test_the_order_of_evidence_may_change(repository: Repository) -> None:
    record = (repository.evidence / MULCH).read_text()
    head, rest = record.split("evidence:\n")
    items, tail = rest.split("why_they_differ:")
    first, second = items.split("  - source: toysociety2022worms")
    swapped = f"  - source: toysociety2022worms{second}{first}"
    (repository.evidence / MULCH).write_text(f"{head}evidence:\n{swapped}why_they_differ:{tail}")
    assert repository.found() == []


def test_two_items_of_one_source_may_change_places(repository: Repository) -> None:
    first, second = (
        f"  - source: toysociety2022worms\n    bearing: {bearing}\n    result: So it says.\n"
        for bearing in ("favours", "partly")
    )
    repository.edit(MULCH, ("evidence:\n", f"evidence:\n{first}{second}"))
    repository.commit("two items")
    repository.edit(MULCH, (first + second, second + first))
    assert repository.found("HEAD") == []


def test_a_new_finding_may_take_the_file_name_of_one_that_was_renamed(
    repository: Repository,
) -> None:
    (repository.evidence / WORMS).rename(repository.evidence / "findings/worms-at-work.yml")
    text = (repository.evidence / "findings/worms-at-work.yml").read_text()
    (repository.evidence / WORMS).write_text(text.replace("kznwjj", "vp1a19"))
    assert {p.rule for p in repository.problems()} & COMPARISONS == set()


def test_what_others_added_to_the_branch_since_is_not_lost(repository: Repository) -> None:
    git(repository.root, "switch", "--quiet", "main")
    text = (repository.evidence / WORMS).read_text()
    (repository.evidence / "findings/later.yml").write_text(text.replace("kznwjj", "vp1a19"))
    repository.commit("another finding")
    git(repository.root, "switch", "--quiet", "proposal")
    assert repository.found() == []


# What needs one.

Edit = Callable[[Repository], None]


def reworded(repository: Repository) -> None:
    repository.edit(WORMS, ("as well as spades do", "better than spades do"))


def other_track(repository: Repository) -> None:
    repository.edit(NEIGHBOURS, ("track: association", "track: understanding"))


def a_difference(repository: Repository) -> None:
    repository.edit(
        MULCH, ("track: effect", "track: effect\nclaims: no-difference"),
        ("bearing: favours", "bearing: x"), ("bearing: made-no-difference", "bearing: favours"),
        ("bearing: x", "bearing: made-no-difference"),
    )  # fmt: skip


def another_estimate(repository: Repository) -> None:
    repository.edit(MULCH, ("value: 0.6\n", "value: 0.61\n"))


def rich_accounts(repository: Repository) -> None:
    repository.edit(NEIGHBOURS, ("directness: direct", "directness: direct\n    rich: true"))


def judged_by_hand(repository: Repository) -> None:
    repository.edit(MOLES, ("levels: 1\n    reason: All", "levels: 2\n    reason: All"))


def other_bearing(repository: Repository) -> None:
    repository.edit(WORMS, ("bearing: favours", "bearing: partly"))


def withdrawn(repository: Repository) -> None:
    notice = "status: withdrawn\nnotice:\n  date: 2026-11-22\n  reason: The worms left.\n"
    file = repository.evidence / WORMS
    file.write_text(file.read_text() + notice)


def source_added(repository: Repository) -> None:
    item = "  - source: toysociety2021mulch\n    bearing: favours\n    result: So it says.\n"
    repository.edit(WORMS, ("reviewed:", item + "reviewed:"))


def source_removed(repository: Repository) -> None:
    text = (repository.evidence / MULCH).read_text()
    item = text[text.index("  - source: toysociety2021") : text.index("  - source: toysociety2022")]
    repository.edit(
        MULCH,
        (item, ""),
        ("bearing: made-no-difference", "bearing: partly"),
        ("why_they_differ: The nine trials were on clay, which holds water anyway.\n", ""),
    )


@pytest.mark.parametrize(
    ("edit", "path", "at", "words"),
    [
        (reworded, WORMS, "claim:", "The claim was reworded."),
        (other_track, NEIGHBOURS, "track:", "claim changed from company kept to craft."),
        (a_difference, MULCH, "claims:", "'Claims' changed."),
        (another_estimate, MULCH, "outcome: cans", "'Effect' of Toy Society (2021) changed."),
        (rich_accounts, NEIGHBOURS, "rich:", "'Rich' of Toy Society (2023) changed."),
        (judged_by_hand, MOLES, "- domain:", "'Domains' changed."),
        (other_bearing, WORMS, "bearing:", "changed from 'Favours' to 'Partly'."),
        (withdrawn, WORMS, "status:", "The finding was withdrawn: The worms left."),
        (source_added, WORMS, "source: toysociety2021mulch", "which speaks for the claim."),
        (source_removed, MULCH, "- source", "Removed evidence: Toy Society (2021)."),
    ],
)
def test_a_published_change_needs_a_version(
    repository: Repository, edit: Edit, path: str, at: str, words: str
) -> None:
    edit(repository)
    line = line_of(repository, path, at)
    found = [p for p in repository.problems() if p.rule == "changed-without-version"]
    assert any(p.line == line and p.path.endswith(path) and words in p.message for p in found)
    assert all("Run `evidence revise " in p.message for p in found)
    repository.add_version(path)
    assert "changed-without-version" not in {p.rule for p in repository.problems()}


def quote(words: str, speaker: str = "gardener") -> str:
    return f"""\
    quotes:
      - text: {words}
        locator: p. 4
        speaker: {speaker}
"""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", quote("Beans!"), "A quote from Toy Society (2022) was added."),
        (quote("Beans!"), "", "A quote from Toy Society (2022) was taken out."),
        (quote("Beans!"), quote("Peas!"), "A quote from Toy Society (2022) was changed."),
        (quote("Beans!"), quote("Beans!", "visitor"), "was changed."),
        (quote("Beans!"), quote("Beans!").replace("p. 4", "p. 5"), "'Locator' of a quote from Toy"),
    ],
)
def test_a_quote(repository: Repository, before: str, after: str, words: str) -> None:
    verification = repository.evidence / "verification/toysociety2022worms.yml"
    verification.unlink(missing_ok=True)
    item = "beds that were dug.\n"
    repository.edit(WORMS, (item, item + before))
    repository.commit("a quote")
    repository.edit(WORMS, (item + before, item + after))
    found = [p for p in repository.problems("HEAD") if p.rule == "changed-without-version"]
    (problem,) = found
    assert words in problem.message


RETRACTION = "retraction:\n  date: 2026-11-01\n  reason: The spade was bent.\n"


def test_a_retraction_shows_at_every_finding_that_uses_the_source(repository: Repository) -> None:
    source = repository.evidence / "sources/toysociety2022worms.yml"
    source.write_text(source.read_text() + RETRACTION)
    found = [p for p in repository.problems() if p.rule == "changed-without-version"]
    uses = {use.finding.path for use in repository.review().uses["toysociety2022worms"]}
    assert {problem.path for problem in found} == {f"evidence/{path}" for path in uses}
    told = [p for p in found if "was retracted and counts for nothing now." in p.message]
    assert {problem.path for problem in told} == {problem.path for problem in found}
    (moved,) = [p for p in verdicts(repository) if WORMS in p.path]
    assert "from oak to seed: Toy Society (2022) was retracted." in moved.message
    assert moved.line == line_of(repository, WORMS, "- version: 1")
    for path in uses:
        repository.add_version(path)
    assert repository.found() == []


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("read: cover-to-cover", "read: seed-packet", "what of it was read"),
        ("design: digest-of-plots", "design: garden-diary", "this design: garden diary"),
        ("bias: low", "bias: low\nsample_size: 9", "how many people were studied"),
        ("bias: low", "bias: serious", "its risk of bias"),
        ("limitations:", "stake: Sells worms.\nlimitations:", "the stake of its makers"),
    ],
)
def test_an_appraisal_that_moves_the_strength_is_named(
    repository: Repository, old: str, new: str, cause: str
) -> None:
    repository.edit("sources/toysociety2022worms.yml", (old, new))
    moved = [p.message for p in verdicts(repository)]
    assert moved
    assert all("Toy Society (2022)" in words and cause in words for words in moved)


def test_an_estimate_that_moves_the_strength_is_named(repository: Repository) -> None:
    repository.edit(MULCH, ("interval: [0.48, 0.75]", "interval: [0.2, 0.75]"))
    (words,) = [p.message for p in verdicts(repository)]
    assert "what is known of Toy Society (2021) changed: its interval." in words


def test_data_that_are_shared_move_the_agreement(repository: Repository) -> None:
    for key in ("toysociety2021mulch", "toysociety2022worms"):
        repository.edit(f"sources/{key}.yml", ("data_set: ", "data_set: hedge  # "))
    words = " ".join(p.message for p in repository.problems() if p.path.endswith(MULCH))
    assert "Agreement moved from contested ground to one bed" in words
    assert "Strength moved from bean pole to seed: Toy Society (2021) is now said to rest" in words


def test_another_track_moves_the_strength(repository: Repository) -> None:
    other_track(repository)
    (words,) = [p.message for p in verdicts(repository)]
    assert "from seedling to bean pole: the claim is now of this kind: craft." in words


def test_what_is_no_longer_graded_says_so(repository: Repository) -> None:
    repository.edit(TEA, ("track: effect", "track: position"))
    words = " ".join(p.message for p in repository.problems())
    assert "The kind of claim changed from deed to motto." in words
    assert "Strength moved from seed to not graded" in words
    assert "Agreement moved from one bed to not graded" in words


def test_words_of_the_vocabulary_that_move_the_strength_are_named(repository: Repository) -> None:
    repository.edit("vocabulary.yml", ("{effect: strong, assoc", "{effect: limited, assoc"))
    moved = [p.message for p in verdicts(repository)]
    cause = "a source of the design 'Digest of plot trials' starts from another level."
    assert moved and all(cause in words for words in moved)


def test_a_strength_set_by_hand_needs_a_version(repository: Repository) -> None:
    override = "strength_override:\n  strength: limited\n  reason: One spade.\n  by: The editor\n"
    repository.edit(WORMS, ("reviewed:", override + "reviewed:"))
    words = message(repository, "changed-without-version")
    assert "Strength was set to bean pole by The editor: One spade." in words


def test_changes_are_told_in_words(repository: Repository) -> None:
    before = repository.review()
    source_added(repository)
    reworded(repository)
    found = differences(before, repository.review(), "kznwjj")
    assert [difference.words for difference in found] == [
        "The claim was reworded.",
        "Added evidence: Toy Society (2021), which speaks for the claim.",
        "Agreement moved from one bed to one row: Toy Society (2021) was added.",
    ]


# What is never changed.


def test_a_published_finding_is_not_deleted(repository: Repository) -> None:
    (repository.evidence / WORMS).unlink()
    assert f"evidence/{WORMS}:1 id-lost" in repository.found()
    assert "'kznwjj' is gone" in message(repository, "id-lost")


def test_a_published_gap_is_not_deleted(repository: Repository) -> None:
    gap = next((repository.evidence / "gaps").glob("*.yml"))
    gap.unlink()
    assert f"evidence/gaps/{gap.name}:1 id-lost" in repository.found()


def test_a_published_id_is_not_changed(repository: Repository) -> None:
    repository.edit(WORMS, ("id: kznwjj", "id: vp1a19"))
    found = repository.found()
    assert f"evidence/{WORMS}:1 id-changed" in found
    assert not any("id-lost" in line for line in found)


def test_a_file_that_takes_the_name_of_a_lost_one_does_not_hide_it(repository: Repository) -> None:
    (repository.evidence / WORMS).write_bytes((repository.evidence / MULCH).read_bytes())
    (repository.evidence / MULCH).unlink()
    assert f"evidence/{WORMS}:1 id-lost" in repository.found()


def test_a_record_that_cannot_be_read_now_is_not_called_lost(repository: Repository) -> None:
    repository.edit(WORMS, ("track: effect", "track: nonsense"))
    repository.edit(MULCH, ("track: effect", "track: ["))
    assert {p.rule for p in repository.problems()} & COMPARISONS == set()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("date: 2026-05-01\n    change", "date: 2026-05-02\n    change", "date: 2026-05-02"),
        ("change: First published.", "change: Always there.", "change: Always"),
        ("  - version: 1", "  - version: 2", "- version: 2"),
    ],
)
def test_history_is_not_rewritten(repository: Repository, old: str, new: str, line: str) -> None:
    repository.edit(WORMS, (old, new))
    at = line_of(repository, WORMS, line)
    assert f"evidence/{WORMS}:{at} history-rewritten" in repository.found()


def test_a_version_is_not_taken_back(repository: Repository) -> None:
    repository.add_version(WORMS)
    repository.commit("a version")
    text = (repository.evidence / WORMS).read_text()
    (repository.evidence / WORMS).write_text(text.replace(VERSION_TWO, "\n"))
    (problem,) = repository.problems("HEAD")
    assert problem.rule == "history-rewritten"
    assert "The record was put right." in problem.message


def test_a_version_too_far_is_refused(repository: Repository) -> None:
    reworded(repository)
    repository.add_version(WORMS)
    repository.edit(WORMS, ("version: 2", "version: 3"))
    at = line_of(repository, WORMS, "version: 3")
    assert repository.found() == [f"evidence/{WORMS}:{at} history-order"]


def archived(repository: Repository) -> Path:
    file = repository.evidence / "archive" / "kznwjj" / "v1.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}\n")
    repository.commit("archive")
    return file


def frozen(repository: Repository) -> list[str]:
    return [p.message for p in repository.problems("HEAD") if p.rule == "archive-changed"]


def test_a_frozen_version_is_never_changed(repository: Repository) -> None:
    file = archived(repository)
    assert frozen(repository) == []
    file.write_text("{ }\n")
    assert frozen(repository) == ["a frozen version is never changed; put the file back as it was"]


def test_a_frozen_version_is_never_taken_out(repository: Repository) -> None:
    archived(repository).unlink()
    assert frozen(repository) == ["this frozen version is gone; put the file back as it was"]


REVISE = ("revise", "kznwjj", "--change", "The claim is plainer.", "--folder")


def revise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert CliRunner().invoke(main, [*REVISE, str(repository.evidence)]).exit_code == 0


def test_a_version_frozen_before_it_is_edited(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise(repository, monkeypatch)
    reworded(repository)
    assert repository.found() == []


def test_a_version_frozen_after_it_was_edited(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    reworded(repository)
    revise(repository, monkeypatch)
    assert repository.found() == []


# Where the earlier state comes from.


def test_a_shallow_clone_says_what_it_needs(repository: Repository, tmp_path: Path) -> None:
    reworded(repository)
    repository.commit()
    clone = Repository(tmp_path / "clone")
    url = repository.root.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "proposal", url, str(clone.root))
    words = message(clone, "base")
    assert "shallow clone" in words and "git fetch --unshallow" in words
    assert "fetch-depth: 0" in words
    git(clone.root, "fetch", "--quiet", "--depth", "1", "origin", "main:main")
    assert "does not reach back" in message(clone, "base")
    git(clone.root, "fetch", "--quiet", "--unshallow")
    assert [p.rule for p in clone.problems()] == ["changed-without-version"]


def test_a_shallow_clone_is_enough_for_its_own_commit(
    repository: Repository, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "clone")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.root.as_uri(), str(clone.root))
    reworded(clone)
    assert [p.rule for p in clone.problems("HEAD")] == ["changed-without-version"]


@pytest.mark.parametrize("name", ["nowhere", "--all", "", "HEAD:evidence", "main proposal"])
def test_an_unknown_revision(repository: Repository, name: str) -> None:
    (problem,) = repository.problems(name)
    assert (problem.rule, problem.severity) == ("base", Severity.ERROR)
    assert f"git knows no revision '{name}'" in problem.message


def test_no_git_repository(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "evidence")
    assert "not in a git repository" in message(Repository(tmp_path), "base")


def test_no_git_at_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in message(repository, "base")


def test_a_folder_that_was_not_there_is_only_a_warning(repository: Repository) -> None:
    git(repository.root, "mv", "evidence", "records")
    moved = examine(repository.root / "records", today=TODAY, base="main").problems
    (problem,) = [problem for problem in moved if problem.rule == "base"]
    assert problem.severity is Severity.WARNING
    assert "holds no such folder" in problem.message


def test_evidence_at_the_root_of_the_repository(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    Repository(tmp_path).commit()
    (tmp_path / WORMS).unlink()
    problems = examine(tmp_path, today=TODAY, shown_as="evidence", base="main").problems
    assert "id-lost" in {problem.rule for problem in problems}


def test_an_earlier_state_that_is_broken_in_part_is_compared_in_part(
    repository: Repository,
) -> None:
    repository.edit(MULCH, ("track: effect", "track: nonsense"))
    repository.commit("broken")
    repository.edit(MULCH, ("track: nonsense", "track: effect"))
    reworded(repository)
    found = {p.rule: p for p in repository.problems("HEAD")}
    assert set(found) == {"base", "changed-without-version"}
    assert found["base"].severity is Severity.WARNING
    assert MULCH in found["base"].message


def test_an_earlier_vocabulary_that_is_broken_gives_way_to_todays(repository: Repository) -> None:
    vocabulary = repository.evidence / "vocabulary.yml"
    good = vocabulary.read_text()
    vocabulary.write_text("nonsense: [\n")
    repository.commit("broken")
    vocabulary.write_text(good)
    reworded(repository)
    assert "changed-without-version" in {p.rule for p in repository.problems("HEAD")}


# The command and the reference.


def run(repository: Repository, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(repository.evidence), *arguments])
    return result.exit_code, result.stdout


def test_the_command_merges_the_problems_in_every_format(repository: Repository) -> None:
    assert run(repository, "--base", "main")[0] == 0
    reworded(repository)
    assert run(repository)[0] == 0
    for form in ("text", "github", "json"):
        code, out = run(repository, "--base", "main", "--format", form)
        assert (code, "changed-without-version" in out) == (1, True)
    assert json.loads(out)[0]["line"] == line_of(repository, WORMS, "claim:")


def test_the_reference_holds_every_comparison() -> None:
    meanings = {rule.name: rule.meaning for rule in rules()}
    assert all(meanings[name].endswith(".") for name in COMPARISONS)
    assert {
        *("archive-changed", "changed-without-version", "history-rewritten"),
        *("frozen-as-published", "id-changed", "id-lost"),
        *("address-lost", "verification-lost", "verified-anew"),
        *("meaning-changed", "question-changed"),
        *("question-changed", "meaning-changed"),
    } == COMPARISONS

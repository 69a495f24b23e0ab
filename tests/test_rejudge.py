"""`evidence rejudge`: a version of every finding that is not as it was published, or of none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidence_review.check import examine
from evidence_review.commands.main import main
from tests.places import EPOCH, TODAY
from tests.repositories import Repository

TEA = "findings/tea-keeps-gardeners.yml"
SOURCE = "sources/toysociety2022worms.yml"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def run(repository: Repository, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--folder", str(repository.evidence)])


def said(repository: Repository, finding_id: str) -> str:
    return repository.review().finding_by_id[finding_id].history[-1].change


def weaken(repository: Repository) -> None:
    """Let the design of the worm trial start lower, and say a little more of tea."""
    source = repository.review().source_by_key["toysociety2022worms"]
    repository.edit(SOURCE, (f"design: {source.design}", "design: garden-diary"))
    repository.edit(TEA, ("sells tea says so", "sells tea by the pot says so"))


def test_every_finding_that_differs_gets_a_version_of_its_own(repository: Repository) -> None:
    weaken(repository)
    reasons = repository.root / "reasons.yml"
    reasons.write_text("kznwjj: Nobody dug the beds\n")
    table = repository.root / "verdicts.csv"
    done = run(repository, "rejudge", "--reasons", str(reasons), "--table", str(table))
    assert done.exit_code == 0, done.output
    assert examine(repository.evidence, today=TODAY, base="main").problems == ()
    sentence = said(repository, "kznwjj")
    assert sentence.startswith("Judged anew. Nobody dug the beds. Strength moved from ")
    assert said(repository, "kfbf5n").startswith("Judged anew. Strength stays ")
    assert "'Summary' changed." in said(repository, "kfbf5n")
    rows = {row["id"]: row for row in csv.DictReader(table.open())}
    assert rows["kznwjj"]["sentence"] == "Nobody dug the beds."
    assert rows["kznwjj"]["domains_after"].startswith("starts ")
    assert rows["kznwjj"]["strength_before"] != rows["kznwjj"]["strength_after"]
    assert "kfbf5n" not in rows
    run(repository, "rejudge")
    assert said(repository, "kznwjj") == sentence


def test_run_again_it_writes_its_own_sentence_anew_and_no_other(repository: Repository) -> None:
    weaken(repository)
    run(repository, "rejudge")
    before = snapshot(repository.evidence)
    run(repository, "rejudge")
    assert snapshot(repository.evidence) == before
    run(repository, "revise", "kfbf5n", "--change", "Tea was weighed.")
    repository.edit(TEA, ("does_not_mean: ", "does_not_mean: That it rains. "))
    run(repository, "rejudge")
    sentence = said(repository, "kfbf5n")
    assert sentence.startswith("Tea was weighed. Judged anew. ")
    assert sentence.count("Judged anew") == 1 and "'Does not mean'" in sentence
    assert examine(repository.evidence, today=TODAY, base="main").problems == ()


def test_what_ended_since_keeps_its_sentence_and_is_frozen_as_it_was(
    repository: Repository,
) -> None:
    run(repository, "withdraw", "kfbf5n", "--reason", "The club has gone.")
    frozen = repository.evidence / "archive/kfbf5n/v1.json"
    true = frozen.read_text()
    frozen.write_text(true.replace("tea", "gin"))
    run(repository, "rejudge")
    assert said(repository, "kfbf5n") == "Withdrawn: The club has gone."
    assert frozen.read_text() == true


def test_a_mend_is_no_judgement(repository: Repository) -> None:
    repository.edit(TEA, ("half agrees", "half agreees"))
    before = snapshot(repository.evidence)
    assert "nothing differs" in run(repository, "rejudge").output
    assert snapshot(repository.evidence) == before


def test_a_reason_for_no_finding_is_refused(repository: Repository) -> None:
    weaken(repository)
    reasons = repository.root / "reasons.yml"
    reasons.write_text("000000: Why not?\n")
    before = snapshot(repository.evidence)
    assert run(repository, "rejudge", "--reasons", str(reasons)).exit_code == 1
    assert snapshot(repository.evidence) == before


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_new_claim_is_no_small_mend(repository: Repository) -> None:
    repository.edit(TEA, ("claim: A shared pot", "claim: Now and then a shared pot"))
    assert (
        "more than a small mend: The claim was reworded."
        in run(repository, "mend", "kfbf5n", "--reason", "A slip.").output
    )

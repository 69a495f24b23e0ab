"""Revising, ending and retracting: what the commands write, refuse, and survive."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidence_review.authoring import files as writing
from evidence_review.check import examine
from evidence_review.commands.main import main
from evidence_review.publish.build import read_build
from evidence_review.reading.load import load
from evidence_review.records.finding import Finding, Status
from evidence_review.records.scales import Agreement, Level
from evidence_review.review import Review
from tests.places import EPOCH, SITE, TODAY, TOY

WORMS = "kznwjj"
MULCH = "m9s34a"
TEA = "kfbf5n"
MOON = "vmxxqw"
MOLES = "zv5k7a"
GAP = "p1xpa9"

REVISE = ("revise", WORMS, "--change", "A tenth trial: it agrees.")
WITHDRAW = ("withdraw", TEA, "--reason", "The club has gone.")
SUPERSEDE = ("supersede", WORMS, "--by", MULCH, "--reason", "Straw says more.")
MERGE = ("merge", TEA, "--into", "kb6cqt", "--reason", "Tea is company.")
RETRACT = (
    *("retract", "toysociety2022worms", "--reason", "The beds were never dug."),
    *("--date", "2026-06-01", "--notice", "https://toy.example/toy/notice"),
)
ALL = {args[0]: args for args in (REVISE, WITHDRAW, SUPERSEDE, MERGE, RETRACT)}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "evidence"))


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--folder", str(folder)])


def done(folder: Path, *args: str) -> str:
    result = run(folder, *args)
    assert result.exit_code == 0, result.output
    return result.output


def refused(folder: Path, *args: str) -> str:
    before = snapshot(folder)
    result = run(folder, *args)
    assert result.exit_code != 0, result.output
    assert snapshot(folder) == before
    return result.output


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def read(folder: Path) -> Review:
    review = load(folder).review
    assert review is not None
    return review


def finding(folder: Path, finding_id: str) -> Finding:
    return read(folder).finding_by_id[finding_id]


@pytest.mark.parametrize("args", ALL.values(), ids=ALL)
def test_what_a_command_leaves_has_no_problem(folder: Path, args: tuple[str, ...]) -> None:
    done(folder, *args)
    assert examine(folder, today=TODAY).problems == ()


def test_revise_freezes_what_was_published_and_opens_the_next_version(folder: Path) -> None:
    published = (folder / "findings/worms-loosen-soil.yml").read_text(encoding="utf-8")
    said = done(folder, *REVISE)
    assert said == "version 1 is frozen; edit findings/worms-loosen-soil.yml, now version 2\n"
    change = finding(folder, WORMS).history[-1]
    assert (change.version, change.date) == (2, TODAY)
    assert change.change == "A tenth trial: it agrees."
    frozen = read(folder).frozen[WORMS][1]
    assert frozen.record == published
    assert frozen.ended.change == "A tenth trial: it agrees."


def test_revise_twice_does_no_harm(folder: Path) -> None:
    done(folder, *REVISE)
    assert "nothing has changed since; edit findings/worms" in refused(folder, *REVISE)


def test_an_edited_version_can_be_revised_again(folder: Path) -> None:
    done(folder, *REVISE)
    file = folder / "findings/worms-loosen-soil.yml"
    file.write_text(file.read_text().replace("Nine toy trials", "Ten toy trials"))
    done(folder, "revise", WORMS, "--change", "An eleventh trial.")
    versions = read(folder).frozen[WORMS]
    assert [versions[n].page.summary[:3] for n in (1, 2)] == ["Nin", "Ten"]


def test_comments_and_order_survive(folder: Path) -> None:
    file = folder / "findings/worms-loosen-soil.yml"
    text = f"# Ask the worms.\n{file.read_text()}# The end.\n".replace(
        "track: effect", "track: 'effect'   # or understanding?"
    )
    file.write_text(text)
    done(folder, *REVISE)
    entry = "  - version: 2\n    date: 2026-11-22\n    change: 'A tenth trial: it agrees.'\n"
    assert file.read_text() == text.replace("# The end.\n", entry + "# The end.\n")


def test_a_withdrawn_finding_says_when_and_why(folder: Path) -> None:
    done(folder, *WITHDRAW)
    ended = finding(folder, TEA)
    assert ended.status is Status.WITHDRAWN
    assert ended.notice and (ended.notice.date, ended.notice.see) == (TODAY, ())
    assert ended.notice.reason == "The club has gone."
    assert ended.history[-1].change == "Withdrawn: The club has gone."
    assert read(folder).frozen[TEA][1].data["status"] == "published"


@pytest.mark.parametrize(
    ("args", "status", "see", "change"),
    [
        (SUPERSEDE, Status.SUPERSEDED, MULCH, f"Superseded by {MULCH}: Straw says more."),
        (MERGE, Status.MERGED, "kb6cqt", "Merged into kb6cqt: Tea is company."),
    ],
)
def test_an_ended_finding_leads_to_another(
    folder: Path, args: tuple[str, ...], status: Status, see: str, change: str
) -> None:
    done(folder, *args)
    ended = finding(folder, args[1])
    assert ended.notice and (ended.status, ended.notice.see) == (status, (see,))
    assert ended.history[-1].change == change


def test_a_withdrawn_finding_may_lead_to_a_gap(folder: Path) -> None:
    done(folder, *WITHDRAW, "--see", GAP, "--see", "kb6cqt")
    ended = finding(folder, TEA)
    assert ended.notice and ended.notice.see == (GAP, "kb6cqt")
    build = read_build(folder, SITE)
    assert build.problems == ()
    (page,) = [page for page in build.pages if page.uri == f"findings/{TEA}/"]
    asked = f'<a href="../../gaps/{GAP}/">Do beans grow better when they are sung to?</a>'
    assert asked in page.body.split("<header", 1)[0]
    assert "it is a gap" in refused(folder, "supersede", WORMS, "--by", GAP, "--reason", "No.")


def test_what_led_to_an_ended_finding_leads_past_it(folder: Path) -> None:
    done(folder, *SUPERSEDE)
    moon = finding(folder, MOON)
    assert moon.notice and moon.notice.see == (MULCH,)
    assert moon.notice.reason == "The source says nothing about the moon."
    assert moon.history[-1].change == (f"This page leads to {MULCH} now: {WORMS} no longer stands.")
    assert sorted(read(folder).frozen[MOON]) == [1, 2]


def test_a_finding_that_another_leads_to_alone_is_withdrawn_with_what_to_read_instead(
    folder: Path,
) -> None:
    done(folder, "supersede", TEA, "--by", MULCH, "--reason", "Straw says more.")
    alone = run(folder, "withdraw", MULCH, "--reason", "The straw has gone.")
    assert alone.exit_code == 1 and "leads to 'm9s34a' alone; name with --see" in alone.output
    done(folder, "withdraw", MULCH, "--reason", "The straw has gone.", "--see", WORMS)


def test_the_name_of_a_file_is_answered_with_the_id_in_it(folder: Path) -> None:
    named = run(folder, "revise", "mulch-saves-water", "--change", "It rained.")
    assert named.exit_code == 1 and "its id is 'm9s34a'" in named.output


def test_what_led_to_a_withdrawn_finding_leads_nowhere(folder: Path) -> None:
    done(folder, "withdraw", WORMS, "--reason", "No worms.")
    moon = finding(folder, MOON)
    assert moon.notice and moon.notice.see == ()


def test_no_chain_of_redirects(folder: Path) -> None:
    done(folder, *MERGE)
    said = refused(folder, "supersede", WORMS, "--by", TEA, "--reason", "No.")
    assert f"'{TEA}' no longer stands, it was merged; it leads to kb6cqt" in said


@pytest.mark.parametrize("args", [WITHDRAW, SUPERSEDE, MERGE, RETRACT], ids=lambda a: a[0])
def test_running_twice_does_no_harm(folder: Path, args: tuple[str, ...]) -> None:
    done(folder, *args)
    after = snapshot(folder)
    assert "nothing to do" in done(folder, *args)
    assert snapshot(folder) == after


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("revise", "kznwjk", "--change", "No."), "'kznwjk' is mistyped: its check character"),
        (("revise", "worms", "--change", "No."), "'worms': an id is 6 characters"),
        (("revise", "b2b2b9", "--change", "No."), "'b2b2b9' is mistyped"),
        (("merge", WORMS, "--into", "kznwjk", "--reason", "No."), "'kznwjk' is mistyped"),
        (("merge", WORMS, "--into", WORMS, "--reason", "No."), "is the finding itself"),
        (("withdraw", MOON, "--reason", "No."), "it was withdrawn on 2026-05-01"),
        (("revise", WORMS, "--change", "Two\nlines"), "this stands on one line"),
        (("revise", WORMS, "--change", "  "), "there is nothing here"),
        (("revise", WORMS, "--change", "\u202etxet"), "U+202E cannot be seen"),
        (("retract", "toysociety2022worm", *RETRACT[2:]), "did you mean 'toysociety2022worms'?"),
        ((*RETRACT[:4], "--date", "22.11.2026", *RETRACT[6:]), "--date: write a date as"),
        ((*RETRACT[:4], "--date", "2027-01-01", *RETRACT[6:]), "later than today, 2026-11-22"),
        ((*RETRACT[:6], "--notice", "toy.example"), "--notice: write a whole address"),
    ],
)
def test_what_cannot_be_done_is_said_and_not_done(
    folder: Path, args: tuple[str, ...], says: str
) -> None:
    assert says in " ".join(refused(folder, *args).split())


def test_an_id_that_nobody_has_is_unknown(folder: Path) -> None:
    other = Path(shutil.copytree(folder, folder.parent / "other"))
    (other / "findings/worms-loosen-soil.yml").unlink()
    assert f"there is no finding '{WORMS}'" in refused(other, *REVISE)


def test_a_finding_whose_file_has_problems_is_left_alone(folder: Path) -> None:
    file = folder / "findings/worms-loosen-soil.yml"
    file.write_text(file.read_text().replace("track: effect", "track: efect"))
    assert "run: evidence check" in refused(folder, *REVISE)


def test_a_source_that_cannot_be_read_stops_the_freezing(folder: Path) -> None:
    (folder / "sources/toysociety2022worms.yml").unlink()
    said = refused(folder, *REVISE)
    assert "rests on 'toysociety2022worms', which cannot be read" in said


def test_a_record_that_cannot_be_edited_is_left_alone(folder: Path) -> None:
    file = folder / "findings/worms-loosen-soil.yml"
    record = {**finding(folder, WORMS).model_dump(mode="json", by_alias=True)}
    kept = {name: value for name, value in record.items() if value and name != "slug"}
    for item in kept["evidence"]:
        item.pop("because"), item.pop("design")
    file.write_text(json.dumps(kept, indent=1) + "\n")
    assert finding(folder, WORMS)
    refused(folder, *WITHDRAW[:1], WORMS, *WITHDRAW[2:])


def test_a_retraction_reaches_every_finding_that_uses_the_source(folder: Path) -> None:
    before = read(folder)
    said = done(folder, *RETRACT)
    after = read(folder)
    source = after.source_by_key["toysociety2022worms"]
    assert source.retraction and source.retraction.date == date(2026, 6, 1)
    start = "Source toysociety2022worms (Toy Society, 2022) was retracted: "
    changes = {f.id: f.history[-1].change for f in after.standing if f.version == 2}
    assert changes == {
        MULCH: start + "strength moved from bean pole to oak;"
        " agreement moved from contested ground to one bed.",
        WORMS: start + "strength moved from oak to seed.",
        MOLES: start + "agreement moved from contested ground to mixed border.",
    }
    assert all(change in said for change in changes.values())
    worms = after.finding_by_id[WORMS]
    assert before.judgement(before.finding_by_id[WORMS]).computed is Level.STRONG
    assert after.judgement(worms).computed is Level.UNTESTED
    assert after.judgement(after.finding_by_id[MULCH]).agreement is Agreement.SINGLE_SOURCE
    assert after.frozen[WORMS][1].data["strength"] == "strong"
    assert after.frozen[WORMS][1].ended.change == changes[WORMS]


def test_a_retraction_that_moves_nothing_says_so(folder: Path) -> None:
    done(folder, "retract", "hedgeclub2024tea", *RETRACT[2:])
    change = finding(folder, MOON).history[-1].change
    assert "was retracted: " in change and change.endswith(("stays seed.", "."))


def test_another_retraction_of_the_same_source_is_refused(folder: Path) -> None:
    done(folder, *RETRACT)
    other = (*RETRACT[:4], "--date", "2026-06-02", *RETRACT[6:])
    assert "says already that it was retracted on 2026-06-01" in refused(folder, *other)


def test_a_source_that_was_reinstated_can_be_retracted_again(folder: Path) -> None:
    source = folder / "sources/toysociety2022worms.yml"
    before = source.read_text()
    done(folder, *RETRACT)
    done(folder, "revise", WORMS, "--change", "The source was reinstated.")
    source.write_text(before)
    versions = finding(folder, WORMS).version
    done(folder, *RETRACT)
    change = finding(folder, WORMS).history[-1]
    assert change.version == versions + 1
    assert change.change.startswith(
        "Source toysociety2022worms (Toy Society, 2022) was retracted: "
    )


def test_a_retracted_finding_can_be_revised(folder: Path) -> None:
    done(folder, *RETRACT)
    done(folder, *REVISE)
    assert finding(folder, WORMS).version == 3


class Interrupted(BaseException):
    """What a person does with Ctrl+C."""


def failing_at(number: int) -> Callable[[Path, Path], None]:
    """``os.replace`` that is interrupted at its n-th call, counted from 0."""
    calls = iter(range(10_000))
    replace = os.replace

    def replaced(source: Path, target: Path) -> None:
        if next(calls) == number:
            raise Interrupted
        replace(source, target)

    return replaced


@pytest.mark.parametrize("args", ALL.values(), ids=ALL)
def test_an_interrupted_command_leaves_the_old_state(
    folder: Path, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(folder)
    wanted = Path(shutil.copytree(folder, folder.parent / "wanted"))
    done(wanted, *args)
    files = sum(before.get(path) != text for path, text in snapshot(wanted).items())
    assert files >= 2
    for number in range(files):
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", failing_at(number))
            with pytest.raises(Interrupted):
                CliRunner().invoke(
                    main, [*args, "--folder", str(folder)], standalone_mode=False,
                    catch_exceptions=False,
                )  # fmt: skip
        assert snapshot(folder) == before
    done(folder, *args)
    assert snapshot(folder) == snapshot(wanted)


@pytest.mark.parametrize("args", ALL.values(), ids=ALL)
def test_a_command_that_was_killed_completes_when_it_is_run_again(
    folder: Path, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process cannot put anything back: the first files are new, the others old."""
    wanted = Path(shutil.copytree(folder, folder.parent / "wanted"))
    written: list[tuple[str, str]] = []
    with monkeypatch.context() as patch:
        replace_texts = "evidence_review.history.plans.replace_texts"
        patch.setattr(replace_texts, lambda _, texts: written.extend(texts.items()))
        done(wanted, *args)
    for number in range(len(written) + 1):
        killed = Path(shutil.copytree(folder, folder.parent / f"killed-{number}"))
        for file, text in written[:number]:
            writing.replace_text(killed, file, text)
        run(killed, *args)
        assert examine(killed, today=TODAY).problems == ()
        for file, text in written:
            assert (killed / file).read_bytes().decode() == text


def test_a_version_frozen_from_another_text_is_not_written_over(folder: Path) -> None:
    done(folder, *REVISE)
    file = folder / "findings/worms-loosen-soil.yml"
    file.write_text((TOY / "findings/worms-loosen-soil.yml").read_text() + "# edited since\n")
    assert "holds another text of version 1" in refused(folder, *REVISE)


def test_no_temporary_file_is_left(folder: Path) -> None:
    done(folder, *RETRACT)
    assert [name for name in snapshot(folder) if "/." in name] == []


def test_what_a_killed_command_left_is_out_of_sight_of_git_and_goes(folder: Path) -> None:
    left = writing._staging(folder) / "new/findings/worms.yml"
    writing._write(left, b"half of i")
    assert (folder / writing.STAGING / ".gitignore").read_text() == "*\n"
    done(folder, *REVISE)
    assert not (folder / writing.STAGING).exists()

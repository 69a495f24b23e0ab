"""The command line: exit codes, formats, new records, and one clear line for every mistake."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Container
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel

from evidence_review.check import examine
from evidence_review.commands import new
from evidence_review.commands.main import main
from evidence_review.problems import Problem, as_github, as_text, did_you_mean
from evidence_review.reading.load import load
from evidence_review.records.evidence import Effect, EvidenceItem, Quote
from evidence_review.records.fields import fields_of
from evidence_review.records.finding import Finding, RelatedFinding
from evidence_review.records.gap import Gap, SearchMade
from evidence_review.records.source import SeenAt, Source
from tests import reviews
from tests.places import EPOCH, TOY

BIBTEX = """\
@article{Toy_Société:2025,
  author  = {{Toy Society}},
  title   = {Rhubarb},
  journal = {Annals of Toy Gardening},
  year    = {2025},
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the toy review, as `evidence` in the working directory."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(TOY, tmp_path / "evidence"))


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def breaks(folder: Path) -> None:
    file = folder / "findings/worms-loosen-soil.yml"
    file.write_text(file.read_text().replace("spades do.", "spades do"))


def warns(folder: Path) -> None:
    file = folder / "findings/worms-loosen-soil.yml"
    file.write_text(file.read_text().replace("review_by: 2030-05-01", "review_by: 2026-05-02"))


def test_a_sound_review_is_exit_code_0_and_says_how_much_was_looked_at(folder: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "13 findings, 14 sources: no problems\n"


def test_an_error_is_exit_code_1(folder: Path) -> None:
    breaks(folder)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "evidence/findings/worms-loosen-soil.yml:2:8: a claim ends with a full stop"
        " [claim-full-stop]\n"
    )
    assert result.stderr.endswith(": 1 problem\n")


@pytest.mark.parametrize(("docs", "given"), [("docs", ()), ("words", ("--docs", "words"))])
def test_pages_are_looked_at_beside_the_evidence_or_where_it_is_said(
    docs: str, given: tuple[str, ...], folder: Path
) -> None:
    (folder.parent / docs).mkdir()
    (folder.parent / docs / "about.md").write_text("{level:000000}\n")
    result = run("check", *given)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{docs}/about.md:1:1: there is no finding '000000'")


def test_a_warning_is_printed_and_is_exit_code_0(folder: Path) -> None:
    warns(folder)
    result = run("check")
    assert result.exit_code == 0
    assert "warning: to be reviewed by 2026-05-02" in result.stdout


def test_github_is_given_errors_and_warnings(folder: Path) -> None:
    breaks(folder)
    warns(folder)
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    place = "file=evidence/findings/worms-loosen-soil.yml"
    assert result.stdout.splitlines()[0].startswith(
        f"::error {place},line=2,col=8,title=claim-full-stop::a claim ends"
    )
    assert f"::warning {place},line=20,col=12,title=review-overdue::" in result.stdout


def test_github_is_given_what_it_would_misread_escaped() -> None:
    problem = Problem("a,b:c%\n.yml", 1, 2, "50 %,\nnew: line\r::error::x", "rule")
    assert as_github([problem]) == (
        "::error file=a%2Cb%3Ac%25%0A.yml,line=1,col=2,title=rule::50 %25,%0Anew: line%0D::error::x"
    )


def test_a_problem_is_one_line_of_text_whatever_it_quotes() -> None:
    problem = Problem("a.yml", 1, 2, "one\ntwo", "rule")
    assert as_text([problem]) == "a.yml:1:2: one two [rule]"


def test_json_says_the_same_as_text(folder: Path) -> None:
    breaks(folder)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "path": "evidence/findings/worms-loosen-soil.yml", "line": 2, "column": 8,
            "message": "a claim ends with a full stop", "rule": "claim-full-stop",
            "severity": "error",
        }
    ]  # fmt: skip


def test_json_of_no_problems_is_an_empty_list(folder: Path) -> None:
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_problems_come_sorted_by_file_and_line(folder: Path) -> None:
    breaks(folder)
    (folder / "findings/a.yml").write_text("id: x\n")
    lines = run("check").stdout.splitlines()
    places = [(p, int(n)) for p, n in (line.split(":")[:2] for line in lines)]
    assert places == sorted(places)
    assert len(lines) > 5


@pytest.mark.parametrize(
    "command",
    [["check"], ["id", "--folder"], ["new", "finding", "--folder"], ["new", "gap", "--folder"]],
)
@pytest.mark.parametrize(
    ("name", "said"), [("nowhere", "there is no such folder"), ("bare", "there is no vocabulary")]
)
def test_a_folder_that_is_no_review_is_one_clear_line(
    command: list[str], name: str, said: str, folder: Path
) -> None:
    (folder.parent / "bare").mkdir()
    result = run(*command, name)
    assert result.exit_code == 1
    assert said in result.output
    assert len([line for line in result.output.splitlines() if "[folder]" in line]) == 1
    assert "Traceback" not in result.output


def test_a_review_without_findings_is_one_clear_line(folder: Path) -> None:
    for kind in ("findings", "sources", "gaps", "verification", "archive"):
        shutil.rmtree(folder / kind)
    file = folder / "vocabulary.yml"
    file.write_text(re.sub(r"    synthesis: .*\n(?:      .*\n)*", "", file.read_text()))
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "evidence/findings:1:1: there are no findings here;"
        " `evidence new finding` writes the first [folder]\n"
    )


def test_the_first_finding_of_a_new_review_can_be_written(folder: Path) -> None:
    shutil.rmtree(folder / "findings")
    assert run("new", "finding", "Rhubarb needs no help.").exit_code == 0
    assert (folder / "findings/rhubarb-needs-no-help.yml").is_file()


def test_a_file_name_that_cannot_be_printed_is_a_problem(folder: Path) -> None:
    (folder / "findings/a\n\x1b[2J\udce9.yml").write_bytes(b"id: x\n")
    result = run("check")
    assert result.stdout == (
        "evidence/findings/a\\n\\x1b[2J\\udce9.yml:1:1: not a record;"
        " records are files whose names end in .yml [file]\n"
    )


def test_a_new_id_is_none_that_is_taken(folder: Path) -> None:
    assert re.fullmatch("[a-z][0-9a-z]{5}\n", run("id").output)


def test_no_id_that_was_ever_used_is_minted_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder / "archive/vmxxqw", folder / "archive/y6y3t8", dirs_exist_ok=True)
    (folder / "gaps/broken.yml").write_text("id: hyj8y3\n")
    seen: set[str] = set()

    def mint(taken: Container[str]) -> str:
        seen.update(each for each in ("p1xpa9", "kznwjj", "y6y3t8", "hyj8y3") if each in taken)
        return "kxxxx8"

    monkeypatch.setattr(new, "mint", mint)
    assert run("id").exit_code == 0
    assert seen == {"p1xpa9", "kznwjj", "y6y3t8", "hyj8y3"}, "a gap, a finding, archived, broken"


@pytest.mark.parametrize("epoch", ["abc", "1.5", "-1", " 1", "1_0", "9" * 30, "²"])
@pytest.mark.parametrize("command", [["check"], ["new", "finding"], ["verify", "--texts", "."]])
def test_a_day_that_is_none_is_one_clear_line(
    epoch: str, command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run(*command)
    assert result.exit_code == 1
    assert result.output == (
        f"Error: SOURCE_DATE_EPOCH is '{epoch}'; it holds seconds since 1970, in digits,"
        " or nothing\n"
    )


def test_every_blank_of_a_new_gap_is_reported(folder: Path) -> None:
    assert run("new", "gap").exit_code == 0
    (file,) = (folder / "gaps").glob("gap-*.yml")
    assert blanks(file)
    assert blanks(file) <= reported(folder, file)


def test_a_new_gap_that_is_filled_in_passes(folder: Path) -> None:
    result = run("new", "gap", '2 kinds of slug: which "sings"?')
    assert result.output.startswith("wrote evidence/gaps/gap-2-kinds-of-slug-which-sings.yml;")
    file = folder / "gaps/gap-2-kinds-of-slug-which-sings.yml"
    assert 'question: "2 kinds of slug: which \\"sings\\"?"\n' in file.read_text()
    fill(file, sectors="[allotments]", themes="[soil]", would_answer="An ear.")
    assert run("check").output == "13 findings, 14 sources: no problems\n"
    again = run("new", "gap", "2 kinds of slug: which sings?")
    assert again.exit_code == 1
    assert "is there already; nothing was written" in again.output


@pytest.mark.parametrize(
    ("command", "model", "inside", "left_out"),
    [
        (
            "finding",
            Finding,
            [EvidenceItem, Effect, Quote, RelatedFinding],
            {"strength_override", "domains", "notice"},
        ),
        ("source", Source, [SeenAt], {"retraction"}),
        ("gap", Gap, [SearchMade], {"asked_before"}),
    ],
)
def test_a_template_holds_every_field_and_every_word_that_one_may_hold(
    command: str, model: type[BaseModel], inside: list[type[BaseModel]], left_out: set[str],
    folder: Path,
) -> None:  # fmt: skip
    assert run("new", command, "beans2020").exit_code == 0
    text = (folder / f"{command}s/beans2020.yml").read_text()
    written = set(re.findall(r"^[# -]*([a-z_]+):", text, re.MULTILINE))
    vocabulary = reviews.read(TOY).vocabulary
    for each in (model, *inside):
        for field in fields_of(each)[0].fields:
            assert (field.name in written) is (field.name not in left_out), field.name
            if field.name not in left_out:
                listed = vocabulary.lists[field.from_list] if field.from_list else ()
                assert ", ".join(field.values or listed) in text


def test_a_remark_of_a_template_stands_as_the_field_would(folder: Path) -> None:
    assert run("new", "finding", "Beans.").exit_code == 0
    text = (folder / "findings/beans.yml").read_text()
    assert "\n    # effect:\n    #   outcome: What was" in text, "one"
    assert "\n    # quotes:\n    #   - text: The words" in text, "many"


def test_every_blank_of_a_new_finding_is_reported(folder: Path) -> None:
    assert run("new", "finding").exit_code == 0
    (file,) = (folder / "findings").glob("finding-*.yml")
    assert blanks(file)
    assert blanks(file) <= reported(folder, file)


def test_every_blank_of_a_new_source_is_reported(folder: Path) -> None:
    assert run("new", "source", "rhubarb2025").exit_code == 0
    file = folder / "sources/rhubarb2025.yml"
    assert blanks(file)
    assert blanks(file) <= reported(folder, file)


def blanks(file: Path) -> set[int]:
    """The lines of values to fill in; a block is reported where it begins."""
    lines = enumerate(file.read_text().splitlines(), 1)
    found = [(n, line) for n, line in lines if "TODO" in line and not line.startswith("#")]
    return {number - (line.strip() == "TODO") for number, line in found}


def reported(folder: Path, file: Path) -> set[int]:
    return {p.line for p in examine(folder).problems if p.path.endswith(file.name)}


def test_a_new_finding_that_is_filled_in_passes(folder: Path) -> None:
    result = run("new", "finding", "Rhubarb needs no help.")
    assert result.output.startswith("wrote evidence/findings/rhubarb-needs-no-help.yml; fill in")
    file = folder / "findings/rhubarb-needs-no-help.yml"
    fill(
        file,
        track="effect", sectors="[allotments]", themes="[soil]",
        source="toysociety2022worms", bearing="favours", result="It grew.",
    )  # fmt: skip
    assert run("check").output == "14 findings, 14 sources: no problems\n"


def test_a_new_source_that_is_filled_in_passes(folder: Path) -> None:
    assert run("new", "source", "--bibtex", "-", given=BIBTEX).exit_code == 0
    file = folder / "sources/toysociety2025rhubarb.yml"
    assert "@article{toysociety2025rhubarb,\n" in file.read_text()
    fill(
        file,
        design="plot-trial", sample="Rhubarb.", limitations="Rain.", read="cover-to-cover",
        access="on-the-shelf", seen_at="The toy shed",
    )  # fmt: skip
    tea = folder / "findings/worms-loosen-soil.yml"
    item = "  - {source: toysociety2025rhubarb, bearing: favours, result: It grew.}\nreviewed:"
    tea.write_text(tea.read_text().replace("reviewed:", item, 1))
    assert run("check").output == "13 findings, 15 sources: no problems\n"


def fill(file: Path, **words: str) -> None:
    text = file.read_text().replace("  TODO\n", "  It does.\n")
    for name, value in words.items():
        text, times = re.subn(rf"\b{name}: \[?TODO\]?", f"{name}: {value}", text)
        assert times == 1, name
    file.write_text(text)
    assert not re.search("^[^#]*TODO", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('He said "dig": they dug.', 'He said "dig": they dug.'),
        (r"A \n is no line; C:\beds\1.", r"A \n is no line; C:\beds\1."),
        ("Two\nlines\tand a tab.", "Two lines and a tab."),
        ("It's #1 & {all} [that] *matters*.", "It's #1 & {all} [that] *matters*."),
        ("Beans \u202eturn\u200b round.", "Beans turn round."),
        ("- yes", "- yes"),
        ("Größe, naïve, “quoted” — 50 %.", "Größe, naïve, “quoted” — 50 %."),
        ("豆は育つ。", "豆は育つ。"),
        ("12 beans grew.", "12 beans grew."),
        ("claim: TODO", "claim: TODO"),
    ],
)
def test_a_claim_is_written_as_it_was_typed_on_one_line(
    typed: str, read: str, folder: Path
) -> None:
    before = set((folder / "findings").iterdir())
    assert run("new", "finding", "--", typed).exit_code == 0
    (file,) = set((folder / "findings").iterdir()) - before
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.yml", file.name)
    data = load(folder).documents[f"findings/{file.name}"].data
    assert isinstance(data, dict)
    assert data["claim"] == read


def test_nothing_is_written_over(folder: Path) -> None:
    run("new", "finding", "Beans.")
    before = (folder / "findings/beans.yml").read_bytes()
    again = run("new", "finding", "Beans!")
    assert again.exit_code == 1
    assert "is there already; nothing was written" in again.output
    assert (folder / "findings/beans.yml").read_bytes() == before
    source = run("new", "source", "toysociety2021mulch")
    assert source.exit_code == 1
    assert "sources/toysociety2021mulch.yml is there already" in source.output


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bell_2011", "bell-2011"),
        ("DBLP:journals/x/Y99", "dblp-journals-x-y99"),
        ("../../etc/passwd", "etc-passwd"),
        ("Müller2020", "muller2020"),
    ],
)
def test_a_key_becomes_a_name_that_the_checker_takes(typed: str, name: str, folder: Path) -> None:
    assert run("new", "source", typed).exit_code == 0
    assert (folder / f"sources/{name}.yml").is_file()


@pytest.mark.parametrize("typed", ["2020clair", "...", "豆"])
def test_a_key_that_can_be_no_name_is_one_clear_line(typed: str, folder: Path) -> None:
    result = run("new", "source", typed)
    assert result.exit_code == 2
    assert "give a KEY that begins with a letter" in result.output


@pytest.mark.parametrize("pasted", ["", "nothing of the kind", "@article{doe\n"])
def test_a_paste_without_a_key_is_one_clear_line(pasted: str, folder: Path) -> None:
    result = run("new", "source", "--bibtex", "-", given=pasted)
    assert result.exit_code == 2
    assert "give a KEY" in result.output


def test_a_paste_in_another_encoding_is_one_clear_line(folder: Path) -> None:
    result = run("new", "source", "--bibtex", "-", given=BIBTEX.encode("latin-1"))
    assert result.exit_code == 1
    assert "the text is not UTF-8" in result.output


def test_a_paste_from_windows_is_read(folder: Path) -> None:
    pasted = ("\ufeff" + BIBTEX.replace("\n", "\r\n").replace("  ", "\t")).encode()
    assert run("new", "source", "--bibtex", "-", given=pasted).exit_code == 0
    rules = {p.rule for p in examine(folder).problems if "rhubarb" in p.path}
    assert not {rule for rule in rules if rule.startswith(("bibtex", "yaml", "char"))}


def test_two_pasted_entries_are_named_as_such(folder: Path) -> None:
    run("new", "source", "rhubarb", "--bibtex", "-", given=BIBTEX + BIBTEX)
    assert "bibtex-one-entry" in {problem.rule for problem in examine(folder).problems}


def test_a_guess_is_made_only_where_a_word_is_near() -> None:
    assert did_you_mean("watr", ["water", "soil"]) == "did you mean 'water'? allowed: water, soil"
    assert did_you_mean("zzz", ["water", "soil"]) == "allowed: water, soil"
    many = [f"word-{number}" for number in range(30)]
    assert did_you_mean("wrd-7", many) == "did you mean 'word-7'?"
    assert did_you_mean("zzz", many).endswith("word-19, ...")

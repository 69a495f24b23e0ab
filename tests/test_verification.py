"""Quotes against texts: one changed letter fails, everywhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from evidence_review.check import examine
from evidence_review.commands.main import main
from evidence_review.quotations import copies
from evidence_review.quotations.matching import verify
from evidence_review.records.evidence import Quote
from evidence_review.records.verification import Selector
from tests.places import REAL, TOY
from tests.repositories import Repository
from tests.research_pack import NEEDS_PACK, PACK
from tests.reviews import read

# The founding documents, by the beginning of their file's name in the research pack.
FOUNDING = {
    "000": "ratio-just-talking",
    "001": "robinson2022relationship",
    "002": "betterway-case-for-strong-relationships",
    "003": "newsystemalliance2023putting",
    "004": "untraced-component-1",
}
DIARY = (
    "Entry for the second of June: I came for the beans\nand stayed for next  door. Nobody else"
    " was up.\nA visitor wrote in the margin: The kettle is never cold. Below it is a drawing.\n"
)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    shutil.copytree(TOY, tmp_path / "evidence")
    return tmp_path


def copy(toy: Path, name: str, content: bytes) -> Path:
    folder = toy / "texts"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


def run(toy: Path, folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(
        main, ["verify", "--texts", str(folder), "--folder", str(toy / "evidence")]
    )
    return result.exit_code, result.output


def record(toy: Path) -> Path:
    return toy / "evidence/verification/toysociety2023fence.yml"


def pdf(pages: list[str]) -> bytes:
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(600, 200)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_every_quote_found_is_written_with_its_place(toy: Path) -> None:
    record(toy).unlink()
    code, said = run(toy, copy(toy, "toysociety2023fence.txt", DIARY.encode()))
    assert code == 0, said
    assert "2 quotes found, 0 not found" in said
    written = record(toy).read_text()
    assert 'prefix: "Entry for the second of June: "' in written
    assert examine(toy / "evidence").problems == ()


def test_one_changed_letter_in_the_text_fails_and_writes_nothing(toy: Path) -> None:
    before = record(toy).read_bytes()
    changed = DIARY.replace("beans", "beams")
    code, said = run(toy, copy(toy, "toysociety2023fence.txt", changed.encode()))
    assert code == 1
    assert "neighbours-keep-plots.yml:" in said
    assert "nearest: I came for the beams" in said
    assert record(toy).read_bytes() == before


def test_one_changed_letter_in_a_quote_fails_without_the_text(toy: Path) -> None:
    file = toy / "evidence/findings/neighbours-keep-plots.yml"
    file.write_text(file.read_text().replace("for the beans", "for the beams"))
    rules = {problem.rule for problem in examine(toy / "evidence").problems}
    assert "quote-not-found" in rules


@pytest.mark.parametrize("suffix", ["html", "htm"])
def test_a_web_page_is_read_without_its_scripts(toy: Path, suffix: str) -> None:
    page = (
        "<title>Diary</title><script>The kettle is always cold.</script>"
        "<p>I came for the <em>beans</em> and stayed for next door.</p>"
        "<ul><li>The kettle is never cold.</li><li>More</li></ul>"
    )
    code, said = run(toy, copy(toy, f"toysociety2023fence.{suffix}", page.encode()))
    assert code == 0, said


def test_a_pdf_says_on_which_page_a_quote_stands(toy: Path) -> None:
    content = pdf(["I came for the beans and stayed for next door.", "The kettle is never cold."])
    code, said = run(toy, copy(toy, "toysociety2023fence.pdf", content))
    assert code == 0, said
    assert "page: 1" in record(toy).read_text()
    assert "page: 2" in record(toy).read_text()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("toysociety2023fence.pdf", b"not a pdf", "cannot be read as a PDF"),
        ("toysociety2023fence.txt", b"caf\xe9", "it is not UTF-8"),
        ("toysociety2023fence.txt", b"  \n", "there are no words in it"),
        ("toysociety2023fence.html", b"<script>x</script>", "there are no words in it"),
    ],
)
def test_a_copy_without_text_is_said_in_a_line(
    toy: Path, name: str, content: bytes, says: str
) -> None:
    before = record(toy).read_bytes()
    code, said = run(toy, copy(toy, name, content))
    assert code == 1
    assert says in said
    assert "Traceback" not in said
    assert record(toy).read_bytes() == before


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u202e", "\x0c", "\x00", "\ufffd"])
def test_what_verify_writes_of_a_text_with_hidden_characters_is_read(
    toy: Path, hidden: str
) -> None:
    text = hidden + DIARY.replace("June: I", f"Ju\u00adne:{hidden}I").replace(
        "cold. B", f"cold.{hidden}B"
    )
    code, said = run(toy, copy(toy, "toysociety2023fence.txt", text.encode()))
    assert code == 0, said
    assert 'prefix: "Entry for the second of June: "' in record(toy).read_text()
    assert examine(toy / "evidence").problems == ()


def test_a_quoted_source_with_problems_is_said_in_a_line(toy: Path) -> None:
    source = toy / "evidence/sources/toysociety2023fence.yml"
    source.write_text(source.read_text().replace("design: garden-diary", "design: rumour"))
    code, said = run(toy, copy(toy, "toysociety2023fence.txt", DIARY.encode()))
    assert code == 1
    assert "the source 'toysociety2023fence' has problems of its own" in said


def test_a_folder_named_like_a_copy_is_said_in_a_line(toy: Path) -> None:
    (toy / "texts/toysociety2023fence.txt").mkdir(parents=True)
    code, said = run(toy, toy / "texts")
    assert (code, said) == (1, "toysociety2023fence.txt: it is not a file\n")


def test_two_copies_of_one_source_are_refused(toy: Path) -> None:
    before = record(toy).read_bytes()
    copy(toy, "toysociety2023fence.pdf", pdf(["Nothing of the kind."]))
    code, said = run(toy, copy(toy, "toysociety2023fence.txt", DIARY.encode()))
    assert code == 1
    assert "toysociety2023fence.pdf, toysociety2023fence.txt: two copies" in said
    assert record(toy).read_bytes() == before


@pytest.mark.parametrize("suffix", ["TXT", "Txt"])
def test_a_suffix_in_capitals_is_the_same_suffix(toy: Path, suffix: str) -> None:
    code, said = run(toy, copy(toy, f"toysociety2023fence.{suffix}", DIARY.encode()))
    assert (code, said) == (0, "toysociety2023fence: 2 quotes found, 0 not found\n")


def test_a_pdf_in_capitals_has_pages(toy: Path) -> None:
    content = pdf(["I came for the beans and stayed for next door.", "The kettle is never cold."])
    code, said = run(toy, copy(toy, "toysociety2023fence.PDF", content))
    assert code == 0, said
    assert "page: 2" in record(toy).read_text()


def test_a_check_needs_no_reader_of_web_pages_or_pdf() -> None:
    asked = (
        "import sys, evidence_review.commands.main, evidence_review.publish.build;"
        "print(sorted({'bs4', 'pypdf'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_typographic_marks_and_white_space_are_folded_and_nothing_else() -> None:
    text = copies.SourceText("He said “it’s fine” — twice.", "0" * 64)

    def found(words: str) -> bool:
        quote = Quote(text=words, locator="p. 1", speaker="author")
        return not verify("key", text, "full-text", [quote], date(2026, 1, 1))[1]

    assert found('"it\'s  fine"')
    assert not found("It's fine")
    assert not found("fine - twice")


def test_a_long_quote_is_named_in_an_address_by_its_ends() -> None:
    words = "one two three four, five & six-six seven eight nine ten eleven twelve"
    selector = Selector(exact=words, prefix="", suffix="")
    assert selector.fragment == (
        "#:~:text=one%20two%20three%20four%2C%20five,eight%20nine%20ten%20eleven%20twelve"
    )
    assert Selector(exact="six-six & a", prefix="", suffix="").fragment == (
        "#:~:text=six%2Dsix%20%26%20a"
    )
    assert Selector(exact=words, prefix="", suffix="", page=7).fragment == "#page=7"


KEPT = "verification/toysociety2023fence.yml"
SELECTOR = """  - exact: "More."
    prefix: ""
    suffix: ""
"""


@pytest.mark.parametrize(
    ("edits", "rules"),
    [
        ([("sha256: 5d4", "sha256: 6d4")], {"verified-anew"}),
        ([("sha256: 5d4", "sha256: 6d4"), ("2026-05-01", "2026-06-01")], set()),
        ([("verified: 2026-05-01", "verified: 2026-04-01")], {"verified-anew"}),
        ([("verified: 2026-05-01", "verified: 2027-04-01")], {"future-date"}),
        ([("Nobody else was up", "Everybody was up")], {"verified-anew"}),
        ([("quotes:\n", "quotes:\n" + SELECTOR)], {"verified-anew", "stray-verification"}),
        ([("scope: cover-to-cover", "scope: dreamt")], {"vocabulary"}),
        ([("5d41f2a6c5a0a1c9f3e1c9d5f9a7c3b1e0d2f4a6b8c0d1e2f3a4b5c6d7e8f901", "5d41")], {"type"}),
        (None, {"verification-lost"}),
    ],
)
def test_what_was_verified_is_held_to_the_quotes_and_to_the_hash(
    repository: Repository, edits: list[tuple[str, str]] | None, rules: set[str]
) -> None:
    if edits is None:
        (repository.evidence / KEPT).unlink()
    else:
        repository.edit(KEPT, *edits)
    assert {problem.rule for problem in repository.problems()} == rules


def test_every_quote_of_a_founding_document_is_in_a_committed_record() -> None:
    review = read(REAL)
    quoted = [
        (item.source, quote)
        for f in review.findings
        for item in f.evidence
        for quote in item.quotes
        if item.source in FOUNDING.values()
    ]
    assert {source for source, _ in quoted} == set(FOUNDING.values())
    for source, quote in quoted:
        assert review.verifications[source].found(quote), (source, quote.text)


@NEEDS_PACK
@pytest.mark.parametrize("number", FOUNDING)
def test_the_committed_records_are_what_the_founding_documents_say(number: str) -> None:
    committed = read(REAL).verifications[FOUNDING[number]]
    (file,) = (PACK / "seeds").glob(f"{number}_*.txt")
    text = copies.read(file)
    assert text.sha256 == committed.sha256
    assert committed.quotes
    for selector in committed.quotes:
        assert selector.prefix + selector.exact + selector.suffix in text.words

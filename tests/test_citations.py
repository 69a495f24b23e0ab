"""A finding's citation says the same in every format, whatever its claim holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from evidence_review.bibliography import Reference, read_entry
from evidence_review.citations import files, on_page
from evidence_review.citations.cited import Cited
from evidence_review.records.text import FORBIDDEN

PLAIN = Cited(
    id="7k3qd4",
    title="People tell a legal adviser more when they trust that adviser.",
    url="https://toy.example/findings/7k3qd4/v2/",
    publisher="Relationships Evidence Review",
    date=date(2026, 11, 5),
    version=2,
    abstract="Two studies say so.\n\nNo study compared like with like.",
    verdict="Strength of evidence: moderate, provisional. Agreement: single source.",
    notice=None,
    licence="CC BY 4.0",
    keywords=("legal advice", "trust & telling"),
)
WITHDRAWN = replace(
    PLAIN,
    title=f"Withdrawn: {PLAIN.title}",
    verdict="Strength of evidence before that: moderate. Agreement: single source.",
    notice="Withdrawn on 1 December 2026: its source was retracted",
    stands=False,
)
HOSTILE = replace(
    PLAIN,
    title='Trust} ,\n}\n@article{x, title={5% of "R&D" <script>alert(1)</script> '
    "\\input{/etc} $_^~#\n"
    "ER  - \nTY  - JOUR",
    abstract="a\r\nER  - \r\nTY  - BOOK\u2028\x00</script>",
)
KEY = "finding-7k3qd4-v2"


def one_line(value: str) -> str:
    return " ".join(FORBIDDEN.sub(" ", value).split())


def read(cited: Cited) -> Reference:
    reference, faults = read_entry(files.bibtex(cited), KEY)
    assert faults == ()
    assert reference is not None
    return reference


def test_bibtex_says_what_a_citation_needs() -> None:
    entry = parse_string(files.bibtex(PLAIN), "bibtex").entries[KEY]
    assert entry.type == "techreport"
    assert entry.persons["author"][0].last_names == ["{Relationships Evidence Review}"]
    assert entry.fields["institution"] == "Relationships Evidence Review"
    assert entry.fields["number"] == "Finding 7k3qd4, version 2"
    assert (entry.fields["year"], entry.fields["month"]) == ("2026", "November")
    assert entry.fields["url"] == PLAIN.url
    assert entry.fields["note"] == PLAIN.verdict


@pytest.mark.parametrize("cited", [PLAIN, WITHDRAWN, HOSTILE])
def test_bibtex_is_one_entry_for_two_readers_and_the_claim_comes_back(cited: Cited) -> None:
    written = files.bibtex(cited)
    assert list(parse_string(written, "bibtex").entries) == [KEY]
    library = parse_library(written)
    assert [entry.key for entry in library.entries] == [KEY]
    assert library.failed_blocks == []
    assert len(library.blocks) == 1
    assert read(cited).title == one_line(cited.title)


def test_bibtex_read_by_our_own_reader_is_the_finding() -> None:
    reference = read(WITHDRAWN)
    assert reference.authors[0].corporate
    assert reference.short_authors == PLAIN.publisher
    assert reference.address == PLAIN.url
    assert reference.note == WITHDRAWN.note
    assert "retracted" in WITHDRAWN.note


def test_capitals_in_the_title_are_held_by_braces() -> None:
    written = files.bibtex(replace(PLAIN, title="Trust in the NHS and R&D is known."))
    assert r"title = {Trust in the {NHS} and {R\&D} is known.}," in written


CLAIMS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda claim: not FORBIDDEN.search(claim) and claim.strip()
)


@given(CLAIMS, st.sampled_from(["", "@article{a, title={b}}\n", "}", "\\", "--", "``", "%"]))
@example("a -- b --- c ``d'' ,, ?` !` `` ''' -", "")
@example("\\{}$&%#_^~\\\\textbackslash {\\emph x} \\'e \\i", "")
def test_any_claim_comes_back_from_bibtex_as_one_entry(claim: str, hostile: str) -> None:
    cited = replace(PLAIN, title=claim + hostile)
    data: BibliographyData = parse_string(files.bibtex(cited), "bibtex")
    assert list(data.entries) == [KEY]
    assert read(cited).title == one_line(cited.title)


def records(ris: str) -> list[tuple[str, str]]:
    assert ris.endswith("\r\n")
    lines = ris.removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\x00-\x1f\u2028]*", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


@pytest.mark.parametrize("cited", [PLAIN, WITHDRAWN, HOSTILE])
def test_ris_is_one_report_of_one_line_values(cited: Cited) -> None:
    found = records(files.ris(cited))
    assert found[0] == ("TY", "RPRT")
    assert found[-1] == ("ER", "")
    assert [tag for tag, _ in found].count("ER") == 1
    assert [tag for tag, _ in found].count("TY") == 1
    assert ("TI", one_line(cited.title)) in found
    assert ("AU", "Relationships Evidence Review,") in found
    assert ("SN", "Finding 7k3qd4, version 2") in found
    assert [value for tag, value in found if tag == "KW"] == ["legal advice", "trust & telling"]
    assert ("DA", "2026/11/05") in found
    assert ("N1", cited.note) in found


def test_csl_is_a_report_by_a_literal_author() -> None:
    item = json.loads(json.dumps(files.csl(PLAIN)))
    assert item["type"] == "report"
    assert item["id"] == KEY
    assert item["author"] == [{"literal": "Relationships Evidence Review"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 5]]}
    assert (item["number"], item["URL"]) == ("Finding 7k3qd4, version 2", PLAIN.url)
    assert files.csl(HOSTILE)["title"] == one_line(HOSTILE.title)


def test_the_sentence_to_copy() -> None:
    assert on_page.text(PLAIN) == (
        "Relationships Evidence Review (2026). People tell a legal adviser more when they trust "
        "that adviser. Finding 7k3qd4, version 2. https://toy.example/findings/7k3qd4/v2/"
    )
    assert "is it so? Finding" in on_page.text(replace(PLAIN, title="is it so?"))
    assert ". Withdrawn on 1 December 2026" in on_page.text(WITHDRAWN)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("cited", [PLAIN, WITHDRAWN, HOSTILE])
def test_html_holds_no_tags_but_our_own_and_reads_as_the_text(cited: Cited) -> None:
    found = Tags(str(on_page.html(cited)))
    assert found.tags == [("em", []), ("a", [("href", PLAIN.url), ("rel", "noopener")])]
    assert found.text == on_page.text(cited)


def test_an_address_that_is_not_https_is_no_link() -> None:
    cited = replace(PLAIN, url="javascript:alert('\"><script>')")
    assert [tag for tag, _ in Tags(str(on_page.html(cited))).tags] == ["em"]
    assert "<" not in str(on_page.json_ld(cited)["url"])


def test_meta_tags_make_a_report_with_a_corporate_author() -> None:
    pairs = on_page.meta(PLAIN)
    tags = dict(pairs)
    assert tags["citation_author"] == tags["DC.creator"] == "Relationships Evidence Review,"
    assert tags["citation_technical_report_institution"] == "Relationships Evidence Review"
    assert tags["citation_technical_report_number"] == "Finding 7k3qd4, version 2"
    assert tags["citation_publication_date"] == "2026/11/05"
    assert tags["citation_public_url"] == PLAIN.url
    assert tags["citation_language"] == "en"
    assert tags["DC.rights"] == "CC BY 4.0"
    assert [name for name, _ in pairs].count("citation_keywords") == 2
    assert "citation_journal_title" not in tags
    assert all("\n" not in content for _, content in on_page.meta(HOSTILE))


def test_coins_is_a_report_by_a_corporate_author() -> None:
    value = on_page.coins(HOSTILE)
    found = {name: values[0] for name, values in parse_qs(value).items()}
    assert found["rft.genre"] == "report"
    assert found["rft.aucorp"] == "Relationships Evidence Review"
    assert found["rft.btitle"] == one_line(HOSTILE.title)
    assert found["rft_id"] == PLAIN.url
    assert not set(value) & set("<>\"' \n")


def test_json_ld_is_a_schema_org_report() -> None:
    found = on_page.json_ld(PLAIN)
    assert (found["@type"], found["version"]) == ("Report", 2)
    assert found["datePublished"] == "2026-11-05"
    assert found["publisher"] == {"@type": "Organization", "name": PLAIN.publisher}
    assert found["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}
    assert found["keywords"] == ["legal advice", "trust & telling"]
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert on_page.json_ld(replace(PLAIN, licence=address))["license"] == address
    assert "creativeWorkStatus" not in found


def test_a_withdrawn_finding_says_so_in_every_format() -> None:
    notice = "Withdrawn on 1 December 2026"
    written = (
        files.bibtex(WITHDRAWN),
        files.ris(WITHDRAWN),
        str(files.csl(WITHDRAWN)["note"]),
        on_page.text(WITHDRAWN),
        on_page.html(WITHDRAWN),
        dict(on_page.meta(WITHDRAWN))["citation_abstract"],
        parse_qs(on_page.coins(WITHDRAWN))["rft.description"][0],
        str(on_page.json_ld(WITHDRAWN)["creativeWorkStatus"]),
    )
    assert [notice in text for text in written] == [True] * 8
    note = (
        f"{WITHDRAWN.notice}. Strength of evidence before that: moderate. Agreement: single source."
    )
    assert files.csl(WITHDRAWN)["note"] == note


def test_a_sources_own_entry_is_kept_as_written() -> None:
    own = "@article{a,\n  title = {{NHS}  \\& others},\n}"
    assert files.source_bibtex(f"\n{own}\n\n") == f"{own}\n"


@pytest.mark.parametrize(
    ("own", "rest"),
    [
        ("@misc{a,\n  title = {note = {x}, B},\n}", ""),
        ("@misc{a, note = {In print}, title = {B}}", " In print"),
        ('@misc{a, title = "B", note = "In print"}', " In print"),
        ("@misc(a, title = {B}, note = jan # { last})", " January last"),
    ],
)
def test_the_entry_of_a_retracted_source_says_so_in_its_note(own: str, rest: str) -> None:
    noted = files.source_bibtex(own, "Retracted: 5% & more")
    (entry,) = parse_string(noted, "bibtex").entries.values()
    assert entry.fields["note"] == r"Retracted: 5\% \& more" + rest
    assert "B" in entry.fields["title"]

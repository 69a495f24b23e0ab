"""A reference in any of the usual forms becomes the same source; a DOI is looked up for it."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidence_review.bibliography import read_entry
from evidence_review.commands.main import main
from evidence_review.reading.load import load
from tests.places import EPOCH, TOY

RIS = """TY  - JOUR
AU  - Dow, Jane
AU  - Fulton, James E., Jr.
AU  - World Health Organization,
TI  - Trust & telling
T2  - Journal of Advice
PY  - 2018/10/01/
VL  - 3
IS  - 2
SP  - 5
EP  - 9
DO  - 10.1000/trust
AB  - Nobody's business.
ER  - 
"""
NBIB = """PMID- 29879611
TI  - Trust &
      telling.
FAU - Dow, Jane
FAU - Fulton, James E Jr
CN  - World Health Organization
JT  - Journal of Advice
DP  - 2018 Oct
VI  - 3
IP  - 2
PG  - 5-9
AID - 10.1000/trust [doi]
MH  - Humans
"""
CSL = {
    "type": "article-journal",
    "title": "Trust &amp; telling",
    "author": [
        {"family": "Dow", "given": "Jane"},
        {"family": "Fulton", "given": "James E.", "suffix": "Jr."},
        {"literal": "World Health Organization"},
    ],
    "container-title": ["Journal of Advice"],
    "issued": {"date-parts": [[2018, 10]]},
    "volume": "3",
    "issue": "2",
    "page": "5-9",
    "DOI": "10.1000/trust",
    "reference-count": 7,
}
EDITION = {"edition-number": "2", "volume": "", "issue": "", "page": "", "container-title": ""}
BIBTEX = """@article{Dow_2018, author = {Dow, Jane and Fulton, James E., Jr. and
{World Health Organization}}, title = {Trust \\& telling}, journal = {Journal of Advice},
year = 2018, volume = 3, number = 2, pages = {5--9}, doi = {https://doi.org/10.1000/trust.},
url = {http://dx.doi.org/10.1000/trust}, file = {/mnt/me/x.pdf}, issn = {1234}}
"""
CITED = (
    "Dow, J., Fulton, J. E., Jr., & World Health Organization (2018). Trust & telling."
    " Journal of Advice, 3(2), 5–9. https://doi.org/10.1000/trust"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(TOY, tmp_path / "evidence"))


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert "application/vnd.citationstyles.csl+json" in self.headers["Accept"]
        known = self.path == "/10.1000/trust"
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps(CSL).encode() if known else b"no such thing")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def resolver() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def paste(text: str, *options: str) -> Result:
    return CliRunner().invoke(main, ("new", "source", "--from", "-", *options), input=text)


def cited(folder: Path, key: str) -> str:
    data = load(folder).documents[f"sources/{key}.yml"].data
    assert isinstance(data, dict)
    reference, faults = read_entry(str(data["bibtex"]), key)
    assert (faults, reference is not None) == ((), True)
    return reference.text if reference else ""


@pytest.mark.parametrize(
    "text", [RIS, NBIB, json.dumps([CSL]), BIBTEX, "10.1000/trust", "https://doi.org/10.1000/trust"]
)
def test_every_form_becomes_the_same_source(text: str, folder: Path, resolver: str) -> None:
    result = paste(text, "--resolver", resolver)
    assert result.exit_code == 0, result.output
    assert "evidence/sources/dow2018trust.yml" in result.output
    assert cited(folder, "dow2018trust") == CITED
    assert "  author: Dow, Jane\n" in result.output
    assert "  author: World Health Organization (organisation)\n" in result.output
    assert f"  printed: {CITED}\n" in result.output


def test_everybody_in_a_record_of_ris_is_kept_and_its_journal_named_in_full(folder: Path) -> None:
    text = RIS.replace("AU  - Dow", "A1  - Dow").replace("T2  - ", "JO  - J Adv\nJF  - ")
    paste(text)
    assert cited(folder, "dow2018trust") == CITED
    said = paste(text.replace("10.1000/trust", "10.1000/other\nED  - Roe, Bo\nXX  - what")).output
    assert "  editor: Roe, Bo\n" in said
    assert "left out: abstract, XX\n" in said


def test_what_older_and_other_software_writes_into_ris_is_read_for_what_it_is(
    folder: Path,
) -> None:
    text = RIS.replace("PY  -", "YR  -").replace("T2  -", "BT  -").replace("DO  - ", "M3  - doi:")
    paste(text)
    assert cited(folder, "dow2018trust") == CITED
    report = RIS.replace("JOUR", "RPRT").replace("AU  - Fulton, James E., Jr.\n", "")
    report = report.replace("ER  -", "T3  - Work\nER  -").replace(
        "VL  - 3\nIS  - 2\nSP  - 5\nEP  - 9\nDO  - 10.1000/trust", "SN  - 901"
    )
    said = paste(report.replace("TI  - Trust", "M3  - Research report\nPB  - DWP\nTI  - Work"))
    assert "left out: abstract, tertiary title\n" in said.output
    assert "Work & telling (Journal of Advice, Research report No. 901). DWP." in cited(
        folder, "dow2018work"
    )


def test_all_pages_of_a_record_of_pubmed_are_kept(folder: Path) -> None:
    paste(
        NBIB.replace("PG  - 5-9", "PG  - 5-9, S30")
        .replace("Trust", "[Trust")
        .replace("telling.", "telling?].")
    )
    assert "Trust & telling? Journal of Advice, 3(2), 5–9, S30." in cited(folder, "dow2018trust")


def test_a_number_of_an_article_is_taken_from_a_record_of_pubmed_that_has_no_pages(
    folder: Path,
) -> None:
    text = NBIB.replace("PG  - 5-9", "LID - 104987 [pii]").replace("1000/trust", "1000/j.1.104987")
    paste(text)
    assert "3(2), Article 104987. https" in cited(folder, "dow2018trust")


def test_a_date_that_says_nothing_gives_way_to_the_next(folder: Path) -> None:
    when = {"issued": {"date-parts": [[None]]}, "published-online": {"literal": "Spring 2018"}}
    paste(json.dumps({**CSL, **when}))
    assert cited(folder, "dow2018trust") == CITED
    paste(json.dumps({**CSL, "type": "book", "publisher": "P", "DOI": "10.1000/2", **EDITION}))
    assert "(2nd ed.)" in cited(folder, "dow2018trustb")


def test_what_an_exporter_writes_for_not_yet_known_is_left_out(folder: Path) -> None:
    said = paste(BIBTEX.replace("volume = 3, number = 2", "volume = {n/a}, number = {n/a}")).output
    assert "  note: volume = n/a says nothing and is left out\n" in said
    assert " Journal of Advice, 5–9." in said


def test_what_is_not_printed_left_out_or_changed_is_named(folder: Path) -> None:
    said = paste(BIBTEX).output
    assert "  not printed: issn = 1234\n" in said
    assert "  left out: file\n" in said
    assert "  note: url = http://dx.doi.org/10.1000/trust is now https://" in said
    assert "  note: the entry came with the key 'Dow_2018'\n" in said
    assert "/mnt/me" not in (folder / "sources/dow2018trust.yml").read_text()


def test_a_doubtful_author_is_asked_about_and_the_key_is_that_of_the_answer(folder: Path) -> None:
    said = paste(
        BIBTEX.replace("Dow, Jane and Fulton, James E., Jr. and\n", "Dow, J.; Roe, B. and ")
    )
    assert "wrote evidence/sources/dow2018trust.yml" in said.output
    assert "to mend: 'Dow, J.; Roe, B.' seems to be several" in said.output


def test_a_doi_that_is_here_already_is_not_written_again(folder: Path) -> None:
    paste(RIS)
    again = paste(NBIB)
    assert again.exit_code == 1
    assert "sources/dow2018trust.yml has the DOI 10.1000/trust already" in again.output
    assert not (folder / "sources/dow2018trustb.yml").exists()


def test_the_same_title_and_year_are_asked_about(folder: Path) -> None:
    paste(RIS)
    again = paste(NBIB.replace("AID - 10.1000/trust [doi]\n", ""))
    assert "sources/dow2018trust.yml has the same title and year" in again.output
    assert "wrote evidence/sources/dow2018trustb.yml" in again.output


@pytest.mark.parametrize(
    ("doi", "at", "said"),
    [
        ("10.1000/unknown", None, "nobody knows this DOI"),
        ("10.1000/trust", "http://127.0.0.1:9/", "cannot be reached"),
    ],
)
def test_a_doi_that_leads_nowhere_is_written_all_the_same(
    doi: str, at: str | None, said: str, folder: Path, resolver: str
) -> None:
    result = paste(doi, "--resolver", at or resolver)
    assert f"the DOI was not resolved: {said}" in result.output.replace(f"{at} ", "")
    (new,) = (folder / "sources").glob("doi*.yml")
    assert f"doi    = {{{doi}}}" in new.read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RIS + RIS, "holds 2 records"),
        (json.dumps([CSL, CSL]), "holds 2 items"),
        ('[{"type": }]', "cannot be read"),
        ("Dow, J. (2018). A plain reference. Q, 1(2), 3-4.", "a reference in plain words"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(text: str, said: str, folder: Path) -> None:
    result = paste(text)
    assert (result.exit_code, said in result.output) == (2, True), result.output

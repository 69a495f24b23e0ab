"""An entry means what its writer meant: it is read so, or asked about; nothing is lost in silence.

Every row stands for a kind of entry that people paste.
"""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from pybtex.database import parse_string

from evidence_review.bibliography import published, read_entry

WHO = "author = {Doe, Ann}, title = {Trust}, year = 2019"
IN = "journal = {Q}"


def article(fields: str) -> str:
    return f"@article{{k, title = {{Trust}}, journal = {{Q}}, {fields}}}"


def by(author: str) -> str:
    return article(f"author = {{{author}}}, year = 2019")


def titled(title: str) -> str:
    return f"@misc{{k, author = {{Doe, Ann}}, title = {{{title}}}, year = 2019}}"


def dated(when: str) -> str:
    return f"@misc{{k, author = {{Doe, Ann}}, title = {{Trust}}, {when}}}"


PEOPLE = [
    (by("Fulton, James E., Jr. and Plewig, G."), "Fulton, J. E., Jr., & Plewig, G. (2019)."),
    (by("Fulton, Jr., James E."), "Fulton, J. E., Jr. (2019)."),
    (by("James E. Fulton Jr."), "Fulton, J. E., Jr. (2019)."),
    (by("Martin Luther King, Jr."), "King, M. L., Jr. (2019)."),
    (by("family=Montclos, given=Henri, prefix=de"), "de Montclos, H. (2019)."),
    (by("Smyth, A.B. and Lee, CD"), "Smyth, A. B., & Lee, C. D. (2019)."),
    (by("Doe, Ann, and Roe, Bo"), "Doe, A., & Roe, B. (2019)."),
    (by("Smith, William (Bill)"), "Smith, W. (2019)."),
    (by(r"Garc{\'\i}a, Ana and {\O}rsted, {\'E}mile"), "García, A., & Ørsted, É. (2019)."),
    (by("{Garcia Marquez}, Gabriel Jose"), "Garcia Marquez, G. J. (2019)."),
    (by("Doe, Ann and {others}"), "Doe, A., et al. (2019)."),
    (by("van den Berg, Jan"), "van den Berg, J. (2019)."),
    (by("王, 小波"), "王, 小波 (2019)."),
    (by("van Roe, BA and Dow, Jane 3rd"), "van Roe, B. A., & Dow, J., 3rd (2019)."),
    (by("{Ofsted,} and Doe, Ann"), "Ofsted, & Doe, A. (2019)."),
]
WORDS = [
    (titled(r"\' e \'{ e} {\'\i} \'{\i} {\"\i} \c c \v{s} \'{\^e} \d{\=o}"), "é é í í ï ç š ế ọ̄"),
    (titled("Housing &amp; Health: <i>what</i> H<sub>2</sub>O"), "Housing & Health: what H₂O"),
    (titled(r"A guide for &#x2018;new&#x2019; R\&amp;D"), "A guide for ‘new’ R&D"),
    (titled("what `clients' say, ``so''"), "what ‘clients’ say, “so”"),
    (titled(r"$\beta$-blockers, $p<0.05$, 10$^{-3}$, H$_2$O"), "β-blockers, p<0.05, 10⁻³, H₂O"),
    (titled(r"$d = 0.3 \pm 0.1$, $N \geq 5$, 5 $\mu$m"), "d = 0.3 ± 0.1, N ≥ 5, 5 μm"),
    (titled("Law & Advice, US$ 5"), "Law & Advice, US$ 5"),
    (titled("Home truths : a history"), "Home truths: a history"),
]
DATES = [
    (dated("date = {2019-04/2020-03}"), "(2019–2020)"),
    (dated("date = {1987~}"), "(ca. 1987)"),
    (dated("date = {1987?}"), "(ca. 1987)"),
    (dated("date = {2016-03-31T06:39:36}"), "(2016)"),
    (dated("date = {2001-21}"), "(2001)"),
    (dated("date = {2019/}"), "(2019–)"),
    (dated("year = {1991-92}"), "(1991–1992)"),
    (dated("year = {2014-09}"), "(2014)"),
    (dated("year = {c. 1987}"), "(ca. 1987)"),
]
PARTS = [
    (f"@book{{k, {WHO}, subtitle = {{a history}}, titleaddon = {{With an afterword}}, edition = 2,"
     " publisher = {P}}", "Trust: a history [With an afterword] (2nd ed.). P."),
    (f"@book{{k, {WHO}, edition = {{Third edition}}, translator = {{Ram, M. B.}},"
     " publisher = {P}, volume = 2, series = {Classics}, origdate = {1968}}",
     "Trust (M. B. Ram, Trans.; 3rd ed., Classics, Vol. 2). P. (Original work published 1968)."),
    (f"@book{{k, {WHO}, editor = {{Mac, D.}}, publisher = {{P}}}}", "Trust (D. Mac, Ed.). P."),
    (f"@inbook{{k, {WHO}, chapter = {{Telling}}, pages = {{5--9}}, publisher = {{P}}}}",
     "Telling. In Trust (pp. 5–9). P."),
    (f"@incollection{{k, {WHO}, booktitle = {{All}}, editor = {{Lee, B.}}, edition = {{2nd}},"
     " volume = 2, chapter = 1, pages = {3--21}, publisher = {P}}",
     "Trust. In Lee, B. (Ed.), All (2nd ed., Vol. 2, Chapter 1, pp. 3–21). P."),
    (f"@article{{k, {WHO}, {IN}, volume = 3, eid = {{e12}}, articleno = 12}}",
     "Q, 3, Article e12."),
    (f"@article{{k, {WHO}, {IN}, volume = {{Volume 9 - 2018}}, number = {{No. 3}}}}", "Q, 9(3)."),
    (f"@article{{k, {WHO}, {IN}, art_number = {{17}}, funding_text 1 = {{F}},"
     " note = {cited By 1}}",
     "Trust. Q, Article 17."),
    (f"@misc{{k, {WHO}, eprint = {{1706.03762}}, archivePrefix = {{arXiv}}}}",
     "Trust. arXiv:1706.03762. https://arxiv.org/abs/1706.03762"),
    (f"@article{{k, {WHO}, {IN}, volume = {{Volume 9}}, number = {{Supplement_1}},"
     " pages = {e12--e12}}", "Trust. Q, 9(Supplement 1), e12."),
    (f"@article{{k, {WHO}, {IN}, note = {{bbac409}}, doi = {{10.1093/bib/bbac409}}}}",
     "Trust. Q, Article bbac409. https"),
    (f"@article{{k, {WHO}, {IN}, elocation-id = {{m1}}, note = {{Publisher: P}}}}",
     "Trust. Q, Article m1."),
    (f"@book{{k, {WHO}, publisher = {{P}}, pages = {{xii, 274 p.}}, note = {{© 2019 P}},"
     " volume = {Volume 2}}", "Trust (Vol. 2). P."),
    (f"@phdthesis{{k, {WHO}, school = {{Leeds}}, journal = {{ProQuest}}, pages = 210}}",
     "Trust (PhD thesis). Leeds, ProQuest."),
    (f"@article{{k, {WHO}, {IN}, volume = {{111 3}}, hal_version = {{v1}}}}", "Trust. Q, 111(3)."),
    (f"@report{{k, {WHO}, institution = {{I}}, type = {{Discussion Paper}},"
     " number = {Discussion Paper 5}}", "Trust (Discussion Paper 5). I."),
    (f"@report{{k, {WHO}, institution = {{I}}, series = {{Papers}}, number = {{Nr. 5}}}}",
     "Trust (Papers No. 5). I."),
    (f"@dataset{{k, {WHO}, publisher = {{P}}, version = {{v1.2}}}}",
     "Trust (Version 1.2, Data set). P."),
    (f"@techreport{{k, {WHO}, number = {{Research Report 12}}, institution = {{I}}}}",
     "Trust (Research Report No. 12). I."),
    (f"@report{{k, {WHO}, type = {{techreport}}, number = 7, institution = {{I}}}}",
     "Trust (Technical report No. 7). I."),
    (f"@phdthesis{{k, {WHO}, type = {{Theses}}, school = {{Lyon}}}}",
     "Trust (PhD thesis). Lyon."),
    (f"@inbook{{k, {WHO}, type = {{Book Section}}, booktitle = {{All}}, publisher = {{P}}}}",
     "Trust. In All. P."),
    (f"@book{{k, {WHO}, edition = {{2., bearb. Aufl.}}, publisher = {{P}}}}",
     "Trust (2., bearb. Aufl.). P."),
    (f"@book{{k, {WHO}, edition = {{3rd ed., reprinted}}, publisher = {{P}}}}",
     "Trust (3rd ed., reprinted). P."),
    (f"@article{{k, {WHO}, {IN}, doi = {{10.1002/1:1{{\\textless}}1::A\\textgreater{{}}3.CO}}}}",
     "https://doi.org/10.1002/1:1%3C1::A%3E3.CO"),
    (f"@thesis{{k, {WHO}, type = {{mathesis}}, institution = {{Leeds}}}}",
     "Trust (Master's thesis). Leeds."),
    (f"@phdthesis{{k, {WHO}, type = {{Thesis}}, school = {{TU}}}}", "Trust (PhD thesis). TU."),
    (f"@thesis{{k, {WHO}, type = {{Ph.D.}}, school = {{TU}}}}", "Trust (PhD thesis). TU."),
    (f"@phdthesis{{k, {WHO}, type = {{Bachelor Thesis}}, school = {{TU}}}}",
     "Trust (Bachelor Thesis). TU."),
    (f"@string{{q = {{Q}}}}\n@article{{k, {WHO}, journal = q}}", "Trust. Q."),
    (f"@article{{k, {WHO}, {IN}, keywords = {{a}}, keywords = {{b}}, file = {{x.pdf}}}}",
     "Trust. Q."),
    (f"@article(k, {WHO}, {IN},, abstract = {{a\n@misc{{x, y}} b}}, author = {{}})", "Trust. Q."),
    (f"@article{{k, {WHO}, {IN}, file = {{C:\\}}, funding = {{F}} # {{G}}}}", "Trust. Q."),
    ("@jurisdiction{k, title = {R (A Union) v Lord Chancellor}, date = {2017},"
     " institution = {UK Supreme Court}, number = {[2017] UKSC 51}}",
     "R (A Union) v Lord Chancellor, [2017] UKSC 51 (UK Supreme Court 2017)."),
    ("@legislation{k, title = {Care Act 2014}, date = {2014}, number = {c. 23}}",
     "Care Act 2014, c. 23."),
]  # fmt: skip
READ = [*PEOPLE, *WORDS, *DATES, *PARTS]


@pytest.mark.parametrize(("text", "cited"), READ)
def test_it_is_read_for_what_it_says(text: str, cited: str) -> None:
    reference, faults = read_entry(text, "k")
    assert faults == ()
    assert reference is not None
    assert cited in reference.text


@pytest.mark.parametrize(("text", "cited"), READ)
def test_what_is_accepted_is_published_as_bibtex_that_others_read(text: str, cited: str) -> None:
    given_out = published(text)
    assert list(parse_string(given_out, "bibtex").entries) == ["k"]
    library = parse_library(given_out)
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ["k"])
    assert len(library.blocks) == 1
    assert not re.search(r"family=|&\w+;|<i>", given_out)
    reference, faults = read_entry(given_out, "k")
    assert (faults, reference) == ((), read_entry(text, "k")[0])


def test_signs_that_latex_stops_at_are_given_out_so_that_it_does_not() -> None:
    assert r"{A \& B \& C\_1 \#2}" in published(titled(r"A & B \& C_1 #2"))
    assert published(titled(r"$x_1$ \url{a_b}")) == titled(r"$x_1$ \url{a_b}") + "\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Doe, Ann; Roe, Bo", "{Doe, Ann and Roe, Bo}"),
        ("Bickel, B. & Rai, M.", "{Bickel, B. and Rai, M.}"),
        ("Doe, Ann / Roe, Bo", "{Doe, Ann and Roe, Bo}"),
        ("Marlow E, Quill G", "{Marlow, E. and Quill, G.}"),
        ("Doe, A., Roe, B., & Poe, C.", "{Doe, A. and Roe, B. and Poe, C.}"),
        ("J. Doe, B. Roe", "{J. Doe and B. Roe}"),
        ("Doe, Ann Roe, Bo", "{Doe, Ann and Roe, Bo}"),
        ("Ann Doe, Bo Roe", "{Ann Doe and Bo Roe} for two"),
        ("Smyth, Ann and et al.", "{Smyth, Ann and others}"),
        ("Smyth et al.", "{Smyth and others}"),
        ("Smyth, Ann, PhD and Lee, Bo, MD, MPH", "{Smyth, Ann and Lee, Bo}"),
        ("Dr Ann Smyth", "{Ann Smyth}"),
        ("Smyth AB", "{Smyth, A. B.}"),
        ("A. B., Smyth", "{Smyth, A. B.}"),
        ("LEE, BO", "{Lee, Bo}"),
        ("Sir Bo Smyth and Dame Ann Lee", "{Bo Smyth and Ann Lee}"),
        ("Ann Smyth, and Lee, Bo", "{Ann Smyth and Lee, Bo}"),
        (r"Smyth, Ann\textsuperscript{1} and Lee, Bo$^{2}$", "{Smyth, Ann and Lee, Bo}"),
        ("Smyth, Ann (0000-0001-2345-678X)", "{Smyth, Ann}"),
        ("Smyth, Ann, 1963-", "{Smyth, Ann}"),
        ("Smyth, Ann, author.", "{Smyth, Ann}"),
        (r"Smyth, Ann {\it (corresponding author)} and Lee, Bo", "{Smyth, Ann and Lee, Bo}"),
        ("Lee, Bo and Smyth, AnnEditors", "{Lee, Bo and Smyth, Ann}"),
        ("Women's Aid", "{{Women's Aid}}"),
        (
            "Lee, Bo and Department for Work and Pensions and Doe, Ann",
            "{Lee, Bo and {Department for Work and Pensions} and Doe, Ann}",
        ),
        ("wormfan92", "{{wormfan92}}"),
        ("Ann Smyth Scotland", "{{Ann Smyth Scotland}}"),
        ("Advice Wales,", "{{Advice Wales}}"),
        ("Smyth, Ann1 and Lee, Bo*", "{Smyth, Ann and Lee, Bo}"),
        ("World Health Organization", "{{World Health Organization}}"),
        ("Organization, World Health", "{{World Health Organization}}"),
        ("Harrow {and} Sons", "{{Harrow and Sons}}"),
        ("Health and Safety Executive", "{{Health and Safety Executive}}"),
        ("Department for Work and Pensions", "{{Department for Work and Pensions}}"),
    ],
)
def test_a_name_that_may_be_read_in_two_ways_is_asked_about(written: str, right: str) -> None:
    reference, (fault,) = read_entry(by(written), "k")
    assert fault.rule == "bibtex-name"
    assert f"write author = {right}" in fault.message
    assert reference is not None
    answer = re.sub(" for two", "", right)[1:-1]
    assert read_entry(by(answer), "k")[1] == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (dated("year = 0"), "'0' is not a year"),
        (dated("year = 0000"), "0000 can be no year"),
        (dated("year = 9999"), "9999 can be no year"),
        (dated("date = {2020-05-99}"), "there is no day 2020-05-99"),
        (dated("date = {2020/2019}"), "ends before it begins"),
        (dated("year = {2010-11}"), "may be a month or two years"),
        (dated("year = {2019a}"), "write 2019"),
        (dated("year = 2019, date = {2021}"), "keep one of the two"),
        (article("autor = {Doe, Ann}, editor = {Doe, A.}"), "did you mean 'author'?"),
        (article("author = {Doe, Ann}, yaer = 2019"), "did you mean 'year'?"),
        (article("author = {Doe, Ann}, journl = {R}"), "did you mean 'journal'?"),
        (article("author = {Doe, Ann}, volume = {n/a}"), "'volume' is 'n/a', which says nothing"),
        (article("author = {Doe, Ann}, volume = 3, pages = {ahead-of-print}"), "says nothing"),
        (article("author = {Doe, Ann}, volume = {in press}"), "says nothing"),
        (article("author = {Doe, Ann}, volume = {0}"), "'volume' is '0', which says nothing"),
        (article("author = {Doe, Ann}, doi = {10.1000/1.}"), "write 10.1000/1"),
        (article("author = {Doe, Ann}, doi = {10.1000/1#a}"), "write 10.1000/1"),
        (article("author = {Doe, Ann}, doi = {https://doi.org/10.1000/1}"), "write 10.1000/1"),
        (article("author = {Doe, Ann}, url = {http://a.org}"), "https://a.org/"),
        (article("author = {Doe, Ann}, crossref = {other}"), "'other', which is not here"),
        (titled(r"costs $5 and $10"), r"in LaTeX money is \$"),
        (titled(r"$\frac{1}{2}$"), r"holds $\frac{1}{2}$"),
        (titled("a &#x200b; b"), "U+200B cannot be seen"),
        (f"@article{{k, {WHO}, journal = asr}}", "'asr' is a macro that is not defined"),
        (f"@article{{k {WHO}, {IN}}}", "a comma is missing behind the key 'k'"),
        (f"@article{{, {WHO}, {IN}}}", "the entry has no key; write 'k'"),
        (f"@article{{Doe 2019, {WHO}, {IN}}}", "the key 'Doe 2019' is not"),
        (f"@article{{Lang,Bell:1990:C, {WHO}, {IN}}}", "the key 'Lang,Bell:1990:C' is not"),
        (f"@article{{10.2307/3033682, {WHO}, {IN}}}", "the key '10.2307/3033682' is not"),
        ("TY  - JOUR\nAU  - Dow, Jane\nER  - ", "this is RIS, not BibTeX"),
        ("PMID- 29879611\nTI  - Trust", "this is PubMed's nbib, not BibTeX"),
        ('[{"id": "dow"}]', "this is CSL-JSON, not BibTeX"),
        ("10.1177/0022146518771539", "this is a DOI, not BibTeX"),
    ],
)
def test_what_is_not_understood_is_named_with_what_would_be_right(text: str, said: str) -> None:
    _, (fault,) = read_entry(text, "k")
    assert said in fault.message

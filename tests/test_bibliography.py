"""What is read from a BibTeX entry, what is refused, and how a source is cited."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_review import bibliography
from evidence_review.bibliography import EntryFault, Person, Reference, read_entry

CLAIR = r"""@article{clair2020being,
  author  = {Clair, Matthew and van den Dries, Linda and {Legal Aid \& Co}},
  title   = {Being a Disadvantaged Criminal Defendant: 5\% of {NHS} {\"U}ber-patients},
  journal = {Social Forces},
  year    = 2020,
  month   = jul,
  volume  = {100}, number = {1},
  pages   = {194--217},
  doi     = {10.1093/sf/soaa\_082},
}"""


def entry(fields: str, kind: str = "misc", who: str = "organization = {Ratio},") -> str:
    return f"@{kind}{{k,\n  title = {{A title}},\n  {who}\n{fields}\n}}"


def good(text: str, key: str = "k") -> Reference:
    reference, faults = read_entry(text, key)
    assert faults == ()
    assert reference is not None
    return reference


def faults_of(text: str, key: str = "k") -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.rule) for fault in read_entry(text, key)[1]]


def test_an_article_is_read_as_plain_text() -> None:
    reference = good(CLAIR, "clair2020being")
    assert reference.kind == "article"
    assert reference.title == ("Being a Disadvantaged Criminal Defendant: 5% of NHS Über-patients")
    assert reference.authors == (
        Person("Clair", "Matthew"),
        Person("van den Dries", "Linda"),
        Person("Legal Aid & Co", corporate=True),
    )
    assert (reference.year, reference.month, reference.pages) == ("2020", "July", "194–217")
    assert reference.address == "https://doi.org/10.1093/sf/soaa_082"
    assert reference.short_authors == "Clair et al."
    assert reference.in_text == f"Clair et al. ({reference.year})"
    assert reference.cited_as == f"Clair et al., {reference.year}"


def test_an_article_is_cited_in_author_date_style() -> None:
    reference = good(CLAIR, "clair2020being")
    assert reference.text == (
        "Clair, M., van den Dries, L., & Legal Aid & Co (2020). Being a Disadvantaged Criminal "
        "Defendant: 5% of NHS Über-patients. Social Forces, 100(1), 194–217. "
        "https://doi.org/10.1093/sf/soaa_082"
    )
    assert reference.html == (
        "Clair, M., van den Dries, L., &amp; Legal Aid &amp; Co (2020). Being a Disadvantaged "
        "Criminal Defendant: 5% of NHS Über-patients. <em>Social Forces</em>, 100(1), 194–217. "
        '<a href="https://doi.org/10.1093/sf/soaa_082" rel="noopener">'
        "https://doi.org/10.1093/sf/soaa_082</a>"
    )


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        (
            entry(
                "  number = {7}, year = {2011}", "report", "author = {Bell, K. and Doe, Jo},"
            ).replace("k,", "k, institution = {Community Links},", 1),
            "Bell, K., & Doe, J. (2011). A title (No. 7). Community Links.",
        ),
        (
            entry("  school = {Leeds}", "thesis", "author = {Doe, Jane},"),
            "Doe, J. (n.d.). A title (Thesis). Leeds.",
        ),
        (
            entry(
                "  booktitle = {All of it}, publisher = {OUP}, pages = {1-9}, year = 1999,"
                " editor = {Lee, Ann}",
                "incollection",
                "author = {Doe, Jane and others},",
            ),
            "Doe, J., et al. (1999). A title. In Lee, A. (Ed.), All of it (pp. 1–9). OUP.",
        ),
        (
            entry("  publisher = {OUP}", "book", "editor = {Lee, Ann and Ray, Bo},"),
            "Lee, A., & Ray, B. (Eds.) (n.d.). A title. OUP.",
        ),
        (entry("", who="howpublished = {Blog},"), "A title. (n.d.). Blog."),
        (
            entry("  date = {2023-07-06}, url = {https://toy.example/a?b=1&c=2}", "online"),
            "Ratio (2023). A title. https://toy.example/a?b=1&c=2",
        ),
    ],
)
def test_every_kind_of_source_has_its_citation(written: str, cited: str) -> None:
    assert good(written).text == cited


@pytest.mark.parametrize(
    ("who", "short"),
    [
        ("author = {Clair, M.},", "Clair"),
        ("author = {Bell, K. and Smerdon, M.},", "Bell and Smerdon"),
        ("author = {Roorda, D. and Koomen, H. and Spilt, J.},", "Roorda et al."),
        ("author = {Roorda, D. and others},", "Roorda et al."),
        ("author = {{Department for Education}},", "Department for Education"),
        (r"author = {{\"O}zg{\"u}r, A.},", "Özgür"),
        ("organization = {Ratio},", "Ratio"),
        ("publisher = {OUP},", "OUP"),
        ("howpublished = {Blog},", "A title"),
    ],
)
def test_short_authors(who: str, short: str) -> None:
    assert good(entry("", who=who)).short_authors == short


def test_a_long_title_is_cut_where_nobody_is_named() -> None:
    text = entry("", who="howpublished = {Blog},").replace("A title", "One two, 3 4 5 six: 7 8")
    assert good(text).short_authors == "One two, 3 4 5 six…"


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"R\&D at 5\% -- or \$5", "R&D at 5% – or $5"),
        (r"\emph{Really} {\it so} \textit{it is}", "Really so it is"),
        (r"Mu{\~n}oz, \'{\i}, {\ss}, \o, \v{s}", "Muñoz, í, ß, ø, š"),
        (r"{\textbackslash} \textasciitilde{} \textbraceleft{}x\{\}", "\\ ~ {x{}"),
        (r"``so'' it\textquoteright{}s", "“so” it’s"),
        ("two\n   lines~here", "two lines here"),
        ("naïve – already plain", "naïve – already plain"),
    ],
)
def test_latex_is_decoded(latex: str, plain: str) -> None:
    assert good(entry(f"  note = {{{latex}}}")).note == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (1, 1, "bibtex-one-entry")),
        ("no entry at all", (1, 1, "bibtex-one-entry")),
        (entry("") + "\n" + entry(""), (6, 1, "bibtex-one-entry")),
        ('@preamble{"a"}\n' + entry(""), (1, 1, "bibtex-one-entry")),
        ("@comment{a}\n" + entry(""), (1, 1, "bibtex-one-entry")),
        (entry("") + "\n\n  author = {Late}", (7, 3, "bibtex-one-entry")),
        (entry("  note = {a}\n  year = {2020}"), (5, 3, "bibtex-syntax")),
        (entry("  note = {a {b},\n  year = {2020}"), (4, 3, "bibtex-syntax")),
        (entry("  note = {a} b},\n  year = {2020}"), (4, 14, "bibtex-syntax")),
        (entry("  month = juli"), (4, 11, "bibtex-syntax")),
        (entry("  note = {a},\n  Note = {b}"), (5, 3, "bibtex-repeated-field")),
        (entry("  journal = {a},\n  journaltitle = {b}"), (5, 3, "bibtex-repeated-field")),
        (entry("", who=""), (1, 1, "bibtex-required-field")),
        (entry("", "article"), (1, 1, "bibtex-required-field")),
        (entry("").replace("A title", "~{}"), (1, 1, "bibtex-required-field")),
        ("@misc{k, author = {Doe, J}}", (1, 1, "bibtex-required-field")),
        (entry("", "artikel"), (1, 1, "bibtex-type")),
        (entry("  year = {in press}"), (4, 3, "bibtex-year")),
        (entry("  date = {May 2020}"), (4, 3, "bibtex-year")),
        (entry("  doi = {https://doi.org/10.1000/1}"), (4, 3, "bibtex-doi")),
        (entry("  url = {http://toy.example/}"), (4, 3, "bibtex-url")),
        (entry("  url = {javascript:alert(1)}"), (4, 3, "bibtex-url")),
        (entry(r"  note = {a \weird{b}}"), (4, 13, "bibtex-latex")),
        (entry(r"  note = {a \{ b }}"), (4, 13, "bibtex-latex")),
        (entry("  note = {5% of it}"), (4, 3, "bibtex-latex")),
        (entry("  note = {a\u202eb}"), (4, 12, "bibtex-characters")),
        (entry("", who="author = {A, B, C, D},"), (3, 3, "bibtex-name")),
        (entry("", who="author = {Department for Education},"), (3, 3, "bibtex-name")),
    ],
)
def test_a_fault_is_found_at_its_place(text: str, found: tuple[int, int, str]) -> None:
    assert found in faults_of(text)
    assert all(rule == found[2] for _, _, rule in faults_of(text))


def test_the_key_must_be_the_name_of_the_file() -> None:
    assert read_entry(entry(""), "other")[1] == (
        EntryFault(
            1, 1, "the key 'k' is not the name of the file; write 'other' in both", "bibtex-key"
        ),
    )


def test_all_faults_are_told_at_once_and_in_order() -> None:
    text = "@misc{k,\n  title = {5% \\odd},\n  year = {20},\n  doi = {x},\n  url = {y},\n}"
    assert [(line, rule) for line, _, rule in faults_of(text, "other")] == [
        (1, "bibtex-key"),
        (1, "bibtex-required-field"),
        (2, "bibtex-latex"),
        (2, "bibtex-latex"),
        (3, "bibtex-year"),
        (4, "bibtex-doi"),
        (5, "bibtex-url"),
    ]


def test_a_message_says_what_is_missing_and_what_would_be_right() -> None:
    (fault,) = read_entry(entry("", "article"), "k")[1]
    assert fault.message == "@article needs the field 'journal' (or eprint); add it"
    (fault,) = read_entry(entry("", "artikel"), "k")[1]
    assert "did you mean 'article'?" in fault.message


def test_what_is_faulty_never_reaches_the_citation() -> None:
    reference, _ = read_entry(
        entry('  url = {javascript:alert(1)}, doi = {10.1/"><script>}, year = {soon}'), "k"
    )
    assert reference is not None
    assert (reference.url, reference.doi, reference.year) == (None, None, None)
    assert reference.text == "Ratio (n.d.). A title."


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=a>'])
def test_html_is_escaped_in_every_field(hostile: str) -> None:
    names = ("journal", "volume", "number", "pages", "publisher", "institution", "howpublished")
    fields = "\n".join(f"  {name} = {{{hostile}}}," for name in names)
    who = f"author = {{{{{hostile}}}}},"
    text = entry(fields, who=who).replace("A title", hostile)
    html = good(text).html
    assert html.count("<") == html.count("<em>") * 2
    assert "&lt;" in html


def test_an_address_is_escaped_inside_its_link() -> None:
    old = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
    reference = good(entry(f"  doi = {{{old}}}"))
    assert reference.address is not None
    assert "%3C693" in reference.address
    assert "<693" not in reference.html
    assert Reference("k", "misc", "A", url="javascript:alert(1)").address is None


def test_reading_and_formatting_the_same_entry_again_cost_nothing() -> None:
    reference = good(CLAIR, "clair2020being")
    assert read_entry(CLAIR, "clair2020being")[0] is reference
    before = bibliography.citation.formatted.cache_info().misses
    assert reference.html is reference.html
    assert reference.text is good(CLAIR, "clair2020being").text
    assert bibliography.citation.formatted.cache_info().misses <= before + 1


def test_one_entrys_words_do_not_leak_into_the_next() -> None:
    read_entry("@string{jun = {oops}}\n" + entry(""), "k")
    assert good(entry("  month = jun, year = 2020")).month == "June"


PIECES = st.sampled_from(
    ["{", "}", "\\", '"', "@", "#", "=", ",", "%", "$", "~", "and", " ", "\n", "'", "--", "a", "B"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
@example("{" * 300 + "}" * 300)
@example("\\" * 9)
def test_no_text_is_too_strange_to_be_judged(noise: str) -> None:
    for text in (noise, f"@misc{{k, title = {{{noise}}}, author = {{{noise}}}}}", "@a{" + noise):
        reference, faults = read_entry(text, "k")
        assert reference is not None or faults
        assert reference is None or "<" not in reference.html.replace("<em>", "").replace(
            "</em>", ""
        )

"""The Markdown of records: markup comes out as text, and links lead only where they may."""

from __future__ import annotations

import re
import time
from html import unescape as html_unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_review.records.prose import plain, prose_faults, render, sentences
from evidence_review.records.text import FORBIDDEN

TAG = re.compile(r"<(/?)([a-z]+)((?: [a-z]+=\"[^\"<>]*\")*) ?/?>")
ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}
HREF = re.compile(r' href="([^"]*)"')


def html(text: str) -> str:
    return str(render(text, lambda finding: f"/findings/{finding}/"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One *word* and **two**.", "<p>One <em>word</em> and <strong>two</strong>.</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("fewer than <5 pupils & 3 > 2", "<p>fewer than &lt;5 pupils &amp; 3 &gt; 2</p>\n"),
        ("[a](m9s34a)", '<p><a href="/findings/m9s34a/">a</a></p>\n'),
        (
            "[a](https://b.org/c?d=e&f)",
            '<p><a href="https://b.org/c?d=e&amp;f" rel="noopener">a</a></p>\n',
        ),
    ],
)
def test_prose_becomes_html(text: str, wanted: str) -> None:
    assert html(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- a -->",
        "# A heading",
        "| a | b |\n|---|---|\n| c | d |",
        "`code`",
        "```\nfenced\n```",
        "> quoted",
        "a { .b onclick=c }",
        "<https://b.org/>",
        "https://b.org/",
        "---",
        "[a]: javascript:alert(1)",
        "a\n===",
    ],
)
def test_markup_that_is_not_allowed_comes_out_as_text(text: str) -> None:
    assert {name for _, name, _ in TAG.findall(html(text))} <= {"p", "a"}
    shown = re.sub(r"<[^>]*>", "", html(text))
    assert "<" not in shown
    assert text.split()[0] in html_unescape(shown)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "<java\\script:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "http://b.org/",
        "//b.org/",
        "/findings/",
        "../x",
        "#a",
        "",
        "mailto:a@b.org",
        "https://user@b.org/",
        "m9s34b",
    ],
)
def test_a_link_that_may_not_be_loses_its_address(address: str) -> None:
    made = html(f"[words]({address})")
    assert "href" not in made
    assert "words" in made


def test_the_title_of_a_link_is_left_out_and_named() -> None:
    text = "[a](https://b.org/ '\" onclick=\"alert(1)')"
    assert html(text) == '<p><a href="https://b.org/" rel="noopener">a</a></p>\n'
    (fault,) = prose_faults(text, set())
    assert fault.message.startswith("the link to 'https://b.org/' has a title")


def test_plain_leaves_words_alone_on_one_line() -> None:
    text = "One *word*,\ntwo [links](m9s34a) & **three**:\n\n- a\n- b &amp; <c>"
    assert plain(text) == "One word, two links & three: a b &amp; <c>"


@pytest.mark.parametrize(
    "reference",
    ["&#x202e;", "&#8238;", "&ZeroWidthSpace;", "&NoBreak;", "&zwj;", "&#xfeff;", "&lrm;", "&Tab;"],
)
def test_a_character_reference_hides_and_reorders_nothing(reference: str) -> None:
    text = f'a {reference} b [c {reference}](https://d.org/{reference} "e {reference}")'
    for made in (html(text), plain(text), *(s.words for each in sentences(text) for s in each)):
        assert not FORBIDDEN.search(made)
        assert f"a {reference} b c {reference}" in TAG.sub("", made).replace("&amp;", "&")


def test_the_words_of_a_text_are_made_once() -> None:
    assert plain("One *word*.") is plain("One *word*.")


def test_sentences_keep_the_links_that_stand_in_them() -> None:
    text = "A *first* [one](kb6cqt). Is it 3.5 [here](m9s34a)?\n\n- [An item](kb6cqt)\n- no end"
    assert [[(s.words, s.ids) for s in block] for block in sentences(text)] == [
        [("A first one.", ("kb6cqt",)), ("Is it 3.5 here?", ("m9s34a",))],
        [("An item", ("kb6cqt",))],
        [("no end", ())],
    ]


def test_faults_are_named() -> None:
    faults = list(prose_faults("<b>a</b> ![c](d) [e](http://f.org/) [g](kb6cqt)", {"m9s34a"}))
    assert [fault.message.split(";")[0] for fault in faults] == [
        "HTML is shown as text",
        "an image",
        "the link goes to 'd'",
        "the link goes to 'http://f.org/'",
        "the link goes to 'kb6cqt', and there is no such finding",
    ]


def test_comparisons_are_no_html() -> None:
    assert list(prose_faults("3 < 4, <5 of 9, a -> b, 5 > 4", set())) == []


MUDDLE = st.text(st.sampled_from("ab*_[]()<>!`#&;:/\\\"'\n -1.|~{}=^ "), max_size=80)


@given(st.text() | MUDDLE)
@example('[a](https://b.org/">)')
@example("[<b>](m9s34a)")
@example("\\<b>")
@example("&lt;b&gt; &#60;script&#62;")
def test_nothing_else_ever_comes_out(text: str) -> None:
    made = html(text)
    assert "<" not in TAG.sub("", made)
    for _, name, attributes in TAG.findall(made):
        assert name in ALLOWED
        assert all(h.startswith(("https://", "/findings/")) for h in HREF.findall(attributes))


@given(st.text() | MUDDLE)
def test_plain_and_the_faults_never_raise(text: str) -> None:
    assert "\n" not in plain(text)
    list(prose_faults(text, set()))


@pytest.mark.parametrize("sign", ["<a", "![", "[", "*a ", "[a](", "- ", "&"])
def test_a_long_muddle_takes_no_long_time(sign: str) -> None:
    text = sign * (20_000 // len(sign))
    began = time.monotonic()
    html(text)
    list(prose_faults(text, set()))
    assert time.monotonic() - began < 5

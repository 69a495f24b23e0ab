"""Hostile and careless YAML: every fault a problem, no text ever an exception."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_review.check import examine
from evidence_review.problems import MOST_ALIKE
from evidence_review.reading.document import Value
from evidence_review.reading.yaml import MAX_BYTES, MAX_DEPTH, MAX_UNSEEN, parse, read
from evidence_review.records.text import FORBIDDEN
from tests.attacks import ATTACKED
from tests.places import TODAY

BOMB = """\
a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: [*d, *d, *d, *d, *d, *d, *d, *d, *d]
"""


def value(text: str) -> Value:
    document, problems = parse(text, "x.yml")
    assert problems == []
    return document.data


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "x.yml")[1]]


def problems_of_file(file: Path) -> list[str]:
    return [str(problem) for problem in read(file, "x.yml")[1]]


TYPED = ["no", "012", "1.10", "1:30", "2026-11-22", "0x1F", "1e3", ".nan", ".inf", "y", "9" * 5000]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: str(typed)[:10])
def test_a_scalar_is_kept_as_it_was_typed(typed: str) -> None:
    assert value(f"a: {typed}") == {"a": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing_but_quoted_words_are_words(typed: str) -> None:
    assert value(f"a: {typed}") == {"a": None}
    assert value(f"a: '{typed}'") == {"a": typed}


def test_an_alias_bomb_is_refused_without_growing() -> None:
    document, found = parse(BOMB, "x.yml")
    assert "the alias '*a'; write the value out" in found[2].message
    assert len(str(document.data)) < 1000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &b c", "x.yml:1:4: the anchor '&b'; write the value without it"),
        ("&b a: c", "x.yml:1:1: the anchor '&b'; write the value without it"),
        ("a: &b\n  c: *b", "x.yml:2:6: the alias '*b'; write the value out"),
        ("!!str a: b", "x.yml:1:1: the tag 'tag:yaml.org,2002:str'; write the value"),
        ("a: !!python/object/apply:os.system [ls]", "x.yml:1:4: the tag 'tag:yaml.org,2002:python"),
        ("a: !<x> b", "x.yml:1:4: the tag 'x'; write the value without it"),
        ("a: 1\nb: 2\na: 3", "x.yml:3:1: 'a' stands twice, first on line 1; keep one"),
        ("a:\n  b: 1\n  'b': 2", "x.yml:3:3: 'b' stands twice, first on line 2; keep one"),
        ("? [a, b]\n: c", "x.yml:1:3: a list, mapping or alias as a key; a key is a word [yaml]"),
        ("a: 1\n---\nb: 2", "x.yml:2:1: a second document; one file holds one record [yaml]"),
        ("a:\n\tb: 1", "x.yml:2:1: a tab; YAML is indented with spaces [yaml]"),
        ("a: b: c", "x.yml:1:5: a second ': ' on this line; put the value in quotation marks"),
        ("a: \0", "x.yml:1:4: character U+0000 cannot be seen"),
        ("a: b\u202ec", "x.yml:1:5: character U+202E cannot be seen"),
        ("a: b\u200bc", "x.yml:1:5: character U+200B cannot be seen"),
        ("a: b\U000e0041c", "x.yml:1:5: character U+E0041 cannot be seen"),
        ('a: "\\0"', "x.yml:1:4: character U+0000 cannot be seen"),
        ('a: "\\e[2J"', "x.yml:1:4: character U+001B cannot be seen"),
        ('"a\\u2066": b', "x.yml:1:1: character U+2066 cannot be seen"),
        ("a: b\ufeffc", "x.yml:1:4: character U+FEFF cannot be seen"),
    ],
)  # fmt: skip
def test_what_a_record_has_no_need_of_is_a_problem(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)


QUOTE = "put the value in quotation marks"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A value that begins with a sign of YAML's own.
        ("a: [b](https://c.org) d\nc: d", "1:4: a value that begins with '[' is no text"),
        ("a: {b} c\nc: d", "1:4: a value that begins with '{' is no text"),
        ("a: @b", f"1:4: the value begins with '@'; {QUOTE}"),
        ("a: `b` c", f"1:4: the value begins with '`'; {QUOTE}"),
        ("a: %b", f"1:4: the value begins with '%'; {QUOTE}"),
        ("a: *b c* d", "1:4: the value begins with '*', which begins an alias"),
        ("a:\n  - b\n  - *b* c", "3:5: the value begins with '*'"),
        ("a: > 5 b", "1:4: the value begins with '>', which begins a folded text"),
        ("a: | b", "1:4: the value begins with '|'"),
        ("a: & b", "1:4: the value begins with '&'"),
        ("a: - b", "1:4: the value begins with '-'"),
        # Quotation marks and brackets, at the place where they open.
        ("a: \"b\" c", "1:7: the text goes on after the \" that closes it"),
        ("a: 'b' c", "1:7: the text goes on after the ' that closes it"),
        ("a: 'the gardener's bed'", "1:17: an apostrophe ends the text that ' opened"),
        ("- {a: 'it's', b: c}", "1:10: an apostrophe ends the text"),
        ("a: 1\nb: \"c\nd: e\nf: g", "2:4: the quotation mark \" that opens here is not"),
        ("a: 1\nb: \"c\nd: \"e\"\nf: g", "2:4: the quotation mark \" that opens here is not"),
        ("a: 1\nb: 'c\nd: e's\n", "2:4: the quotation mark ' that opens here is not"),
        ("a: 1\nb: 'c\nd: e'\n", "2:4: the quotation mark ' that opens here is not"),
        ("a: 1\nb: [c, d\ne: [f]", "2:4: the '[' that opens here is not closed; write ']'"),
        ("a: 1\nb: {c: d\ne: f", "2:4: the '{' that opens here is not closed; write '}'"),
        ("a: [1, 2", "1:4: the '[' that opens here is not"),
        ("a: [#b]\nc:\n  - d: 1\n", "1:4: the '[' that opens here is not closed; write ']'"),
        # Spaces.
        ("a:\n  -version: 1\n    date: 2", "2:3: a space is wanted after the hyphen: '- '"),
        ("a:\n  - b: 1\n  -c: 2", "3:3: a space is wanted after the hyphen: '- '"),
        ("a: b\nclaim:Over nine.\nc: d", "2:6: a space is wanted after the colon: ': '"),
        ("a: b\nclaim:\u00a0Over nine.\nc: d", "2:7: a no-break space"),
        ("a:\n  - b: c\n    d: e\n     f: g", "4:6: this begins at column 6, and line 3 beside"),
        ("a:\n  - b: c\n    d: e\n   f: g", "4:4: this begins at column 4, and line 3 beside"),
        ("a:\n  - b: c\n   - b: d", "3:4: this begins at column 4, and line 2 beside"),
        ("a: b\n c: d", "2:2: this begins at column 2, and line 1 beside it at column 1"),
        ("a:\n  - b: [c\n    d: e", "2:8: the '[' that opens here is not closed"),
        ("a:\n  - b: 'c\n    d: e'", "2:8: the quotation mark ' that opens here is not"),
        # Two things where one is wanted.
        ("a: b\n  - c: d", "1:4: this field has a value and a list below it"),
        ("a: [b]\n  - c: d", "1:4: this field has a value and a list below it"),
        ("bibtex:\n  @book{a,\n  }", "1:7: what begins with '@' on the line below is a text of"),
        ("a: |\n  @book{a,\n}\nb: c", "3:1: no field begins so: write 'name: value', or indent"),
        ("a: |\n@book{a,\n  }\nb: c", "2:1: the lines of a text below '|' are indented"),
        ("a:\n  - b: c\n  d: e", "3:3: this begins at column 3, and line 2 beside"),
        # The rest.
        ('a: "b\\q"', "1:6: in double quotation marks \\ begins an escape"),
        ("%a: b", "1:1: the value begins with '%'"),
        ("a\nb: c", "1:1: no field stands here: write 'name: value'"),
        ("a: Put #1 of\n  all things\nb: c", "1:8: YAML takes '#1 of' for a remark"),
        ("a: b\nno field\nc: d", "2:1: no field begins so: write 'name: value'"),
        ("- {a: Say: it, b: c}", f"1:10: a second ': ' on this line; {QUOTE}"),
        ("a: b\rc: d\re: f", "1:5: a line end of old (CR alone); save"),
    ],
)  # fmt: skip
def test_a_slip_is_named_where_it_was_made(text: str, said: str) -> None:
    (only,) = problems(text)
    assert only.startswith(f"x.yml:{said}")


@pytest.mark.parametrize(
    "text",
    [
        'a: "b\n  c"\n', "a: 'b''s'", "- 'b\n  c'", "{a: 'b\n  c',\nd: 'e\nf'}", '? "b\n  c"\n: d',
        "a: b  # a remark", "a: |\n  b: 'c\n  d\ne: f",
    ],
)  # fmt: skip
def test_what_is_no_slip_is_read(text: str) -> None:
    assert value(text) is not None


INVISIBLE = "\u00ad\u034f\u115f\u17b4\u180b\u180e\u200d\u2800\u3164\ufe0f\uffa0\ufff0\ue000\uf8ff"
FAR = "\U000e0100\U000e01ef\U0001d173\U0001d17a\U0001bca0\U000f0000\U0010fffd\U0001ffff\ufdd0"


@pytest.mark.parametrize("character", INVISIBLE + FAR, ids=lambda c: f"U+{ord(c):04X}")
def test_what_cannot_be_seen_is_refused_typed_or_as_an_escape(character: str) -> None:
    said = f"character U+{ord(character):04X} cannot be seen"
    assert said in problems(f"a: b{character}c")[0]
    assert said in problems(f'a: "b\\U{ord(character):08x}c"')[0]


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud83d\ude00"])
def test_half_a_character_by_escape_is_a_problem(escape: str) -> None:
    assert problems(f'a: "{escape}"')


def test_a_surrogate_in_the_text_itself_is_a_problem() -> None:
    assert problems("a: \ud800") == [
        "x.yml:1:4: character U+D800 cannot be seen, or reorders the text; take it out [characters]"
    ]


@pytest.mark.parametrize("text", ["a: <<\n", "<<: {a: 1}", "a: {<<: b}"])
def test_a_merge_key_is_only_a_key(text: str) -> None:
    assert "<<" in str(value(text))


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_a_problem(opened: str) -> None:
    assert f"nested more than {MAX_DEPTH} deep" in problems(opened * 3000)[0]


def test_a_list_without_end_is_a_problem() -> None:
    assert "more than 1000 entries in one list" in problems("a:\n" + "- b\n" * 1001)[0]
    fields = "\n".join(f"a{number}: b" for number in range(1001))
    assert problems(fields) == ["x.yml:1001:1: more than 1000 fields in one place [yaml]"]
    assert problems("a:\n" + "- b\n" * 1000) == []


def test_nesting_as_deep_as_is_allowed_is_read() -> None:
    assert value("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n", "\ufeff"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert value(text) is None


def test_a_byte_order_mark_and_windows_lines_are_taken_as_they_come(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  two\r\n  lines\r\n")
    document, found = read(file, "x.yml")
    assert (document.data, found) == ({"a": "1", "b": "two\nlines\n"}, [])
    assert document.place(("b",)) == (2, 4)
    assert document.place_of("lines", ("b",)) == (4, 3)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a: b".encode("utf-16"), "x.yml:1:1: byte 0xff is not UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16-le"), "x.yml:1:2: character U+0000 cannot be seen"),
        ("a: b\nc: café".encode("latin-1"), "x.yml:2:7: byte 0xe9 is not UTF-8"),
        (b"a: \xed\xa0\x80", "x.yml:1:4: byte 0xed is not UTF-8"),
        (b"a: \xc0\xaf", "x.yml:1:4: byte 0xc0 is not UTF-8"),
    ],
)
def test_another_encoding_is_a_problem(raw: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(raw)
    assert said in problems_of_file(file)[0]


def test_a_file_full_of_what_cannot_be_seen_is_said_in_few_lines() -> None:
    assert len(problems("\0" * 100_000)) == MAX_UNSEEN


def test_the_same_slip_thousands_of_times_is_counted_and_not_told() -> None:
    told = problems("a: b\n" * 5001)
    assert len(told) == MOST_ALIKE
    assert told[0].startswith("x.yml:2:1: 'a' stands twice")
    assert f"and {5000 - MOST_ALIKE} more like this in this file" in told[-1]


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    with file.open("wb") as opened:
        opened.truncate(10 * 2**30)
    began = time.monotonic()
    assert f"a record has at most {MAX_BYTES} [file-size]" in problems_of_file(file)[0]
    assert time.monotonic() - began < 1


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "x.yml"
    link.symlink_to("/etc/hostname")
    assert problems_of_file(link) == ["x.yml:1:1: a link; put the file itself here [file]"]


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.yml").write_text("a: b")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problems_of_file(tmp_path / "x.yml") == [
        "x.yml:1:1: cannot be read: Permission denied [file]"
    ]


@pytest.mark.parametrize("name", ["", "findings", "gaps"])
def test_a_folder_that_may_not_be_read_is_a_problem(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut, access = ATTACKED / name, os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != shut and access(path, mode))
    said = [str(problem) for problem in examine(ATTACKED, today=TODAY, shown_as="e").problems]
    told = f"{f'e/{name}'.rstrip('/')}:1:1: this folder cannot be read: Permission denied [folder]"
    assert told in said


def test_every_fault_is_told_at_once() -> None:
    assert len(problems("a: &x 1\nb: !!int 2\na: *x\n")) >= 3


def test_the_place_of_a_value_and_of_its_key_is_known() -> None:
    document, _ = parse("a:\n  - b: one\n    c: |\n      two\n", "x.yml")
    assert document.place(("a", 0, "b")) == (2, 8)
    assert document.key_place(("a", 0, "c")) == (3, 5)
    assert document.place(("a", 7, "z")) == (2, 3)
    assert document.blocks == {("a", 0, "c")}


characters = st.characters(codec="utf-8").filter(lambda c: not FORBIDDEN.match(c) and c != "\r")
words = st.text(characters, max_size=30)
json_like = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(json_like)
def test_what_another_program_writes_is_read_back_the_same(written: object) -> None:
    text = yaml.safe_dump(written, allow_unicode=True, default_style='"')
    assert value(text) == written


@given(json_like, st.booleans())
def test_what_is_written_as_people_write_it_is_read_back_the_same(
    written: object, flow: bool
) -> None:
    # Words that YAML 1.1 would take for something else are quoted by the writer.
    text = yaml.safe_dump(written, allow_unicode=True, default_flow_style=flow)
    assert value(text) == written


@given(st.text())
@example("\ufeff\ufeffa: b")
@example("%YAML 9.9\n---\na")
@example("%TAG ! x\n---\n!a b")
@example("\x85: \u2028")
@example("- - ? : | >\n")
def test_no_text_ever_raises(text: str) -> None:
    document, found = parse(text, "x.yml")
    assert found or not FORBIDDEN.search(str(document.data))


SYNTAX = st.text(st.sampled_from("ab:-?&*!|>%@`'\"{}[],#\n \t\\0u~<=."), max_size=60)


@given(SYNTAX)
def test_no_muddle_of_yaml_signs_ever_raises(text: str) -> None:
    parse(text, "x.yml")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "x.yml"


@given(raw=st.binary(max_size=200))
def test_no_bytes_ever_raise(scratch: Path, raw: bytes) -> None:
    scratch.write_bytes(raw)
    read(scratch, "x.yml")

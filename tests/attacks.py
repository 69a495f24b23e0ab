"""Hostile and broken records: a small sound review, ``attacked/``, with one thing changed.

Each attack knows the line at which it is to be reported, and whether it may also be taken as it
is: as text that does nothing. They are drawn from all that can be made of every kind with a seed,
so that another seed tries others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.places import TESTS

ATTACKED = TESTS / "attacked"
BASE = {
    file.relative_to(ATTACKED).as_posix(): file.read_text()
    for file in sorted(ATTACKED.rglob("*"))
    if file.is_file()
}
HERE = "§"
"""Marks, in what is written, the place of the problem; it is taken out."""

WORMS, NEIGHBOURS, MOON = (f"findings/{name}.yml" for name in ("worms", "neighbours", "moon"))
TRIAL, DIARY = "sources/trial2022worms.yml", "sources/fence2023diary.yml"
GAP, VERIFIED, VOCABULARY = "gaps/beans.yml", "verification/fence2023diary.yml", "vocabulary.yml"
FROZEN = "archive/vmxxqw/v1.json"


@dataclass(frozen=True)
class Link:
    """What stands in the place of a file and leads to another."""

    target: str


@dataclass(frozen=True)
class Attack:
    """What is written where (None: taken away), and where it is to be found."""

    kind: str
    what: str
    files: tuple[tuple[str, bytes | Link | None], ...]
    path: str
    line: int = 1
    harmless: bool = False
    """Whether it may be taken as it is."""


Make = Callable[[str], Iterator[Attack]]


def edit(
    kind: str, path: str, old: str, new: str, *, at: str = "", line: int = 0, harmless: bool = False
) -> Attack:
    """``old``, which stands once in ``path``, made ``new``; found there, or in ``at:line``."""
    text = BASE[path]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    whole = text.replace(old, new if HERE in new else HERE + new)
    wanted = line or whole[: whole.index(HERE)].count("\n") + 1
    written = whole.replace(HERE, "").encode("utf-8", "surrogatepass")
    what = f"{path}: {old!r} to {new!r}"
    return Attack(kind, what, ((path, written),), at or path, wanted, harmless)


@dataclass(frozen=True)
class Slot:
    """A line of a file that holds a field: ``before`` it its spaces and hyphens."""

    path: str
    number: int
    before: str
    key: str
    value: str

    def line(self, new: str, kind: str, *, harmless: bool = False) -> Attack:
        """The attack that writes ``new`` in the place of the whole line."""
        lines = BASE[self.path].split("\n")
        lines[self.number - 1] = new
        whole = "\n".join(lines)
        line = whole[: whole.index(HERE)].count("\n") + 1 if HERE in new else self.number
        written = whole.replace(HERE, "").encode("utf-8", "surrogatepass")
        what = f"{self.path}:{self.number}: {new!r}"
        return Attack(kind, what, ((self.path, written),), self.path, line, harmless)

    def holds(self, value: str, kind: str, *, harmless: bool = False) -> Attack:
        """The attack that writes ``value`` in the place of the value."""
        return self.line(f"{self.before}{self.key}: {value}", kind, harmless=harmless)


def _slots() -> Iterator[Slot]:
    for path, text in BASE.items():
        block = None
        for number, line in enumerate(text.split("\n"), 1):
            indent = len(line) - len(line.lstrip())
            if block is not None and (indent > block or not line.strip()):
                continue
            block = indent if line.endswith(": |") else None
            found = re.fullmatch(r"( *(?:- )?)([a-z_0-9]+): (.+)", line)
            if found and block is None and path.endswith(".yml"):
                yield Slot(path, number, *found.groups())


SLOTS = tuple(_slots())
TEXT = {
    *("does_not_mean", "holds_for", "result", "because", "why", "why_they_differ", "sample"),
    *("limitations", "stake", "definition", "locator", "change", "where", "words", "rule"),
    *("would_answer", "why_it_matters", "seen_at", "reason", "outcome", "at", "by"),
}
PROSE = {"does_not_mean", "holds_for", "why_they_differ", "why_it_matters"}
DATES = {"reviewed", "review_by", "date", "on", "verified"}
MINIMAL = {"claim", "track", "does_not_mean", "holds_for", "reviewed", "review_by", "design"} | {
    *("data_set", "read", "access", "question", "why_it_matters", "would_answer", "scope"),
}


def at(*keys: str) -> list[Slot]:
    """The slots of these fields."""
    return [slot for slot in SLOTS if slot.key in keys]


def structure(kind: str) -> Iterator[Attack]:
    """Fields misspelt, repeated, invented, left out, moved, turned into something else."""
    for number, slot in enumerate(SLOTS):
        wrong = slot.key[::-1] if number % 2 else f"{slot.key}x"
        yield slot.line(f"{slot.before}{wrong}: {slot.value}", kind)
        pad = " " * len(slot.before)
        whole = f"{slot.before}{slot.key}: {slot.value}"
        yield slot.line(f"{whole}\n{pad}{HERE}{slot.key}: {slot.value}", kind)
        yield slot.line(f"{whole}\n{pad}{HERE}colour: green", kind)
        above = next(
            (s for s in SLOTS if s.path == slot.path and s.number == slot.number - 1), None
        )
        if above and len(above.before) == len(slot.before) and "-" not in slot.before:
            yield slot.line(f" {whole}", kind)
            if slot.before:
                yield slot.line(whole[1:], kind)
        if slot.key in TEXT:
            yield slot.line(f"{slot.before}{slot.key}:\n{pad}  {HERE}deep: {slot.value!r}", kind)
            yield slot.line(f"{slot.before}{slot.key}:\n{pad}  {HERE}- one\n{pad}  - two", kind)
            if slot.key not in ("because", "why_they_differ"):  # other fields ask for them
                yield slot.line(f"{slot.before}{slot.key}:", kind, harmless=True)
        if slot.key in MINIMAL and not slot.before:
            lines = BASE[slot.path].split("\n")
            left = "\n".join(lines[: slot.number - 1] + lines[slot.number :]).encode()
            yield Attack(kind, f"no {slot.key} in {slot.path}", ((slot.path, left),), slot.path)


NUMBERS = (
    *("many", "-1", "1.5", "1e3", "0x10", "٣", "1 000", "12,5", "true", "''", "[1]", "{a: 1}"),
    *("9" * 30, "1_000", "+9", "012", "½", "NaN", ".inf", "９"),
)
DECIMALS = (
    *("many", "1e3", "0x10", "٣", "1 000", "12,5", "true", "''", "[1]", "{a: 1}", "9" * 30),
    *("1_000", "+9", "½", "NaN", ".inf", "-.inf", "1.", ".5", "1.2.3", "--1", "1%"),
)
DAYS = (
    *("tomorrow", "2026-13-01", "2026-02-30", "26-05-01", "2026/05/01", "01.05.2026", "2026-5-1"),
    *("2026-05-01T00:00:00", "20260501", "9999-99-99", "0000-00-00", "'2026-05-01 or so'"),
    *("-2026-05-01", "٢٠٢٦-٠٥-٠١", "[2026-05-01]", "1777593600", "2026-05-01Z", "2026-W18-5"),
)


def types(kind: str) -> Iterator[Attack]:
    """Numbers, days, yes and no, and lists that are none."""
    for slot in at("sample_size", "screened", "kept", "version", "people", "sites", "levels"):
        yield from (slot.holds(value, kind) for value in NUMBERS)
    for slot in at("value", "level", "no_effect", "highest", "lowest"):
        yield from (slot.holds(value, kind) for value in DECIMALS)
    for slot in at("interval", "worthwhile"):
        yield from (slot.holds(f"[{value}, 2]", kind) for value in DECIMALS)
        yield from (slot.holds(value, kind) for value in ("0.1", "[]", "[1]", "[1, 2, 3]", "{}"))
    for slot in at(*DATES):
        yield from (slot.holds(value, kind) for value in DAYS)
    for slot in at("core", "pools", "trial", "ratio", "contradiction", "both_ways"):
        yield from (
            slot.holds(value, kind) for value in ("maybe", "2", "[true]", "''", "null", "~")
        )
    for slot in at("sectors", "themes", "near", "countries", "not_verified"):
        yield from (slot.holds(value, kind) for value in ("allotments", "{a: b}", "[[a]]", "''"))


ADDRESSES = (
    *(
        "http://toy.example",
        "javascript:alert(1)",
        "https://",
        "ftp://toy.example",
        "//toy.example",
    ),
    *("https://a b.org", "'https://x.org\"><script>'", "www.toy.example", "https://exämple.org"),
    *("'https://x.org/<b>'", "data:text/html,x", "HTTPS://toy.example", "https://x.org/\\y"),
    *("https://user:pw@toy.example", "'https://x.org/''onload=alert(1)'", "mailto:a@toy.example"),
)
NAMES = ("Upper", "a b", "../x", "a--b", "-a", "a-", "1a", "a_b", "é", "a" * 81, "a/b", "a.b")
COUNTRIES = ("XX", "uk", "GBR", "gb", "EU", "'44'", "England", "U K", "ZZ", "AA")


def scalars(kind: str) -> Iterator[Attack]:
    """Single values that are not what the field may hold."""
    for slot in at("archived"):
        yield from (slot.holds(value, kind) for value in ADDRESSES)
    for slot in at("countries"):
        yield from (slot.holds(f"[GB, {value}]", kind) for value in COUNTRIES)
    for slot in at("data_set", "source"):
        yield from (slot.holds(value, kind) for value in NAMES)
    for slot in at("bearing", "design", "measure", "speaker", "scope", "read", "access", "circle"):
        yield from (slot.holds(value, kind) for value in ("Favours", "'no such'", "''", "favors"))
    fixed = ("risk_of_bias", "directness", "status", "track", "domain", "counts", "counts_as")
    for slot in at(*fixed, "side"):
        yield from (slot.holds(value, kind) for value in ("lower", "'0'", "Low", "''"))
    for slot in at("claim"):
        values = ("No stop", "x" * 201 + ".", '"Two\\nlines."', "TODO", "''", '"  "')
        yield from (slot.holds(value, kind) for value in values)
    yield from (slot.holds("TODO", kind) for slot in SLOTS if slot.key in TEXT)
    yield from (slot.holds("'  '", kind) for slot in SLOTS if slot.key in TEXT)


SLIPS = (
    *("[Good](https://x.org) beds", "[sic]", "*Beds* are dry", "*Beds are dry*", "> 5 beds", ">5"),
    *("@home", "`code` beds", "%5 of beds", "& more", "! no", "- one", "{a} b", "{a: b}", "? x"),
    *('"Nine" beds', "'Nine' beds", "'the gardener's bed'", "a: b", "Nine: all of them", "&a b"),
    *(
        "*a",
        "!!str x",
        "!!python/object/apply:os.system [ls]",
        "!x y",
        '"not closed',
        "'not closed",
    ),
    *("[not closed", "{not closed", "They put it #1 of five", "#1 of five", "| text", '"\\q"'),
    *(
        ", x",
        "] x",
        "} x",
        "!<x> y",
        "!!binary aGk=",
        "<<: *a",
        '"Nine',
        "'t was dry",
        "''t was dry",
    ),
    *("x\n§---\nid: y", "x\n§\tsoil: y", "x\n§no field here", "x\n§key without: a: value"),
    *("one two-\n  three", "\u00a0x\n§colour:\u00a0green", "x\n§-version: 1", "{{a}}", "[[x]"),
)


def yaml(kind: str) -> Iterator[Attack]:
    """Slips and tricks of YAML in fields of words."""
    for slot in SLOTS:
        if slot.key in TEXT and not slot.before:
            yield from (slot.holds(value, kind) for value in SLIPS)
        elif slot.key in TEXT:
            yield from (slot.holds(value, kind) for value in SLIPS if "\n" not in value)
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    for path in (WORMS, TRIAL, GAP, VOCABULARY):
        written = (bomb + BASE[path]).encode()
        yield Attack(kind, f"a bomb in {path}", ((path, written),), path)
        for opened in ("[", "{a: ", "- "):
            deep = (BASE[path] + "deep: " + opened * 5000).encode()
            end = BASE[path].count("\n") + 1
            yield Attack(kind, f"{opened!r} without end in {path}", ((path, deep),), path, end)


HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u180f\u200b\u200c\u200d\u200e\u200f"
    "\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u206f\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\ufffd\uffff"
    "\ue000\uf8ff\ufdd0\U0001bca0\U0001d173\U0001d17a\U000e0001\U000e0041\U000e0100\U000e01ef"
    "\U000f0000\U0010fffd\0\x07\x1b\x7f\x85\x9f\r"
)


def characters(kind: str) -> Iterator[Attack]:
    """Characters that nobody sees, typed and as escapes, and files that are no text."""
    words = [slot for slot in SLOTS if slot.key in TEXT | {"claim", "question", "text", "exact"}]
    for number, hidden in enumerate(HIDDEN * 4):
        slot = words[number * 7 % len(words)]
        plain = slot.value.strip('"')
        yield slot.holds(f"{plain[:3]}{hidden}{plain[3:]}", kind)
        yield slot.holds(f'"{plain[:3]}\\U{ord(hidden):08x}{plain[3:]}"', kind)
    for slot in words[::3]:
        head, _, tail = BASE[slot.path].partition(slot.value)
        for raw in (b"\xe9", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\x80"):
            files = ((slot.path, head.encode() + raw + tail.encode()),)
            yield Attack(kind, f"{raw!r} in {slot.path}", files, slot.path, head.count("\n") + 1)
    for path in (WORMS, TRIAL, GAP, VERIFIED, VOCABULARY):
        for encoding in ("utf-16", "utf-16-le", "utf-32"):
            files = ((path, BASE[path].encode(encoding)),)
            yield Attack(kind, f"{path} in {encoding}", files, path)
        old_mac = BASE[path].replace("\n", "\r").encode()
        yield Attack(kind, f"{path} with the line ends of old", ((path, old_mac),), path)


IDS = (
    *("kznwji", "KZNWJJ", "kznwj", "kznwjjj", "kzn-jj", "000000", "nkzwjj", "kznwj0", "''", "[a]"),
    *("kznwio", "../../x", "'<b>abc'", "iiiiii", "loulou", "kzn jj", "٣٣٣٣٣٣", "p1xpa9", "vmxxqw"),
)


def ids(kind: str) -> Iterator[Attack]:
    """Ids that are mistyped, taken, or none."""
    for path, own in ((WORMS, "kznwjj"), (NEIGHBOURS, "kb6cqt"), (MOON, "vmxxqw"), (GAP, "p1xpa9")):
        for wrong in IDS:
            if wrong != own and not (wrong == "p1xpa9" and path != GAP):
                yield edit(kind, path, f"id: {own}\n", f"id: {wrong}\n")
    for slot in at("finding"):
        yield from (slot.holds(wrong, kind) for wrong in IDS if wrong != "vmxxqw")
    for wrong in IDS[:-1]:
        yield edit(kind, GAP, "near: [kznwjj]", f"near: [{HERE}{wrong}]")
        asked = wrong == "p1xpa9"  # a gap, which asks what the finding could not say
        yield edit(kind, MOON, "see: [kznwjj]", f"see: [{HERE}{wrong}]", harmless=asked)

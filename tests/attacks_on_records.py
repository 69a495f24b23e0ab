"""Attacks on what records hold together: prose, entries, files, and what names something else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.attacks import (
    BASE,
    DIARY,
    FROZEN,
    GAP,
    HERE,
    MOON,
    NEIGHBOURS,
    PROSE,
    SLOTS,
    TRIAL,
    VERIFIED,
    VOCABULARY,
    WORMS,
    Attack,
    Link,
    at,
    edit,
)

REFUSED = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>x</b>", "<!-- x -->"),
    *("<?php x ?>", '<a href="javascript:alert(1)">x</a>', "<https://toy.example>", "</div>"),
    *("[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)"),
    *("[x](http://toy.example)", "[x](//toy.example)", "[x](../y)", "[x](nosuch)", "[x](kznwj0)"),
    *('[x](https://toy.example "title")', "![x](https://toy.example/x.png)", "![x](y)"),
    *("[x](<javascript:alert(1)>)", "[x](java&#115;cript:alert(1))", '[x](https://a"b)', "[x]()"),
    *("<svg/onload=alert(1)>", "<iframe src=x>", "[x](vbscript:x)", "[x](file:///etc/passwd)"),
    *("<SCRIPT SRC=//x>", "<style>*{}</style>", "[![x](y)](kznwjj)", "[x](KZNWJJ)", "[x](#top)"),
)
AS_TEXT = (
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "# Not a heading", "**bold** `code`", "| a | b |"),
    *("---", "> not a quote", "[x][1]", "[1]: javascript:alert(1)", r"\<script>", "a < b > c"),
    *("http://toy.example", "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "${x}", "<3", "]]>"),
    *("*not closed", "$x^2$", "'; DROP TABLE findings", "=cmd|' /C calc'!A0", "&#x202e;", "@here"),
    *(
        "[not a link]",
        "`<b`",
        "\\\\n",
        "%s %n",
        "+1-555",
        "1. one",
        "~~~",
        "* * *",
        "&nbsp;",
        '"><',
    ),
)


def markdown(kind: str) -> Iterator[Attack]:
    """HTML, links and images in prose; signs that mean something elsewhere."""
    blocks = (
        (WORMS, "  Nobody asked the worms.\n", "  Nobody {} asked the worms.\n"),
        (VOCABULARY, "  [Talk](kb6cqt) does", "  [Talk](kb6cqt) {} does"),
    )
    for words in (*REFUSED, *AS_TEXT):
        harmless = words in AS_TEXT
        quoted = words.replace("'", "''")
        for slot in SLOTS:
            if slot.key in PROSE and (not harmless or slot.key == "holds_for"):
                yield slot.holds(f"'Beds {quoted} grow.'", kind, harmless=harmless)
        for path, old, new in blocks:
            yield edit(kind, path, old, HERE + new.format(words), harmless=harmless)
    # Fields without Markdown show every sign as it was typed.
    for words in (*REFUSED, *AS_TEXT):
        quoted = words.replace("'", "''")
        for slot in at("limitations", "question", "heading"):
            end = "?" if slot.key == "question" and slot.path == GAP else "."
            yield slot.holds(f"'Beds {quoted} grow{end}'", kind, harmless=True)


ENTRY = (
    ("@article{trial2022worms,", "@article{other,", False),
    ("@article{trial2022worms,", "@article{,", False),
    ("@article{trial2022worms,", "@nosuch{trial2022worms,", False),
    ("@article{trial2022worms,", "10.5555/toy.worms", False),
    ("@article{trial2022worms,", "TY  - JOUR\nTI  - Worms", False),
    ("title   = {Worms in nine toy trials},", "title   = {Worms \\nosuch{in}},", False),
    ("author  = {Field, Ann and Marsh, Bo},", "author  = {Field, Ann; Marsh, Bo},", False),
    ("author  = {Field, Ann and Marsh, Bo},", "autor   = {Field, Ann},", False),
    ("title   = {Worms in nine toy trials},", "title   = {\\input{/etc/passwd}},", False),
    ("title   = {Worms in nine toy trials},", "title   = {\\write18{rm -rf /}},", False),
    ("title   = {Worms in nine toy trials},", "title   = {A \\href{javascript:x}{y}},", False),
    ("title   = {Worms in nine toy trials},", "title   = {<script>alert(1)</script>},", True),
    ("title   = {Worms in nine toy trials},", 'title   = {"><img src=x onerror=a>},', True),
    ("title   = {Worms in nine toy trials},", "title   = {Worms @misc{x, title = {y}}},", True),
    ("title   = {Worms in nine toy trials},", "title   = {{{ 7*7 }} worms},", True),
    ("title   = {Worms in nine toy trials},", "title   = {=cmd|' /C calc'!A0},", True),
    ("title   = {Worms in nine toy trials},", "title   = {TODO},", False),
    ("journal = {Annals of Toy Gardening},", "journal = nosuch,", False),
    ("year    = {2022},", "year    = {22},", False),
    ("year    = {2022},", "year    = {next},", False),
    ("year    = {2022},", "year    = {2022}, year = {2023},", False),
    ("doi     = {10.5555/toy.worms},", "doi     = {toy.worms},", False),
    ("doi     = {10.5555/toy.worms},", 'doi     = {10.5555/"><script>},', False),
    ("url     = {https://toy.example/toy/worms},", "url     = {javascript:alert(1)},", False),
    ("url     = {https://toy.example/toy/worms},", "url     = {data:text/html,x},", False),
    ("url     = {https://toy.example/toy/worms},", "url     = {https://x.org/ <b>},", False),
    ("volume  = {3},", "volume  = {<b>3</b>},", True),
    ("volume  = {3},", "volume  = {{3},", False),
    ("volume  = {3},", "volume  = {3}},", False),
)


def bibtex(kind: str) -> Iterator[Attack]:
    """Entries that are broken, are none, or say too much."""
    for old, new, harmless in ENTRY:
        marked = new if HERE in new else HERE + new
        yield edit(kind, TRIAL, old, marked.replace("\n", "\n    "), harmless=harmless)
    for path in (TRIAL, DIARY):
        end = "  }\ndesign"
        yield edit(kind, path, end, f"  }}\n  {HERE}@misc{{two, title = {{Two}}}}\ndesign")
        last = _line(path, end) - 1  # of the fields, behind which a brace is wanted
        yield edit(kind, path, end, "\ndesign", line=last)
        yield edit(kind, path, "bibtex: |\n", f"{HERE}bibtex:\n")
        for first in ("bibtex: |", "bibtex: >", "bibtex: ''"):
            if first != "bibtex: |":
                yield edit(kind, path, "bibtex: |\n", f"{HERE}{first}\n", harmless=">" in first)
    yield edit(kind, TRIAL, "{3},\n    year", f"{{3}}\n    {HERE}year")
    for hidden in "\u200b\u202e\u00ad\ue000\u2800\u0000":
        for old in ("Worms in nine", "Annals of", "Field, Ann", "10.5555/toy"):
            yield edit(kind, TRIAL, old, f"{HERE}{old[:2]}{hidden}{old[2:]}")


FILES = (
    *("Upper.yml", "two words.yml", "x.yaml", "x.YML", "x", "x.yml.bak", "x.txt", "é.yml", "1.yml"),
    *("a--b.yml", "a_b.yml", "a\u202eb.yml", "a\nb.yml", "<b>.yml", "x.json", "-x.yml", "a.b.yml"),
    *("deep/x.yml", "deep/er/x.yml", "a" * 90 + ".yml", "README.md", "x.yml~", "con'.yml"),
)


def file_names(kind: str) -> Iterator[Attack]:
    """Files that are called or placed wrongly, and what is no file."""
    moved = {"findings": WORMS, "sources": TRIAL, "gaps": GAP, "verification": VERIFIED}
    for folder, file in moved.items():
        for name in FILES:
            path = f"{folder}/{name}"
            shown = path.replace("\u202e", "\\u202e").replace("\n", "\\n")
            yield Attack(kind, f"{file} as {path}", ((path, BASE[file].encode()),), shown)
        for target in ("../vocabulary.yml", "/etc/passwd", "nowhere.yml", "."):
            path = f"{folder}/link.yml"
            yield Attack(kind, f"{path} to {target}", ((path, Link(target)),), path)
        wrong = (folder[:-1], folder.capitalize(), folder.upper(), f"old/{folder}", f"{folder}s")
        for path in (*(f"{other}/x.yml" for other in wrong), "x.yml", f"{folder}.yml"):
            yield Attack(kind, f"{file} as {path}", ((path, BASE[file].encode()),), path)
    for path in ("vocabulary.yaml", "Vocabulary.yml", "README.md", "notes/x", "archive/x.yml"):
        yield Attack(kind, path, ((path, b"a: b\n"),), path)
    for path in (WORMS, TRIAL, GAP, VOCABULARY):
        for text in (b"", b"\n\n", b"# nothing\n", b"---\n", b"[]\n", b"text\n", b"42", b"{}"):
            yield Attack(kind, f"{path} holds {text!r}", ((path, text),), path)
        yield Attack(kind, f"{path} is huge", ((path, b"# x\n" * 70_000),), path)


def verification(kind: str) -> Iterator[Attack]:
    """Verifications that prove nothing."""
    slots = {slot.key: slot for slot in SLOTS if slot.path == VERIFIED}
    for value in ("0" * 64, "f" * 63, "F" * 64, "x" * 64, "''", "f" * 65, "abc", "[a]", "null"):
        yield slots["sha256"].holds(value, kind)
    for value in ("abstract", "Cover", "''", "[cover-to-cover]", "all of it"):
        yield slots["scope"].holds(value, kind)
    for value in ("2026-11-23", "2099-01-01", "2026-02-30", "soon", "''"):
        yield slots["verified"].holds(value, kind)
    text = "I came for the beans and stayed for next door."
    for value in (
        "I came.",
        text.upper(),
        f"{text} And more.",
        text[:-1],
        "''",
        "<b>x</b>",
        "TODO",
    ):
        yield slots["exact"].holds(value, kind)
    for key in ("page", "note", "speaker"):
        yield edit(kind, VERIFIED, "    prefix:", f"    {HERE}{key}: '0'\n    prefix:")
    yield edit(kind, VERIFIED, "quotes:\n", f"quotes:\n  - exact: {HERE}Not quoted.\n")
    for name in ("nosuch", "trial2022", "kznwjj", "fence2023"):
        path = f"verification/{name}.yml"
        yield Attack(kind, path, ((path, BASE[VERIFIED].encode()),), path)


def archive(kind: str) -> Iterator[Attack]:
    """Frozen versions that nobody froze."""
    for old, new in (
        ('"format": 1', f'"format": {HERE}9'), ('"format": 1', f'"format": {HERE}"1"'),
        ('"format": 1,', f'"format": 1 {HERE}'), ('"page": {', '"pages": {'),
        ('"date": "2026-04-01"', '"date": "soon"'), ('"strength": "Seed",', '"strength": 5,'),
        ('"title": "Beans', '"titel": "Beans'),
    ):  # fmt: skip
        if BASE[FROZEN].count(old) == 1:
            line = 0 if new.endswith(HERE) else 1
            where = BASE[FROZEN][: BASE[FROZEN].index(old)].count("\n") + 2 if not line else 1
            yield edit(kind, FROZEN, old, new, line=where)
    for raw in (b"", b"{", b"[]", b"null", b"\xff", b"[" * 5000, b"1e999", b'{"a": 1, "a": 2}'):
        line = 1
        yield Attack(kind, f"{FROZEN} holds {raw[:9]!r}", ((FROZEN, raw),), FROZEN, line)
    for name in ("v2.json", "v0.json", "v01.json", "V1.json", "v1.yml", "v1.json.bak", "x"):
        path = f"archive/vmxxqw/{name}"
        yield Attack(kind, path, ((path, BASE[FROZEN].encode()),), path)
    for folder in ("kznwjj", "nosuch", "VMXXQW", "vmxxqw/deep", "p1xpa9"):
        path = f"archive/{folder}/v1.json"
        yield Attack(kind, path, ((path, BASE[FROZEN].encode()),), path)
    for target in ("../../vocabulary.yml", "/etc/passwd"):
        yield Attack(kind, f"{FROZEN} to {target}", ((FROZEN, Link(target)),), FROZEN)
    line = BASE[MOON][: BASE[MOON].index("- version: 1")].count("\n") + 1
    yield Attack(kind, "no frozen version", ((FROZEN, None),), MOON, line)
    for old, new in (
        ("    change: Withdrawn, because", f"    change: {HERE}Withdrawn for"),
        ("  - version: 2\n", f"  - version: {HERE}3\n"),
        ("  - version: 1\n", f"  - version: {HERE}2\n"),
        ("    date: 2026-05-01\n    change: W", f"    date: 2026-03-01\n    change: {HERE}W"),
    ):  # fmt: skip
        yield edit(kind, MOON, old, new)


def relations(kind: str) -> Iterator[Attack]:
    """Records that name what is not there, or themselves."""
    for path, own, other in ((WORMS, "kznwjj", "kb6cqt"), (NEIGHBOURS, "kb6cqt", "kznwjj")):
        first = f"  - finding: {other}\n"
        for wrong in ("p1xpa9", "m9s34a", "mnpzxp", "worms", "''", "trial2022worms"):
            yield edit(kind, path, first, f"  - finding: {HERE}{wrong}\n")
        yield edit(kind, path, first, f"  - {HERE}finding: {own}\n")
        for wrong in ("grows-near", "feeds", "fed-by", "Grows beside", "''", "null"):
            new = f"    as: {wrong}\n"
            back = NEIGHBOURS if path == WORMS else WORMS
            if wrong in ("feeds", "fed-by"):
                line = BASE[back][: BASE[back].index("    as: grows-beside")].count("\n") + 1
                yield edit(kind, path, "    as: grows-beside\n", new, at=back, line=line)
            else:
                yield edit(kind, path, "    as: grows-beside\n", new)
        twice = (
            f"related:\n{first}    as: grows-beside\n    why: Twice.\n  - {HERE}finding: {other}\n"
        )
        yield edit(kind, path, f"related:\n{first}", twice)
    for slot in at("source"):
        for wrong in ("nosuch", "trial2022", "fence2023", "worms", "beans", "vocabulary"):
            yield slot.holds(wrong, kind)
    for wrong in ("vmxxqw", "p1xpa9", "kznwj", "m9s34a", "kznwjj, kznwjj"):
        asked = wrong == "p1xpa9"  # a gap, which asks what the finding could not say
        yield edit(kind, MOON, "see: [kznwjj]", f"see: [{wrong}]", harmless=asked)
    for status in ("merged", "superseded"):
        see = "status: withdrawn\nnotice:\n  date: 2026-05-01\n"
        new = f"status: {status}\nnotice:\n  {HERE}date: 2026-05-01\n"
        gone = BASE[MOON].replace("  see: [kznwjj]\n", "").replace(see, new)
        line = gone[: gone.index(HERE)].count("\n") + 1
        yield Attack(
            kind, f"{status}, see nothing", ((MOON, gone.replace(HERE, "").encode()),), MOON, line
        )
    yield edit(
        kind,
        MOON,
        "status: withdrawn",
        "status: published",
        line=_line(MOON, "\n  date: 2026-05-01") + 1,
    )
    yield edit(
        kind,
        WORMS,
        "    change: First published.\n",
        f"    change: First published.\n{HERE}status: merged\n",
    )
    for path, old in (
        (WORMS, "sectors: [allotments]"),
        (WORMS, "themes: [soil]"),
        (TRIAL, "[GB, FR]"),
    ):
        word = old.split("[")[1].split("]")[0].split(",")[0]
        yield edit(kind, path, old, f"{HERE}{old[:-1]}, {word}]")
    for claim in (
        "Worms loosen soil as well as spades do.",
        "WORMS  loosen soil, as well as spades do.",
    ):
        old = "claim: Gardeners who talk to their neighbours keep their plots.\n"
        yield edit(kind, NEIGHBOURS, old, f"claim: {claim}\n", at=WORMS, line=2)
    again = "  - source: trial2022worms\n    bearing: favours\n"
    for bearing in ("favours", "favours\n    directness: direct"):
        more = again.replace("favours", bearing)
        new = f"{again}    result: Once.\n{HERE}{more}"
        yield edit(kind, WORMS, again, new)


def _line(path: str, words: str) -> int:
    return BASE[path][: BASE[path].index(words)].count("\n") + 1


def estimates(kind: str) -> Iterator[Attack]:
    """Estimates that cannot be, do not bear out what is said of them, or have no place there."""
    value, interval = "      value: 0.6\n", "      interval: [0.1, 1.1]\n"
    bearing, at_value = _line(WORMS, "    bearing: favours\n"), _line(WORMS, value)
    for wrong in ("-9", "1.2", "0.09", "999"):
        yield edit(kind, WORMS, value, f"      value: {wrong}\n")
    for wrong in ("[0.7, 1.1]", "[0.1, 0.5]"):
        yield edit(kind, WORMS, interval, f"      interval: {wrong}\n", line=at_value)
    yield edit(kind, WORMS, interval, "      interval: [1.1, 0.1]\n")
    for wrong in ("hard-to-say", "refuses"):
        yield edit(kind, WORMS, "    bearing: favours\n", f"    bearing: {wrong}\n")
    for ends in ("-0.1, 1.1", "-9, 0.5", "-0.4, 0.4", "-1.5, -0.2", "0.2, 0.4", "-9, 0.49"):
        new = f"      interval: [{ends}]\n"
        yield edit(kind, WORMS, value + interval, new, line=bearing)
    for ends in ("-0.1, 1.1", "-9, 0.5"):
        written = BASE[WORMS].replace(value + interval, f"      interval: [{ends}]\n")
        written = written.replace("bearing: favours", "bearing: hard-to-say")
        files = ((WORMS, written.encode()),)
        yield Attack(kind, f"unclear: {ends}", files, WORMS, bearing, harmless=True)
    beyond = (("can-ratio", "-0.5, 0.9"), ("can-ratio", "0, 0.9"), ("looseness", "1, 12"))
    for measure, wrong in beyond:
        old = f"      measure: looseness\n{value}{interval}"
        new = f"      measure: {measure}\n      {HERE}interval: [{wrong}]\n"
        yield edit(kind, WORMS, old, new)
    yield edit(kind, WORMS, value + interval, "", line=bearing, harmless=True)
    for track in ("understanding", "figure", "account", "position"):
        for line in (_line(WORMS, "      outcome"), _line(WORMS, "  - domain")):
            yield edit(kind, WORMS, "track: effect\n", f"track: {track}\n", line=line)
    for domain in ("adequacy", "precision", "''", "null", "[imprecision]"):
        yield edit(kind, WORMS, "  - domain: imprecision\n", f"  - domain: {domain}\n")
    whole = BASE[WORMS][BASE[WORMS].index("  - domain") : BASE[WORMS].index("reviewed:")]
    yield edit(kind, WORMS, whole, f"{whole}{HERE}{whole}")
    for left in ("    reason: All of the worms were one family.\n", "    by: the worm committee\n"):
        yield edit(kind, WORMS, left, "", line=_line(WORMS, "  - domain"))


def quotes(kind: str) -> Iterator[Attack]:
    """Quotes that are not what was said."""
    text = "I came for the beans and stayed for next door."
    slots = {slot.key: slot for slot in SLOTS if slot.path == WORMS and slot.number > 20}
    changed = [
        text.replace(a, b)
        for a, b in (("came", "come"), ("beans", "peas"), (" and", ","), ("I", "We"))
    ]
    for value in (*changed, text[:-1], text.upper(), "word " * 61, "''", "TODO", "'   '",
                  f"{text} Ever.", f"'{text} <b>x</b>'", "null", "[a]", "{a: b}"):  # fmt: skip
        yield slots["text"].holds(value, kind)
    for value in ("Gardener", "a gardener", "''", "[gardener]", "author", "null"):
        yield slots["speaker"].holds(value, kind)
    for value in ("''", "TODO", "[12]", "{p: 12}", '"p.\\n12"'):
        yield slots["locator"].holds(value, kind)
    whole = f"      - text: {text}\n        locator: p. 12\n        speaker: gardener\n"
    yield edit(
        kind,
        WORMS,
        whole,
        f"{whole}      - text: {HERE}{text}\n        locator: p. 13\n        speaker: gardener\n",
    )
    for left in ("        locator: p. 12\n", "        speaker: gardener\n"):
        yield edit(kind, WORMS, left, "", line=_line(WORMS, "      - text"))
    for key in ("page", "textt", "says", "who"):
        yield edit(kind, WORMS, "        locator", f"        {HERE}{key}: x\n        locator")
    for old, new in (
        ("    quotes:\n", "    quotes: none\n"),
        ("      - text", "      -text"),
        ("        locator", "       locator"),
    ):
        yield edit(kind, WORMS, old, f"{HERE}{new}")


def gaps(kind: str) -> Iterator[Attack]:
    """Gaps that ask nothing, or were searched for by nobody."""
    slots = {slot.key: slot for slot in SLOTS if slot.path == GAP}
    for value in (
        "Do beans grow.",
        "Do beans grow",
        "''",
        "TODO",
        '"Do beans\\ngrow?"',
        "[a?]",
        "null",
    ):
        yield slots["question"].holds(value, kind)
    for value in ("10", "99", "-1", "many", "1.5", "''", "null"):
        yield slots["kept"].holds(value, kind)
    for value in ("-9", "all", "9.5", "''", "null", "1e9", "1_000"):
        yield slots["screened"].holds(value, kind)
    for value in ("2026-11-23", "2099-01-01", "2026-11-31", "yesterday"):
        yield slots["on"].holds(value, kind)
        yield slots["reviewed"].holds(value, kind)
    for value in ("[allotments, nowhere]", "[]", "allotments", "[Allotments]", "null"):
        yield slots["sectors"].holds(value, kind)
    for value in ("[company, song]", "[]", "company", "[Company]", "null"):
        yield slots["themes"].holds(value, kind)
    for value in ("[p1xpa9]", "[m9s34a]", "[kznwj]", "[kznwjj, kznwjj]", "kznwjj"):
        yield slots["near"].holds(value, kind)
    for key in ("where", "words", "rule"):
        for value in ("''", "TODO", "[a]", '"a\\nb"', "null"):
            yield slots[key].holds(value, kind)
    path = "gaps/again.yml"
    yield Attack(kind, "the id of a gap twice", ((path, BASE[GAP].encode()),), GAP)
    for left in ("words: beans AND singing", "screened: 9", "kept: 0"):
        yield edit(kind, GAP, f"    {left}\n", "", line=_line(GAP, "  - where"))


def vocabulary(kind: str) -> Iterator[Attack]:
    """A vocabulary in which something is missing, twice, or leads nowhere."""
    used = {
        "  - id: allotments\n": (GAP, "sectors"), "  - id: company\n": (NEIGHBOURS, "themes"),
        "  - id: looseness\n": (WORMS, "      measure"),
        "  - id: plot-trial\n": (TRIAL, "design"),
        "  - id: favours\n": (WORMS, "    bearing"),
        "  - id: gardener\n": (WORMS, "        speaker"),
        "  - id: cover-to-cover\n": (TRIAL, "read"), "  - id: on-the-shelf\n": (TRIAL, "access"),
        "  - id: hedge-club\n": (DIARY, "circle"),
    }  # fmt: skip
    for old, (path, key) in used.items():
        for other in ("another", "renamed", "x1"):
            yield edit(kind, VOCABULARY, old, f"  - id: {other}\n", at=path, line=_line(path, key))
    for old in used:
        for wrong in ("Upper", "two words", "''", "a--b", "<b>", "null", "[a]"):
            yield edit(kind, VOCABULARY, old, f"  - id: {HERE}{wrong}\n")
    for key in ("counts: for", "counts_as: full", "question: does-it-grow"):
        slots = [s for s in SLOTS if s.path == VOCABULARY and f"{s.key}: {s.value}" == key]
        for slot in slots:
            for wrong in ("nosuch", "''", "Outcomes", "null", "yes"):
                yield slot.holds(wrong, kind)
            lines = BASE[VOCABULARY].split("\n")
            first = max(n for n in range(slot.number) if lines[n].startswith("  - id"))
            left = "\n".join(lines[: slot.number - 1] + lines[slot.number :]).encode()
            yield Attack(kind, f"no {key}", ((VOCABULARY, left),), VOCABULARY, first + 1)
    for track in ("effect", "understanding", "position"):
        line = _line(VOCABULARY, "tracks:\n") + 1
        old = "  - id: effect\n" if track == "effect" else f"  - {{id: {track}, "
        yield edit(kind, VOCABULARY, old, old.replace(track, f"{HERE}other"))
        if track != "effect":
            whole = BASE[VOCABULARY][BASE[VOCABULARY].index(old) :].split("\n")[0] + "\n"
            yield edit(kind, VOCABULARY, whole, "", line=line)
            yield edit(kind, VOCABULARY, whole, whole * 2, line=line)
    for start in ("effect: tentative", "association: limited", "understanding: moderate"):
        (slot,) = (s for s in SLOTS if s.path == VOCABULARY and f"{s.key}: {s.value}" == start)
        for wrong in ("nosuch", "''", "Strong", "null", "4"):
            yield slot.holds(wrong, kind)
    for key in ("inverse", "contradiction", "both_ways", "core", "pools", "trial", "heading"):
        for slot in (s for s in at(key) if s.path == VOCABULARY):
            yield slot.holds("nowhere" if key != "heading" else "[a]", kind)
            yield slot.holds("''", kind)
    for level in ("strong", "limited", "untested", "mixed", "contested", "single-source"):
        old = f"  - {{id: {level}, "
        group = "strengths" if level in ("strong", "limited", "untested") else "agreements"
        line = _line(VOCABULARY, f"{group}:\n") + 1
        yield edit(kind, VOCABULARY, old, f"  - {{id: {HERE}other, ")
        twice = BASE[VOCABULARY][BASE[VOCABULARY].index(old) :].split("\n")[0] + "\n"
        yield edit(kind, VOCABULARY, twice, twice * 2, line=line)
    for old, new in (
        ("no_effect: 1\n", "no_effect: 2\n"), ("no_effect: 0\n", "no_effect: 10\n"),
        ("lowest: 0\n", "lowest: -1\n"),
        ("worthwhile: [0.75, 1.25]", "worthwhile: [1.25, 0.75]"),
        ("worthwhile: [-0.5, 0.5]", "worthwhile: [0.1, 0.5]"),
    ):  # fmt: skip
        yield edit(kind, VOCABULARY, old, new)
    for name in ("sectors", "questions", "themes", "tracks", "bearings", "access", "reading"):
        yield edit(kind, VOCABULARY, f"{name}:\n", f"{HERE}{name}x:\n")

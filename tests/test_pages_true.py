"""What hand-written pages say of the evidence is what the records say today.

Pages count nothing: figures come from parts that are made from the records. Two things are typed,
and held true here. One is how sure or how contested a finding is. A level stands, with the finding
linked, in one of these forms, and may not stand otherwise:

- ``[words](finding:ID) ... (tentative)`` or ``... is contested``: of the last link before it;
- ``limited evidence that ... [words](finding:ID)``: of every link after it in its clause;
- ``Two answers are contested: [words](finding:ID) ...``: with no link before it in the sentence, of
  every link after it;
- ``Both are moderate.``, ``All three are tentative.``: of the last two or three links before it;
- ``That is tentative.``, in a sentence without a link: of the last link before it;
- ``The rest are first signs.``: of every link in the sentence after it.

In italics, as in *tentative*, it names the level itself. The other is a short list of sentences
about the evidence as a whole, each with what makes it true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from evidence_review.records.scales import Level
from evidence_review.review import Review
from tests.places import REAL, REPOSITORY
from tests.reviews import read

DOCS = REPOSITORY / "docs"
PAGES = {
    path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
}
# Pages that explain the words and show them in examples.
EXPLAIN = {
    *("about.md", "contribute.md", "glossary.md", "maintain.md", "map.md", "method.md", "style.md"),
}

BLOCK = re.compile(r"\n\s*\n|\n(?=\s*[-*] |\s*\d+\. )")
SENTENCE = re.compile(r"(?<=[.?!])[*)]*\s+")
LINK = re.compile(r"\]\((?:finding:)?([0-9a-z]{6})\)")
WORD = re.compile(
    r"(?<![*\w])(strong(?= evidence|\))|moderate|limited|tentative|untested|contested|mixed"
    r"|first signs?)(?![*\w])",
    re.IGNORECASE,
)
CLAUSE = re.compile(r";|, though|, but|, and it is|, and whether")
COUNTED = re.compile(r"\b(both|three|four)(?: \w+)? are $", re.IGNORECASE)
SEVERAL = {"both": 2, "three": 3, "four": 4}


def review() -> Review:
    return read(REAL)


def judged(finding_id: str) -> set[str]:
    """How a page may call a finding."""
    judgement = review().judgement(review().finding_by_id[finding_id])
    words = {str(judgement.strength), str(judgement.agreement)}
    return words | (
        {"first sign", "first signs"} if judgement.strength is Level.TENTATIVE else set()
    )


def linked(text: str) -> list[str]:
    return LINK.findall(text)


def meant(before: list[str], sentence: str, after: str, found: re.Match[str]) -> list[str]:
    """The findings that a level word in ``sentence`` is said of."""
    head, tail = sentence[: found.start()], sentence[found.end() :]
    if counted := COUNTED.search(head):
        return before[-SEVERAL[counted[1].lower()] :]
    if found[0].lower() == "first signs" and not linked(sentence):
        return linked(after)
    if tail.startswith(" evidence"):
        return linked(CLAUSE.split(tail)[0])
    return linked(head)[-1:] or linked(tail) or before[-1:]


def said(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Every level word of a text, its sentence, and the findings that it is said of."""
    for block in BLOCK.split(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)):
        sentences = SENTENCE.split(" ".join(block.split()))
        before: list[str] = []
        for sentence, after in zip(sentences, [*sentences[1:], ""], strict=True):
            if not re.match(r"\*\w+\* means ", sentence):
                for found in WORD.finditer(sentence):
                    yield found[0].lower(), sentence, meant(before, sentence, after, found)
            before += linked(sentence)


def untrue(text: str) -> list[str]:
    """What a text says of findings that is not so, or not in a form that can be checked."""
    return [
        f"'{word}' is not what {findings or 'any link'} is: {sentence}"
        for word, sentence, findings in said(text)
        if not findings or not all(word in judged(one) for one in findings)
    ]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_finding_that_a_page_links_stands(name: str) -> None:
    standing = {finding.id for finding in review().standing}
    linked = set(re.findall(r"\(finding:([^)]*)\)", PAGES[name]))
    assert linked - standing == set()


@pytest.mark.parametrize("name", sorted(set(PAGES) - EXPLAIN))
def test_a_page_says_how_sure_a_finding_is_as_the_rule_does(name: str) -> None:
    assert untrue(PAGES[name]) == []


def syntheses() -> dict[str, str]:
    words = review().vocabulary
    sectors = {sector.id: sector.synthesis or "" for sector in words.sectors}
    return sectors | {theme.id: theme.synthesis or "" for theme in words.themes}


def test_every_synthesis_says_how_sure_a_finding_is_as_the_rule_does() -> None:
    assert sum(map(bool, syntheses().values())) > 10
    assert [fault for text in syntheses().values() for fault in untrue(text)] == []


def mostly_abstracts() -> bool:
    return sum(s.read == "abstract" for s in review().sources) > len(review().sources) / 2


def mostly_us_and_gb() -> bool:
    known = [set(source.countries) for source in review().sources if source.countries]
    return sum(bool(one & {"US", "GB"}) for one in known) > len(known) / 2


def none_is_strong() -> bool:
    return not any(review().judgement(f).strength is Level.STRONG for f in review().standing)


def only_founding_documents_are_quoted() -> bool:
    quoted = {i.source for f in review().findings for i in f.evidence if i.quotes}
    return quoted <= set(FOUNDING)


def three_are_of_one_circle() -> bool:
    circles = [review().source_by_key[key].circle for key in FOUNDING]
    return circles == [None, *["community-links"] * 3, None]


def the_other_works_are_of_the_circle() -> bool:
    wanted = ("bell2011deep", "csa2009time", "unwin-2018-kindness")
    return all(review().source_by_key[key].circle == "community-links" for key in wanted)


# In the order of the table on the page.
FOUNDING = (
    *("ratio-just-talking", "robinson2022relationship", "betterway-case-for-strong-relationships"),
    *("newsystemalliance2023putting", "untraced-component-1"),
)
ABOUT = "about-the-evidence.md"
FACTS = (
    (ABOUT, "**Mostly abstracts.**", mostly_abstracts),
    ("method.md", "**Mostly abstracts were read.**", mostly_abstracts),
    ("for/researchers.md", "mostly abstracts were read", mostly_abstracts),
    (ABOUT, "**Most studies are from the United States and Great Britain.**", mostly_us_and_gb),
    ("for/researchers.md", "Few countries besides the United States and", mostly_us_and_gb),
    (ABOUT, "no finding in this first version is rated *strong*", none_is_strong),
    ("index.md", "No finding in this first version reaches the highest level", none_is_strong),
    (ABOUT, "come from the founding documents only", only_founding_documents_are_quoted),
    (ABOUT, "The second, third and fourth come from one circle", three_are_of_one_circle),
    (ABOUT, "belongs to that circle as well", the_other_works_are_of_the_circle),
)


@pytest.mark.parametrize(("name", "sentence", "holds"), FACTS)
def test_what_a_page_says_of_all_the_evidence_is_so(
    name: str, sentence: str, holds: Callable[[], bool]
) -> None:
    here = "tests/test_pages_true.py, FACTS"
    assert sentence in PAGES[name], f"docs/{name} no longer says '{sentence}'; change {here}, too"
    assert holds(), f"docs/{name} says '{sentence}', which is no longer so; change it and {here}"


@pytest.mark.parametrize(
    "text",
    [
        "[A](finding:{limited}) (moderate).",
        "There is limited evidence that [a](finding:{moderate}) and [b](finding:{limited}).",
        "[A](finding:{moderate}) and [b](finding:{limited}). Both are moderate.",
        "Whether [a](finding:{limited}) holds is contested.",
        "The rest are first signs. [A](finding:{limited}) and so on.",
        "Something here is tentative.",
    ],
)
def test_a_page_that_says_otherwise_is_refused(text: str) -> None:
    levels = {"limited": Level.LIMITED, "moderate": Level.MODERATE}
    ids = {
        name: next(
            finding.id
            for finding in review().standing
            if review().judgement(finding).strength is level and not review().contested(finding)
        )
        for name, level in levels.items()
    }
    assert untrue(text.format(**ids)) != []

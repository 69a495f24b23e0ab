"""Every fact in the records is a fact of the research pack, and nothing stands that is not there.

Each record that comes from the pack is walked back to it field by field and number by number. A
record that was added or looked at since is not: see ``research_pack``. Some of it can be checked of
these records without the pack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from pybtex.database import parse_string

from evidence_review.bibliography import Reference, read_entry
from evidence_review.records.finding import Finding
from evidence_review.records.source import Source
from evidence_review.review import Review
from tests.places import REAL
from tests.research_pack import NEEDS_PACK, PACK, from_pack
from tests.reviews import read

HOW: Final = "if a fact was looked up since, say where and when in the provenance of its source"

# Where a fact was seen, if that is an address; and the one source that has none.
ADDRESS: Final = re.compile(r"https://[\w-]+(\.[\w-]+)+(/\S*)?")
WITHOUT_ADDRESS: Final = {
    (
        "untraced-component-1",
        "the text of the extract as it was given to this review, which has no known public address",
    ),
}

# What the entry calls a fact that `not_verified` calls otherwise.
UNVERIFIED: Final = {"issue": "number", "authors": "author"}

LITERATURE: Final = ("literature-education-health.yml", "literature-employment-legal.yml")

# The sources that the pack keeps in seeds-sources.yml, by the name they have there.
IN_SEEDS_SOURCES: Final = {
    "action-for-children-2015-parents": "action-for-children-2015-parents",
    "betterway-case-for-strong-relationships": "seed-002",
    "hsj-fleetwood": "spencer-fleetwood",
    "ingram-smith-2018-iriss": "ingram-smith-2018-iriss",
    "lamph2023relational": "lamph-2023-relational-practice",
    "nef-consulting-2022-pts": "nef-consulting-2022-pts",
    "newsystemalliance2023putting": "seed-003",
    "ratio-just-talking": "seed-000",
    "rauwerdinknijland2024working": "rauwerdink-nijland-2024",
    "relationships-project-case-maker": "relationships-project-case-maker",
    "robinson2022relationship": "seed-001",
    "sandu-relational-worker": "sandu-relational-worker",
    "sandu-thesis": "sandu-thesis",
    "sandu2021housing": "sandu-anyan-stergiopoulos-2021",
    "southwark-lambeth-early-action-commission-2015": (
        "southwark-lambeth-early-action-commission-2015"
    ),
    "staf2019mapping": "staf-2019-mapping-relationships",
    "untraced-component-1": "seed-004",
    "unwin-2018-kindness": "unwin-2018-kindness",
}

# Founding documents lean on other works; what seeds-sources.yml verified of these is told there.
ALSO_TOLD_IN: Final = {
    "betterway-case-for-strong-relationships": (
        "southwark-lambeth-early-action-commission-2015",
        "action-for-children-2015-parents",
        "civil-exchange-2015-whose-society",
    ),
    "robinson2022relationship": (
        "relationships-observatory-2020",
        "spencer-fleetwood",
        "waldinger-2015-ted-harvard-study",
    ),
}

# Titles that differ from the pack's, each with the reason.
TITLES: Final = {
    "action-for-children-2015-parents": (
        "Quarter of parents feel cut-off from means of support",
        "the pack adds in brackets who asked; the record says so in howpublished",
    ),
    "hsj-fleetwood": (
        "[Award case study of the Fleetwood primary care scheme; printed title not seen]",
        "the pack's title is Spencer's; this is the HSJ case study that the same record verifies",
    ),
    "ingram-smith-2018-iriss": (
        "Relationship-based practice: emergent themes in social work literature",
        "the pack adds the number in the series; the record says so in type",
    ),
    "moj2014gateway": (
        "[Ministry of Justice review of the civil legal aid telephone gateway, as reported by"
        " Legal Futures]",
        "the title is unverified; the pack's description of the work stands in square brackets",
    ),
    "ratio-just-talking": (
        "Just talking? How relationships disrupt social disadvantage. Section 7: Conclusions",
        "the pack has the section before the report",
    ),
    "untraced-component-1": (
        "[Source to be traced] Component 1: Relationships Between Workers and People They Support",
        "the pack's cite_as says that it is to be traced",
    ),
}

# Authors that differ from the pack's.
AUTHORS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "hsj-fleetwood": ((), "the GP is the author of the interview, not of the HSJ case study"),
    "moj2014gateway": (
        (
            "Ministry of Justice",
            "NatCen Social Research",
            "University College London Faculty of Laws",
        ),
        "one line of the pack names the three",
    ),
    "southwark-lambeth-early-action-commission-2015": (
        ("Southwark and Lambeth Early Action Commission",),
        "the New Economics Foundation researched and drafted; the record names it as institution",
    ),
}

# Addresses that are not the pack's url. Each is the work's own page, and stands among the addresses
# where the pack saw it; the one that was looked up later stands in the record's own provenance.
ADDRESSES: Final = {
    "dwyer2018final": (
        "https://www.welfareconditionality.ac.uk/publications/final-findings-welcond-project/",
        "the project's page; the pack's url is a mirror",
    ),
    "ingram-smith-2018-iriss": (
        "https://www.iriss.org.uk/resources/insights/"
        "relationship-based-practice-emergent-themes-social-work-literature",
        "the publisher's page, looked up on 22 November 2026; the pack's address is a mirror",
    ),
    "murphy2020relational": (
        "https://bjgp.org/content/70/698/e676",
        "the journal's page, without the tracking query",
    ),
    "tarrant2010continuity": (
        "https://www.annfammed.org/content/8/5/440",
        "the journal's page; the pack's url is the copy in PMC",
    ),
}

LOOKED_UP: Final = frozenset({"ingram-smith-2018-iriss"})

# Fields that read otherwise in the pack: (source, field) -> (value, reason).
FIELDS: Final = {
    ("balmer2012just", "organization"): (
        "Legal Services Research Centre",
        "named where the pack says that the authors are unverified",
    ),
    ("bell2011deep", "note"): ("72 pages", "the pack prints '72p.'"),
    ("dunnett2025alternative", "pages"): ("1--16", "the pack prints '1, 1-16'"),
    ("hsj-fleetwood", "organization"): ("HSJ Solutions", "named in what the pack verified"),
    ("vandenberg2019reciprocity", "type"): (
        "IZA Discussion Paper",
        "the pack prints 'IZA DP', and spells it out for another paper of that series",
    ),
}

# Sample sizes that the pack does not print in digits: a sum or a difference, or spelled out.
SAMPLE_SIZES: Final = {
    "anderson2019effects": (500000, "'Over half a million', in words"),
    "clair2020being": (105, "63 defendants + 42 legal officials"),
    "dunnett2025alternative": (4, "'four' teachers, in words"),
    "marlowe2003judicial": (197, "98 + 99"),
    "moj2014gateway": (5792, "5,615 + 177"),
    "sanches2018role": (156, "80 + 76"),
    "sandu-thesis": (65, "30 young people + 35 workers"),
}

# Numbers in a source's sample and limitations that its own record in the pack does not print.
BESIDE: Final = {
    "behncke-friends-foes": {"2010": "the year of the companion paper"},
    "cook2018cultivating": {"2020": "the year of the review by one of its authors"},
    "corneliuswhite2007learner": {"2011": "the year of the review that it is one voice with"},
    "marlowe2003judicial": {"197": "98 + 99"},
    "newsystemalliance2023putting": {"150": "words in common, counted in seeds-shape.md"},
    "robinson2022relationship": {"150": "words in common, counted in seeds-shape.md"},
    "rohatgi2022supportive": {"5": "five countries are listed"},
    "roorda2017affective": {"2011": "the year of the review that it updates"},
    "sandu-thesis": {"2021": "the year of the article"},
}

# Numbers that are worked out from what the pack prints: (finding id, source) -> number -> how.
# The source is "" where the number stands in the claim or in the sentences about it.
WORKED_OUT: Final = {
    ("aj51kg", ""): {"100": "2% as so many in a hundred"},
    ("jymejb", ""): {"4": ".04 as so many in a hundred"},
    ("p5mhyj", "rohatgi2022supportive"): {"5": "five countries are listed"},
    ("q1gns9", ""): {"4.5": "4,552,978, in millions, cut off"},
    ("qtxs2x", "bell2011deep"): {"4": "four sectors are listed"},
    ("t2szjw", ""): {"62": "62.3 and 61.7 rounded"},
    ("tgxjn0", ""): {"4": "3.5 rounded", "80": "79.8 rounded"},
    ("w5k1q4", "bell2011deep"): {"4": "four sectors are listed"},
    ("y92vn3", ""): {"7": "54 - 47"},
    ("gva0ed", "kelley2014influence"): {
        "54": "d = 0.11: the normal curve leaves 0.544 below 0.11",
        "100": "of a hundred",
    },
    ("fawbms", "hojat2011physicians"): {"16": "56 - 40"},
    ("ascxp5", ""): {"197": "98 + 99"},
    ("w5k1q4", "fluckiger2018alliance"): {"100": "2% as so many in a hundred"},
    ("gcjegx", "fluckiger2018alliance"): {"100": "2% as so many in a hundred"},
    ("aj51kg", "fluckiger2018alliance"): {"0": "no link, on the scale of a correlation"},
    ("h4bacy", "corneliuswhite2007learner"): {"0": "no link, on the scale of a correlation"},
    ("pqyr6v", "corneliuswhite2007learner"): {"0": "no link, on the scale of a correlation"},
    ("fwh6m7", "birkhauer2017trust"): {
        "0": "no link, on the scale of a correlation",
        "1": "a perfect one",
    },
    ("tjmhme", "fenton2012cost"): {
        "8": "1 - 0.92, in per cent",
        "12": "1.12 - 1, in per cent",
        "26": "1.26 - 1, in per cent",
    },
    ("q1gns9", "sandvik2022continuity"): {"8": "1 - 0.92, in per cent"},
    ("smtfs8", "sandvik2022continuity"): {
        "12": "1 - 0.88, in per cent",
        "28": "1 - 0.72, in per cent",
    },
    ("p7sdqe", "craig2014vocational"): {"43": "29 / 68, in per cent", "18": "12 / 66"},
}


def _numbered(words: str, start: int) -> dict[str, int]:
    return {word: value for value, word in enumerate(words.split(), start)}


UNITS: Final = _numbered("one two three four five six seven eight nine", 1)
TEENS: Final = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10
)
TENS: Final = {
    word: 10 * value
    for word, value in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
MONTHS: Final = _numbered(
    "january february march april may june july august september october november december", 1
)


@dataclass(frozen=True)
class Entry:
    """What the pack says of one work."""

    fields: dict[str, Any]
    text: str

    def get(self, *names: str) -> str:
        """The named fields as one text; what is marked unverified is left out."""
        found = (self.fields.get(name) for name in names)
        said = (" ".join(map(str, f)) if isinstance(f, list) else str(f) for f in found if f)
        return " ".join(part for part in said if not part.lower().startswith("unverified"))


class Pack:
    """The research pack."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> Any:
            return yaml.safe_load((folder / name).read_text("utf-8"))

        self.entries: dict[str, Entry] = {}
        for name in LITERATURE:
            for record in read(name):
                key = record["key"].replace("_", "-")
                self.entries[key] = Entry(record, _everything(record))
        works = {work["id"]: work for work in read("seeds-sources.yml")}
        findings = read("seeds-findings.yml")
        for key, name in IN_SEEDS_SOURCES.items():
            work = works[name]
            parts = [_everything(works[told]) for told in (name, *ALSO_TOLD_IN.get(key, ()))]
            if seed := work.get("seed_file"):
                parts.append((folder / "seeds" / seed).read_text("utf-8"))
                number = name.removeprefix("seed-")
                parts.extend(_everything(found) for found in findings if found["seed"] == number)
            self.entries[key] = Entry(work, "\n".join(parts))

    def text(self, key: str) -> str:
        """All that the pack says of a source."""
        return self.entries[key].text


def _everything(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(_everything(part) for part in value.values())
    if isinstance(value, list):
        return "\n".join(map(_everything, value))
    return "" if value is None else str(value)


@cache
def fold(text: str) -> str:
    """Letters and digits alone: without case, accents, punctuation, quotes, dashes or LaTeX."""
    plain = text.replace("&", " and ").replace("ø", "o").replace("Ø", "O").replace("æ", "ae")
    plain = plain.replace("Æ", "Ae").replace("ß", "ss")
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", letters))


def numbers(text: str) -> set[str]:
    """The numbers in ``text``, in one spelling: 1,682 and 1682, .31 and 0.310 are the same."""
    found = re.findall(r"\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+", text)
    return {_one_spelling(number) for number in found}


def _one_spelling(number: str) -> str:
    whole, _, part = number.replace(",", "").partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def in_words(text: str) -> set[str]:
    """The numbers from three to ninety-nine that ``text`` spells out: "two" says little."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())
    return set(filter(None, map(_spelled, words)))


def _spelled(word: str) -> str | None:
    tens, _, unit = word.partition("-")
    if tens in TENS:
        return str(TENS[tens] + UNITS.get(unit, 0))
    value = TEENS.get(tens) or UNITS.get(tens, 0)
    return str(value) if value > 2 else None


@cache
def said(text: str) -> frozenset[str]:
    """Every number in ``text``, in digits or in words."""
    return frozenset(numbers(text) | in_words(text))


# Sources ------------------------------------------------------------------------------------------


FIELD: Final = re.compile(r"\s*(\w+)\s*=\s*\{(.*)\},?\s*")


def raw_fields(source: Source) -> dict[str, str]:
    """The fields of the BibTeX entry as they are written, which is one a line."""
    fields = {}
    for line in source.bibtex.strip().splitlines()[1:-1]:
        found = FIELD.fullmatch(line)
        assert found, f"sources/{source.key}: write each BibTeX field on one line: {line}"
        fields[found[1].lower()] = found[2]
    return fields


def stated(entry: Any) -> set[str]:
    """The fields of a BibTeX entry, however it is laid out. A title in brackets describes."""
    names = {name.lower() for name in (*entry.fields, *entry.persons)}
    return names - {"title"} if entry.fields["title"].startswith(("[", "{[")) else names


def faults_of_source(source: Source, pack: Pack) -> Iterator[str]:
    """Where the record says something of the work that the pack does not."""
    entry = pack.entries.get(source.key)
    reference, faults = read_entry(source.bibtex, source.key)
    if entry is None or reference is None or faults:
        yield f"not in the pack, or not readable: {faults}"
        return
    yield from _faults_of_title(reference, entry)
    yield from _faults_of_people(reference, entry)
    for name, written in raw_fields(source).items():
        if name in {"title", "author"} or FIELDS.get((source.key, name), ("",))[0] == written:
            continue
        known = CHECKS.get(name)
        if known is None:
            yield f"nobody checks the field {name}"
        elif not known(reference, entry, written):
            yield f"{name}: the pack does not say {written}"
    size = source.sample_size
    if size is not None and SAMPLE_SIZES.get(source.key, (0,))[0] != size:
        told = entry.get("sample", "sample_note", "effect", "caveats", "verified", "claims")
        if str(size) not in numbers(told):
            yield f"sample_size: the pack does not say {size}"
    beside = BESIDE.get(source.key, {})
    for number in sorted(said(f"{source.sample} {source.limitations}") - said(entry.text)):
        if number not in beside:
            yield f"sample or limitations: the pack does not print {number}"


def _faults_of_title(reference: Reference, entry: Entry) -> Iterator[str]:
    expected = TITLES.get(reference.key, (str(entry.fields["title"]),))[0]
    if fold(reference.title) != fold(expected):
        yield f"title: {reference.title} is not {expected}"


def _faults_of_people(reference: Reference, entry: Entry) -> Iterator[str]:
    given = entry.fields.get("authors") or []
    listed = [str(name) for name in (given if isinstance(given, list) else [given])]
    open_ended = any("others" in name for name in listed)
    people = [re.sub(r"\s*\(.*", "", name) for name in listed]
    wanted = tuple(
        fold(name) for name in people if not name.lower().startswith(("unverified", "others"))
    )
    wanted = tuple(map(fold, AUTHORS.get(reference.key, (wanted,))[0]))
    families = tuple(fold(f"{p.family} {p.suffix}").strip() for p in reference.authors)
    ends = [
        name == family or name.endswith(f" {family}")
        for name, family in zip(wanted, families, strict=False)
    ]
    if len(wanted) != len(families) or not all(ends):
        yield f"author: {families} are not {wanted}"
    for person, name in zip(reference.authors, wanted, strict=False):
        if not set(fold(person.given).split()) <= set(name.split()):
            yield f"author: the given names of {person.family} are not those of {name}"
    if reference.others != open_ended:
        yield f"author: 'and others' is {reference.others}, in the pack {open_ended}"


def _holds(entry: Entry, written: str, *names: str) -> bool:
    """Whether the words stand, in this order and unbroken, in one of the pack's fields."""
    wanted = fold(_plain(written))
    return any(f" {wanted} " in f" {fold(entry.get(name))} " for name in names)


def _plain(written: str) -> str:
    return re.sub(r"[{}]|\\(?=[&%$#_])", "", written).replace("--", "-")


def _numbers_hold(entry: Entry, written: str) -> bool:
    return numbers(written) <= numbers(entry.text)


def _year(_: Reference, entry: Entry, written: str) -> bool:
    return str(entry.get("year", "date")).startswith(written) or bool(
        re.search(rf"\b{written}\b", entry.get("year", "date"))
    )


def _month(_: Reference, entry: Entry, written: str) -> bool:
    number = int(written) if written.isdecimal() else MONTHS[written.lower()]
    name = next(name for name, value in MONTHS.items() if value == number)
    told = entry.get(
        *("date", "date_note", "year", "year_note", "number", "publisher", "journal", "title")
    )
    return (
        name in fold(told).split()
        or f"-{number:02}" in told
        or bool(re.search(rf"\b{number:02}/\d\d/\d{{4}}", told))
    )


def _volume(_: Reference, entry: Entry, written: str) -> bool:
    told = entry.get("volume")
    return told.split(" ")[0] == written and "commentary" not in told


def _number(_: Reference, entry: Entry, written: str) -> bool:
    issue = entry.get("issue").split(" ")[0]
    return written == issue or _holds(entry, written, "number", "publisher", "series")


def _pages(_: Reference, entry: Entry, written: str) -> bool:
    told, unsure = entry.get("pages"), entry.fields.get("unverified") or []
    if any(re.search(r"exact page|^pages$", str(name)) for name in unsure):
        return False
    if re.search(r"not cross-checked|as cited by|start page", told):
        return False
    first = re.sub(r"^Article ", "", told).split(" ")[0]
    return _plain(written).replace("–", "-") == first.replace("–", "-")


def _doi(_: Reference, entry: Entry, written: str) -> bool:
    return written == entry.get("doi") and "doi" not in (entry.fields.get("unverified") or [])


def _url(reference: Reference, entry: Entry, written: str) -> bool:
    doi = entry.get("doi")
    allowed = {entry.get("url"), entry.get("address")}
    if doi.startswith("10."):
        allowed.add(f"https://doi.org/{doi}")
    allowed |= {
        address.replace("http://", "https://", 1)
        for address in allowed
        if address.startswith(("http://hdl.handle.net/", "http://doi.org/"))
    }
    if written in allowed and written.startswith("https://"):
        return True
    seen = written in entry.text or reference.key in LOOKED_UP
    return ADDRESSES.get(reference.key, ("",))[0] == written and seen


def _journal(_: Reference, entry: Entry, written: str) -> bool:
    if "journal name" in entry.get("journal_note").lower():
        return False
    told = entry.get("journal") or entry.get("organisation")
    return fold(_plain(written)) == fold(re.sub(r"\s*\(.*", "", told))


def _organisation(_: Reference, entry: Entry, written: str) -> bool:
    return _holds(
        *(entry, written, "publisher", "organisation", "authors", "number", "title", "caveats")
    )


def _place(_: Reference, entry: Entry, written: str) -> bool:
    return _holds(entry, written, "place", "publisher", "organisation")


def _isbn(_: Reference, entry: Entry, written: str) -> bool:
    return re.sub(r"\D", "", written) == re.sub(r"\D", "", entry.get("isbn"))


def _anywhere(_: Reference, entry: Entry, written: str) -> bool:
    words = set(fold(_plain(written)).split()) - OURS
    return _numbers_hold(entry, written) and words <= set(fold(entry.text).split())


# Words of ours that say what sort of thing a work is.
OURS: Final = frozenset(
    fold(
        "a about as at by in of on the and an earlier version is with listed page pages web"
        " section document this review founding extract from issue serial publication pmid ncj eric"
    ).split()
)

CHECKS: Final = {
    "address": _place,
    "booktitle": _organisation,
    "day": _anywhere,
    "doi": _doi,
    "howpublished": _anywhere,
    "institution": _organisation,
    "isbn": _isbn,
    "journal": _journal,
    "month": _month,
    "note": _anywhere,
    "number": _number,
    "organization": _organisation,
    "pages": _pages,
    "publisher": _organisation,
    "school": _organisation,
    "type": _anywhere,
    "url": _url,
    "volume": _volume,
    "year": _year,
}


# Findings -----------------------------------------------------------------------------------------


LINK: Final = re.compile(r"(?<=\])\(([0-9a-z]+)\)")


def faults_of_finding(
    finding: Finding, review: Review, pack: Pack, known: set[str]
) -> Iterator[str]:
    """The numbers in a finding that the pack does not print of the sources they are said of.

    The summary and the sentences beside it may also use numbers of the findings they link to. Where
    any of all these sources is not ``known``, so may be its numbers.
    """
    for item in finding.evidence:
        if item.source not in known:
            continue
        printed = said(pack.text(item.source))
        for text in (item.result, item.because):
            yield from _unknown(text or "", printed, finding.id, item.source)
    if not works(finding, review) <= known:
        return
    yield from _unknown(finding.claim, _told(finding, pack), finding.id, "")
    for text in (finding.summary, finding.does_not_mean, finding.holds_for):
        linked = [review.finding_by_id[name] for name in LINK.findall(text)]
        told = _told(finding, pack).union(*(_told(other, pack) for other in linked))
        yield from _unknown(LINK.sub("", text), told, finding.id, "")


def _told(finding: Finding, pack: Pack) -> frozenset[str]:
    return frozenset[str]().union(*(said(pack.text(item.source)) for item in finding.evidence))


def _unknown(text: str, printed: frozenset[str], finding: str, source: str) -> Iterator[str]:
    worked_out = set(WORKED_OUT.get((finding, source), ()))
    for number in sorted(said(text) - printed - worked_out):
        yield f"{source or 'claim'}: the pack does not print {number}: {text}"


# All ----------------------------------------------------------------------------------------------


def of_pack(review: Review) -> set[str]:
    """The sources whose records come from the pack."""
    return {
        source.key
        for source in review.sources
        if from_pack(source.key, (seen.on for seen in source.provenance))
    }


def works(finding: Finding, review: Review) -> set[str]:
    """The sources that a finding rests on, and those of the findings that its text links to."""
    texts = (finding.summary, finding.does_not_mean, finding.holds_for)
    linked = [review.finding_by_id[name] for text in texts for name in LINK.findall(text)]
    return {item.source for one in (finding, *linked) for item in one.evidence}


def faults_of_pack(review: Review, pack: Pack) -> list[str]:
    """Everything in the records of the pack that cannot be walked back to it."""
    known = of_pack(review)
    of_sources = (
        f"sources/{source.key}: {fault}"
        for source in review.sources
        if source.key in known
        for fault in faults_of_source(source, pack)
    )
    of_findings = (
        f"findings/{finding.slug} ({finding.id}): {fault}"
        for finding in review.findings
        for fault in faults_of_finding(finding, review, pack, known)
    )
    return [*of_sources, *of_findings, *unused(review)]


def unused(review: Review) -> Iterator[str]:
    """Exceptions that nothing needs any longer."""
    sources = {source.key for source in review.sources}
    used = {(finding.id, item.source) for finding in review.findings for item in finding.evidence}
    used |= {(finding.id, "") for finding in review.findings}
    named: Iterable[str] = (
        *(*TITLES, *AUTHORS, *ADDRESSES, *SAMPLE_SIZES, *BESIDE, *ALSO_TOLD_IN, *IN_SEEDS_SOURCES),
        *(key for key, _ in FIELDS),
    )
    yield from (
        f"an exception names {key}, which is no source" for key in named if key not in sources
    )
    yield from (f"an exception names {place}, which is gone" for place in set(WORKED_OUT) - used)


@NEEDS_PACK
def test_every_fact_that_comes_from_the_research_pack_is_in_it() -> None:
    assert len(of_pack(read(REAL))) > 100
    faults = faults_of_pack(read(REAL), Pack(PACK))
    assert not faults, "\n".join((*faults, HOW))


def test_every_fact_was_seen_at_an_address_where_its_source_has_one() -> None:
    known = of_pack(read(REAL))
    sources = [source for source in read(REAL).sources if source.key in known]
    seen = {(source.key, place.seen_at) for source in sources for place in source.provenance}
    assert len(seen) > 200
    assert {(key, place) for key, place in seen if not ADDRESS.fullmatch(place)} == WITHOUT_ADDRESS


def test_what_was_not_verified_does_not_stand_in_the_entry() -> None:
    entries = parse_string("\n".join(s.bibtex for s in read(REAL).sources), "bibtex").entries
    known = of_pack(read(REAL))
    sources = [source for source in read(REAL).sources if source.key in known]
    unverified = [(source.key, name) for source in sources for name in source.not_verified]
    assert len(unverified) > 100
    stands = [
        f"sources/{key}: {name} is not verified, and stands in the entry"
        for key, name in unverified
        if UNVERIFIED.get(name, name) in stated(entries[key])
    ]
    assert stands == []


def test_a_record_from_elsewhere_is_not_held_against_the_pack() -> None:
    read, later = date(2026, 11, 22), date(2026, 11, 23)
    assert from_pack("clair2020being", [read, read])
    assert not from_pack("clair2020being", [read, later])

"""New records for contributors: commented templates whose blanks say what belongs in them.

The comments are the descriptions of the models' fields and the words of the vocabulary, so they
cannot fall behind the validator.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pydantic import BaseModel

from evidence_review.model import EvidenceItem, Finding, Source
from evidence_review.text import BLANK
from evidence_review.vocabulary import Vocabulary

_KEY = re.compile(r"(@\s*\w+\s*[{(]\s*)([^,\s{}]*)")


def finding(finding_id: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new finding's file. Its blanks are words that the checker refuses."""
    words = {name: ", ".join(ids) for name, ids in vocabulary.lists.items()}
    about = _about(Finding)
    item = _about(EvidenceItem)
    return f"""\
# A finding: one claim with all the evidence for and against it.
# Fill in every {BLANK}, take out what does not apply, then run: evidence check
id: {finding_id}  # {about["id"]}
# {about["claim"]}
claim: {BLANK}
# {about["kind"]} One of: {words["kinds"]}
kind: {BLANK}
# {about["sectors"]} Any of: {words["sectors"]}
sectors: [{BLANK}]
# {about["themes"]} Any of: {words["themes"]}
themes: [{BLANK}]
# {about["summary"]}
summary: |
  {BLANK}
# {about["does_not_mean"]}
does_not_mean: {BLANK}
# {about["holds_for"]}
holds_for: {BLANK}
# {about["evidence"]}
evidence:
  # {item["source"]} `evidence new source KEY` writes one.
  - source: {BLANK}
    # {item["bearing"]} One of: {words["bearings"]}
    bearing: {BLANK}
    # {item["directness"]}
    directness: direct
    # because: {item["because"]}
    # {item["result"]}
    result: {BLANK}
    # {item["quotes"]} Take these lines out if there are none.
    # quotes:
    #   - text: The words, exactly as printed.
    #     locator: p. 12
    #     speaker: one of {words["speakers"]}
# {about["why_they_differ"]}
# why_they_differ:
# {about["related"]}
# related:
#   - finding: the id of the other finding
#     as: one of {words["relations"]}
#     why: In a few words.
# {about["reviewed"]}
reviewed: {today}
# {about["review_by"]}
review_by: {today.replace(year=today.year + 2, day=1)}
history:
  - version: 1
    date: {today}
    change: First published.
status: published
"""


def source(key: str, bibtex: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new source's file, around the BibTeX entry that was pasted."""
    words = {name: ", ".join(ids) for name, ids in vocabulary.lists.items()}
    about = _about(Source)
    entry = bibtex.strip() or f"@article{{{key},\n  title = {{{BLANK}}},\n}}"
    block = "\n".join(f"  {line}".rstrip() for line in entry.splitlines())
    return f"""\
# A source: one publication and our appraisal of it.
# Fill in every {BLANK}, take out what does not apply, then run: evidence check
# {about["bibtex"]}
bibtex: |
{block}
# {about["design"]} One of: {words["designs"]}
design: {BLANK}
# {about["countries"]}
countries: []
# {about["sample"]}
sample: {BLANK}
# sample_size: {about["sample_size"]}
# {about["data_set"]}
data_set: {key}
# {about["stake"]}
stake: null
# {about["circle"]} One of: {words["circles"]}
circle: null
# {about["risk_of_bias"]} One of: low, some, serious, unclear
risk_of_bias: unclear
# {about["limitations"]}
limitations: {BLANK}
# {about["read"]} One of: {words["reading"]}
read: {BLANK}
# {about["access"]} One of: {words["access"]}
access: {BLANK}
# {about["provenance"]}
provenance:
  - seen_at: {BLANK}
    on: {today}
# {about["not_verified"]}
not_verified: []
"""


def slug(words: str) -> str:
    """A file name made of the first words of a claim."""
    name = "-".join(_words(words)[:9])[:60].strip("-") or "finding"
    return name if name[0].isalpha() else f"finding-{name}"


def source_key(words: str) -> str:
    """A source's key made of what was typed or pasted: lower case, hyphens between words."""
    return "-".join(_words(words))[:80].strip("-")


def _words(text: str) -> list[str]:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", ascii_only)


def pasted_key(bibtex: str) -> str | None:
    """The key of the first BibTeX entry in ``bibtex``, if there is one."""
    found = re.search(_KEY, bibtex)
    return found[2] if found else None


def rekeyed(bibtex: str, key: str) -> str:
    """``bibtex`` with the key of its first entry set to ``key``."""
    return re.sub(_KEY, rf"\g<1>{key}", bibtex, count=1)


def _about(model: type[BaseModel]) -> dict[str, str]:
    return {
        field.alias or name: (field.description or "").replace("\n", " ")
        for name, field in model.model_fields.items()
    }

"""New records for contributors: commented templates whose blanks say what belongs in them.

The comments are the descriptions of the models' fields and the words of the vocabulary, so they
cannot fall behind the validator.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pydantic import BaseModel

from evidence_review.records.fields import FieldEntry, fields_of
from evidence_review.records.finding import EvidenceItem, Finding, Quote, RelatedFinding
from evidence_review.records.gap import Gap, SearchMade
from evidence_review.records.source import Source
from evidence_review.records.text import BLANK
from evidence_review.records.vocabulary import Vocabulary

_KEY = re.compile(r"(@\s*\w+\s*[{(]\s*)([^,\s{}]*)")


def finding(finding_id: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new finding's file. Its blanks are words that the checker refuses."""
    about, item = _about(Finding, vocabulary), _about(EvidenceItem, vocabulary)
    quote, related = _about(Quote, vocabulary), _about(RelatedFinding, vocabulary)
    return f"""\
# A finding: one claim with all the evidence for and against it.
# Fill in every {BLANK}, take out what does not apply, then run: evidence check
id: {finding_id}  # {about["id"]}
# {about["claim"]}
claim: {BLANK}
# {about["kind"]}
kind: {BLANK}
# {about["sectors"]}
sectors: [{BLANK}]
# {about["themes"]}
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
    # {item["bearing"]}
    bearing: {BLANK}
    # {item["directness"]}
    directness: direct
    # because: {item["because"]}
    # design: {item["design"]}
    # {item["result"]}
    result: {BLANK}
    # {item["quotes"]} Take these lines out if there are none.
    # quotes:
    #   - text: {quote["text"]}
    #     locator: {quote["locator"]}
    #     speaker: {quote["speaker"]}
    #     name: {quote["name"]}
    #     note: {quote["note"]}
# {about["why_they_differ"]}
# why_they_differ:
# {about["related"]}
# related:
#   - finding: {related["finding"]}
#     as: {related["as"]}
#     why: {related["why"]}
# content_note: {about["content_note"]}
# {about["reviewed"]}
reviewed: {today}
# {about["review_by"]}
review_by: {today.replace(year=today.year + 2, day=1)}
# {about["history"]}
history:
  - version: 1
    date: {today}
    change: First published.
# {about["status"]}
status: published
"""


def source(key: str, bibtex: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new source's file, around the BibTeX entry that was pasted."""
    about = _about(Source, vocabulary)
    entry = bibtex.strip() or f"@article{{{key},\n  title = {{{BLANK}}},\n}}"
    block = "\n".join(f"  {line}".rstrip() for line in entry.splitlines())
    return f"""\
# A source: one publication and our appraisal of it.
# Fill in every {BLANK}, take out what does not apply, then run: evidence check
# {about["bibtex"]}
bibtex: |
{block}
# {about["design"]}
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
# {about["circle"]}
circle: null
# {about["risk_of_bias"]}
risk_of_bias: unclear
# {about["limitations"]}
limitations: {BLANK}
# {about["read"]}
read: {BLANK}
# {about["access"]}
access: {BLANK}
# licence: {about["licence"]}
# archived: {about["archived"]}
# {about["provenance"]}
provenance:
  - seen_at: {BLANK}
    on: {today}
# {about["not_verified"]}
not_verified: []
"""


def gap(gap_id: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new gap's file. Its searches are left for those who made them to write."""
    about, search = _about(Gap, vocabulary), _about(SearchMade, vocabulary)
    return f"""\
# A gap: a question that readers ask and that no finding answers.
# Fill in every {BLANK}, take out what does not apply, then run: evidence check
id: {gap_id}  # {about["id"]}
# {about["question"]}
question: {BLANK}
# {about["sectors"]}
sectors: [{BLANK}]
# {about["themes"]}
themes: [{BLANK}]
# {about["why_it_matters"]}
why_it_matters: |
  {BLANK}
# {about["what_is_known"]}
what_is_known: |
  {BLANK}
# {about["near"]}
near: []
# {about["searches"]}
# searches:
#   - where: {search["where"]}
#     words: {search["words"]}
#     on: {search["on"]}
#     screened: {search["screened"]}
#     kept: {search["kept"]}
#     rule: {search["rule"]}
# {about["would_answer"]}
would_answer: {BLANK}
# {about["reviewed"]}
reviewed: {today}
"""


def slug(words: str, kind: str = "finding") -> str:
    """A file name made of the first words of a claim or question; ``kind`` where none will do."""
    name = "-".join(_words(words)[:9])[:60].strip("-") or kind
    return name if name[0].isalpha() else f"{kind}-{name}"


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


def _about(model: type[BaseModel], vocabulary: Vocabulary) -> dict[str, str]:
    """What the reference says of each field, and the words that it may hold."""
    return {field.name: _said(field, vocabulary) for field in fields_of(model)[0].fields}


def _said(field: FieldEntry, vocabulary: Vocabulary) -> str:
    listed = vocabulary.lists[field.from_list] if field.from_list else ()
    allowed = field.values or tuple(listed)
    return f"{field.meaning} Allowed: {', '.join(allowed)}." if allowed else field.meaning

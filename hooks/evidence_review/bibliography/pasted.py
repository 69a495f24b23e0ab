"""What was pasted: BibTeX, or one of the other forms in which people keep a reference."""

from __future__ import annotations

import re
from typing import Final

BIBTEX: Final = "BibTeX"
RIS: Final = "RIS"
NBIB: Final = "PubMed's nbib"
CSL: Final = "CSL-JSON"
A_DOI: Final = "a DOI"
PLAIN: Final = "a reference in plain words"

_DOI = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+?)[.,;]?\s*", re.I)
_FORMS: Final = (
    (BIBTEX, re.compile(r"@\s*\w+\s*[{(]")),
    (RIS, re.compile(r"^\s*TY  ?-", re.MULTILINE)),
    (NBIB, re.compile(r"^(?:PMID|TI  |FAU )- ", re.MULTILINE)),
    (CSL, re.compile(r"\A\s*[\[{]\s*[{\"]")),
    (PLAIN, re.compile(r"(?s)\A(?=.{30}).*?\b[12]\d{3}\b")),
)


def pasted_doi(text: str) -> str | None:
    """The DOI, if ``text`` is nothing but one, bare or as an address."""
    found = _DOI.fullmatch(text)
    return found[1] if found else None


def form_of(text: str) -> str:
    """The form of ``text`` in words; empty where it is none that is known."""
    if pasted_doi(text):
        return A_DOI
    return next((form for form, pattern in _FORMS if pattern.search(text)), "")

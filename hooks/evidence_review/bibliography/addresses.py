"""Where a work is found: its DOI, its address, and its name in an archive of preprints."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from evidence_review.bibliography.entry import Entry
from evidence_review.bibliography.faults import Faults
from evidence_review.bibliography.latex import verbatim
from evidence_review.bibliography.markup import unmarked
from evidence_review.bibliography.reference import is_address

# A DOI may end in nearly anything; what ends in a stop was copied from a sentence, and what follows
# a # or a ? is part of an address.
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s{}\\\"#?]*[^\s{}\\\"#?.,;:]")
# Archives whose names for what they hold are worth printing, and where they are found.
_ARCHIVES: Final = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "hal": ("HAL", "https://hal.science/"),
}
_ARXIV_ID: Final = re.compile(
    r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.I
)


def bare_doi(written: str) -> str | None:
    """The DOI in ``written``, whatever stands around it: an address, "doi:", a stop at the end."""
    found = _DOI.search(unquote(verbatim(unmarked(written))))
    return found[0] if found else None


def doi_of(entry: Entry, faults: Faults) -> str | None:
    """The DOI of an entry, which stands there bare."""
    written = verbatim(unmarked(entry.values.get("doi", "")))
    if not written or _DOI.fullmatch(written):
        return written or None
    bare = bare_doi(written)
    right = f"write {bare}" if bare else "write it bare, from 10. on, such as 10.1000/xyz123"
    faults.add(entry.places["doi"], f"'{written}' is not a DOI; {right}", "bibtex-doi")
    return None


def url_of(entry: Entry, faults: Faults) -> str | None:
    """The address of an entry; one that stands alone in ``howpublished`` is an address too."""
    url = verbatim(entry.values.get("url", ""))
    if not url:
        published = verbatim(entry.values.get("howpublished", ""))
        return published if is_address(published) else None
    if not is_address(url):
        secure = secured(url)
        right = f": {secure}" if secure else ""
        message = f"write 'url' as a whole address that begins with https://{right}"
        faults.add(entry.places["url"], message, "bibtex-url")
        return None
    return url


def secured(url: str) -> str | None:
    """``url`` as an https address; None where it cannot be made one."""
    bare = re.sub(r"(?i)^http://|^(?=www\.|(?:[\w-]+\.)+[a-z]{2,}/\S)", "https://", url).replace(
        " ", "%20"
    )
    if re.match(r"https://[^/]+$", bare):
        bare += "/"
    return bare if is_address(bare) else None


def eprint_of(entry: Entry) -> tuple[str | None, str | None]:
    """The name of a work in an archive, such as "arXiv:1706.03762", and its address there."""
    written = verbatim(entry.values.get("eprint", ""))
    archive = entry.values.get("eprinttype", "").lower()
    arxiv = _ARXIV_ID.fullmatch(written)
    if arxiv and archive in {"", "arxiv"}:
        written, archive = arxiv[1], "arxiv"
    if not written or archive not in _ARCHIVES:
        return None, None
    name, start = _ARCHIVES[archive]
    address = written if written.startswith("https://") else start + written
    return f"{name}:{written}", address if is_address(address) else None

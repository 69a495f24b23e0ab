"""What a DOI resolves to: its record, from whoever registered it, where there is a network.

Source: DOI Foundation, "DOI Content Negotiation"; Crossref and DataCite answer with CSL-JSON.
"""

from __future__ import annotations

from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

RESOLVER: Final = "https://doi.org/"
_ACCEPTED: Final = "application/vnd.citationstyles.csl+json, application/x-bibtex;q=0.5"
# A record is a few kilobytes; one with a thousand authors and its references is under this.
_AT_MOST: Final = 4 << 20
_SECONDS: Final = 20


class Unresolved(Exception):
    """A DOI that led to no record; the message says why."""


def resolved(doi: str, resolver: str = RESOLVER) -> str:
    """The record of ``doi``, as CSL-JSON or BibTeX; ``Unresolved`` where it cannot be had."""
    address = resolver.rstrip("/") + "/" + quote(doi, safe="/:;()")
    request = Request(address, headers={"Accept": _ACCEPTED, "User-Agent": "evidence-review"})
    try:
        with urlopen(request, timeout=_SECONDS) as answer:
            return str(answer.read(_AT_MOST).decode("utf-8"))
    except HTTPError as error:
        reason = "nobody knows this DOI" if error.code == 404 else f"it answered {error.code}"
        raise Unresolved(f"{reason} at {resolver}") from None
    except UnicodeDecodeError:
        raise Unresolved(f"what {resolver} answered is no text") from None
    except OSError as error:
        cause = error.reason if isinstance(error, URLError) else error
        raise Unresolved(f"{resolver} cannot be reached: {cause}") from None

"""Sources as BibTeX: one entry is read, checked as a whole and formatted. The one door to pybtex.

What makes an entry sound follows Patashnik, "BibTeXing" (1988), section 3; the biblatex names that
other software exports are taken for their BibTeX equivalents. Citations are author-date, in the
manner of the APA (7th edition).
"""

from evidence_review.bibliography.addresses import bare_doi, secured
from evidence_review.bibliography.entry import parsed
from evidence_review.bibliography.faults import EntryFault
from evidence_review.bibliography.fieldnames import KEPT, PEOPLE, VERBATIM, empty, meant
from evidence_review.bibliography.fields import read_entry
from evidence_review.bibliography.keys import proposed_key
from evidence_review.bibliography.latex import verbatim
from evidence_review.bibliography.markup import unescaped
from evidence_review.bibliography.people import Person, people
from evidence_review.bibliography.printed import unprinted
from evidence_review.bibliography.reference import Reference
from evidence_review.bibliography.written import entry_text, noted_entry, published, readable

__all__ = [
    "KEPT",
    "PEOPLE",
    "VERBATIM",
    "EntryFault",
    "Person",
    "Reference",
    "bare_doi",
    "empty",
    "entry_text",
    "meant",
    "noted_entry",
    "parsed",
    "people",
    "proposed_key",
    "published",
    "read_entry",
    "readable",
    "secured",
    "unescaped",
    "unprinted",
    "verbatim",
]

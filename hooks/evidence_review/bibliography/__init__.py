"""Sources as BibTeX: one entry is read, checked as a whole and formatted. The one door to pybtex.

What makes an entry sound follows Patashnik, "BibTeXing" (1988), section 3; the biblatex names that
other software exports are taken for their BibTeX equivalents. Citations are author-date, in the
manner of the APA (7th edition).
"""

from evidence_review.bibliography.entry import EntryFault
from evidence_review.bibliography.fields import read_entry
from evidence_review.bibliography.people import Person
from evidence_review.bibliography.reference import Reference
from evidence_review.bibliography.written import noted_entry, published

__all__ = ["EntryFault", "Person", "Reference", "noted_entry", "published", "read_entry"]

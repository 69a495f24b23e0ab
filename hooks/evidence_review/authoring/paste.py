"""A pasted reference, in whatever form, made the entry of a new source."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Final

from evidence_review.authoring import csl, nbib
from evidence_review.authoring.doi import Unresolved
from evidence_review.authoring.drafts import Draft, Unreadable
from evidence_review.bibliography import (
    KEPT,
    EntryFault,
    Reference,
    bare_doi,
    empty,
    entry_text,
    meant,
    parsed,
    people,
    proposed_key,
    read_entry,
    readable,
    secured,
    unprinted,
    verbatim,
)
from evidence_review.bibliography.pasted import A_DOI, BIBTEX, CSL, NBIB, PLAIN, RIS, form_of
from evidence_review.records.text import BLANK, FORBIDDEN

_UNREAD: Final = "paste BibTeX, RIS, CSL-JSON, PubMed's nbib or a DOI"


@dataclass(frozen=True)
class Paste:
    """What was pasted, as it was read, and the entry that is made of it."""

    key: str
    bibtex: str
    reference: Reference | None
    faults: tuple[EntryFault, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def doi(self) -> str | None:
        """The DOI, though nothing else may be known."""
        entry = parsed(self.bibtex)
        return bare_doi(entry.values.get("doi", "")) if entry else None

    @property
    def unprinted(self) -> dict[str, str]:
        """The fields that the printed reference does not show."""
        return unprinted(self.bibtex, self.key)


def pasted(
    text: str, key: str | None, taken: Container[str], resolve: Callable[[str], str]
) -> Paste:
    """``text`` as an entry with ``key``, or with a key by our convention that is not ``taken``.

    ``resolve`` gives the record of a DOI, or raises ``Unresolved``. ``Unreadable`` where the text
    is in no form that is known.
    """
    notes: list[str] = []
    if hidden := FORBIDDEN.findall(text.replace("\r", "")):
        notes.append(f"taken out: {len(hidden)} characters that nobody sees")
    text = FORBIDDEN.sub("", text)
    draft, bibtex = _drafted(text, notes, resolve)
    return _entry(bibtex, draft.left_out if draft else (), key, taken, notes)


def _drafted(
    text: str, notes: list[str], resolve: Callable[[str], str]
) -> tuple[Draft | None, str]:
    """The entry in ``text``, and the draft that it was made from where it was no BibTeX."""
    form = form_of(text)
    if form == BIBTEX:
        return None, text
    if form in {A_DOI, PLAIN} and (doi := bare_doi(text)):
        return _from_doi(doi, notes, resolve)
    draft = _draft(form, text)
    notes.append(f"read as {form}")
    return draft, draft.bibtex


def _draft(form: str, text: str) -> Draft:
    if form == RIS:
        from evidence_review.authoring import ris  # rispy is wanted by nobody else

        return ris.draft(text)
    if form == NBIB:
        return nbib.draft(text)
    if form == CSL:
        return csl.draft(text)
    raise Unreadable(f"this is {form or 'nothing that is known'}; {_UNREAD}")


def _from_doi(
    doi: str, notes: list[str], resolve: Callable[[str], str]
) -> tuple[Draft | None, str]:
    try:
        record = resolve(doi)
        if form_of(record) not in {BIBTEX, CSL}:
            raise Unresolved("what came back is no record of a publication")
    except Unresolved as error:
        notes.append(f"the DOI was not resolved: {error}; only the DOI is written")
        return None, entry_text("misc", "", {"title": BLANK, "author": BLANK, "doi": doi})
    notes.append(f"the record of DOI {doi} was fetched")
    return _drafted(record, notes, resolve)


def _entry(
    bibtex: str, left_out: tuple[str, ...], key: str | None, taken: Container[str],
    notes: list[str],
) -> Paste:  # fmt: skip
    entry = parsed(bibtex)
    if entry is None:
        faults = read_entry(bibtex, key or "")[1]
        return Paste(key or "", bibtex, None, faults, tuple(notes))
    fields = _mended(readable(entry, None), notes)
    for name in entry.undefined:
        notes.append(f"'{fields[name]}' is a macro that is not here; write what it stands for")
        fields[name] = f"{BLANK} {fields[name]}"
    if _outside(bibtex):
        notes.append("left out: what stands outside the entry")
    kept = {n: v for n, v in fields.items() if n in KEPT or meant(n)}
    left_out = (*left_out, *entry.passed_over, *sorted(set(fields) - set(kept)))
    if not key:
        draft = read_entry(entry_text(entry.kind, "k", _answered(kept)), "k")[0]
        key = proposed_key(draft, taken) if draft and draft.title != BLANK else _doi_key(fields)
    if entry.head.key and entry.head.key != key:
        notes.append(f"the entry came with the key '{entry.head.key}'")
    text = entry_text(entry.kind, key, kept)
    reference, faults = read_entry(text, key)
    return Paste(key, text, reference, faults, tuple(notes), tuple(dict.fromkeys(left_out)))


def _answered(fields: dict[str, str]) -> dict[str, str]:
    """``fields`` with doubtful authors as they should be written; a key is made of these."""
    author = people(fields.get("author", ""), "author").instead
    return {**fields, "author": author} if author else fields


def _outside(bibtex: str) -> bool:
    faults = read_entry(bibtex, "")[1]
    return any(fault.rule == "bibtex-one-entry" for fault in faults)


def _doi_key(fields: dict[str, str]) -> str:
    end = "".join(c for c in fields.get("doi", "").partition("/")[2].lower() if c.isalnum())
    return f"doi{end}"[:60] if end.isascii() and end else ""


def _mended(fields: dict[str, str], notes: list[str]) -> dict[str, str]:
    """``fields`` with a bare DOI and an https address, where what was meant is certain."""
    mended = dict(fields)
    for name, mend in (("doi", bare_doi), ("url", secured)):
        written = verbatim(fields.get(name, ""))
        right = mend(written)
        if right and right != written:
            mended[name] = right
            notes.append(f"{name} = {fields[name]} is now {right}")
    for name in empty(fields):
        notes.append(f"{name} = {mended.pop(name)} says nothing and is left out")
    return mended

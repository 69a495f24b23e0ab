"""The commands that write new records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import click

from evidence_review.authoring import scaffold
from evidence_review.authoring.doi import RESOLVER, resolved
from evidence_review.authoring.drafts import Unreadable
from evidence_review.authoring.ids import mint
from evidence_review.authoring.paste import Paste, pasted
from evidence_review.authoring.shown import shown
from evidence_review.bibliography import Reference, read_entry
from evidence_review.bibliography.pasted import pasted_doi
from evidence_review.clock import build_date
from evidence_review.commands import options
from evidence_review.reading.load import Loaded
from evidence_review.records.text import BLANK, FORBIDDEN
from evidence_review.records.vocabulary import Vocabulary

_NO_KEY: Final = (
    "give a KEY that begins with a letter, such as clair2020being, or --from with a reference"
)


@click.group()
def new() -> None:
    """Write a commented template for a new record."""


@new.command("finding")
@click.argument("claim", required=False, default="")
@options.folder
def new_finding(claim: str, folder: Path) -> None:
    """Write a new finding with a minted id, named after the words of CLAIM."""
    vocabulary, taken = _known(folder)
    finding_id = mint(taken)
    name = scaffold.slug(claim) if claim else f"finding-{finding_id}"
    text = scaffold.finding(finding_id, build_date(), vocabulary, _quoted(claim))
    _write(folder / "findings" / f"{name}.yml", text)


@new.command("gap")
@click.argument("question", required=False, default="")
@options.folder
def new_gap(question: str, folder: Path) -> None:
    """Write a new gap with a minted id, named after the words of QUESTION."""
    vocabulary, taken = _known(folder)
    gap_id = mint(taken)
    name = scaffold.slug(question, "gap") if question else f"gap-{gap_id}"
    text = scaffold.gap(gap_id, build_date(), vocabulary, _quoted(question))
    _write(folder / "gaps" / f"{name}.yml", text)


@new.command("source")
@click.argument("key", required=False)
@click.option(
    "--from", "given", type=click.File(encoding="utf-8"),
    help="A file, or - to paste: BibTeX, RIS, CSL-JSON, PubMed's nbib or a DOI.",
)  # fmt: skip
@click.option("--bibtex", type=click.File(encoding="utf-8"), help="The same as --from.")
@click.option("--resolver", default=RESOLVER, show_default=True, help="Where DOIs are looked up.")
@options.folder
def new_source(
    key: str | None, given: IO[str] | None, bibtex: IO[str] | None, resolver: str, folder: Path
) -> None:
    """Write a new source named KEY, or by family name, year and first long word of the title.

    KEY may be a DOI: its record is fetched.
    """
    loaded, review = options.opened(folder)
    text = _pasted(given or bibtex)
    if key and (doi := pasted_doi(key)):
        text, key = doi, None
    name = scaffold.source_key(key) if key else None
    if name is not None and not name[:1].isalpha():
        raise click.UsageError(_NO_KEY)
    if not text.strip():
        if not name or given or bibtex:
            raise click.UsageError(_NO_KEY)
        _write_source(folder, name, "", review.vocabulary)
        return
    taken = {source.key for source in review.sources} | review.unread_sources
    try:
        paste = pasted(text, name, taken, lambda doi: resolved(doi, resolver))
    except Unreadable as error:
        raise click.UsageError(f"{error}; or give a KEY that begins with a letter") from None
    if not paste.key[:1].isalpha():
        raise click.UsageError(_NO_KEY)
    _ask_about_copies(paste, loaded)
    _write_source(folder, paste.key, paste.bibtex, review.vocabulary)
    for line in shown(paste):
        click.echo(line)


@click.command("id")
@options.folder
def new_id(folder: Path) -> None:
    """Mint an id that no finding and no gap has, or ever had."""
    _, taken = _known(folder)
    click.echo(mint(taken))


COMMANDS = (new, new_id)


def _known(folder: Path) -> tuple[Vocabulary, frozenset[str]]:
    loaded, review = options.opened(folder)
    return review.vocabulary, loaded.taken


def _pasted(file: IO[str] | None) -> str:
    try:
        return file.read().removeprefix("\ufeff") if file else ""
    except UnicodeDecodeError:
        raise click.ClickException("the text is not UTF-8; save it as UTF-8") from None


def _ask_about_copies(paste: Paste, loaded: Loaded) -> None:
    """Stop where the DOI is here already; say so where a title and year are."""
    doi, work = paste.doi, _work(paste.reference)
    for path, reference in _entries(loaded):
        if doi and (reference.doi or "").lower() == doi.lower():
            message = f"{path} has the DOI {doi} already; nothing was written"
            raise click.ClickException(message)
        if work and _work(reference) == work:
            message = f"{path} has the same title and year; is it the same publication?"
            click.echo(f"warning: {message}", err=True)


def _entries(loaded: Loaded) -> Iterator[tuple[str, Reference]]:
    """What every source describes, those with blanks too."""
    for path, document in loaded.documents.items():
        text = document.data.get("bibtex") if isinstance(document.data, dict) else None
        if path.startswith("sources/") and isinstance(text, str):
            reference, _ = read_entry(text, Path(path).stem)
            if reference:
                yield path, reference


def _work(reference: Reference | None) -> tuple[str, str | None] | None:
    """What two records of one publication agree in, however their titles are typed."""
    words = re.findall(r"\w+", reference.title.lower()) if reference else []
    return (" ".join(words), reference.year) if reference and words else None


def _write_source(folder: Path, key: str, bibtex: str, vocabulary: Vocabulary) -> None:
    text = scaffold.source(key, bibtex, build_date(), vocabulary)
    _write(folder / "sources" / f"{key}.yml", text)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already; nothing was written") from None
    click.echo(f"wrote {file}; fill in every {BLANK}, then run: evidence check")


def _quoted(words: str) -> str:
    """What was typed, as YAML may hold it; a blank where nothing was."""
    if not words:
        return BLANK
    seen = FORBIDDEN.sub("", " ".join(words.split()))
    escaped = seen.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

"""The commands that write new records."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from evidence_review.authoring import scaffold
from evidence_review.authoring.ids import mint
from evidence_review.clock import build_date
from evidence_review.commands import options
from evidence_review.records.text import BLANK, FORBIDDEN
from evidence_review.records.vocabulary import Vocabulary


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
@click.option("--bibtex", type=click.File(encoding="utf-8"), help="A BibTeX file, or - to paste.")
@options.folder
def new_source(key: str | None, bibtex: IO[str] | None, folder: Path) -> None:
    """Write a new source named KEY, or named by the key of the BibTeX entry."""
    vocabulary, _ = _known(folder)
    pasted = _pasted(bibtex) if bibtex else ""
    name = scaffold.source_key(key or scaffold.pasted_key(pasted) or "")
    if not name[:1].isalpha():
        message = "give a KEY that begins with a letter, such as clair2020being"
        raise click.UsageError(f"{message}, or --bibtex with an entry")
    entry = scaffold.rekeyed(pasted, name)
    _write(
        folder / "sources" / f"{name}.yml",
        scaffold.source(name, entry, build_date(), vocabulary),
    )


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


def _pasted(bibtex: IO[str]) -> str:
    try:
        return bibtex.read().removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise click.ClickException("the BibTeX is not UTF-8; save it as UTF-8") from None


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

"""The command ``evidence``: checking records and writing new ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import click

from evidence_review import lifecycle_commands, scaffold
from evidence_review.check import examine
from evidence_review.clock import NoDay, build_date
from evidence_review.ids import mint
from evidence_review.load import load
from evidence_review.problems import FORMATS, as_text
from evidence_review.review import Review
from evidence_review.text import BLANK, FORBIDDEN
from evidence_review.verify_command import verify
from evidence_review.vocabulary import Vocabulary

FOLDER = click.Path(path_type=Path)


@click.group()
def main() -> None:
    """Check the records of an evidence review, write new ones, and change what was published."""
    try:
        build_date()
    except NoDay as error:
        raise click.ClickException(str(error)) from None


for command in (*lifecycle_commands.COMMANDS, verify):
    main.add_command(command)


@main.command()
@click.argument("folder", type=FOLDER, default="evidence")
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="text",
    help="text for people, github to annotate a pull request, json for programs.",
)  # fmt: skip
@click.option(
    "--base", metavar="REF", default=None,
    help="A branch, tag or commit: what was published there must still stand.",
)  # fmt: skip
def check(folder: Path, form: str, base: str | None) -> None:
    """Print every problem of FOLDER at once; exit 1 if any of them is an error."""
    examined = examine(folder, base=base)
    if examined.problems or form == "json":
        click.echo(FORMATS[form](examined.problems))
    if form == "text":
        click.echo(_closing(examined.review, len(examined.problems)), err=True)
    sys.exit(1 if examined.errors else 0)


@main.group()
def new() -> None:
    """Write a commented template for a new record."""


@new.command("finding")
@click.argument("claim", required=False, default="")
@click.option("--folder", type=FOLDER, default="evidence", help="The evidence folder.")
def new_finding(claim: str, folder: Path) -> None:
    """Write a new finding with a minted id, named after the words of CLAIM."""
    vocabulary, taken = _known(folder)
    finding_id = mint(taken)
    name = scaffold.slug(claim) if claim else f"finding-{finding_id}"
    text = scaffold.finding(finding_id, build_date(), vocabulary)
    if claim:
        text = text.replace(f"claim: {BLANK}", f"claim: {_quoted(claim)}", 1)
    _write(folder / "findings" / f"{name}.yml", text)


@new.command("gap")
@click.argument("question", required=False, default="")
@click.option("--folder", type=FOLDER, default="evidence", help="The evidence folder.")
def new_gap(question: str, folder: Path) -> None:
    """Write a new gap with a minted id, named after the words of QUESTION."""
    vocabulary, taken = _known(folder)
    gap_id = mint(taken)
    name = scaffold.slug(question, "gap") if question else f"gap-{gap_id}"
    text = scaffold.gap(gap_id, build_date(), vocabulary)
    if question:
        text = text.replace(f"question: {BLANK}", f"question: {_quoted(question)}", 1)
    _write(folder / "gaps" / f"{name}.yml", text)


@new.command("source")
@click.argument("key", required=False)
@click.option("--bibtex", type=click.File(encoding="utf-8"), help="A BibTeX file, or - to paste.")
@click.option("--folder", type=FOLDER, default="evidence", help="The evidence folder.")
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


@main.command("id")
@click.option("--folder", type=FOLDER, default="evidence", help="The evidence folder.")
def new_id(folder: Path) -> None:
    """Mint an id that no finding and no gap has, or ever had."""
    _, taken = _known(folder)
    click.echo(mint(taken))


def _known(folder: Path) -> tuple[Vocabulary, frozenset[str]]:
    loaded = load(folder)
    if loaded.review is None:
        raise click.ClickException(as_text(loaded.problems))
    return loaded.review.vocabulary, loaded.taken


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


def _quoted(claim: str) -> str:
    seen = FORBIDDEN.sub("", " ".join(claim.split()))
    escaped = seen.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _closing(review: Review | None, problems: int) -> str:
    found = {0: "no problems", 1: "1 problem"}.get(problems, f"{problems} problems")
    if review is None:
        return f"{found}; nothing could be read"
    return f"{len(review.findings)} findings, {len(review.sources)} sources: {found}"

"""The command ``evidence``: checking records and writing new ones."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from evidence_review.check import examine
from evidence_review.clock import NoDay, build_date
from evidence_review.commands import lifecycle, new, verify
from evidence_review.commands.options import FOLDER
from evidence_review.problems import FORMATS
from evidence_review.review import Review


@click.group()
def main() -> None:
    """Check the records of an evidence review, write new ones, and change what was published."""
    try:
        build_date()
    except NoDay as error:
        raise click.ClickException(str(error)) from None


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
@click.option(
    "--docs", type=click.Path(path_type=Path, exists=True, file_okay=False), default=None,
    help="The folder of hand-written pages; otherwise docs beside FOLDER, if that is there.",
)  # fmt: skip
def check(folder: Path, form: str, base: str | None, docs: Path | None) -> None:
    """Print every problem of FOLDER, and of the pages beside it, at once.

    Exit 1 if any of them is an error.
    """
    examined = examine(folder, base=base, docs=docs)
    if examined.problems or form == "json":
        click.echo(FORMATS[form](examined.problems))
    if form == "text":
        click.echo(_closing(examined.review, len(examined.problems)), err=True)
    sys.exit(1 if examined.errors else 0)


def _closing(review: Review | None, problems: int) -> str:
    found = {0: "no problems", 1: "1 problem"}.get(problems, f"{problems} problems")
    if review is None:
        return f"{found}; nothing could be read"
    return f"{len(review.findings)} findings, {len(review.sources)} sources: {found}"


for command in (*lifecycle.COMMANDS, *new.COMMANDS, *verify.COMMANDS):
    main.add_command(command)

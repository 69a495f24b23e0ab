"""The commands that change what was published: ``evidence revise``, ``withdraw`` and the like."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click
from pydantic import ValidationError

from evidence_review.clock import build_date
from evidence_review.commands import options
from evidence_review.earlier.published import read_published
from evidence_review.earlier.revision import NoRevision
from evidence_review.history import rejudging, retraction
from evidence_review.history.lifecycle import Lifecycle
from evidence_review.history.plans import Plan, Refused
from evidence_review.problems import as_text
from evidence_review.reading.yaml import read
from evidence_review.records.finding import Status
from evidence_review.records.source import Retraction


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--change", required=True, help="What changes and why, in a sentence.")
@options.base
@options.folder
def revise(finding: str, change: str, folder: Path, base: str | None) -> None:
    """Open a new version of the finding ID, before or after you edit it.

    What was published is taken from git and frozen. The sentence goes into the history. Until the
    change is published, all of it is one version: run again, the command adds its sentence to it.
    """
    _carry_out(folder, _lifecycle(folder, base).revise(finding, change))


@click.command()
@click.argument("finding", metavar="ID")
@options.reason
@options.base
@options.folder
def mend(finding: str, reason: str, folder: Path, base: str | None) -> None:
    """List a small mend of the finding ID: spelling, punctuation or a link. It needs no version."""
    _carry_out(folder, _lifecycle(folder, base).mend(finding, reason))


@click.command()
@click.argument("finding", metavar="ID")
@options.reason
@click.option(
    "--see", multiple=True, metavar="ID",
    help="A finding to read instead, or a gap that asks what it could not say. May be repeated.",
)  # fmt: skip
@options.base
@options.folder
def withdraw(
    finding: str, reason: str, see: tuple[str, ...], folder: Path, base: str | None
) -> None:
    """Say that the finding ID no longer stands. Its page stays and says why."""
    see = tuple(dict.fromkeys(see))
    _carry_out(folder, _lifecycle(folder, base).end(finding, Status.WITHDRAWN, reason, see))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--by", required=True, metavar="ID", help="The finding that takes its place.")
@options.reason
@options.base
@options.folder
def supersede(finding: str, by: str, reason: str, folder: Path, base: str | None) -> None:
    """Say that another finding takes the place of the finding ID. Its page stays."""
    _carry_out(folder, _lifecycle(folder, base).end(finding, Status.SUPERSEDED, reason, (by,)))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--into", required=True, metavar="ID", help="The finding that holds its evidence.")
@options.reason
@options.base
@options.folder
def merge(finding: str, into: str, reason: str, folder: Path, base: str | None) -> None:
    """Say that the finding ID is now part of another one. Its page stays."""
    _carry_out(folder, _lifecycle(folder, base).end(finding, Status.MERGED, reason, (into,)))


@click.command()
@click.argument("source", metavar="SOURCE")
@options.reason
@click.option("--date", "day", required=True, help="When it was retracted: year-month-day.")
@click.option("--notice", required=True, metavar="URL", help="The address of the notice.")
@options.base
@options.folder
def retract(
    source: str, reason: str, day: str, notice: str, folder: Path, base: str | None
) -> None:
    """Mark SOURCE, named by its key, as retracted: it counts for nothing from now on.

    Every finding that uses it gets a new version whose history says how its strength moved.
    """
    fields = {"date": day, "reason": reason, "notice": notice}
    try:
        retracted = Retraction.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise click.UsageError(f"--{first['loc'][0]}: {first['msg']}") from None
    lifecycle = _lifecycle(folder, base)
    if retracted.date > lifecycle.today:
        raise click.UsageError(f"--date: {day} is later than today, {lifecycle.today}")
    _carry_out(folder, retraction.retract(lifecycle, source, retracted))


@click.command()
@click.option(
    "--reasons", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file with a sentence for some findings, each after the id of its finding.",
)  # fmt: skip
@click.option(
    "--table", type=click.File("w", encoding="utf-8"), metavar="FILE",
    help="Where to write every verdict that changed, as CSV; - for here.",
)  # fmt: skip
@options.base
@options.folder
def rejudge(file: Path | None, table: TextIO | None, folder: Path, base: str | None) -> None:
    """Open a new version of every finding that is not as it was published.

    For a change that moves many at once, such as a new rule. Each history says what moved, after
    the sentence that the reasons give, if any. Run again, it writes that part of the entry anew.
    """
    reasons = _reasons(file) if file else {}
    rejudged = rejudging.rejudge(_lifecycle(folder, base), reasons)
    if isinstance(rejudged, Refused):
        _carry_out(folder, rejudged)
        return
    _carry_out(folder, rejudged.plan)
    if table:
        table.write(rejudged.table)


COMMANDS = (mend, merge, rejudge, retract, revise, supersede, withdraw)


def _lifecycle(folder: Path, base: str | None) -> Lifecycle:
    _, review = options.opened(folder)
    published = read_published(folder, base)
    if isinstance(published, NoRevision):
        raise click.ClickException(f"{published.message}. Nothing was written")
    return Lifecycle(folder, review, build_date(), published)


def _reasons(file: Path) -> dict[str, str]:
    document, problems = read(file, file.as_posix())
    if problems:
        raise click.ClickException(f"{as_text(problems)}. Nothing was written")
    given = document.data if isinstance(document.data, dict) else {}
    if given is not document.data or not all(isinstance(said, str) for said in given.values()):
        raise click.ClickException(f"{file}: write lines such as 'ID: a sentence'")
    return {finding: " ".join(str(said).split()) for finding, said in given.items()}


def _carry_out(folder: Path, plan: Plan | Refused) -> None:
    if isinstance(plan, Refused):
        raise click.ClickException(f"{plan.why}. Nothing was written")
    plan.carry_out(folder)
    click.echo("\n".join(plan.done))

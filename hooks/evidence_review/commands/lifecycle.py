"""The commands that change what was published: ``evidence revise``, ``withdraw`` and the like."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import ValidationError

from evidence_review.clock import build_date
from evidence_review.commands import options
from evidence_review.history import retraction
from evidence_review.history.lifecycle import Lifecycle, Plan, Refused
from evidence_review.records.finding import Status
from evidence_review.records.source import Retraction


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--change", required=True, help="What changes and why, in a sentence.")
@options.folder
def revise(finding: str, change: str, folder: Path) -> None:
    """Open a new version of the finding ID. Run this before you edit it.

    The latest version is frozen as it stands in the file, so the file must still say what was
    published. The sentence goes into the history; then edit the file.
    """
    _carry_out(folder, _lifecycle(folder).revise(finding, change))


@click.command()
@click.argument("finding", metavar="ID")
@options.reason
@options.folder
def withdraw(finding: str, reason: str, folder: Path) -> None:
    """Say that the finding ID no longer stands. Its page stays and says why."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.WITHDRAWN, reason))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--by", required=True, metavar="ID", help="The finding that takes its place.")
@options.reason
@options.folder
def supersede(finding: str, by: str, reason: str, folder: Path) -> None:
    """Say that another finding takes the place of the finding ID. Its page stays."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.SUPERSEDED, reason, (by,)))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--into", required=True, metavar="ID", help="The finding that holds its evidence.")
@options.reason
@options.folder
def merge(finding: str, into: str, reason: str, folder: Path) -> None:
    """Say that the finding ID is now part of another one. Its page stays."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.MERGED, reason, (into,)))


@click.command()
@click.argument("source", metavar="SOURCE")
@options.reason
@click.option("--date", "day", required=True, help="When it was retracted: year-month-day.")
@click.option("--notice", required=True, metavar="URL", help="The address of the notice.")
@options.folder
def retract(source: str, reason: str, day: str, notice: str, folder: Path) -> None:
    """Mark SOURCE, named by its key, as retracted: it counts for nothing from now on.

    Every finding that uses it gets a new version whose history says how its strength moved.
    """
    fields = {"date": day, "reason": reason, "notice": notice}
    try:
        retracted = Retraction.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise click.UsageError(f"--{first['loc'][0]}: {first['msg']}") from None
    lifecycle = _lifecycle(folder)
    if retracted.date > lifecycle.today:
        raise click.UsageError(f"--date: {day} is later than today, {lifecycle.today}")
    _carry_out(folder, retraction.retract(lifecycle, source, retracted))


COMMANDS = (merge, retract, revise, supersede, withdraw)


def _lifecycle(folder: Path) -> Lifecycle:
    _, review = options.opened(folder)
    return Lifecycle(folder, review, build_date())


def _carry_out(folder: Path, plan: Plan | Refused) -> None:
    if isinstance(plan, Refused):
        raise click.ClickException(f"{plan.why}. Nothing was written")
    plan.carry_out(folder)
    click.echo("\n".join(plan.done))

"""The commands that change what was published: ``evidence revise``, ``withdraw`` and the like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from evidence_review import retraction
from evidence_review.clock import build_date
from evidence_review.lifecycle import Lifecycle, Plan, Refused
from evidence_review.load import load
from evidence_review.model import Retraction, Status
from evidence_review.problems import as_text

F = TypeVar("F", bound=Callable[..., Any])


def _folder(function: F) -> F:
    kind = click.Path(path_type=Path)
    option = click.option("--folder", type=kind, default="evidence", help="The evidence folder.")
    return option(function)


def _reason(function: F) -> F:
    return click.option("--reason", required=True, help="Why, in a sentence.")(function)


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--change", required=True, help="What changes and why, in a sentence.")
@_folder
def revise(finding: str, change: str, folder: Path) -> None:
    """Open a new version of the finding ID. Run this before you edit it.

    The latest version is frozen as it stands in the file, so the file must still say what was
    published. The sentence goes into the history; then edit the file.
    """
    _carry_out(folder, _lifecycle(folder).revise(finding, change))


@click.command()
@click.argument("finding", metavar="ID")
@_reason
@_folder
def withdraw(finding: str, reason: str, folder: Path) -> None:
    """Say that the finding ID no longer stands. Its page stays and says why."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.WITHDRAWN, reason))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--by", required=True, metavar="ID", help="The finding that takes its place.")
@_reason
@_folder
def supersede(finding: str, by: str, reason: str, folder: Path) -> None:
    """Say that another finding takes the place of the finding ID. Its page stays."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.SUPERSEDED, reason, (by,)))


@click.command()
@click.argument("finding", metavar="ID")
@click.option("--into", required=True, metavar="ID", help="The finding that holds its evidence.")
@_reason
@_folder
def merge(finding: str, into: str, reason: str, folder: Path) -> None:
    """Say that the finding ID is now part of another one. Its page stays."""
    _carry_out(folder, _lifecycle(folder).end(finding, Status.MERGED, reason, (into,)))


@click.command()
@click.argument("source", metavar="SOURCE")
@_reason
@click.option("--date", "day", required=True, help="When it was retracted: year-month-day.")
@click.option("--notice", required=True, metavar="URL", help="The address of the notice.")
@_folder
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
    loaded = load(folder)
    if loaded.review is None:
        raise click.ClickException(as_text(loaded.problems))
    return Lifecycle(folder, loaded.review, build_date())


def _carry_out(folder: Path, plan: Plan | Refused) -> None:
    if isinstance(plan, Refused):
        raise click.ClickException(f"{plan.why}. Nothing was written")
    plan.carry_out(folder)
    click.echo("\n".join(plan.done))

"""What several commands take, and how they open the evidence folder."""

from __future__ import annotations

from pathlib import Path

import click

from evidence_review.authoring.files import clean
from evidence_review.problems import as_text
from evidence_review.reading.load import Loaded, load
from evidence_review.review import Review

FOLDER = click.Path(path_type=Path)

folder = click.option("--folder", type=FOLDER, default="evidence", help="The evidence folder.")
reason = click.option("--reason", required=True, help="Why, in a sentence.")

base = click.option(
    "--base", metavar="REF", default=None,
    help="Where git holds what was published; by default where this state parted from main.",
)  # fmt: skip


def opened(evidence: Path) -> tuple[Loaded, Review]:
    """What the folder holds. ``ClickException`` with every problem where nothing can be read."""
    clean(evidence)
    loaded = load(evidence)
    if loaded.review is None:
        raise click.ClickException(as_text(loaded.problems))
    return loaded, loaded.review

"""The command ``evidence verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from evidence_review.authoring.files import replace_text
from evidence_review.clock import build_date
from evidence_review.commands import options
from evidence_review.quotations import copies, matching
from evidence_review.reading.load import Loaded
from evidence_review.records.evidence import Quote


@click.command()
@click.option(
    "--texts", "texts", type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True, help="A folder of copies, each named after its source: KEY.txt, .html or .pdf.",
)  # fmt: skip
@options.folder
def verify(texts: Path, folder: Path) -> None:
    """Match every quote against the text of its source, and write what was found.

    A source whose every quote is found gets a file under verification/. Where one quote is not
    found nothing is written for its source: its line and the nearest passage are named, and the
    command ends with 1.
    """
    loaded, _ = options.opened(folder)
    passed = [_verify(loaded, folder, key, files) for key, files in copies.find(texts).items()]
    sys.exit(0 if all(passed) else 1)


COMMANDS = (verify,)


def _verify(loaded: Loaded, folder: Path, key: str, files: list[Path]) -> bool:
    names, quoted = ", ".join(file.name for file in files), list(_quoted(loaded, key))
    if not quoted:
        click.echo(f"{names}: no finding quotes a source '{key}'; passed over", err=True)
        return True
    if len(files) > 1:
        click.echo(f"{names}: two copies of one source; keep the one that was read", err=True)
        return False
    assert loaded.review is not None
    source = loaded.review.source_by_key.get(key)
    if source is None:
        why = f"the source '{key}' has problems of its own, or no file; run: evidence check"
        click.echo(f"{names}: {why}", err=True)
        return False
    (file,) = files
    try:
        text = copies.read(file)
    except copies.NoText as error:
        click.echo(f"{file.name}: {error}", err=True)
        return False
    quotes = [quote for quote, _ in quoted]
    found, missing = matching.verify(key, text, source.read, quotes, build_date())
    places = {id(quote): place for quote, place in quoted}
    for lost in missing:
        place = places[id(lost.quote)]
        click.echo(f"{place}: not in {file.name}; nearest: {lost.nearest}", err=True)
    click.echo(f"{key}: {len(found.quotes)} quotes found, {len(missing)} not found")
    if not missing:
        replace_text(folder, found.path, matching.written(found))
    return not missing


def _quoted(loaded: Loaded, key: str) -> Iterator[tuple[Quote, str]]:
    """Every quote from a source, and its place as ``path:line:column``."""
    assert loaded.review is not None
    for finding in loaded.review.findings:
        document = loaded.documents[finding.path]
        for number, item in enumerate(finding.evidence):
            for which, quote in enumerate(item.quotes if item.source == key else ()):
                line, column = document.place(("evidence", number, "quotes", which, "text"))
                yield quote, f"{document.path}:{line}:{column}"

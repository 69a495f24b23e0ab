"""A page at every address that something had before it was renamed, which leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.pages.templating import standalone
from evidence_review.review import Review
from evidence_review.site import File, Site, sector_uri, source_uri, theme_uri

ROOT = "../../"


@dataclass(frozen=True)
class Redirect:
    """From one folder below the root of the site to another, which has ``title``."""

    old: str
    new: str
    title: str


def redirects(review: Review) -> Iterator[Redirect]:
    """Every former name of a source, a sector or a theme."""
    for source in review.sources:
        for old in source.formerly:
            title = review.references[source.key].title
            yield Redirect(source_uri(old), source_uri(source.key), title)
    for sector in review.vocabulary.sectors:
        for old in sector.formerly:
            yield Redirect(sector_uri(old), sector_uri(sector.id), sector.name)
    for theme in review.vocabulary.themes:
        for old in theme.formerly:
            yield Redirect(theme_uri(old), theme_uri(theme.id), theme.name)


def files(review: Review, site: Site, downloads: tuple[File, ...]) -> Iterator[File]:
    """The page of every redirect, and beside it the downloads that lie beside the new page."""
    for redirect in redirects(review):
        given = {
            "redirect": redirect, "site": site, "root": ROOT, "uri": site.absolute(redirect.new)
        }  # fmt: skip
        yield File(f"{redirect.old}index.html", standalone("redirect.html", given).encode())
        for file in downloads:
            if file.uri.startswith(redirect.new):
                yield File(redirect.old + file.uri.removeprefix(redirect.new), file.content)

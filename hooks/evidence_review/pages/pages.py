"""The generated pages, and the parts of hand-written pages that are made from the records.

Templates are autoescaped, and a name that is not there is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited
from evidence_review.pages.parts import FRAGMENTS, template
from evidence_review.pages.templating import environment
from evidence_review.pages.views.cards import OVERDUE, RETRACTED, Views, verified
from evidence_review.pages.views.finding import finding_view
from evidence_review.pages.views.gap import gap_view
from evidence_review.pages.views.overview import Overview
from evidence_review.pages.views.source import source_view
from evidence_review.pages.views.topics import sector_view, theme_view
from evidence_review.phrases import counted, figure, sentence
from evidence_review.reading.folder import VOCABULARY
from evidence_review.records import prose
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.records.terms import Sector, Theme
from evidence_review.review import Review, titled
from evidence_review.site import Page, Site, finding_uri, gap_uri, sector_uri, source_uri, theme_uri

ROOT = "../../"

# The kinds of page that have a head of their own, below what every page has there.
HEADS = ("finding", "source")


class Pages:
    """Makes the pages of one review for one site."""

    def __init__(self, review: Review, site: Site, cited: Mapping[str, Cited]) -> None:
        self.review = review
        self.site = site
        self.cited = cited
        self.views = Views(review, ROOT, site.built)
        self.env = environment()
        labels = {"overdue": OVERDUE, "retracted": RETRACTED}
        self.env.globals.update(site=site, words=review.vocabulary, labels=labels)
        self.env.filters["counted"] = counted
        self.env.filters["figure"] = figure
        self.env.filters["sentence"] = sentence
        self.env.filters["verified"] = verified
        self.env.filters["day"] = lambda day: f"{day.day} {day:%B %Y}"

    def all(self) -> Iterator[Page]:
        """Every generated page."""
        yield from map(self.finding, self.review.findings)
        yield from map(self.source, self.review.sources)
        yield from map(self.sector, self.review.vocabulary.sectors)
        yield from map(self.theme, self.review.vocabulary.themes)
        yield from map(self.gap, self.review.gaps)

    def finding(self, finding: Finding) -> Page:
        """The page of one finding."""
        cited = self.cited[finding.id]
        view = finding_view(self.views, finding)
        return self._page(
            "finding", finding_uri(finding.id), titled(finding.claim, view.card.caution),
            titled(prose.plain(finding.summary), view.card.caution),
            finding.path, finding.history[-1].date,
            view=view, cited=cited, citation=on_page.html(cited),
            meta=on_page.meta(cited), coins=on_page.coins(cited),
            json_ld=_json_ld(on_page.json_ld(cited)),
        )  # fmt: skip

    def source(self, source: Source) -> Page:
        """The page of one source."""
        view = source_view(self.views, source)
        return self._page(
            "source", source_uri(source.key), titled(view.reference.title, view.caution),
            titled(
                f"{view.card.cited_as}: how it was made and which findings rest on it.",
                view.caution,
            ),
            source.path, max(seen.on for seen in source.provenance), view=view,
        )  # fmt: skip

    def sector(self, sector: Sector) -> Page:
        """The page of one sector."""
        view = sector_view(self.views, sector)
        return self._page(
            "sector", sector_uri(sector.id), sector.name, sector.definition, VOCABULARY,
            self.review.changed(sector=sector.id), view=view,
        )  # fmt: skip

    def theme(self, theme: Theme) -> Page:
        """The page of one theme."""
        view = theme_view(self.views, theme)
        return self._page(
            "theme", theme_uri(theme.id), theme.name, theme.definition, VOCABULARY,
            self.review.changed(theme=theme.id), view=view,
        )  # fmt: skip

    def gap(self, gap: Gap) -> Page:
        """The page of one gap."""
        view = gap_view(self.views, gap)
        return self._page(
            "gap", gap_uri(gap.id), gap.question, prose.plain(gap.why_it_matters), gap.path,
            gap.reviewed, view=view,
        )  # fmt: skip

    def _page(
        self, kind: str, uri: str, title: str, description: str, record: str, modified: date,
        **context: object,
    ) -> Page:  # fmt: skip
        given = {"root": ROOT, "uri": uri, "title": title, **context}
        return Page(
            kind=kind,
            uri=uri,
            title=title,
            description=description,
            head=self._render(f"{kind}.head.html", given).rstrip("\n") if kind in HEADS else "",
            body=self._render(f"{kind}.html", given),
            edit_url=self.site.edit_url + record if self.site.edit_url else "",
            modified=modified,
        )

    def fragment(self, name: str, root: str) -> Markup:
        """The part ``name`` of a hand-written page. ``KeyError`` if there is no such part."""
        overview = Overview(self.review, root, self.site.built)
        context = FRAGMENTS[name](overview)
        return Markup(self._render(template(name), {"root": root, **context}))

    def _render(self, template: str, context: Mapping[str, object]) -> str:
        return self.env.get_template(template).render(context)


def _json_ld(data: Mapping[str, object]) -> Markup:
    # "</script>" and "<!--" would end or change the script element: no "<" is left in it.
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

"""The generated pages, and the parts of hand-written pages that are made from the records.

The only module that knows Jinja. Templates are autoescaped, and a name that is not there is an
error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evidence_review import citations, markdown
from evidence_review.citations import Cited
from evidence_review.gap import Gap
from evidence_review.model import Finding, Source
from evidence_review.reference import fields_of, rules
from evidence_review.review import Caution, Review
from evidence_review.site import Page, Site, finding_uri, gap_uri, sector_uri, source_uri, theme_uri
from evidence_review.strength import SOURCE_STEPS, TOGETHER_STEPS
from evidence_review.views.cards import Views, counted, moved, sentence
from evidence_review.views.disagreements import disagreements
from evidence_review.views.evidence_map import map_view
from evidence_review.views.figures import figures
from evidence_review.views.finding import finding_view
from evidence_review.views.gap import gap_view
from evidence_review.views.overview import Overview
from evidence_review.views.source import source_view
from evidence_review.views.topics import sector_view, theme_view
from evidence_review.views.worked_example import worked_example
from evidence_review.vocabulary import Sector, Theme

TEMPLATES = Path(__file__).parent / "templates"
ROOT = "../../"


class Pages:
    """Makes the pages of one review for one site."""

    def __init__(self, review: Review, site: Site) -> None:
        self.review = review
        self.site = site
        self.views = Views(review, ROOT, site.built)
        self.overview = Overview(review, ROOT, site.built)
        self.env = _environment()
        self.env.globals.update(site=site, words=review.vocabulary)
        self.env.filters["counted"] = counted
        self.env.filters["moved"] = moved
        self.env.filters["sentence"] = sentence
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
        cited = cite(self.review, self.site, finding)
        view = finding_view(self.views, finding)
        return self._page(
            "finding", finding_uri(finding.id), titled(finding.claim, view.card.caution),
            titled(markdown.plain(finding.summary), view.card.caution),
            finding.path, finding.history[-1].date,
            view=view, cited=cited, citation=citations.html(cited),
            meta=citations.meta(cited), coins=citations.coins(cited),
            json_ld=_json_ld(citations.json_ld(cited)),
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
            "sector", sector_uri(sector.id), sector.name, sector.definition, "vocabulary.yml",
            self.overview.glance().newest, view=view,
        )  # fmt: skip

    def theme(self, theme: Theme) -> Page:
        """The page of one theme."""
        view = theme_view(self.views, theme)
        return self._page(
            "theme", theme_uri(theme.id), theme.name, theme.definition, "vocabulary.yml",
            self.overview.glance().newest, view=view,
        )  # fmt: skip

    def gap(self, gap: Gap) -> Page:
        """The page of one gap."""
        view = gap_view(self.views, gap)
        return self._page(
            "gap", gap_uri(gap.id), gap.question, markdown.plain(gap.why_it_matters), gap.path,
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
            head=self._render(f"{kind}.head.html", given),
            body=self._render(f"{kind}.html", given),
            edit_url=self.site.edit_url + record if self.site.edit_url else "",
            modified=modified,
        )

    def fragment(self, name: str, root: str) -> Markup:
        """The part ``name`` of a hand-written page. ``KeyError`` if there is no such part."""
        overview = Overview(self.review, root, self.site.built)
        context = FRAGMENTS[name](overview)
        return Markup(self._render(f"parts/{name}.html", {"root": root, **context}))

    def _render(self, template: str, context: Mapping[str, object]) -> str:
        return self.env.get_template(template).render(context)


def standalone(template: str, context: Mapping[str, object]) -> str:
    """A whole page that needs nothing but ``context``: no theme, no words of a review."""
    return _environment().get_template(template).render(context)


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


Fragment = Callable[[Overview], Mapping[str, object]]

FRAGMENTS: dict[str, Fragment] = {
    "glance": lambda o: {"glance": o.glance()},
    "search-box": lambda o: {"glance": o.glance()},
    "search": lambda o: {},
    "gaps": lambda o: {"gaps": o.gaps()},
    "sectors-in-brief": lambda o: {"sectors": o.core_sectors()},
    "sectors": lambda o: {"sectors": o.sectors()},
    "themes": lambda o: {"questions": o.themes()},
    "map": lambda o: {"map": map_view(o.views)},
    "latest": lambda o: {"latest": o.latest()},
    "findings": lambda o: {"levels": o.by_strength(), "findings": o.findings()},
    "sources": lambda o: {"sources": o.sources()},
    "disagreements": lambda o: {"disagreements": disagreements(o.views)},
    "evidence-in-figures": lambda o: {"figures": figures(o.review)},
    "levels": lambda o: {},
    "degrees": lambda o: {},
    "worked-example": lambda o: {"example": worked_example(o.review, o.views)},
    "strength-rule": lambda o: {
        "starts": o.starts(),
        "source_steps": tuple(SOURCE_STEPS.values()),
        "together_steps": tuple(TOGETHER_STEPS.values()),
    },
    "finding-fields": lambda o: {"models": fields_of(Finding)},
    "source-fields": lambda o: {"models": fields_of(Source)},
    "gap-fields": lambda o: {"models": fields_of(Gap)},
    "rules": lambda o: {"rules": rules()},
    "vocabulary": lambda o: {},
}


def cite(review: Review, site: Site, finding: Finding) -> Cited:
    """How the page of ``finding`` is cited."""
    judgement = review.judgement(finding)
    words = review.vocabulary
    change = finding.history[-1]
    caution = review.caution(finding)
    return Cited(
        id=finding.id,
        title=finding.claim,
        url=site.absolute(finding_uri(finding.id)),
        publisher=site.publisher,
        date=change.date,
        version=finding.version,
        abstract=markdown.plain(finding.summary),
        strength=words.strengths.term(judgement.strength).name,
        agreement=words.agreements.term(judgement.agreement).name,
        notice=caution.notice if caution else None,
        licence=site.licence,
        keywords=(
            *(words.sectors.term(name).name for name in finding.sectors),
            *(words.themes.term(name).name for name in finding.themes),
        ),
        language=site.language,
    )


def titled(words: str, caution: Caution | None) -> str:
    """``words`` with what a reader must know first."""
    return f"{caution.label}: {words}" if caution else words


def _json_ld(data: Mapping[str, object]) -> Markup:
    # "</script>" and "<!--" would end or change the script element: no "<" is left in it.
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

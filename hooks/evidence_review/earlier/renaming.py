"""An earlier state under the names of today: a new name alone is no change of substance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence_review.records.finding import Finding
from evidence_review.records.source import Source
from evidence_review.records.terms import Sector, Theme
from evidence_review.review import Review


def renamed(before: Review, after: Review) -> Review:
    """``before``, with every source, sector and theme called what ``after`` calls it."""
    keys = {old: source.key for source in after.sources for old in source.formerly}
    sectors, themes = _ids(after.vocabulary.sectors), _ids(after.vocabulary.themes)
    if not (keys or sectors or themes):
        return before
    return replace(
        before,
        findings=tuple(_finding(each, keys, sectors, themes) for each in before.findings),
        sources=tuple(_source(each, keys) for each in before.sources),
        references={keys.get(key, key): each for key, each in before.references.items()},
    )


def _ids(terms: Iterable[Sector | Theme]) -> Mapping[str, str]:
    return {old: term.id for term in terms for old in term.formerly}


def _finding(
    finding: Finding, keys: Mapping[str, str], sectors: Mapping[str, str], themes: Mapping[str, str]
) -> Finding:
    evidence = tuple(
        item.model_copy(update={"source": keys.get(item.source, item.source)})
        for item in finding.evidence
    )
    names = {
        "sectors": tuple(sectors.get(name, name) for name in finding.sectors),
        "themes": tuple(themes.get(name, name) for name in finding.themes),
    }
    return finding.model_copy(update={"evidence": evidence, **names})


def _source(source: Source, keys: Mapping[str, str]) -> Source:
    data_set = keys.get(source.data_set, source.data_set)
    return source.model_copy(update={"key": keys.get(source.key, source.key), "data_set": data_set})

"""The citations of format 1 of the archive, which held what a citation says and not its text.

They stand beside published pages and never change, so they are written here once more, apart from
how findings are cited today.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup

from evidence_review.history import escapes
from evidence_review.history.wording import day
from evidence_review.records.frozen import FrozenVersion1
from evidence_review.site import Site, finding_uri, version_uri

_REPORT = "Evidence review"
_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()  # noqa: SIM905


class _Cited:
    """What the citation of a version says, each value on one line."""

    def __init__(self, version: FrozenVersion1, site: Site) -> None:
        was, ended = version.cited, version.ended
        newer = f"Version {ended.version} took its place on {day(ended.date)}: {ended.change}"
        self.notice = f"{was.notice.rstrip('.')}. {newer}" if was.notice else newer
        self.id, self.version, self.date = version.id, version.version, version.date
        self.title = escapes.line(was.title)
        self.number = f"Finding {version.id}, version {version.version}"
        self.url = escapes.address(site.absolute(version_uri(version.id, version.version)))
        self.publisher = escapes.line(site.publisher)
        self.language, self.licence = site.language, escapes.line(site.licence)
        self.keywords = [escapes.line(keyword) for keyword in was.keywords]
        self.abstract = escapes.line(f"{self.notice} {was.abstract}")
        self.note = escapes.line(
            f"Strength of evidence: {was.strength}. Agreement: {was.agreement}. {self.notice}"
        )


def on_page(version: FrozenVersion1, site: Site) -> Mapping[str, object]:
    """What the template of format 1 says of citing the version."""
    c = _Cited(version, site)
    link = Markup('<a href="{0}" rel="noopener">{0}</a>').format(c.url)
    citation = Markup("{} ({}). <em>{}</em> {}. {} {}").format(
        c.publisher,
        c.date.year,
        escapes.sentence(c.title),
        c.number,
        escapes.sentence(c.notice),
        link if c.url.startswith("https://") else c.url,
    )
    return {"citation": citation, "meta": _meta(c), "coins": _coins(c)}


def downloads(version: FrozenVersion1, site: Site) -> Iterator[tuple[str, str]]:
    """The name and text of every download of the version."""
    c = _Cited(version, site)
    data = {
        "url": site.absolute(version_uri(version.id, version.version)),
        "version": version.version,
        "latest": site.absolute(finding_uri(version.id)),
        "ended": version.ended.model_dump(mode="json"),
        **version.data,
        "citation": (
            f"{c.publisher} ({c.date.year}). {escapes.sentence(c.title)} {c.number}."
            f" {escapes.sentence(c.notice)} {c.url}"
        ),
        "licence": site.licence,
    }
    yield "finding.json", _json(data)
    yield "finding.yml", version.record
    yield "cite.bib", _bibtex(c)
    yield "cite.ris", _ris(c)
    yield "cite.json", _json([_csl(c)])


def _bibtex(c: _Cited) -> str:
    fields = {
        "author": f"{{{escapes.latex(c.publisher)}}}",
        "title": _title(c.title),
        "institution": escapes.latex(c.publisher),
        "type": _REPORT,
        "number": c.number,
        "year": f"{c.date.year:04}",
        "url": c.url,
        "language": escapes.latex(c.language),
        "keywords": escapes.latex(", ".join(c.keywords)),
        "note": escapes.latex(c.note),
        "abstract": escapes.latex(c.abstract),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.append(f"  month = {_MONTHS[c.date.month - 1]},")
    return "\n".join([f"@techreport{{finding-{c.id}-v{c.version},", *lines, "}", ""])


def _title(value: str) -> str:
    """A title in LaTeX whose capitals stand in braces, but for the first letter."""
    first, *others = escapes.line(value).split(" ")
    held_by = [(first, first[1:]), *((word, word) for word in others)]
    return " ".join(
        f"{{{escapes.latex(word)}}}" if any(map(str.isupper, held)) else escapes.latex(word)
        for word, held in held_by
    )


def _ris(c: _Cited) -> str:
    lines = [
        ("TY", "RPRT"),
        ("TI", c.title),
        ("AU", f"{c.publisher},"),
        ("PY", f"{c.date.year:04}"),
        ("DA", f"{c.date:%Y/%m/%d}"),
        ("PB", c.publisher),
        ("SN", c.number),
        ("M3", _REPORT),
        ("LA", c.language),
        *(("KW", keyword) for keyword in c.keywords),
        ("N1", c.note),
        ("AB", c.abstract),
        ("UR", c.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {escapes.line(value)}\r\n" for tag, value in lines)


def _csl(c: _Cited) -> dict[str, object]:
    return {
        "id": f"finding-{c.id}-v{c.version}",
        "type": "report",
        "title": c.title,
        "author": [{"literal": c.publisher}],
        "issued": {"date-parts": [[c.date.year, c.date.month, c.date.day]]},
        "publisher": c.publisher,
        "genre": _REPORT,
        "number": c.number,
        "version": str(c.version),
        "URL": c.url,
        "language": c.language,
        "keyword": ", ".join(c.keywords),
        "note": c.note,
        "abstract": c.abstract,
    }


def _meta(c: _Cited) -> list[tuple[str, str]]:
    return [
        ("citation_title", c.title),
        ("citation_author", f"{c.publisher},"),
        ("citation_publication_date", f"{c.date:%Y/%m/%d}"),
        ("citation_technical_report_institution", c.publisher),
        ("citation_technical_report_number", c.number),
        ("citation_abstract", c.abstract),
        ("citation_language", c.language),
        ("citation_public_url", c.url),
        *(("citation_keywords", keyword) for keyword in c.keywords),
        ("DC.title", c.title),
        ("DC.creator", f"{c.publisher},"),
        ("DC.publisher", c.publisher),
        ("DC.date", c.date.isoformat()),
        ("DC.type", _REPORT),
        ("DC.identifier", c.url),
        ("DC.language", c.language),
        ("DC.rights", c.licence),
        ("DC.description", c.abstract),
    ]


def _coins(c: _Cited) -> str:
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", c.title),
        ("rft.aucorp", c.publisher),
        ("rft.pub", c.publisher),
        ("rft.date", c.date.isoformat()),
        ("rft.language", c.language),
        ("rft.description", c.abstract),
        ("rft_id", c.url),
    ]
    return urlencode(pairs, quote_via=quote)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

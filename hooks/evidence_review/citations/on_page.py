"""How a finding is cited on its page: for readers, and in the tags that software looks for."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from markupsafe import Markup

from evidence_review.citations import words
from evidence_review.citations.cited import Cited


def text(c: Cited) -> str:
    """The citation as plain text on one line."""
    notice = f" {words.sentence(c.notice)}" if c.notice else ""
    who = f"{words.line(c.publisher)} ({c.year})."
    return f"{who} {words.sentence(c.title)} {words.line(c.number)}.{notice} {words.address(c.url)}"


def html(c: Cited) -> Markup:
    """The citation as escaped HTML, the claim in ``<em>`` and the address as a link."""
    address = words.address(c.url)
    link = Markup('<a href="{0}" rel="noopener">{0}</a>').format(address)
    return Markup("{} ({}). <em>{}</em> {}.{} {}").format(
        words.line(c.publisher),
        c.year,
        words.sentence(c.title),
        words.line(c.number),
        f" {words.sentence(c.notice)}" if c.notice else "",
        link if address.startswith("https://") else address,
    )


def meta(c: Cited) -> tuple[tuple[str, str], ...]:
    """Names and contents of ``<meta>`` tags, unescaped, in order; a name may be repeated.

    Sources: Google Scholar, "Inclusion Guidelines for Webmasters"; Dublin Core, DCMI Metadata
    Terms. The corporate author ends in a comma, or Zotero splits it into first and last name.
    """
    author = f"{c.publisher},"
    pairs = [
        ("citation_title", c.title),
        ("citation_author", author),
        ("citation_publication_date", f"{c.date:%Y/%m/%d}"),
        ("citation_technical_report_institution", c.publisher),
        ("citation_technical_report_number", c.number),
        ("citation_abstract", c.full_abstract),
        ("citation_language", c.language),
        ("citation_public_url", words.address(c.url)),
        *(("citation_keywords", keyword) for keyword in c.keywords),
        ("DC.title", c.title),
        ("DC.creator", author),
        ("DC.publisher", c.publisher),
        ("DC.date", c.date.isoformat()),
        ("DC.type", words.REPORT_TYPE),
        ("DC.identifier", words.address(c.url)),
        ("DC.language", c.language),
        ("DC.rights", c.licence),
        ("DC.description", c.full_abstract),
    ]
    return tuple((name, words.line(content)) for name, content in pairs)


def coins(c: Cited) -> str:
    """The value, unescaped, of the ``title`` attribute of ``<span class="Z3988">``.

    Source: "OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML" (2005), with the
    book format of Z39.88-2004, which knows reports.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", words.line(c.title)),
        ("rft.aucorp", words.line(c.publisher)),
        ("rft.pub", words.line(c.publisher)),
        ("rft.date", c.date.isoformat()),
        ("rft.language", c.language),
        ("rft.description", words.line(c.full_abstract)),
        ("rft_id", words.address(c.url)),
    ]
    return urlencode(pairs, quote_via=quote)


def json_ld(c: Cited) -> dict[str, object]:
    """A schema.org ``Report``. Whoever writes it into a page escapes ``<``, ``>`` and ``&``."""
    organisation = {"@type": "Organization", "name": words.line(c.publisher)}
    licence = words.line(c.licence)
    named = {"@type": "CreativeWork", "name": licence}
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": words.address(c.url),
        "url": words.address(c.url),
        "identifier": words.line(c.id),
        "name": words.line(c.title),
        "reportNumber": words.line(c.number),
        "version": c.version,
        "datePublished": c.date.isoformat(),
        "author": organisation,
        "publisher": organisation,
        "license": licence if licence.startswith("https://") else named,
        "inLanguage": c.language,
        "abstract": words.line(c.full_abstract),
        "keywords": [words.line(keyword) for keyword in c.keywords],
    }
    return {**described, "creativeWorkStatus": words.line(c.notice)} if c.notice else described

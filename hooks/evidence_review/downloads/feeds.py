"""Feeds of what changed: Atom (RFC 4287) and JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from evidence_review.records.finding import Change, Finding
from evidence_review.review import Review
from evidence_review.site import File, Site, finding_uri

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST = 100
"""How many changes a feed holds."""


@dataclass(frozen=True)
class Item:
    """One change to one finding."""

    finding: Finding
    change: Change
    title: str
    address: str

    @property
    def id(self) -> str:
        """The address of this version, which no other change has."""
        return f"{self.address}#version-{self.change.version}"

    @property
    def moment(self) -> str:
        """The day of the change as RFC 3339 has it."""
        return moment(self.change.date)


def moment(day: date) -> str:
    """The start of ``day``, UTC, in RFC 3339."""
    return f"{day.isoformat()}T00:00:00Z"


def files(review: Review, site: Site) -> Iterator[File]:
    """The feeds, newest change first."""
    items = changes(review, site)
    yield File("feed.xml", atom(items, site))
    yield File("feed.json", json_feed(items, site))


def changes(review: Review, site: Site) -> list[Item]:
    """The newest changes to findings, newest first, at most :data:`MOST`."""
    found = [
        Item(finding, change, _title(review, finding), site.absolute(finding_uri(finding.id)))
        for finding in review.findings
        for change in finding.history
    ]
    found.sort(key=lambda item: (item.change.date, item.change.version, item.title), reverse=True)
    return found[:MOST]


def atom(items: list[Item], site: Site) -> bytes:
    """The feed as Atom."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", site.url)
    _add(feed, "title", site.name)
    _add(feed, "updated", items[0].moment if items else moment(site.built))
    _add(_add(feed, "author"), "name", site.publisher)
    _add(feed, "link", href=site.absolute("feed.xml"), rel="self", type="application/atom+xml")
    _add(feed, "link", href=site.url, rel="alternate", type="text/html")
    _add(feed, "rights", site.licence)
    for item in items:
        entry = _add(feed, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", item.moment)
        _add(entry, "link", href=item.address, rel="alternate", type="text/html")
        _add(entry, "summary", _words(item))
    ET.indent(feed)
    text: str = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def json_feed(items: list[Item], site: Site) -> bytes:
    """The feed as JSON Feed."""
    feed = {
        "version": JSON_FEED,
        "title": site.name,
        "home_page_url": site.url,
        "feed_url": site.absolute("feed.json"),
        "language": site.language,
        "authors": [{"name": site.publisher}],
        "items": [
            {
                "id": item.id,
                "url": item.address,
                "title": item.title,
                "content_text": _words(item),
                "date_modified": item.moment,
            }
            for item in items
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _title(review: Review, finding: Finding) -> str:
    caution = review.caution(finding)
    return f"{caution.label}: {finding.claim}" if caution else finding.claim


def _words(item: Item) -> str:
    return f"Version {item.change.version}: {item.change.change}"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child

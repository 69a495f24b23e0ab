"""The Markdown of records: a small part of CommonMark, in which markup comes out as text.

Raw HTML, images, headings, tables and code are not enabled, so nothing that a record says can
become an element that this module does not make itself. Nor are character references: ``&#x202e;``
shows as it was typed, and can hide or reorder nothing. A link's title, which few readers ever see
and in which CommonMark resolves references all the same, is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from evidence_review.records.text import Address, FindingId

_PARSER = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(
    ["emphasis", "link", "list", "escape", "newline"]
)
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_ID: TypeAdapter[str] = TypeAdapter(FindingId)
_ELEMENT = re.compile(r"</?[A-Za-z!?][^<>]*>")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(")
_LINK = re.compile(r"\]\(<?([^\s<>)]*)>?\)?")
_SENTENCE = re.compile(r".*?[.?!]+[\"”’)]*(?=\s|$)|.+$")


@dataclass(frozen=True)
class ProseFault:
    """What is wrong with a text, and the words of it that are."""

    message: str
    words: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: its words without marks, and the finding ids that it links to."""

    words: str
    ids: tuple[str, ...]


def render(text: str, finding_url: Callable[[str], str]) -> Markup:
    """HTML of ``text``. A link to an id goes where ``finding_url`` says; others open as they are.

    A link that is neither https nor an id loses its address and stays as text.
    """
    tokens = _PARSER.parse(text)
    for token in _links(tokens):
        target = str(token.attrs.get("href", ""))
        token.attrs.pop("title", None)
        if _fits(_ID, target):
            token.attrs["href"] = finding_url(target)
        elif _fits(_ADDRESS, target):
            token.attrs["rel"] = "noopener"
        else:
            token.attrs.clear()
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}))


@cache
def plain(text: str) -> str:
    """The words of ``text`` on one line, without marks: for titles, meta tags and exports."""
    words = [
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for block in _PARSER.parse(text)
        for token in [*(block.children or []), Token("softbreak", "", 0)]
    ]
    return " ".join("".join(words).split())


def sentences(text: str) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of ``text``, one tuple a paragraph or list item."""
    for block in _PARSER.parse(text):
        if block.type == "inline":
            words, links = _with_places(block)
            yield tuple(
                Sentence(found[0].strip(), tuple(i for at, i in links if found.start() <= at < end))
                for found in _SENTENCE.finditer(words)
                for end in [found.end()]
            )


def _with_places(block: Token) -> tuple[str, list[tuple[int, str]]]:
    """The words of ``block`` on one line, and where in them each link to a finding begins."""
    words, links = "", []
    for token in block.children or ():
        target = str(token.attrs.get("href", ""))
        if token.type == "link_open" and _fits(_ID, target):
            links.append((len(words), target))
        words += " " if token.type in ("softbreak", "hardbreak") else token.content
    return words, links


def prose_faults(text: str, ids: Set[str]) -> Iterator[ProseFault]:
    """What is wrong with ``text``: HTML, images, links with titles or that lead nowhere."""
    if found := _ELEMENT.search(text):
        message = f"HTML is shown as text; take '{found[0][:40]}' out, or write it in words"
        yield ProseFault(message, found[0])
    if found := _IMAGE.search(text):
        yield ProseFault("an image; records hold words only", found[0])
    for token in _links(_PARSER.parse(text)):
        target = str(token.attrs.get("href", ""))
        if title := token.attrs.get("title"):
            message = f"the link to '{target}' has a title, which is not shown; take out '{title}'"
            yield ProseFault(message, _typed(target, text))
        if _fits(_ID, target):
            if target not in ids:
                message = f"the link goes to '{target}', and there is no such finding"
                yield ProseFault(message, target)
        elif not _fits(_ADDRESS, target):
            message = f"the link goes to '{target}'; link to an https address or to a finding's id"
            yield ProseFault(message, _typed(target, text))


def _typed(target: str, text: str) -> str:
    """The address of a link as it stands in ``text``, where some of its signs may be typed out."""
    for as_typed in (target, unquote(target)):
        if as_typed and as_typed in text:
            return as_typed
    links = (found for found in _LINK.finditer(text) if bool(found[1]) == bool(target))
    return next((found[0] for found in links if target.startswith(html.unescape(found[1]))), "](")


def _links(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or () if child.type == "link_open")


def _fits(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True

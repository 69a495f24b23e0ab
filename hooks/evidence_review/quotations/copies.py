"""The text of a source, from a local copy: plain text, a web page or a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from evidence_review.records.text import FORBIDDEN

# What a web page holds besides its words.
_NOT_WORDS = ("script", "style", "template", "noscript")

# Elements after which a line ends, so that the last word of one is not joined to the next.
_BREAKS = (
    *("p", "div", "br", "li", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("blockquote", "figcaption", "section", "article", "header", "footer", "title", "pre"),
)


class NoText(Exception):
    """A file whose text cannot be read; the message says why."""


@dataclass(frozen=True)
class SourceText:
    """The words of a source on one line, the SHA-256 of the file, and where its pages begin.

    ``pages`` holds the place in ``words`` of the first character of each page; empty for a text
    that has none.
    """

    words: str
    sha256: str
    pages: tuple[int, ...] = ()

    def page(self, place: int) -> int | None:
        """The number of the page, from 1, that holds the character at ``place``."""
        return sum(start <= place for start in self.pages) or None


def _visible(page: str) -> str:
    return " ".join(FORBIDDEN.sub(" ", page.replace("\u00ad", "")).split())


def read(file: Path) -> SourceText:
    """The text of ``file``, by its suffix. ``NoText`` where it cannot be had.

    Soft hyphens, at which a word may be broken, are left out. White space is made single spaces.
    So are the other characters that no record may hold, since they hide or reorder text: a selector
    must be able to say what stands before and after a quote.
    """
    if not file.is_file():
        raise NoText("it is not a file")
    raw, suffix = file.read_bytes(), file.suffix.lower()
    pages = [_visible(page) for page in READERS[suffix](raw)]
    starts, words = [], ""
    for page in pages:
        words = f"{words} {page}" if words else page
        starts.append(len(words) - len(page))
    if not words:
        raise NoText("there are no words in it; a scan has to be read by a machine first")
    places = tuple(starts) if suffix == ".pdf" else ()
    return SourceText(words, hashlib.sha256(raw).hexdigest(), places)


def find(folder: Path) -> dict[str, list[Path]]:
    """The copies in ``folder``, by the key of the source that names them. There should be one."""
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in READERS:
            found.setdefault(file.stem, []).append(file)
    return found


def _plain(raw: bytes) -> list[str]:
    try:
        return [raw.decode("utf-8")]
    except UnicodeDecodeError as error:
        raise NoText(f"it is not UTF-8 at byte {error.start}") from error


def _web(raw: bytes) -> list[str]:
    from bs4 import BeautifulSoup  # here, since it is slow and only `evidence verify` needs it

    page = BeautifulSoup(raw, "html.parser")
    for element in page(_NOT_WORDS):
        element.decompose()
    for element in page(_BREAKS):
        element.append("\n")
    return [page.get_text()]


def _pdf(raw: bytes) -> list[str]:
    from pypdf import PdfReader  # here, since it is slow and only `evidence verify` needs it
    from pypdf.errors import PyPdfError

    try:
        return [page.extract_text() for page in PdfReader(BytesIO(raw)).pages]
    except PyPdfError as error:
        raise NoText(f"it cannot be read as a PDF: {error}") from error


READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".txt": _plain,
    ".html": _web,
    ".htm": _web,
    ".pdf": _pdf,
}

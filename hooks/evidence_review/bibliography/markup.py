"""HTML that exporters leave in BibTeX: entities and tags, turned into LaTeX."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Final

_ENTITY = re.compile(r"(?:\\&|\{\\&\}|&)(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_TAG = re.compile(
    r"<(/?)(?:jats:)?(i|em|italic|b|strong|bold|sub|sup|u|sc|scp|span|p|br|title|font)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LATEX: Final = {"&": r"\&", "%": r"\%", "#": r"\#", "{": r"\{", "}": r"\}", "$": r"\$"}
_RAISED: Final = {"sub": r"\textsubscript{", "sup": r"\textsuperscript{"}
MATHML = re.compile(r"</?(?:mml:)?math[\s>]")


def unmarked(raw: str) -> str:
    """``raw`` with its entities as characters and its tags as LaTeX, or taken out."""
    if "&" not in raw and "<" not in raw:
        return raw
    text = _ENTITY.sub(_character, _ENTITY.sub(_character, raw))
    return _TAG.sub(_tag, text) if _balanced(text) else text


def unescaped(text: str) -> str:
    """``text`` with its entities as the characters they stand for; its tags stay."""
    return _ENTITY.sub(lambda found: unescape(f"&{found[1]};"), text)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] == "#":
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        character = chr(number) if 0 < number < 0x110000 else found[0]
    else:
        character = html5.get(f"{name};", found[0])
    return _LATEX.get(character, character.replace("\u00a0", "~"))


def _balanced(text: str) -> bool:
    """Whether every raised or lowered figure that opens is closed too."""
    tags = [(found[1], found[2].lower()) for found in _TAG.finditer(text)]
    return all(tags.count(("", name)) == tags.count(("/", name)) for name in _RAISED)


def _tag(found: re.Match[str]) -> str:
    name = found[2].lower()
    if name in _RAISED:
        return "}" if found[1] else _RAISED[name]
    return " " if name in {"br", "p"} else ""

"""Escapes of published files, apart from those of today: what was published never changes."""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import quote

# Characters that hide or reorder text, as they were known when the first version was frozen.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\uffff\U000e0000-\U000e007f]"
)
_LATEX: Final = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%#_$"},
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=,)(?=,)")


def line(value: str) -> str:
    """The value on one line, without hidden characters."""
    return " ".join(_HIDDEN.sub(" ", value).split())


def sentence(value: str) -> str:
    """The value on one line that ends in a mark of its own or in a full stop."""
    words = line(value)
    return words if words.endswith((".", "?", "!")) else f"{words}."


def address(url: str) -> str:
    """The address with every character percent-encoded that could end a value or a tag."""
    return quote(line(url), safe=":/?#[]@!$&()*+,;=%-._~")


def latex(value: str) -> str:
    """The value on one line, every character that LaTeX would take for its own escaped."""
    return _LIGATURE.sub("{}", line(value).translate(_LATEX))


def in_json(value: str) -> str:
    """The value on one line, as it stands between the quotation marks of JSON."""
    return json.dumps(line(value), ensure_ascii=False)[1:-1]

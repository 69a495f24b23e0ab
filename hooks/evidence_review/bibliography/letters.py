r"""LaTeX's letters: accents in all their spellings, and letters that have a name.

``\'e``, ``\' e``, ``\'{e}``, ``{\'e}``, ``{\'\i}``, ``\'{\i}`` and ``\'{\^e}`` are one letter each.
Source: Lamport, "LaTeX: A Document Preparation System" (1994), section 3.2.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The combining character that each accent stands for.
_ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_NAMED: Final = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "i": "ı", "j": "ȷ",
}  # fmt: skip
_BASE = r"[^\W\d_][\u0300-\u036f]*"


def _accent(number: int) -> str:
    return (
        rf"\\(?P<accent{number}>['`^\"~=.]|[uvHcdbkr](?=\s*\{{|\s+[^\W\d_]))\s*"
        rf"(?:\{{\s*(?P<braced{number}>{_BASE})\s*\}}|(?P<bare{number}>{_BASE}))"
    )


# An accent that fills its braces takes them along, unless they are those of a command.
_ACCENTED = re.compile(rf"\{{\s*{_accent(1)}\s*\}}|{_accent(2)}")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*$")
_WORD = "|".join(_NAMED)
_LETTER = re.compile(rf"\{{\s*\\({_WORD})\s*\}}|\\({_WORD})(?![A-Za-z])(?:\{{\}}|\s+(?=[^\W\d_]))?")
_UNDOTTED: Final = {"ı": "i", "ȷ": "j"}
# Vietnamese and the transcription of Sanskrit put two accents on a letter; nobody puts more.
_AT_MOST: Final = 3


def lettered(raw: str) -> str:
    """``raw`` with every accent and every named letter as the character that it stands for."""
    if "\\" not in raw:
        return raw
    text = _LETTER.sub(lambda found: _NAMED[found[1] or found[2]], raw)
    for _ in range(_AT_MOST):
        text = _ACCENTED.sub(_composed, text)
    return text


def _composed(found: re.Match[str]) -> str:
    accent = found["accent1"] or found["accent2"]
    base = found["braced1"] or found["bare1"] or found["braced2"] or found["bare2"]
    letter = unicodedata.normalize("NFC", _UNDOTTED.get(base, base) + _ACCENTS[accent])
    before = found.string[max(0, found.start() - 20) : found.start()]
    return f"{{{letter}}}" if found["accent1"] and _COMMAND.search(before) else letter

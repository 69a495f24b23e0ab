"""From the LaTeX of an entry's values to plain text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pybtex.richtext import Text
from pybtex.scanner import PybtexSyntaxError
from pybtex.textutils import normalize_whitespace

from evidence_review.bibliography.letters import lettered
from evidence_review.bibliography.markup import MATHML, unmarked
from evidence_review.bibliography.maths import formulas

# What pybtex's decoder leaves as it is, or takes for markup. Characters that mean something to it
# travel as noncharacters, which no record may hold.
_SYMBOLS: Final = {
    "{": "\ufffa",
    "}": "\ufffb",
    "$": "\ufffc",
    ",": " ",
    "/": "",
    "euro": "€",
    "slash": "/",
    "textasciicircum": "^",
    "textasciitilde": "\ufffe",
    "textbackslash": "\ufffd",
    "textbar": "|",
    "textbraceleft": "\ufffa",
    "textbraceright": "\ufffb",
    "textellipsis": "…",
    "texteuro": "€",
    "textgreater": ">",
    "textless": "<",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "guillemotleft": "«",
    "guillemotright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "textendash": "–",
    "textemdash": "—",
    "textdegree": "°",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textnumero": "№",
    "textmu": "µ",
    "textbullet": "•",
    "textperiodcentered": "·",
    "textasteriskcentered": "*",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "copyright": "©",
    "textsterling": "£",
    "pounds": "£",
    "textyen": "¥",
    "textcent": "¢",
    "textsection": "§",
    "textparagraph": "¶",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textunderscore": "_",
    "dots": "…",
    "ldots": "…",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "texttimes": "×",
    "textpm": "±",
    "dag": "†",
    "ddag": "‡",
}
_SYMBOL = re.compile(
    r"\\(?:([{}$,/])|("
    + "|".join(word for word in _SYMBOLS if word.isalpha())
    + r")(?![A-Za-z])(?:\{\}|\s+)?)"
)
_RESTORED = str.maketrans("\ufffa\ufffb\ufffc\ufffd\ufffe\uffff\u00a0", "{}$\\~% ")
_TEXT_STYLE = re.compile(
    r"\\(?:(?:emph|text(?:it|bf|sc|rm|sf|tt|up|sl|md|normal)|mbox|url|nolinkurl|enquote|underline"
    r"|uppercase|NoCaseChange|MakeUppercase)\s*(?=\{)"
    r"|(?:em|it|bf|sc|rm|sf|tt|sl|itshape|bfseries|upshape|protect|relax|/|-|@)(?![A-Za-z])\s*)"
)
_SINGLE_QUOTED = re.compile(r"(?<![^\s(\[])`(?=\{?\w)([^`\n]*?\w[.,;:!?}]*)'(?![\w'{])")
_VERBATIM_SIGNS: Final = {
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textasciitilde": "~"
}  # fmt: skip
_VERBATIM_SIGN = re.compile(rf"\\({'|'.join(_VERBATIM_SIGNS)})(?![A-Za-z])(?:\{{\}}|\s+)?")
BARE_PERCENT = re.compile(r"(?<!\\)%")
_MARKUP = re.compile(r"[\\{}~%`$&<\u00a0]|--|''|,,")
_MACRO = re.compile(r"\\(?:[A-Za-z]+|.)")


@cache
def decoded(raw: str) -> tuple[str, tuple[str, ...]]:
    """Plain text, and what is left in it because nobody knows it: macros, formulas, MathML."""
    if not _MARKUP.search(raw):
        return raw, ()
    marked = tuple(MATHML.findall(raw))
    text, strange = formulas(lettered(unmarked(raw)))
    text = _TEXT_STYLE.sub("", BARE_PERCENT.sub("\uffff", text))
    text = _SINGLE_QUOTED.sub("‘\\1’", text)
    text = _SYMBOL.sub(lambda found: _SYMBOLS[found[1] or found[2]], text)
    try:
        text = normalize_whitespace(str(Text.from_latex(text)))
    except (UnicodeDecodeError, PybtexSyntaxError):  # a last backslash, or \{ closed by }
        return re.sub(r"[{}]", "", raw), (*marked, "\\")
    return text.translate(_RESTORED), (*marked, *strange, *_MACRO.findall(text))


def verbatim(raw: str) -> str:
    """The value of a field that LaTeX does not typeset, freed of what exporters put into it."""
    plain = _VERBATIM_SIGN.sub(lambda found: _VERBATIM_SIGNS[found[1]], raw)
    return re.sub(r"\\([_&%#$~])", r"\1", re.sub(r"\\url\s*(?=\{)|[{}]", "", plain)).strip()

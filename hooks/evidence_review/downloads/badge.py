"""A badge for each finding: a small picture that other sites may show beside a link to it."""

from __future__ import annotations

from markupsafe import escape

# The width of a character and the padding, in pixels, at a font size of 11. Text is given this
# width by `textLength`, so a badge looks the same whatever font there is.
CHARACTER = 6.2
PADDING = 10
HEIGHT = 20

# Ink on white has a contrast of at least 7 to 1 (WCAG 2.2, success criterion 1.4.6).
INK = "#1d1b26"
ALARM = "#8f1d1d"


def badge(label: str, value: str, *, alarm: bool = False) -> bytes:
    """An SVG that reads ``label``, then ``value``; in the colour of alarm where something is up."""
    widths = [round(len(text) * CHARACTER) + 2 * PADDING for text in (label, value)]
    left, right = widths
    whole = left + right
    words = escape(f"{label}: {value}")
    colour = ALARM if alarm else INK
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" role="img"'
        f' aria-label="{words}"><title>{words}</title>'
        f'<rect width="{whole}" height="{HEIGHT}" rx="3" fill="{colour}"/>'
        f'<rect x="{left}" y="1" width="{right - 1}" height="{HEIGHT - 2}" rx="2" fill="#fff"/>'
        f'<g font-family="sans-serif" font-size="11">'
        f"{_text(label, PADDING, left, '#fff')}{_text(value, left + PADDING, right, colour)}"
        f"</g></svg>\n"
    ).encode()


def _text(words: str, x: int, width: int, colour: str) -> str:
    length = width - 2 * PADDING
    return f'<text x="{x}" y="14" fill="{colour}" textLength="{length}">{escape(words)}</text>'

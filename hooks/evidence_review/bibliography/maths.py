"""Simple formulas in titles: what is written between dollar signs, as plain characters."""

from __future__ import annotations

import re
from typing import Final

_UP: Final = dict(
    zip("0123456789+-=()niabcdehlmoprstuvx", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉʰˡᵐᵒᵖʳˢᵗᵘᵛˣ", strict=True)
)
_DOWN: Final = dict(
    zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
_SIGNS: Final = {
    "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "∼", "equiv": "≡", "infty": "∞", "rightarrow": "→", "to": "→",
    "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "circ": "∘", "prime": "′",
    "ldots": "…", "dots": "…", "cdots": "⋯", "div": "÷", "ast": "∗", "star": "⋆", "lt": "<",
    "gt": ">", "in": "∈", "sum": "∑", "ell": "ℓ", "degree": "°", "quad": " ", "dagger": "†",
    "backslash": "\\textbackslash{}", "mid": "|", "langle": "⟨", "rangle": "⟩", "propto": "∝",
}  # fmt: skip
_WORDS: Final = _GREEK | _SIGNS
FORMULA = re.compile(r"(?<!\\)(\$\$?)([^$]+?)(?<!\\)\1")
_STYLE = re.compile(r"\\(?:mathrm|mathbf|mathit|mathsf|mathcal|textrm|textit|text|rm|it|bf)\b\s*")
_RAISED = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\w|\\[A-Za-z]+))")
RAISED_TEXT = re.compile(r"\\text(super|sub)script\s*\{([^{}]*)\}")
_WORD = re.compile(r"(\s?)\\([A-Za-z]+)(?![A-Za-z])(\s*)")
# Signs between two sides: with a space on the left, they have one on the right.
_BETWEEN: Final = frozenset(
    [
     "times", "pm", "leq", "le", "geq", "ge", "neq", "ne", "approx", "sim", "equiv", "rightarrow",
     "to", "leftarrow", "leftrightarrow", "Rightarrow", "div", "lt", "gt", "in", "propto", "mid"
    ]
)  # fmt: skip
_PLAIN = re.compile(r"[^\\{}^_$]*")
_SENTENCE = re.compile(r"(?:^|\s)[a-z]{3,}(?:\s|$)")


def formulas(raw: str) -> tuple[str, tuple[str, ...]]:
    """``raw`` with its simple formulas in plain characters, and the formulas that are not simple.

    What stands between two dollar signs that were meant as money is no simple formula.
    """
    text = RAISED_TEXT.sub(_raised_text, raw)
    text = re.sub(r"\\ensuremath\s*\{([^{}]*)\}|\\\((.+?)\\\)", _delimited, text)
    strange: list[str] = []

    def plain(found: re.Match[str]) -> str:
        simple = _simple(found[2])
        if simple is None:
            strange.append(found[0])
            return re.sub(r"[\\{}]", "", found[0]).replace("$", "\\$")
        return simple

    return FORMULA.sub(plain, text), tuple(strange)


def _delimited(found: re.Match[str]) -> str:
    return f"${found[1] or found[2]}$"


def _raised_text(found: re.Match[str]) -> str:
    """Figures are raised; letters, as in 5th, stay on the line."""
    figures = not any(map(str.isalpha, found[2]))
    return (figures and _script(found[2], _UP if found[1] == "super" else _DOWN)) or found[2]


def _script(text: str, table: dict[str, str]) -> str | None:
    compact = text.replace(" ", "").replace("−", "-")
    return "".join(table[c] for c in compact) if set(compact) <= set(table) else None


def _word(found: re.Match[str]) -> str:
    """The character that a word of LaTeX stands for, or the word where nobody knows it."""
    if found[2] not in _WORDS:
        return found[0]
    after = " " if found[1] and found[3] and found[2] in _BETWEEN else ""
    return f"{found[1]}{_WORDS[found[2]]}{after}"


def _simple(formula: str) -> str | None:
    text = re.sub(r"\\[,;:! ]", " ", formula.replace(r"\%", "%").replace("~", " "))
    if _SENTENCE.search(text):
        return None
    text = _WORD.sub(_word, _STYLE.sub("", text).replace("^\\circ", "°"))
    for found in reversed(list(_RAISED.finditer(text))):
        inside = found[2] if found[2] is not None else found[3]
        put = inside if inside in {"∘", "°", "′", "∗"} else None
        put = put or _script(inside, _UP if found[1] == "^" else _DOWN)
        if put is None:
            return None
        text = text[: found.start()] + put.replace("∘", "°") + text[found.end() :]
    text = re.sub(r"\{([^{}]*)\}", r"\1", text).replace("-", "−")
    return text.replace("%", r"\%") if _PLAIN.fullmatch(text) else None

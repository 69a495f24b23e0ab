"""Templates. The only module that knows Jinja."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def standalone(template: str, context: Mapping[str, object]) -> str:
    """A whole page that needs nothing but ``context``: no theme, no words of a review."""
    return environment().get_template(template).render(context)


def environment() -> Environment:
    """Where templates are looked for, and how strictly they are read."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""The pages of a preview: what is wrong with a record, shown where it stands in its text.

No site that is built has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_review.pages.templating import environment
from evidence_review.phrases import counted
from evidence_review.problems import Problem
from evidence_review.records.text import BLANK
from evidence_review.site import Page

LIST = "problems/"
"""Where the list of all problems lies."""

_BLANK = re.compile(rf"^[^#\n]*\b{BLANK}\b", re.MULTILINE)
_TITLE = re.compile(r"""^(?:claim|question): *(['"]?)(?P<words>[^\n>|].*?)\1 *$""", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """A line of a record. What is wrong with it begins at ``wrong``."""

    number: int
    right: str
    wrong: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Draft:
    """A file that is not fit to be published: its ``text``, and every problem in it.

    ``uri`` is empty where there is no such file, or nothing of it can be shown.
    """

    path: str
    uri: str
    text: str
    problems: tuple[Problem, ...]

    @property
    def title(self) -> str:
        """Its claim or question if that can be read, or else where it lies."""
        found = _TITLE.search(self.text)
        return found["words"] if found and BLANK not in found["words"] else self.path

    @property
    def blanks(self) -> int:
        """How many blanks are still to be filled in."""
        return len(_BLANK.findall(self.text))

    @property
    def size(self) -> str:
        """What is wrong with it, in a few words."""
        if self.blanks:
            return f"Draft with {counted(self.blanks, 'blank')}"
        return counted(len(self.problems), "problem")

    @property
    def lines(self) -> Iterator[Line]:
        """Its text, line by line."""
        texts = self.text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        found: dict[int, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            found[min(problem.line, len(texts))].append(problem)
        for number, text in enumerate(texts, 1):
            at = min((p.column - 1 for p in found[number]), default=len(text))
            yield Line(number, text[:at], text[at:], tuple(found[number]))


def pages(drafts: Sequence[Draft], today: date) -> Iterator[Page]:
    """The list of all drafts, and the page of each."""
    if drafts:
        yield _page("drafts", LIST, "Problems", today, drafts=drafts, root="../", size=size(drafts))
    for draft in drafts:
        if draft.uri:
            yield _page("draft", draft.uri, draft.title, today, draft=draft, root="../../")


def notice(draft: Draft) -> str:
    """What stands above the page of a record that can be shown and has problems all the same."""
    return _rendered("draft.notice.html", draft=draft, root="../../")


def size(drafts: Sequence[Draft]) -> str:
    """How much is wrong, in a few words."""
    problems = counted(sum(len(draft.problems) for draft in drafts), "problem")
    return f"{problems} in {counted(len(drafts), 'file')}"


def _page(kind: str, uri: str, title: str, today: date, **given: object) -> Page:
    return Page(
        kind=kind,
        uri=uri,
        title=title,
        description="",
        head=_rendered("draft.style.html"),
        body=_rendered(f"{kind}.html", **given),
        edit_url="",
        modified=today,
    )


def _rendered(template: str, **given: object) -> str:
    return environment().get_template(template).render(given)

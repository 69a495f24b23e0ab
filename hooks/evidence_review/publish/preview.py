"""A preview: a build that goes on with problems, and shows them where they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path

from evidence_review.pages import drafts
from evidence_review.pages.drafts import Draft
from evidence_review.problems import Problem
from evidence_review.publish.build import Build, read_build
from evidence_review.reading.load import ids_in
from evidence_review.site import Page, Site, finding_uri, gap_uri, source_uri

# As much of a file as is shown.
MOST = 200_000

_KEY = re.compile("[a-z0-9-]+")


@dataclass(frozen=True)
class Preview(Build):
    """A build whose files with problems have a page too."""

    shown: str
    """How problems name the folder."""

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every generated page; those of records with problems say so first."""
        wrong = {draft.path: draft for draft in self.drafts}
        own = {uri: wrong[path] for path, uri in self._published.items() if path in wrong}
        return (
            *(
                replace(page, body=drafts.notice(own[page.uri]) + page.body)
                if page.uri in own
                else page
                for page in super().pages
            ),
            *drafts.pages(self.drafts, self.site.built),
        )

    @cached_property
    def drafts(self) -> tuple[Draft, ...]:
        """Every file with problems, and every finding that waits for a source with problems."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in (*self.problems, *self._waiting()):
            found[problem.path].append(problem)
        taken = set(self._published.values())
        made = []
        for path, problems in sorted(found.items()):
            file = self._file(path)
            uri = next(uri for uri in self._uris(path, file) if uri not in taken) if file else ""
            taken.add(uri)
            made.append(Draft(path, uri, _text(file) if file else "", tuple(problems)))
        return tuple(made)

    @property
    def notice(self) -> str:
        """What every page of the preview says of them; nothing where there are none."""
        return drafts.size(self.drafts) if self.drafts else ""

    @property
    def said(self) -> Iterator[Problem]:
        """The problems; one that many places share is said once, and in how many more it is."""
        alike: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in self.problems:
            alike[problem.rule, problem.message].append(problem)
        for first, *others in alike.values():
            more = f"; the same in {len(others)} other places" if others else ""
            yield replace(first, message=first.message + more)

    def finding_uri(self, finding_id: str) -> str | None:
        """Where the page of a finding lies, or would lie if it were fit to be shown."""
        uri = finding_uri(finding_id)
        drafted = uri in {draft.uri for draft in self.drafts}
        return uri if drafted or self.review is None else super().finding_uri(finding_id)

    @cached_property
    def _published(self) -> Mapping[str, str]:
        """Where the page of every record lies that has one, by the path of its file."""
        if self.review is None:
            return {}
        found = {f.path: finding_uri(f.id) for f in self.review.findings}
        found |= {source.path: source_uri(source.key) for source in self.review.sources}
        found |= {gap.path: gap_uri(gap.id) for gap in self.review.gaps}
        return {f"{self.shown}/{path}": uri for path, uri in found.items()}

    def _file(self, path: str) -> Path | None:
        """The file that problems name ``path``, if it can be shown."""
        if not path.startswith(f"{self.shown}/"):
            return None
        file = self.folder / path.removeprefix(f"{self.shown}/")
        return file if file.is_file() and not file.is_symlink() else None

    def _uris(self, path: str, file: Path) -> Iterator[str]:
        """Where the page of a draft may lie, the best place first."""
        kind = file.parent.name
        ids = sorted(ids_in(file)) if kind in ("findings", "gaps") else []
        yield from map(finding_uri if kind == "findings" else gap_uri, ids)
        if kind == "sources" and _KEY.fullmatch(file.stem):
            yield source_uri(file.stem)
        plain = re.sub("[^a-z0-9]+", "-", path.lower()).strip("-")
        yield f"{drafts.LIST}{plain}/"
        yield from (f"{drafts.LIST}{plain}-{number}/" for number in count(2))

    def _waiting(self) -> Iterator[Problem]:
        """What keeps a finding from being shown that has no problem of its own."""
        if self.review is None:
            return
        wrong = {problem.path for problem in self.problems}
        for file in sorted((self.folder / "findings").glob("*.yml")):
            path = f"{self.shown}/findings/{file.name}"
            if path in self._published or path in wrong or file.is_symlink():
                continue
            for number, line in enumerate(_text(file).splitlines(), 1):
                source = re.match(r"[\s-]*source: *['\"]?([a-z0-9-]+)", line)
                if source and f"{self.shown}/sources/{source[1]}.yml" in wrong:
                    message = f"the source '{source[1]}' has problems, so this is not shown yet"
                    yield Problem(path, number, source.start(1) + 1, message, "source")


def read_preview(folder: Path, site: Site, *, shown_as: str, docs: Path | None = None) -> Preview:
    """Read ``folder`` as :func:`read_build` does, and remember what was left out."""
    build = read_build(folder, site, shown_as=shown_as, docs=docs)
    preview = Preview(folder, site, build.review, build.problems, shown_as.rstrip("/"))
    if build.review is None:
        return preview
    unread = {
        draft.uri.split("/")[1] for draft in preview.drafts if draft.uri.startswith("findings")
    }
    return replace(preview, review=replace(build.review, unread_findings=frozenset(unread)))


def _text(file: Path) -> str:
    return file.read_bytes()[:MOST].decode("utf-8", "replace").removeprefix("\ufeff")

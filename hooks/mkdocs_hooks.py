"""The one door between MkDocs and the evidence review: handlers translate, they do not work."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from evidence_review.clock import NoDay, build_date
from evidence_review.macros import Macros
from evidence_review.problems import Severity
from evidence_review.publish import chrome, search, successor
from evidence_review.publish.build import Build, read_build, write
from evidence_review.publish.preview import read_preview
from evidence_review.publish.settings import Settings
from evidence_review.publish.successor import NoPlace, Successor
from evidence_review.site import Page

log = logging.getLogger("mkdocs.plugins.evidence")

_PART = re.compile(r"<!-- review: ([a-z-]+) -->")
_FINDING = re.compile(r'href="finding:([^"]*)"')


@dataclass
class Run:
    """What one process of MkDocs remembers between its handlers."""

    serving: bool = False
    successor: Successor | None = None
    build: Build | None = None
    env: Environment | None = None
    nav: Navigation = field(default_factory=lambda: Navigation([], []))
    files: Files = field(default_factory=lambda: Files([]))


run = Run()


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which goes on with problems, or a build, which stops."""
    run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the evidence before anything is written, and turn MkDocs to a new folder."""
    settings = settings_of(config)
    if not settings.repo_url:
        config.edit_uri = ""  # MkDocs would link to it from each page as if it lay on the site
    folder = Path(config.config_file_path).parent / settings.folder
    docs = Path(config.docs_dir)
    site = settings.site(docs, folder, built_on())
    if run.serving:
        preview = run.build = read_preview(folder, site, shown_as=settings.folder, docs=docs)
        config.extra["preview"] = preview.notice
        for problem in preview.said:
            log.warning(str(problem))
        return config
    run.successor = successor_of(config, folder)
    run.build = read_build(folder, site, shown_as=settings.folder, docs=docs)
    for problem in run.build.problems:
        # MkDocs counts warnings; what the check calls a warning does not stop a build.
        wrong = problem.severity is Severity.ERROR
        log.log(logging.ERROR if wrong else logging.INFO, str(problem))
    if run.build.errors:
        raise PluginError(f"{len(run.build.errors)} problems in the evidence; nothing was built")
    config.site_dir = str(run.successor.folder)
    return config


def on_page_markdown(markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Say what the macros of a page ask of the review."""
    if run.build is None or run.build.review is None:
        return markdown
    macros = Macros(run.build.review)
    for macro in macros.found(markdown):
        if macro.fault:
            log.warning(f"{page.file.src_uri}: {macro.fault}")
    return macros.said(markdown)


def on_page_content(html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put parts made from the records, and the addresses of findings, into pages."""

    def part(found: re.Match[str]) -> str:
        made = run.build.part(found[1], _root(page)) if run.build else None
        if made is None:
            log.warning(f"{page.file.src_uri}: there is no part '{found[1]}'")
        return made or ""

    def link(found: re.Match[str]) -> str:
        uri = run.build.finding_uri(found[1]) if run.build else None
        if uri is None:
            log.warning(f"{page.file.src_uri}: there is no finding '{found[1]}'")
        return f'href="{_root(page)}{uri or ""}"'

    return _PART.sub(part, _FINDING.sub(link, html))


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave out the theme's own scripts and styles: no page here uses any of them."""
    themes = [Path(folder) for folder in config.theme.dirs]
    for file in list(files):
        if file.src_dir and Path(file.src_dir) in themes:
            files.remove(file)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation for the chrome of generated pages."""
    run.nav, run.files = nav, files
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates for the chrome of generated pages."""
    run.env = env
    return env


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Name the generated pages in the sitemap."""
    if template_name == "sitemap.xml" and run.build:
        context["evidence_pages"] = run.build.pages
    return context


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the generated pages, the downloads and the search index, and let the site stand.

    After whatever else is done to a site that is built.
    """
    if run.build is None:
        return
    site = Path(config.site_dir)
    chromes = {
        page.kind: chrome.Chrome.cut(render(marked(page, config), config))
        for page in {page.kind: page for page in run.build.pages}.values()
    }
    write(run.build, site, chromes)
    try:
        search.index(site)
    except search.SearchFailed as error:
        raise PluginError(f"the search index could not be made: {error}") from error
    if run.successor and not warnings():
        run.successor.take_place()
        config.site_dir = str(run.successor.place)
        run.successor = None


def on_build_error(*, error: Exception) -> None:
    """Leave the site that stood as it was, and say in one line what cannot be read or written."""
    on_shutdown()
    if said := successor.refused(error):
        raise PluginError(f"{said}; the site that stood is as it was") from error


def on_shutdown() -> None:
    """Take away what was built and does not stand."""
    if run.successor:
        run.successor.give_up()
        run.successor = None


def successor_of(config: MkDocsConfig, folder: Path) -> Successor:
    """Where the site is built, once no other build is under way."""

    def waiting(process: str) -> None:
        log.info(f"Waiting for another build of {config.site_dir} (process {process})")

    try:
        keep = (folder, Path(config.config_file_path))
        return successor.begin(Path(config.site_dir), keep, waiting)
    except NoPlace as error:
        raise PluginError(str(error)) from None


def warnings() -> bool:
    """Whether anything was said for which MkDocs is about to fail a strict build."""
    counters = [h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler)]
    return any(counter.get_counts() for counter in counters)


def settings_of(config: MkDocsConfig) -> Settings:
    """What ``mkdocs.yml`` says of the site. ``PluginError`` where a site cannot be made from it."""
    evidence = config.extra.get("evidence")
    settings = Settings(
        site_name=config.site_name,
        site_author=config.site_author or "",
        site_description=config.site_description or "",
        site_url=config.site_url or "",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        use_directory_urls=config.use_directory_urls,
        language=config.theme.get("language", "en"),
        evidence=evidence if isinstance(evidence, dict) else {},
    )
    if faults := [f"{config.config_file_path}: {fault}" for fault in settings.faults()]:
        raise PluginError("\n".join(faults))
    return settings


def built_on() -> date:
    """The day of the build."""
    try:
        return build_date()
    except NoDay as error:
        raise PluginError(str(error)) from None


def marked(page: Page, config: MkDocsConfig) -> MkDocsPage:
    """A page of MkDocs as deep as ``page`` whose texts are the markers of the chrome."""
    file = File.generated(config, f"{page.uri}index.md", content="")
    shell = MkDocsPage(chrome.TITLE, file, config)
    shell.meta = {
        "title": chrome.TITLE, "description": chrome.DESCRIPTION, "kind": page.kind,
        "head": chrome.HEAD, "modified": chrome.MODIFIED,
    }  # fmt: skip
    shell.content = chrome.BODY
    shell.toc = TableOfContents([])
    shell.canonical_url = chrome.ADDRESS
    shell.edit_url = chrome.EDIT
    return shell


def render(page: MkDocsPage, config: MkDocsConfig) -> str:
    """A whole page, as the theme renders it."""
    assert run.env is not None
    context = get_context(run.nav, run.files, config, page)
    return run.env.get_template("main.html").render(context)


def _root(page: MkDocsPage) -> str:
    return "../" * page.url.rstrip("/").count("/") + ("../" if page.url not in ("", "./") else "")

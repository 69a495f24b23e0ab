"""A Chromium for every test of this folder; a run without one fails, it is never left out.

One reader opens all pages, each test in a tab of its own: a reader for each test would fetch and
compile everything anew, which takes longer than the tests. What a site keeps in the reader's
browser is thrown away between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import ARGUMENTS, find


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How the browser is started."""
    path = find()
    assert path, "no Chromium here; run `make browser`"
    return {"executable_path": path, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def reader(browser: Browser) -> BrowserContext:
    """Somebody who opens pages, on a desk and in light colours if a test does not say otherwise.

    One tab stays open on this machine: without it Chromium starts a new process for every tab.
    """
    context = browser.new_context()
    tab = context.new_page()
    tab.route("**", lambda route: route.fulfill(body=""))
    tab.goto("http://127.0.0.1/")
    return context


@pytest.fixture(scope="session")
def reader_without_javascript(browser: Browser) -> BrowserContext:
    """Somebody whose browser runs no script."""
    return browser.new_context(java_script_enabled=False)


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A new tab."""
    page = reader.new_page()
    yield page
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear()")
    page.close()


@pytest.fixture
def page_without_javascript(reader_without_javascript: BrowserContext) -> Iterator[Page]:
    """A new tab in which no script runs."""
    page = reader_without_javascript.new_page()
    yield page
    page.close()

"""The search index, made by Pagefind from the finished pages. The only module that knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pagefind.service import get_executable

# What is not text of a finding or source: the title, which Pagefind searches as metadata and which
# an excerpt would only repeat, and the headings, labels and marks that many pages share. A template
# keeps other parts out with ``data-pagefind-ignore``.
NOT_TEXT = "h1, h2, h3, dt, .marks, .tag"


class SearchFailed(Exception):
    """There is no index; the message, one line, is what Pagefind printed or that it found none."""


def index(site: Path) -> int:
    """Index every page below ``site`` that is marked with ``data-pagefind-body``.

    Returns the number of pages in the index; ``SearchFailed`` where that is none. The command line
    of Pagefind is used: its Python service has been seen to wait forever on many records.
    """
    executable = get_executable()
    if executable is None:
        raise SearchFailed("the program of Pagefind is not installed")
    options = ["--output-subdir", "pagefind", "--exclude-selectors", NOT_TEXT, "--silent"]
    ran = subprocess.run(
        [executable, "--site", str(site), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise SearchFailed(" ".join((ran.stderr.strip() or ran.stdout).split()))
    count = sum(1 for _ in (site / "pagefind").rglob("*.pf_fragment"))
    if not count:
        raise SearchFailed(f"Pagefind found no page below {site} to index")
    return count

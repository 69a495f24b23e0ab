"""Every link of a built site, followed by LinkChecker; external ones too if asked.

As a program: ``python tests/external_links.py SITE`` prints every link that does not answer. It
asks other hosts, which needs a network; with ``--internal`` it stays on the site.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.places import REPOSITORY
from tests.sites import serve

MAX_PAGE_BYTES = 20_000_000


@dataclass(frozen=True)
class Checked:
    """What LinkChecker looked at, and what was wrong with it."""

    pages: int
    faults: tuple[str, ...]


def check(site: Path, *, external: bool) -> Checked:
    """Follow every link of ``site``, served on this machine."""
    server = serve(site)
    address = next(server)
    settings = (REPOSITORY / "linkcheckerrc").read_text()
    whole = settings.replace("[checking]", f"[checking]\nmaxfilesizeparse={MAX_PAGE_BYTES}")
    with TemporaryDirectory() as folder:
        limited = Path(folder) / "linkcheckerrc"
        limited.write_text(whole)
        ran = _linkchecker(limited, address, external=external)
    server.close()
    if ran.returncode not in (0, 1):
        raise RuntimeError(ran.stderr)
    rows = list(_rows(ran.stdout))
    pages = {row["url"].split("#")[0] for row in rows if row["valid"] == "True"}
    faults = [
        f"{row['parentname']}: {row['urlname']}: {row['result']} {row['warningstring']}".strip()
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    return Checked(len(pages), tuple(dict.fromkeys(faults)))


def _linkchecker(
    settings: Path, address: str, *, external: bool
) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "linkchecker"), "-f", str(settings), "--no-status"]
    return subprocess.run(
        [*command, *(["--check-extern"] if external else []), address],
        capture_output=True,
        text=True,
        check=False,
    )


def pages(site: Path) -> int:
    """How many pages ``site`` has."""
    return sum(1 for _ in site.rglob("index.html"))


def _rows(printed: str) -> list[dict[str, str]]:
    lines = [line for line in printed.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter=";"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Follow every link of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--internal", action="store_true", help="ask no other host")
    asked = parser.parse_args()
    checked = check(asked.site, external=not asked.internal)
    print("\n".join(checked.faults))
    print(f"{checked.pages} addresses answered, {len(checked.faults)} faults")
    sys.exit(1 if checked.faults or checked.pages < pages(asked.site) else 0)

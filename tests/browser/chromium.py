"""A Chromium for the browser tests: the system's own, else one that is installed here.

Run as a program it makes sure that there is one, and fails with a plain message if none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def system() -> str | None:
    """The path of a Chromium on this system, or the one that ``CHROMIUM`` names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def bundled() -> str | None:
    """The path of the Chromium that Playwright installed for itself, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """A Chromium that is there already."""
    return system() or bundled()


def install() -> str | None:
    """Install a Chromium: the distribution's where that is allowed, else Playwright's own."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        subprocess.run([apt, "update", "-qq"], check=False)
        subprocess.run([apt, "install", "-y", "-qq", "chromium"], check=False)
        if found := system():
            return found
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    subprocess.run(command, check=False)
    return find()


if __name__ == "__main__":
    if not (find() or install()):
        sys.exit(
            "No Chromium was found and none could be installed. Install one (Debian: apt-get"
            " install chromium), or name one with CHROMIUM=/path/to/chromium. The browser tests"
            " are never left out."
        )

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
NONE = (
    "No Chromium was found and none could be installed. Install one (Debian: apt-get install"
    " chromium), or name one with CHROMIUM=/path/to/chromium. The browser tests are never left out."
)
DOES_NOT_START = (
    "{path} does not start. If libraries of the system are missing, an administrator can install"
    " them: sudo {python} -m playwright install-deps chromium. Or install a Chromium of the"
    " system (Debian: apt-get install chromium), or name one with CHROMIUM=/path/to/chromium."
)


def system() -> str | None:
    """The path of a Chromium on this system, or the one that ``CHROMIUM`` names."""
    if named := os.environ.get("CHROMIUM"):
        if found := shutil.which(named):
            return found
        sys.exit(f"CHROMIUM names {named}, and no program is there. Mend it, or leave it out.")
    return next(filter(None, map(shutil.which, NAMES)), None)


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
    root = [] if os.geteuid() == 0 else _sudo()
    if root is not None and shutil.which("apt-get"):
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        subprocess.run([*apt, "update", "-qq"], check=False)
        subprocess.run([*apt, "install", "-y", "-qq", "chromium"], check=False)
        if found := system():
            return found
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    # What the browser needs of the system is installed by apt, which asks for a password.
    subprocess.run([*command, *([] if root is None else ["--with-deps"])], check=False)
    return find()


def starts(path: str) -> bool:
    """Whether the program at ``path`` runs at all."""
    ran = subprocess.run([path, "--version", *ARGUMENTS], capture_output=True, check=False)
    return ran.returncode == 0


def _sudo() -> list[str] | None:
    """What runs a command as an administrator without asking for a password, if anything does."""
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return [sudo, "-n"] if sudo else None


if __name__ == "__main__":
    path = find() or install()
    if not path:
        sys.exit(NONE)
    if not starts(path):
        sys.exit(DOES_NOT_START.format(path=path, python=sys.executable))

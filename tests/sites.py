"""Building sites as `make site` does, and serving them on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands import build as command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.places import EPOCH, TESTS
from tests.places import REPOSITORY as REPOSITORY

TOY_PROJECT = TESTS / "toy"
HOSTILE = TESTS / "hostile"

# What the toy review with a retracted source says of it.
RETRACTED = "toysociety2023fence"
REASON = "The diary was written by the fence."
NOTICE = "https://toy.example/toy/fence-notice"


def build(config: Path, site: Path, day: str = EPOCH) -> MkDocsConfig:
    """Build a site strictly, as `make site` does, in this process; what stops MkDocs is raised."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(config, day).items():
            patch.setenv(name, value)
        settings = load_config(str(config), site_dir=str(site), strict=True)
        settings.plugins.on_startup(command="build", dirty=False)
        command.build(settings)
    return settings


def mkdocs(config: Path, site: Path, day: str = EPOCH) -> subprocess.CompletedProcess[str]:
    """Build a site by the very command of `make site`, and give back what was printed."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment(config, day)},
    )


def environment(config: Path, day: str) -> dict[str, str]:
    """The day of a build: the real review is built today."""
    return {} if config.parent == REPOSITORY else {"SOURCE_DATE_EPOCH": day}


def project(folder: Path, *evidence: Path) -> Path:
    """A project like this one around other evidence, laid one over another; its mkdocs.yml."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in evidence:
        shutil.copytree(part, folder / "evidence", dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "docs/.overrides", folder / "docs/.overrides")
    shutil.copytree(REPOSITORY / "docs/assets", folder / "docs/assets")
    shutil.copytree(TOY_PROJECT / "docs", folder / "docs", dirs_exist_ok=True)
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    config = folder / "mkdocs.yml"
    shutil.copy(REPOSITORY / "mkdocs.yml", folder / "real.yml")
    shutil.copy(TOY_PROJECT / "mkdocs.yml", config)
    return config


class _Host(SimpleHTTPRequestHandler):
    """Answers as a host of static files does: with the page 404.html where there is no file."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        body = page.read_bytes()
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Let browsers keep what they have, and LinkChecker ask as fast as it can.

        It slows down for servers that do not welcome it.
        """
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def handle(self) -> None:
        """Take no offence at a reader that stops in the middle of a file."""
        with contextlib.suppress(ConnectionError):
            super().handle()


def serve(folder: Path) -> Generator[str]:
    """Serve ``folder`` on this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()

"""The real review and the toy review, built once for the whole run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy"
HOSTILE = Path(__file__).parent / "hostile"


def mkdocs(config: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as `make site` does, and give back what was printed."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600", **environment},
    )


def project(folder: Path, *evidence: Path) -> Path:
    """A project like this one around other evidence, laid one over another; its mkdocs.yml."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in evidence:
        shutil.copytree(part, folder / "evidence", dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "docs/.overrides", folder / "docs/.overrides")
    shutil.copytree(REPOSITORY / "docs/assets", folder / "docs/assets")
    shutil.copytree(TOY / "docs", folder / "docs", dirs_exist_ok=True)
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    config = folder / "mkdocs.yml"
    shutil.copy(REPOSITORY / "mkdocs.yml", folder / "real.yml")
    shutil.copy(TOY / "mkdocs.yml", config)
    return config


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole review, built strictly."""
    site = tmp_path_factory.mktemp("real") / "site"
    built = mkdocs(REPOSITORY / "mkdocs.yml", site)
    assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy review, built strictly with the same theme and engine."""
    folder = tmp_path_factory.mktemp("toy")
    site = folder / "site"
    built = mkdocs(project(folder / "project", TOY / "evidence"), site)
    assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy review with records that try to break out of every field that takes text."""
    folder = tmp_path_factory.mktemp("hostile")
    site = folder / "site"
    built = mkdocs(project(folder / "project", TOY / "evidence", HOSTILE), site)
    assert built.returncode == 0, built.stdout + built.stderr
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address the real site is served at, with a slash at the end."""
    yield from serve(real_site)

"""The real review, the toy review and a hostile one, each built once for the whole run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import HOSTILE, REPOSITORY, TOY, mkdocs, project, serve


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


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address the real site is served at, with a slash at the end."""
    yield from serve(real_site)

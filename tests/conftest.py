"""The real review, the toy review in several states, and a hostile one, each built once for the
whole run."""

from __future__ import annotations

import shutil
from calendar import timegm
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_review.commands.main import main
from tests.sites import (
    DAY,
    HOSTILE,
    NOTICE,
    REASON,
    REPOSITORY,
    RETRACTED,
    TOY,
    mkdocs,
    project,
    serve,
)


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
def retracted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy review after `evidence retract` was run on one of its sources."""
    folder = tmp_path_factory.mktemp("retracted")
    evidence = Path(shutil.copytree(TOY / "evidence", folder / "evidence"))
    command = ["retract", RETRACTED, "--date", "2026-06-01", "--reason", REASON, "--notice", NOTICE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        ran = CliRunner().invoke(main, [*command, "--folder", str(evidence)])
    assert ran.exit_code == 0, ran.output
    site = folder / "site"
    built = mkdocs(project(folder / "project", evidence), site)
    assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def late_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy review, built the day after its findings were to be looked at again."""
    folder = tmp_path_factory.mktemp("late")
    site = folder / "site"
    later = str(timegm((2030, 5, 2, 0, 0, 0)))
    config = project(folder / "project", TOY / "evidence")
    built = mkdocs(config, site, SOURCE_DATE_EPOCH=later)
    assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address the real site is served at, with a slash at the end."""
    yield from serve(real_site)

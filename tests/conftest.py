"""The real review, the toy review in several states, and a hostile one, each built once for the
whole run, however many processes share it."""

from __future__ import annotations

import fcntl
import shutil
from calendar import timegm
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from evidence_review.commands.main import main
from tests.places import EPOCH, REPOSITORY, TOY
from tests.repositories import Repository, git
from tests.sites import HOSTILE, NOTICE, REASON, RETRACTED, build, project, serve

# From a name and what builds a site, given a folder to work in and the folder of the site.
Once = Callable[[str, Callable[[Path, Path], object]], Path]

BROWSER = "tests/browser/"

# A machine that is busy is no fault of what is tested.
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Runs the tests of a file in one process, and so all that open a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Share out the files in their order, and not by the number of their tests."""
    config.option.loadscopereorder = False
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser, which takes longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Once:
    """What builds a site under a name, or waits for the process that builds it, or has built it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own

    def made(name: str, make: Callable[[Path, Path], object]) -> Path:
        whole, folder = shared / name, tmp_path_factory.mktemp(name)
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                make(folder, folder / "site")
                (folder / "site").rename(whole)
        return whole

    return made


@pytest.fixture(scope="session")
def real_site(once: Once) -> Path:
    """The whole review."""
    return once("real", lambda _, site: build(REPOSITORY / "mkdocs.yml", site))


@pytest.fixture(scope="session")
def toy_site(once: Once) -> Path:
    """The toy review, with the same theme and engine."""
    return once("toy", lambda folder, site: build(project(folder, TOY), site))


@pytest.fixture(scope="session")
def hostile_site(once: Once) -> Path:
    """The toy review with records that try to break out of every field that takes text."""
    return once("hostile", lambda folder, site: build(project(folder, TOY, HOSTILE), site))


@pytest.fixture(scope="session")
def retracted_site(once: Once) -> Path:
    """The toy review after `evidence retract` was run on one of its sources."""

    def make(folder: Path, site: Path) -> None:
        evidence = Path(shutil.copytree(TOY, folder / "records"))
        told = ["--date", "2026-06-01", "--reason", REASON, "--notice", NOTICE]
        command = ["retract", RETRACTED, *told, "--folder", str(evidence)]
        ran = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(main, command)
        assert ran.exit_code == 0, ran.output
        build(project(folder, evidence), site)

    return once("retracted", make)


@pytest.fixture(scope="session")
def late_site(once: Once) -> Path:
    """The toy review, built the day after its findings were to be looked at again."""
    later = str(timegm((2030, 5, 2, 0, 0, 0)))
    return once("late", lambda folder, site: build(project(folder, TOY), site, later))


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address the real site is served at, with a slash at the end."""
    yield from serve(real_site)


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a repository, which is copied for each test."""
    made = Repository(tmp_path_factory.mktemp("committed") / "repository")
    shutil.copytree(TOY, made.evidence)
    git(made.root, "init", "--quiet", "--initial-branch", "main")
    made.commit("first")
    git(made.root, "switch", "--quiet", "--create", "proposal")
    return made.root


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(committed, tmp_path / "repository"))

"""The site that stands is whole at every moment, whatever stops the build of the next one.

Builds are killed at a few moments here, and at thirty by `make kills`.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from mkdocs.exceptions import MkDocsException

from evidence_review.publish import search, successor
from tests.places import TOY
from tests.sites import build, mkdocs, project

KILLS = int(os.environ.get("KILLS", "6"))
PATIENCE = 60
"""Seconds that a build may take before it is a fault; one takes about half a second."""
RECORD, DOWNLOAD = "evidence/findings/tea-keeps-gardeners.yml", "findings/kfbf5n/finding.yml"
# What a build does to files. The step that swaps the sites is seen as the search for its function.
SOUGHT = "ctypes.dlsym"
DOES = ("open", "os.", "shutil.", "subprocess.Popen", SOUGHT)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return project(tmp_path / "project", TOY)


@pytest.fixture
def site(config: Path, tmp_path: Path) -> Path:
    """A site that stands, and beside which nothing else lies."""
    built = tmp_path / "place" / "site"
    build(config, built)
    assert [each.name for each in built.parent.iterdir()] == ["site"]
    return built


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    """What two builds of the same records have in common: the index names its files anew."""
    assert "pagefind/pagefind-entry.json" in files
    return {name: c for name, c in files.items() if "pagefind/" not in name and name[-3:] != ".gz"}


def killed_build(config: Path, site: Path, moment: int) -> list[str]:
    """Build in a process of its own that is killed before the ``moment``-th thing it does to files.

    Gives back what it did; nothing where it was killed, as a pipe holds what was written to it.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            _build_until(config, site, moment, writing)
        finally:
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        done = pipe.read()
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return done.splitlines()


def _build_until(config: Path, site: Path, moment: int, writing: int) -> NoReturn:
    """Do what :func:`killed_build` says, in the process that is to be killed."""
    events: list[str] = []

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(DOES) and event != "os.kill":
            if len(events) == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            events.append(f"{event} {arguments[-1]}" if event == SOUGHT else event)

    signal.alarm(PATIENCE)
    sys.addaudithook(count)
    build(config, site)
    with os.fdopen(writing, "w") as pipe:
        pipe.write("\n".join(events))
    os._exit(0)


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    config: Path, site: Path
) -> None:
    record = config.parent / RECORD
    words = record.read_text()
    whole = [pages(tree(site))]
    other = words.replace("A shared pot", "A brown pot")
    record.write_text(other)
    done = killed_build(config, site, -1)
    whole.append(pages(tree(site)))
    assert whole[0] != whole[1]
    swap = next(n for n, event in enumerate(done) if event.startswith(f"{SOUGHT} rename"))
    moments = [swap, swap + 1, len(done) - 1]
    moments += random.Random(8).sample(range(len(done)), KILLS - len(moments))
    stood = tree(site)
    for moment in moments:
        for left in site.parent.glob(".site.new-*"):  # what is cleaned up would be counted
            shutil.rmtree(left)
        record.write_text(other if words.encode() == stood[DOWNLOAD] else words)
        assert killed_build(config, site, moment) == []
        now = tree(site)
        assert now == stood or (pages(now) in whole and pages(now) != pages(stood)), moment
        assert (now == stood) == (moment <= swap)
        stood = now
    build(config, site)
    assert [each.name for each in site.parent.iterdir()] == ["site"]


@contextmanager
def a_dead_link(config: Path) -> Iterator[str]:
    page = config.parent / "docs/contribute.md"
    page.write_text(page.read_text() + "\n[Dead](nowhere.md)\n")
    yield "there is no page 'nowhere.md'; write its path from here"


@contextmanager
def a_failing_index(config: Path) -> Iterator[str]:
    failing = config.parent / "failing"
    failing.write_text("#!/bin/sh\necho The disk; echo is full.\nexit 1\n")
    failing.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "get_executable", lambda: str(failing))
        yield "the search index could not be made: The disk is full."


@contextmanager
def a_full_disk(config: Path) -> Iterator[str]:
    """No file may grow beyond 20 kB: writing fails as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        yield "File too large; the site that stood is as it was"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def a_page_in_another_encoding(config: Path) -> Iterator[str]:
    (config.parent / "docs/contribute.md").write_bytes(b"caf\xe9")
    yield "docs/contribute.md:1:4: byte 0xe9 is not UTF-8"


@contextmanager
def a_swap_that_is_refused(config: Path) -> Iterator[str]:
    def refused(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(self))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(successor, "_exchange", lambda one, other: False)
        patch.setattr(Path, "rename", refused)
        yield "Operation not permitted; the site that stood is as it was"


@pytest.mark.parametrize(
    "stop",
    [
        a_dead_link,
        a_failing_index,
        a_full_disk,
        a_page_in_another_encoding,
        a_swap_that_is_refused,
    ],
)
def test_whatever_stops_a_build_is_one_line_and_the_old_site_stands(
    stop: Callable[[Path], AbstractContextManager[str]],
    config: Path,
    site: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = tree(site)
    with stop(config) as said, pytest.raises(MkDocsException) as raised:
        build(config, site)
    lines = [*(r.getMessage() for r in caplog.records if r.levelname == "ERROR"), str(raised.value)]
    (line,) = [line for line in lines if said in line]
    assert "\n" not in line
    assert tree(site) == before
    assert [each.name for each in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("evidence", "name a folder of its own with --site-dir"),
        ("mkdocs.yml", "is no folder; take it away, or name another with --site-dir"),
    ],
)
def test_where_no_site_can_be_put_is_one_line_and_nothing_is_touched(
    where: str, said: str, config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = tree(config.parent)
    with pytest.raises(MkDocsException):
        build(config, config.parent / where)
    assert [message.endswith(said) for message in caplog.messages] == [True]
    assert tree(config.parent) == before


def test_what_the_system_refuses_is_one_line(config: Path) -> None:
    built = mkdocs(config, config / "site")
    assert built.returncode == 1
    assert built.stderr.splitlines()[-1] == (
        f"Error: {config}: File exists; the site that stood is as it was"
    )
    assert "Traceback" not in built.stderr


def test_a_second_build_says_for_whom_it_waits_and_follows(tmp_path: Path) -> None:
    place, waited = tmp_path / "site", threading.Event()
    said = []

    def waiting(process: str) -> None:
        said.append(process)
        waited.set()

    first = successor.begin(place, (), waiting)
    then: list[successor.Successor] = []
    second = threading.Thread(target=lambda: then.append(successor.begin(place, (), waiting)))
    second.start()
    assert waited.wait(PATIENCE)
    (first.folder / "index.html").write_text("first")
    first.take_place()
    second.join(PATIENCE)
    assert said == [str(os.getpid())]
    (then[0].folder / "index.html").write_text("second")
    then[0].take_place()
    assert tree(tmp_path) == {"site/index.html": b"second"}


def test_where_the_system_cannot_swap_a_kill_between_two_steps_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(successor, "_exchange", lambda one, other: False)
    for words in ("old", "new"):
        building = successor.begin(tmp_path / "site", (), print)
        (building.folder / "index.html").write_text(words)
        building.take_place()
        assert tree(tmp_path) == {"site/index.html": words.encode()}
    (tmp_path / "site").rename(tmp_path / ".site.old")
    (tmp_path / ".site.new-1").mkdir()
    successor.begin(tmp_path / "site", (), print).give_up()
    assert tree(tmp_path) == {"site/index.html": b"new"}
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_what_is_hidden_in_a_site_is_kept_and_a_link_to_it_is_followed(tmp_path: Path) -> None:
    old, link = tmp_path / "old", tmp_path / "link"
    (old / ".git").mkdir(parents=True)
    (old / ".git/HEAD").write_text("main")
    (old / ".nojekyll").touch()
    (old / "gone.html").touch()
    old.chmod(0o750)
    link.symlink_to(old)
    building = successor.begin(link, (), print)
    (building.folder / "index.html").touch()
    (building.folder / ".nojekyll").write_text("made anew")
    building.take_place()
    assert link.is_symlink()
    assert (old / ".nojekyll").read_text() == "made anew"
    assert set(tree(old)) == {".git/HEAD", ".nojekyll", "index.html"}
    assert old.stat().st_mode & 0o777 == 0o750

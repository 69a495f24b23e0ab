"""The preview: it stays up with wrong records, says what is wrong, and mends itself."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.places import TOY
from tests.sites import project

PATIENCE = 60.0
"""Seconds to wait for something that happens in about one; not a measure of speed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def fetched(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return str(response.read().decode())
    except OSError:
        return ""


def test_a_wrong_record_is_a_warning_and_a_mended_one_is_shown(tmp_path: Path) -> None:
    config = project(tmp_path / "project", TOY)
    port = free_port()
    log = tmp_path / "log"
    record = tmp_path / "project/evidence/findings/tea-keeps-gardeners.yml"
    right = record.read_text()
    words = tmp_path / "project/evidence/vocabulary.yml"
    known = words.read_text()
    url = f"http://127.0.0.1:{port}/below/findings/kfbf5n/"
    with log.open("w") as out:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "mkdocs", "serve", "--no-strict"),
                *("-f", str(config), "-a", f"127.0.0.1:{port}"),
            ],
            stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
            # A script that runs the tests in the background hands down Ctrl+C as ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        try:
            wait_until(lambda: "A shared pot of tea" in fetched(url))
            record.write_text(right.replace("bearing: favours", "bearing: favors"))
            wait_until(lambda: "did you mean 'favours'?" in log.read_text())
            home = url.replace("findings/kfbf5n/", "")
            wait_until(lambda: "What makes gardens grow?" in fetched(home))
            wait_until(lambda: "did you mean &#39;favours&#39;?" in fetched(url))
            wait_until(lambda: "1 problem in 1 file" in fetched(home))
            assert "findings/kfbf5n/#line-12" in fetched(f"{home}problems/")
            assert server.poll() is None
            record.write_text(right.replace("A shared pot of tea", "A brown pot of tea"))
            wait_until(lambda: "A brown pot of tea" in fetched(url))
            assert "Preview." not in fetched(url)
            words.write_text(known.replace("question: who-grows-it", "question: who-grows"))
            wait_until(lambda: "there is no question 'who-grows'" in log.read_text())
            wait_until(lambda: fetched(url) == "")
            words.write_text(re.sub(r"  - id: tentative\n    .*\n    .*\n", "", known))
            wait_until(lambda: "'tentative' is missing" in log.read_text())
            wait_until(lambda: "1 problem in 1 file" in fetched(home))
            words.write_text(known)
            wait_until(lambda: "A brown pot of tea" in fetched(url))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
    assert "Traceback" not in log.read_text()
    assert "there is no finding" not in log.read_text()

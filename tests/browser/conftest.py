"""A Chromium for every test of this folder; a run without one fails, it is never left out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.chromium import ARGUMENTS, find


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How the browser is started."""
    path = find()
    assert path, "no Chromium here; run `make browser`"
    return {"executable_path": path, "args": ARGUMENTS}

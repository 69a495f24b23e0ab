"""The levels that expert readers gave, held against what the site says."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.places import REAL, TESTS
from tests.reviews import read

# The version that the levels are held against. Who adds a study to a finding makes a later one,
# which nobody has read yet.
READ_AT = 2
GAVE: dict[str, dict[str, Any]] = yaml.safe_load(
    (TESTS / "research" / "levels-readers-gave.yml").read_text()
)
HELD = [id_ for id_ in GAVE if read(REAL).finding_by_id[id_].version == READ_AT]


@pytest.mark.parametrize("id_", HELD)
def test_the_site_is_within_what_readers_could_defend_or_argues_why_not(id_: str) -> None:
    entry, finding = GAVE[id_], read(REAL).finding_by_id[id_]
    says = str(read(REAL).judgement(finding).strength or finding.track)
    argued = entry.get("argued", "")
    assert entry["site"] == says, "the site says otherwise now: mend 'site', and look at 'argued'"
    if says in entry["readers"]:
        assert not argued, "the argument is no longer needed"
    else:
        assert argued.endswith("."), "the site leaves the range: argue why, in one sentence"
        assert argued.count(". ") == 0


def test_they_are_those_that_were_given() -> None:
    assert len(GAVE) == 24
    assert all(entry["readers"] for entry in GAVE.values())


def test_some_are_held_against_the_site_and_the_rest_were_written_anew_since() -> None:
    assert HELD
    assert all(read(REAL).finding_by_id[id_].version >= READ_AT for id_ in GAVE)

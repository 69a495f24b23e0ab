"""A second, independent, deliberately plain telling of the rule of strength.

It is written from the published words alone: the table of steps and "To the letter" on the method
page. It knows nothing of the engine but the JSON that is published, and must come to the same
ledger for every finding of the real review, of the toy review and of reviews that are made up.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.citations.cited import cite
from evidence_review.downloads.finding import finding_json, ledger_json
from evidence_review.downloads.rule import rule_json
from evidence_review.records.scales import Counts, Track
from evidence_review.strength import LADDER, Report, judge
from tests.places import REAL, SITE, TOY
from tests.reviews import read

FOLDERS = [REAL, TOY]

Json = dict[str, Any]

# The twin. From here to "Where the two are held together" nothing of the engine is used.

LEVELS = ["untested", "tentative", "limited", "moderate", "strong"]
MOVES = {
    "indirect": -1, "in-part": -1, "part-read": -1, "bias": -1, "stake": -1, "small": -1,
    "alone": -1, "replicated": +1, "contested": -1, "even": -1,
}  # fmt: skip


def reports_of(finding: Json, rule: Json) -> list[Json]:
    """What the rule sees of each evidence item whose source is not retracted."""
    about = rule["kinds"][finding["kind"]]
    found = []
    for item in finding["evidence"]:
        source = item["appraisal"]
        if source["retraction"] is not None:
            continue
        weakest = item["design"]
        own = rule["designs"][source["design"]]
        if LEVELS.index(own[about]) < LEVELS.index(rule["designs"][weakest][about]):
            weakest = source["design"]
        counts = rule["bearings"][item["bearing"]]
        flaws = []
        if item["directness"] == "indirect":
            flaws.append("indirect")
        if counts == "in-part":
            flaws.append("in-part")
        if rule["reading"][source["read"]] == "part":
            flaws.append("part-read")
        if source["risk_of_bias"] == "serious":
            flaws.append("bias")
        if source["stake"] is not None:
            flaws.append("stake")
        size = source["sample_size"]
        if about == "outcomes" and size is not None and size < 400:
            flaws.append("small")
        found.append({
            "source": item["source"], "data_set": source["data_set"], "circle": source["circle"],
            "counts": counts, "design": weakest, "start": rule["designs"][weakest][about],
            "pools": rule["designs"][weakest]["pools"], "flaws": flaws,
        })  # fmt: skip
    return found


def worth(report: Json) -> int:
    """The level a source starts from, less its own steps, but not below tentative."""
    level = LEVELS.index(report["start"])
    for _ in report["flaws"]:
        if level > 1:
            level -= 1
    return level


def gathered(reports: list[Json]) -> list[list[Json]]:
    """Sources that share data or a circle, also through a third, together."""
    names = list(range(len(reports)))
    changed = True
    while changed:
        changed = False
        for i, one in enumerate(reports):
            for j, other in enumerate(reports):
                same_data = one["data_set"] == other["data_set"]
                same_circle = one["circle"] is not None and one["circle"] == other["circle"]
                if (same_data or same_circle) and names[i] != names[j]:
                    names[i] = names[j] = min(names[i], names[j])
                    changed = True
    return [[r for r, n in zip(reports, names, strict=True) if n == name] for name in set(names)]


def says(voice: list[Json]) -> str:
    """What a voice says: what all its sources say, else that the claim holds in part."""
    for word in ("for", "against"):
        if all(report["counts"] == word for report in voice):
            return word
    return "in-part"


def better(one: Json, other: Json) -> Json:
    """The better of two: worth more, else a review of many, else with fewer steps lost, else later
    by name, else the first."""
    if worth(one) != worth(other):
        return one if worth(one) > worth(other) else other
    if one["pools"] != other["pools"]:
        return one if one["pools"] else other
    if len(one["flaws"]) != len(other["flaws"]):
        return one if len(one["flaws"]) < len(other["flaws"]) else other
    return other if other["source"] > one["source"] else one


def best_of(reports: list[Json]) -> Json:
    best = reports[0]
    for report in reports[1:]:
        best = better(best, report)
    return best


def retell(reports: list[Json]) -> Json:
    """The whole ledger: where it starts, every step with the level after it, and agreement."""
    voices = gathered(reports)
    against = [voice for voice in voices if says(voice) == "against"]
    speaking = [voice for voice in voices if says(voice) != "against"]

    if len(voices) <= 1:
        agreement = "single-source"
    elif len(against) == len(voices):
        agreement = "consistent"
    elif 3 * len(against) >= len(voices):
        agreement = "contested"
    elif all(says(voice) == "for" for voice in voices):
        agreement = "consistent"
    else:
        agreement = "mixed"

    if not speaking:
        return {"start": "untested", "steps": [], "level": "untested", "agreement": agreement}

    bests = [best_of([r for r in voice if r["counts"] != "against"]) for voice in speaking]
    best = best_of(bests)
    taken = list(best["flaws"])
    if worth(best) > 0:
        if len(speaking) == 1 and not best["pools"]:
            taken.append("alone")
        whole = [best_of(voice) for voice in speaking if says(voice) == "for"]
        if len([one for one in whole if worth(one) >= max(1, worth(best) - 1)]) >= 3:
            taken.append("replicated")
        if 3 * len(against) >= len(voices):
            taken.append("contested")
        if 2 * len(against) >= len(voices):
            taken.append("even")

    level = LEVELS.index(best["start"])
    steps = []
    for name in taken:
        if MOVES[name] > 0:
            level = min(4, level + 1)
        elif level > 1:
            level -= 1
        steps.append({"step": name, "levels": MOVES[name], "after": LEVELS[level]})
    return {"start": best["start"], "steps": steps, "level": LEVELS[level], "agreement": agreement}


# Where the two are held together.


def plain(value: object) -> Any:
    """As another program reads it: through JSON."""
    return json.loads(json.dumps(value))


def said(ledger: Json, agreement: str) -> Json:
    return {
        "start": ledger["start"],
        "steps": ledger["steps"],
        "level": ledger["computed"],
        "agreement": agreement,
    }


def in_order(reports: list[Json]) -> list[str]:
    return sorted(json.dumps(report, sort_keys=True) for report in reports)


@pytest.mark.parametrize("folder", FOLDERS, ids=["real", "toy"])
def test_every_ledger_can_be_replayed_from_the_published_json(folder: Path) -> None:
    review = read(folder)
    rule = plain(rule_json(review.vocabulary))
    assert rule["levels"] == LEVELS
    assert len(review.findings) > 3
    for finding in review.findings:
        published = plain(finding_json(review, SITE, finding, cite(review, SITE, finding)))
        ledger = published["ledger"]
        voices = [voice["reports"] for voice in ledger["voices"]]
        reports = reports_of(published, rule)
        for report in reports:
            report["worth"] = LEVELS[worth(report)]
        assert in_order(reports) == in_order([r for voice in voices for r in voice]), finding.path
        assert sorted(map(in_order, gathered(reports))) == sorted(map(in_order, voices))
        assert retell(reports) == said(ledger, published["agreement"]), finding.path
        if not published["strength_override"]:
            assert published["strength"] == ledger["computed"]


def test_every_step_that_is_published_is_known_here() -> None:
    rule = plain(rule_json(read(TOY).vocabulary))
    steps = {step["step"]: step["levels"] for step in rule["source_steps"] + rule["together_steps"]}
    assert steps == MOVES
    assert (rule["small_sample_below"], rule["replication_sources"]) == (400, 3)


@st.composite
def made_up(draw: st.DrawFn) -> list[Report]:
    """Evidence items of a few sources that share some data sets and circles."""
    # Weighted towards sound sources that agree, so that every step is really taken.
    seldom = st.sampled_from([False, False, False, True])
    sources = [
        Report(
            source=f"source-{number}",
            data_set=f"data-{draw(st.integers(0, 7))}",
            circle=draw(st.sampled_from([None, None, None, "one", "other"])),
            counts=Counts.FOR,
            design="design",
            start=draw(st.sampled_from(LADDER)),
            pools=draw(st.booleans()),
            indirect=False,
            part_read=draw(seldom),
            bias=draw(seldom),
            stake=draw(seldom),
            small=draw(seldom),
            retracted=draw(seldom),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    bearing = st.sampled_from([Counts.FOR, Counts.FOR, Counts.IN_PART, Counts.AGAINST])
    return [
        replace(source, counts=draw(bearing), indirect=draw(seldom))
        for source in draw(st.lists(st.sampled_from(sources), max_size=9))
    ]


@given(made_up(), st.sampled_from(Track))
def test_made_up_ledgers_are_the_same(body: list[Report], track: Track) -> None:
    judgement = judge(body, track)
    ledger = plain(ledger_json(judgement))
    reports = [report for voice in ledger["voices"] for report in voice["reports"]]
    assert retell(reports) == said(ledger, judgement.agreement)
    assert len(reports) == sum(not report.retracted for report in body)
    assert ledger["retracted_sources"] == sorted({r.source for r in body if r.retracted})
    assert sorted(map(in_order, gathered(reports))) == sorted(
        in_order(voice["reports"]) for voice in ledger["voices"]
    )
    for report in reports:
        assert report["worth"] == LEVELS[worth(report)]

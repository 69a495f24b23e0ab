"""A second, deliberately plain telling of the rule of strength.

It is written from the words of the method alone. It knows nothing of the engine but two files that
are published, ``data/findings.json`` and ``data/rule.json``, and must come to the same ledger, line
by line, for every finding of the real review and of the toy review.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]

LEVELS = ["untested", "tentative", "limited", "moderate", "strong"]
TENTATIVE, LIMITED, MODERATE, STRONG = 1, 2, 3, 4
CHARGED_ONCE = ["inconsistency", "one-study", "publication-bias"]
ENOUGH = 10**9


def reports_of(finding: Json, rule: Json) -> list[Json]:
    """The facts of every item that is evidence: no opinion, and no retracted source."""
    measures = {measure["id"]: measure for measure in rule["measures"]}
    found = []
    for item in finding["evidence"]:
        source, effect = item["appraisal"], item["effect"] or {}
        start = start_of(item["design"], finding["track"], rule)
        own = start_of(source["design"], finding["track"], rule)
        design = item["design"] if start <= own else source["design"]
        if min(start, own) < TENTATIVE or source["retraction"]:
            continue
        measure, interval = measures.get(effect.get("measure"), {}), effect.get("interval")
        low, high = interval or (0, 0)
        found.append({
            "source": item["source"],
            "data_set": source["data_set"],
            "circle": source["circle"],
            "counts": rule["bearings"][item["bearing"]],
            "direct": item["directness"] == "direct",
            "start": min(start, own),
            "pools": rule["designs"][design]["pools"],
            "trial": rule["designs"][design]["trial"],
            "people": item["people"] or effect.get("people") or source["sample_size"],
            "sites": item["sites"] or source["sites"],
            "bias": item["risk_of_bias"] or source["risk_of_bias"],
            "stake": source["stake"] is not None,
            "reading": rule["reading"][source["read"]],
            "rich": item["rich"],
            "width": high / low if measure.get("ratio") and low > 0 else None,
            "relative_risk": effect.get("value") if measure.get("relative_risk") else None,
        })  # fmt: skip
    return found


def start_of(design: str, track: str, rule: Json) -> int:
    starts = rule["designs"][design]["starts"]
    return LEVELS.index(starts[track]) if starts else -1


def worth(report: Json) -> int:
    """The start, less one for serious risk of bias, less one for a stake, never below 1."""
    left: int = report["start"]
    if report["bias"] == "serious":
        left -= 1
    if report["stake"]:
        left -= 1
    return max(1, left)


def people(report: Json) -> int:
    """Unknown in a single study is nobody, unknown in a review enough."""
    if report["people"] is None:
        return ENOUGH if report["pools"] else 0
    return int(report["people"])


def gathered(reports: list[Json]) -> list[list[Json]]:
    """Items that share a data set or a circle, also through a third, together."""
    names = list(range(len(reports)))
    for _ in reports:
        for i, one in enumerate(reports):
            for j, other in enumerate(reports):
                circle = one["circle"] is not None and one["circle"] == other["circle"]
                if one["data_set"] == other["data_set"] or circle:
                    names[i] = names[j] = min(names[i], names[j])
    return [[r for r, n in zip(reports, names, strict=True) if n == name] for name in set(names)]


def voice(reports: list[Json]) -> Json:
    """What a voice says, and the best of each fact among the items that carry it."""
    direct = any(report["direct"] for report in reports)
    speaking = [report for report in reports if report["direct"] == direct]
    clear = [report for report in speaking if report["counts"] != "unclear"]
    said = {report["counts"] for report in clear}
    says = "unclear" if not said else said.pop() if len(said) == 1 else "in-part"
    carry = clear or speaking
    best = max(worth(report) for report in carry)
    top = [report for report in carry if worth(report) == best]
    widths = [report["width"] for report in carry if report["width"] is not None]
    risks = [r["relative_risk"] for r in carry if r["relative_risk"] is not None]
    return {
        "sources": sorted({report["source"] for report in reports}),
        "carrying": {report["source"] for report in carry},
        "reports": reports,
        "direct": direct,
        "says": says,
        "worth": best,
        "start": max(report["start"] for report in top),
        "trial": any(report["trial"] for report in top),
        "people": max(people(report) for report in carry),
        "pools": any(report["pools"] for report in carry),
        "rich": any(report["rich"] for report in carry),
        "large-trial": any(
            r["trial"] and (r["sites"] or 1) > 1 and people(r) > 400 for r in carry
        ),
        "known": any(r["reading"] == "full" and r["bias"] == "low" for r in carry),
        "second-hand": all(report["reading"] == "second-hand" for report in carry),
        "wide": bool(widths) and min(widths) > 3,
        "large": any(risk > 2 or risk < 0.5 for risk in risks),
    }  # fmt: skip


def weight(voices: list[Json], says: str) -> int:
    return sum(v["worth"] for v in voices if v["direct"] and v["says"] == says)


def share_against(body: list[Json], voices: list[Json]) -> Fraction:
    against = weight(voices, "against") + Fraction(weight(voices, "in-part"), 2)
    supporting: int = sum(v["worth"] for v in body)
    return against / (supporting + against)


def judged(body: list[Json], voices: list[Json], finding: Json) -> dict[str, int]:
    """What each domain costs by the facts; ``rating-up`` is what it would add."""
    share = share_against(body, voices)
    lowest = min(v["worth"] for v in body)
    costs = {
        "risk-of-bias": max(v["start"] for v in body if v["worth"] == lowest) - lowest,
        "inconsistency": 2 if share >= Fraction(1, 2) else 1 if share >= Fraction(1, 3) else 0,
    }
    if finding["track"] == "understanding":
        thin = [v for v in body if not v["rich"]]
        if len(body) >= 3 or any(v["pools"] for v in body):
            costs["adequacy"] = 0
        elif len(body) == 2:
            costs["adequacy"] = 1 if thin else 0
        else:
            costs["adequacy"] = 2 if thin else 1
        return costs
    alone = len(body) == 1 and not body[0]["pools"] and not body[0]["large-trial"]
    small = all(not v["pools"] and v["people"] <= 400 for v in body)
    published = len(body) >= 2 and small and finding["claims"] != "no-difference"
    costs["one-study"] = 1 if alone else 0
    costs["publication-bias"] = 1 if published else 0
    costs["imprecision"] = 1 if sum(v["people"] for v in body) <= 400 else 0
    if all(v["wide"] for v in body):
        costs["imprecision"] = 2
    if finding["track"] == "effect":
        large = [v for v in body if v["large"]]
        costs["rating-up"] = 1 if len(large) > len(body) / 2 else 0
    return costs


def rated(body: list[Json], voices: list[Json], finding: Json) -> Json:
    """Steps 3 to 7 for one body."""
    costs = judged(body, voices, finding)
    start = max(v["start"] for v in body if v["worth"] == min(other["worth"] for other in body))
    by = {}
    for hand in finding["domains"]:
        if hand["domain"] in costs:
            costs[hand["domain"]] = hand["levels"]
            by[hand["domain"]] = hand["by"]
    largest = max(CHARGED_ONCE, key=lambda name: costs.get(name, 0))
    best = max(body, key=lambda v: (v["worth"], v["trial"]))
    level, steps = start, {}
    for name, cost in costs.items():
        moves = -cost
        if name == "rating-up":
            if not cost or costs["risk-of-bias"] or best["trial"]:
                continue
            moves = cost
        elif name in CHARGED_ONCE and name != largest:
            moves = 0
        level += moves
        steps[name] = {"levels": moves, "by": by.get(name)}
    level = max(TENTATIVE, min(STRONG, level))
    most = STRONG
    if not any(v["known"] for v in body):
        most = MODERATE
    if all(v["second-hand"] for v in body):
        most = LIMITED
    return {
        "body": sorted(v["sources"] for v in body),
        "start": LEVELS[start],
        "steps": steps,
        "without": LEVELS[level] if level > most else None,
        "to_read": set().union(*(v["carrying"] for v in body)) if level > most else set(),
        "level": LEVELS[min(level, most)],
    }


def retell(reports: list[Json], finding: Json) -> Json:
    """The whole ledger, from the facts of the items that are evidence."""
    voices = [voice(group) for group in gathered(reports)]
    supporters = [v for v in voices if v["direct"] and v["says"] == "for"]
    told: Json = {"body": [], "start": None, "steps": {}, "without": None, "to_read": set()}
    if not supporters:
        near = any(not v["direct"] and v["says"] == "for" for v in voices)
        other = any(v["direct"] and v["says"] in ("in-part", "against") for v in voices)
        told["level"] = "tentative" if near and not other else "untested"
    for least in (1, 2, 3, 4):
        body = [v for v in supporters if v["worth"] >= least]
        if not body:
            continue
        tried = rated(body, voices, finding)
        # On a tie the best studies alone, which come last.
        if "level" not in told or LEVELS.index(tried["level"]) >= LEVELS.index(told["level"]):
            told = tried
    return {**told, "agreement": agreement(voices), "voices": voices}


def agreement(voices: list[Json]) -> str:
    said = [v["says"] for v in voices if v["direct"] and v["says"] != "unclear"]
    supporting, against = weight(voices, "for"), weight(voices, "against")
    if len(said) <= 1:
        return "single-source"
    if against and Fraction(against, supporting + against) >= Fraction(1, 3):
        return "contested"
    return "consistent" if set(said) == {"for"} else "mixed"


def said(ledger: Json, agreement: str) -> Json:
    """What a published ledger says, in the form of :func:`retell`."""
    return {
        "body": sorted(ledger["body"]),
        "start": ledger["start"],
        "steps": {s["domain"]: {"levels": s["levels"], "by": s["by"]} for s in ledger["steps"]},
        "without": ledger["cap"]["without"] if ledger["cap"] else None,
        "to_read": set(ledger["to_read"]),
        "level": ledger["computed"],
        "agreement": agreement,
    }


def published(site: Path, name: str) -> Any:
    return json.loads((site / "data" / name).read_text())


@pytest.mark.parametrize("name", ["real_site", "toy_site"])
def test_every_ledger_can_be_replayed_from_what_is_published(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    replay(published(site, "findings.json")["findings"], published(site, "rule.json"))


def replay(findings: list[Json], rule: Json) -> None:
    graded = [finding for finding in findings if finding["track"] in rule["graded_tracks"]]
    assert len(graded) >= 3
    for finding in findings:
        where, ledger = finding["id"], finding["ledger"]
        if finding not in graded:
            kept = (finding["strength"], finding["agreement"], ledger, finding["provisional"])
            assert kept == (None, None, None, False), where
            continue
        told = retell(reports_of(finding, rule), finding)
        voices = told.pop("voices")
        assert told == said(ledger, finding["agreement"]), where
        override = finding["strength_override"]
        shown = override["strength"] if override else told["level"]
        assert finding["strength"] == shown, where
        assert finding["provisional"] == (bool(told["without"]) and shown == told["level"]), where
        assert sorted(
            (v["sources"], v["says"], v["direct"], LEVELS[v["worth"]]) for v in voices
        ) == (
            sorted((v["sources"], v["counts"], v["direct"], v["worth"]) for v in ledger["voices"])
        ), where
        counts = (ledger["independent_sources"], ledger["direct_sources"])
        assert counts == (len(voices), sum(v["direct"] for v in voices)), where
        retracted = {i["source"] for i in finding["evidence"] if i["appraisal"]["retraction"]}
        assert ledger["retracted_sources"] == sorted(retracted), where


def test_the_numbers_of_the_rule_are_those_that_are_written_here(toy_site: Path) -> None:
    rule = published(toy_site, "rule.json")
    assert rule["levels"] == LEVELS
    assert rule["charged_once"] == CHARGED_ONCE
    assert (rule["few_people"], rule["adequate_voices"], rule["wide_interval"]) == (400, 3, 3)
    assert (rule["large_effect"], rule["edition"]) == (2, 2)
    shares = ("serious_share", "very_serious_share", "contested_share")
    assert [rule[share] for share in shares] == [1 / 3, 1 / 2, 1 / 3]
    assert rule["graded_tracks"] == ["effect", "association", "understanding"]

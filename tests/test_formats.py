"""A format in which findings are given away is one row of a table, and everything else follows."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_review.commands.main import main
from evidence_review.downloads import formats
from evidence_review.downloads.formats import Format, Version
from evidence_review.pages.parts import FRAGMENTS
from evidence_review.publish.build import read_build
from evidence_review.records.frozen import Holds
from tests.places import EPOCH, SITE, TOY

PUBLISHER = 'Beans & "Sons"'
CARD: Format[Version] = Format(
    "Seed packet", "packet.jsonld", ".packet.jsonld", "application/ld+json",
    "Citation as a seed packet", Holds.CITATION, "json", "Sheds",
    lambda version: formats.as_json([version.cited.title, version.cited.publisher]),
)  # fmt: skip


def test_a_row_is_all_that_a_new_format_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "FINDING", (*formats.FINDING, CARD))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    revised = ["revise", "kfbf5n", "--change", "Coffee counts too.", "--folder", str(folder)]
    assert CliRunner().invoke(main, revised).exit_code == 0
    build = read_build(folder, replace(SITE, publisher=PUBLISHER))
    said = ["A shared pot of tea keeps gardeners on their plots.", PUBLISHER]
    made = {file.uri: file.content for file in build.files}
    assert json.loads(made["findings/kfbf5n/packet.jsonld"]) == said
    assert json.loads(made["findings/kfbf5n/v1/packet.jsonld"]) == said
    (page,) = [page for page in build.pages if page.uri == "findings/kfbf5n/"]
    link = '<a href="packet.jsonld" download="finding-kfbf5n.packet.jsonld">Seed packet</a>'
    assert link in page.body
    assert 'type="application/ld+json" href="packet.jsonld" title="Citation as a seed' in page.head
    assert (
        '<a href="packet.jsonld">Seed packet</a>' in made["findings/kfbf5n/v1/index.html"].decode()
    )
    assert "<code>packet.jsonld</code></td><td>Sheds</td>" in (build.part("formats", "../") or "")


def test_every_format_is_told_from_the_others() -> None:
    for table in (formats.FINDING, formats.SOURCE):
        for named in ("name", "file", "ending", "media_type", "title"):
            values = [getattr(row, named) for row in table]
            assert len(values) == len(set(values)), named


def test_the_json_of_a_finding_is_one_shape_in_every_file() -> None:
    made = {file.uri: file.content for file in read_build(TOY, SITE).files}
    together = json.loads(made["data/findings.json"])["findings"]
    assert together
    assert together == [json.loads(made[f"findings/{f['id']}/finding.json"]) for f in together]


def test_each_finding_is_cited_and_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def count(module: str, name: str) -> None:
        function = getattr(import_module(module), name)

        def call(*arguments: object, **named: object) -> object:
            asked[name] += 1
            return function(*arguments, **named)

        monkeypatch.setattr(f"{module}.{name}", call)

    count("evidence_review.citations.cited", "cite")
    count("evidence_review.review", "judge_finding")
    count("evidence_review.review", "Size")
    build = read_build(TOY, SITE)
    assert build.review and build.pages and build.files
    for part in FRAGMENTS:
        assert build.part(part, "../") is not None
    findings = len(build.review.findings)
    assert asked == {"cite": findings, "judge_finding": findings, "Size": 1}

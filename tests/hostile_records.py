"""Whether hostile and broken records are told where they are, do nothing, or do harm.

``python -m tests.hostile_records [SEED [EACH]]`` prints the table.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.check import Examined, examine
from tests import attacks, attacks_on_records
from tests.attacks import ATTACKED, Attack, Link, Make
from tests.places import TODAY

KINDS: dict[str, Make] = {
    "structure": attacks.structure,
    "types": attacks.types,
    "scalars": attacks.scalars,
    "YAML": attacks.yaml,
    "characters": attacks.characters,
    "ids": attacks.ids,
    "Markdown": attacks_on_records.markdown,
    "BibTeX": attacks_on_records.bibtex,
    "file names": attacks_on_records.file_names,
    "verification": attacks_on_records.verification,
    "archive": attacks_on_records.archive,
    "relations": attacks_on_records.relations,
    "estimates": attacks_on_records.estimates,
    "quotes": attacks_on_records.quotes,
    "gaps": attacks_on_records.gaps,
    "vocabulary": attacks_on_records.vocabulary,
}
SEED, EACH = 20261122, 45
OUTCOMES = ("right line", "wrong line", "harmless", "harmful", "crash")


@dataclass(frozen=True)
class Tried:
    """An attack, what came of it, and what was said."""

    attack: Attack
    outcome: str
    said: str


def drawn(seed: int = SEED, each: int = EACH) -> Iterator[Attack]:
    """At most ``each`` attacks of every kind, drawn with ``seed``."""
    for kind, make in KINDS.items():
        every = list(make(kind))
        yield from random.Random(f"{seed} {kind}").sample(every, min(each, len(every)))


def written(attack: Attack, folder: Path) -> None:
    """The review of ``folder``, in which nothing else is changed, with ``attack`` in it."""
    for path, content in attack.files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        if isinstance(content, Link):
            file.symlink_to(content.target)
        elif content is not None:
            file.write_bytes(content)


def undone(attack: Attack, folder: Path) -> None:
    """``folder`` as it was before ``attack``."""
    for path, _ in attack.files:
        (folder / path).unlink(missing_ok=True)
        if (ATTACKED / path).is_file():
            shutil.copyfile(ATTACKED / path, folder / path)
        for parent in (folder / path).relative_to(folder).parents:
            if not (ATTACKED / parent).exists():
                shutil.rmtree(folder / parent, ignore_errors=True)


def outcome(attack: Attack, examined: Examined) -> str:
    """What came of ``attack``, by the problems that were found."""
    places = {(problem.path, problem.line) for problem in examined.problems}
    if (f"evidence/{attack.path}", attack.line) in places:
        return "right line"
    if examined.errors:
        return "wrong line"
    return "harmless" if attack.harmless else "harmful"


def tried(attacks: Iterable[Attack], folder: Path) -> Iterator[Tried]:
    """Every attack on its own, on a copy of the review in ``folder``."""
    shutil.copytree(ATTACKED, folder)
    for attack in attacks:
        written(attack, folder)
        try:
            examined = examine(folder, today=TODAY, shown_as="evidence")
        except Exception as error:  # crashes are what is looked for
            yield Tried(attack, "crash", repr(error))
        else:
            said = "; ".join(map(str, examined.problems[:3]))
            yield Tried(attack, outcome(attack, examined), said)
        undone(attack, folder)


def table(every: Iterable[Tried]) -> str:
    """How many of each kind came to what."""
    counts = Counter((each.attack.kind, each.outcome) for each in every)
    lines = [f"{'':14}{'tried':>8}" + "".join(f"{name:>12}" for name in OUTCOMES)]
    for kind in KINDS:
        of_kind = [counts[kind, name] for name in OUTCOMES]
        lines.append(f"{kind:14}{sum(of_kind):8}" + "".join(f"{n:12}" for n in of_kind))
    sums = [sum(counts[kind, name] for kind in KINDS) for name in OUTCOMES]
    return "\n".join([*lines, f"{'all':14}{sum(sums):8}" + "".join(f"{n:12}" for n in sums)])


def missed(every: Iterable[Tried]) -> str:
    """Every attack that went wrong, one a line."""
    return "\n".join(
        f"{each.outcome}: {each.attack.what!r}; wanted {each.attack.path}:{each.attack.line};"
        f" said: {each.said}"
        for each in every
        if each.outcome not in ("right line", "harmless")
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as scratch:
        all_tried = list(tried(drawn(*given), Path(scratch) / "evidence"))
    print(missed(all_tried))
    print(table(all_tried))

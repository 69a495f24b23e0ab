"""How our verdicts compare with those of other bodies' rules, claim by claim and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_review.pages.views.cards import Views
from evidence_review.phrases import capital, listed
from evidence_review.records.finding import Finding
from evidence_review.records.scales import GRADED
from evidence_review.records.terms import StrengthTerm, TrackTerm
from evidence_review.review import Review
from evidence_review.site import finding_uri
from evidence_review.strength import LADDER, STEPS, Judgement
from evidence_review.strength.elsewhere import RULES, Answer, Rating, Rule, Standing

BY_HAND = "a person set our level"
STARTS_LOWER = "our rule lets a study of this design start lower"
DIFFERING = (Standing.HIGHER, Standing.LOWER)


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one finding, and how that stands to our level.

    ``words`` are empty where it says nothing. ``lacks`` is what it would have to know.
    """

    words: str
    standing: Standing
    lacks: str

    @property
    def made_for(self) -> bool:
        """Whether the rule is for claims of this sort at all."""
        return self.standing is not Standing.NOT_MADE_FOR


@dataclass(frozen=True)
class Row:
    """One graded finding, with our level and the verdict of each rule."""

    uri: str
    claim: str
    strength: StrengthTerm
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Group:
    """The findings of one track, surest first, and the rules that are not for it."""

    track: TrackTerm
    rows: tuple[Row, ...]
    silent: str
    """The rules that speak of none of them, listed; empty where each speaks of some."""


@dataclass(frozen=True)
class RuleView:
    """A rule as it is described: its levels, each with the level of ours beside it."""

    name: str
    id: str
    body: str
    rates: str
    address: str
    seen: date
    levels: tuple[tuple[str, str], ...]
    tracks: str
    not_computed: str
    tally: tuple[int, ...]
    """How many findings stand how to it, in the order of :class:`Standing`."""


@dataclass(frozen=True)
class Reason:
    """Why verdicts differ or are not given, and how many there are for which it is so."""

    words: str
    count: int


@dataclass(frozen=True)
class Because:
    """How many verdicts of one standing there are, and why; one may have several reasons."""

    verdicts: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Elsewhere:
    """Every graded finding under every rule, and all of it counted."""

    rules: tuple[RuleView, ...]
    standings: tuple[str, ...]
    groups: tuple[Group, ...]
    findings: int
    differ: int
    """How many findings at least one whole rule puts higher or lower."""
    agree: int
    """How many of the others at least one whole rule puts where we do."""
    cannot_say: int
    """How many of the rest lack what a whole rule asks for."""
    not_made_for: int
    """How many no whole rule is made for."""
    whole: int
    """How many rules give a verdict."""
    begun: str
    """Those that only say where a verdict begins, listed."""
    higher: Because
    """Why whole rules put findings higher."""
    lower: Because
    taken_away: Because
    """Why other rules begin higher: what ours then takes away."""
    lacking: Because

    @property
    def columns(self) -> int:
        """How many columns the table of findings has."""
        return 2 + len(self.rules)


def elsewhere(review: Review, views: Views) -> Elsewhere:
    """Put every graded finding of ``review`` to every rule."""
    asked = [(f, _Asked(review.judgement(f))) for f in review.surest_first(review.graded)]
    differ, agree, cannot_say, not_made_for = _sorts(asked)
    higher, taken_away = (_because(asked, Standing.HIGHER, (whole,)) for whole in (True, False))
    lower = _because(asked, Standing.LOWER)
    lacking = _because(asked, Standing.CANNOT_SAY)
    return Elsewhere(
        rules=tuple(_rule(views, n, rule, asked) for n, rule in enumerate(RULES)),
        standings=tuple(standing.capitalize() for standing in Standing),
        groups=tuple(_groups(views, asked)),
        findings=len(asked),
        differ=differ,
        agree=agree,
        cannot_say=cannot_say,
        not_made_for=not_made_for,
        whole=sum(rule.whole for rule in RULES),
        begun=listed([rule.name for rule in RULES if not rule.whole]),
        higher=higher,
        lower=lower,
        taken_away=taken_away,
        lacking=lacking,
    )


class _Asked:
    """One judgement and what each rule answers."""

    def __init__(self, judgement: Judgement) -> None:
        assert judgement.strength is not None
        self.judgement, self.strength = judgement, judgement.strength
        self.answers = [rule.answer(judgement) for rule in RULES]
        self.standings = [answer.standing(self.strength) for answer in self.answers]


_All = Sequence[tuple[Finding, _Asked]]


def _sorts(asked: _All) -> tuple[int, ...]:
    """How many findings whole rules put elsewhere; where we do; nowhere; and are not made for."""
    first = (set(DIFFERING), {Standing.SAME}, {Standing.CANNOT_SAY}, {Standing.NOT_MADE_FOR})
    found = Counter(
        next(n for n, standings in enumerate(first) if standings & said)
        for _, a in asked
        for said in [{s for s, rule in zip(a.standings, RULES, strict=True) if rule.whole}]
    )
    return tuple(found[n] for n in range(len(first)))


def _groups(views: Views, asked: _All) -> Iterator[Group]:
    for track in GRADED:
        of_track = [(finding, a) for finding, a in asked if finding.track is track]
        silent = [rule.name for rule in RULES if track not in rule.tracks]
        rows = tuple(_row(views, finding, a) for finding, a in of_track)
        if rows:
            yield Group(views.words.tracks.term(track), rows, listed(silent))


def _row(views: Views, finding: Finding, asked: _Asked) -> Row:
    return Row(
        finding_uri(finding.id),
        finding.claim,
        views.level(asked.strength),
        tuple(
            Verdict(answer.words, standing, listed(answer.lacks))
            for answer, standing in zip(asked.answers, asked.standings, strict=True)
        ),
    )


def _rule(views: Views, number: int, rule: Rule, asked: _All) -> RuleView:
    tally = Counter(a.standings[number] for _, a in asked)
    return RuleView(
        name=rule.name,
        id=rule.id,
        body=rule.body,
        rates=rule.rates,
        address=rule.address,
        seen=rule.seen,
        levels=tuple((rating.name, _beside(views, rating)) for rating in rule.ratings),
        tracks=listed([views.words.tracks.term(track).plural.lower() for track in rule.tracks]),
        not_computed=rule.not_computed,
        tally=tuple(tally[standing] for standing in Standing),
    )


def _beside(views: Views, rating: Rating) -> str:
    ours = [views.level(level).name.lower() for level in rating.like]
    return " or ".join(ours) or "none of ours"


def _because(asked: _All, wanted: Standing, whole: Sequence[bool] = (True, False)) -> Because:
    """Why verdicts have one standing, of rules that are ``whole`` or not."""
    whys = [
        _why(answer, a.judgement, standing)
        for _, a in asked
        for rule, answer, standing in zip(RULES, a.answers, a.standings, strict=True)
        if standing is wanted and rule.whole in whole
    ]
    return Because(len(whys), _counted(whys))


def _why(answer: Answer, judgement: Judgement, standing: Standing) -> tuple[str, ...]:
    if standing is Standing.CANNOT_SAY:
        return answer.lacks
    if judgement.strength is not judgement.computed:
        return (BY_HAND,)
    if standing is Standing.LOWER:
        return (answer.why,)
    return tuple(_lowering(answer, judgement))


def _lowering(answer: Answer, judgement: Judgement) -> Iterator[str]:
    """What lowers our level: where the evidence starts, each domain that costs something, and the
    cap."""
    ledger = judgement.ledger
    assert ledger
    least = min(LADDER.index(level) for rating in answer.possible for level in rating.like)
    if ledger.start is None or LADDER.index(ledger.start) < least:
        yield STARTS_LOWER
    for line in ledger.lines:
        if line.levels < 0:
            yield STEPS[line.domain].called(judgement.track)
    if ledger.cap:
        yield ledger.cap.why


def _counted(reasons: Iterable[tuple[str, ...]]) -> tuple[Reason, ...]:
    found = Counter(word for words in reasons for word in words)
    first = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Reason(capital(words), n) for words, n in first)

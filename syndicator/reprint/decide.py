"""From every rule's verdict to one decision. Pure: equal input, equal decision, whatever the rules' order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from syndicator.errors import ReprintError
from syndicator.model.reprint import Decision, Outcome, Verdict
from syndicator.reprint import plain
from syndicator.reprint.case import Case
from syndicator.reprint.rule import Rule
from syndicator.reprint.words import LONGEST
from syndicator.text.outlet_key import outlet_key

BY_RULES = "rules"

_STRONGEST_FIRST = (Outcome.REFUSE, Outcome.REVIEW, Outcome.GRANT)

_NO_VERDICT = (
    ("zh", "这篇稿件须由工作人员审核，审核后会在本页答复。"),
    ("en", "This article needs a person's decision; the answer will appear on this page."),
)


def decide(cases: Sequence[Case], rules: Iterable[Rule], at: datetime) -> Decision:
    """The decision on all cases of a request: any refusal refuses, else any review is for a person, else a grant.

    A case with no verdict at all is for a person (REVIEW). The reason is in the asker's language.
    """
    rules = tuple(rules)
    said = {verdict for case in cases for verdict in _said(case, rules)}
    verdicts = tuple(sorted(said, key=lambda verdict: (verdict.article, verdict.rule, verdict.outcome, verdict.reason)))
    given = {verdict.outcome for verdict in verdicts}
    outcome = next((one for one in _STRONGEST_FIRST if one in given), Outcome.REVIEW)
    language = cases[0].asked.language if cases else "zh"
    return Decision(outcome, BY_RULES, at, _reason(outcome, verdicts, language), verdicts)


def to_person(decision: Decision, language: str) -> Decision:
    """A grant of the rules that can't be written as a licence: a person must look."""
    return replace(decision, outcome=Outcome.REVIEW, reason=_reason(Outcome.REVIEW, decision.verdicts, language))


def _said(case: Case, rules: Iterable[Rule]) -> Iterable[Verdict]:
    verdicts = [replace(verdict, article=case.slug) for rule in rules if (verdict := rule.judge(case))]
    return verdicts or [Verdict(BY_RULES, Outcome.REVIEW, _NO_VERDICT, case.slug)]


def why(decision: Decision, language: str) -> str:
    """A decision's reason in `language`: the rules' in either, a person's as they wrote it."""
    if decision.by == BY_RULES:
        return _reason(decision.outcome, decision.verdicts, language)
    return decision.reason


def _reason(outcome: Outcome, verdicts: tuple[Verdict, ...], language: str) -> str:
    # What several articles have in common is said once.
    deciding = dict.fromkeys(verdict.why(language) for verdict in verdicts if verdict.outcome is outcome)
    return " ".join(deciding) or Verdict(BY_RULES, outcome, _NO_VERDICT).why(language)


def by_person(before: Decision | None, outcome: Outcome, by: str, reason: str, at: datetime) -> Decision:
    """A person's decision after the rules' (`before`), whose verdicts it keeps for the record.

    Raises ReprintError when it is not a grant or a refusal, names nobody, or refuses without a reason.
    """
    if outcome is Outcome.REVIEW:
        raise ReprintError("a person grants or refuses", "outcome")
    who, why_so = plain.one_line(by), plain.paragraphs(reason)
    if not who or who == BY_RULES:
        raise ReprintError("say who decides", "by")
    if outcome is Outcome.REFUSE and not why_so:
        raise ReprintError("say why it is refused: the asker reads it", "reason")
    if len(why_so) > LONGEST:
        raise ReprintError(f"write at most {LONGEST} characters", "reason")
    return Decision(outcome, who, at, why_so, before.verdicts if before else ())


def approved(decision: Decision, by: str) -> Decision:
    """A person's decision as a second one approves it. Raises ReprintError where that is nobody, or the same one."""
    second = plain.one_line(by)
    if not second:
        raise ReprintError("say who approves", "by")
    if outlet_key(second) == outlet_key(decision.by):
        raise ReprintError(f"{second} proposed this: somebody else must approve it", "by")
    return replace(decision, second=second)

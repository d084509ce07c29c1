"""Rights for one article: the page's notice against the source's policy, and what holds it back."""

import re
from dataclasses import dataclass

from syndicator.attribute import credit, disclaimer, holder, holds, licenses, notice, terms
from syndicator.attribute.byline import foreign_claim
from syndicator.attribute.identity import Owners
from syndicator.attribute.reading import stricter
from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution, Evidence, Hold, Notice, Reprint, Rights, RightsPolicy
from syndicator.model.source import Source

_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page's notices say together: who owns it, in whose words, on what terms."""

    holder: str = ""
    named: Notice | None = None
    worded: Notice | None = None
    termed: Notice | None = None
    licensed: Notice | None = None


def resolve(draft: Draft, source: Source, *, license_base: str) -> Attribution:
    """Decide who owns a draft and whether it may go out.

    The page's notice comes first; the source's policy fills what it leaves open and is checked against
    it. `license_base` is the site's address, under which our own license pages stand. Holds come in a
    fixed order; a draft whose owner, notice or terms are not known always has one. Never raises for
    any draft; ValueError if the policy's credit template is not one `credit.check_template` takes.
    """
    language = _language(draft, source)
    policy = source.policy
    page = _read(draft)
    owners = Owners((policy.holder or page.holder, *policy.names))
    evidence: list[Evidence] = []
    found: list[Hold] = []
    name = _holder(page, policy, owners, language, evidence, found)
    wording = _notice(page, policy, draft, evidence, source)
    reprint = _reprint(page, policy, evidence, source)
    license_ = _license(page, policy, reprint, license_base, evidence, source)
    line = _credit(draft, policy, name, language)
    usage = terms.sentence(reprint, name, language, license_ if licenses.canonical(license_) else "")
    found += _unknown(name, wording, reprint, language)
    found += _foreign(draft, owners, language, evidence)
    if draft.restoration < source.min_confidence:
        found.append(
            holds.hold("restoration", language, got=f"{draft.restoration:.2f}", least=f"{source.min_confidence:.2f}")
        )
    where = policy.where or source.where or "config"
    evidence += [
        Evidence("credit", where, policy.credit or "default"),
        Evidence("usage_terms", "reprint", reprint.value),
    ]
    rights = Rights(name, wording, line, license_, usage, reprint, tuple(dict.fromkeys(evidence)))
    return Attribution(rights, holds.ordered(found))


def _read(draft: Draft) -> _Page:
    """The notices that count for each field, the best that says anything of it."""
    found = [one for one in notice.read_all(draft.notices) if notice.states(one)]
    named = next((one for one in found if one.holder), None)
    return _Page(
        holder=(named.holder or "") if named else "",
        named=named,
        worded=found[0] if found else None,
        termed=next((one for one in found if one.reprint is not Reprint.UNKNOWN or one.condition), None),
        licensed=next((one for one in found if one.license), None),
    )


def _holder(
    page: _Page, policy: RightsPolicy, owners: Owners, language: str, evidence: list[Evidence], found: list[Hold]
) -> str:
    """The owner's name; a page that names another than the policy is held."""
    if page.named and holder.is_other(page.holder):
        evidence.append(Evidence("holder", page.named.where, page.named.text))
        found.append(holds.hold("third-party", language, what=page.named.text[:80]))
        return page.holder
    if policy.holder and page.named and not owners.own(page.holder):
        evidence += [
            Evidence("holder", page.named.where, page.named.text),
            Evidence("holder", policy.where, policy.holder),
        ]
        found.append(holds.hold("contradiction", language, page=page.holder, config=policy.holder))
        return page.holder
    if page.named:
        evidence.append(Evidence("holder", page.named.where, page.named.text))
    if policy.holder:
        evidence.append(Evidence("holder", policy.where, policy.holder))
    return policy.holder or page.holder


def _notice(page: _Page, policy: RightsPolicy, draft: Draft, evidence: list[Evidence], source: Source) -> str:
    """The owner's own wording from the page, else the one the admin vouches for."""
    if page.worded:
        evidence.append(Evidence("notice", page.worded.where or draft.url, page.worded.text))
        return page.worded.text
    if policy.notice.strip():
        evidence.append(Evidence("notice", policy.where or source.where or "config", policy.notice.strip()))
    return policy.notice.strip()


def _reprint(page: _Page, policy: RightsPolicy, evidence: list[Evidence], source: Source) -> Reprint:
    """The terms: where page and policy both say, the one that allows less.

    `转载请注明出处` alone is a condition and leaves the answer to the policy.
    """
    if page.termed:
        evidence.append(Evidence("reprint", page.termed.where, page.termed.text))
    if policy.reprint is not Reprint.UNKNOWN:
        evidence.append(Evidence("reprint", policy.where or source.where or "config", policy.reprint.value))
    return stricter(page.termed.reprint if page.termed else Reprint.UNKNOWN, policy.reprint)


def _license(
    page: _Page, policy: RightsPolicy, reprint: Reprint, base: str, evidence: list[Evidence], source: Source
) -> str:
    """The page's public license, else the configured one where its terms still hold, else our page of these terms."""
    if page.licensed and reprint is Reprint.ATTRIBUTION:
        evidence.append(Evidence("license", page.licensed.where, page.licensed.text))
        return page.licensed.license
    if policy.license and reprint is policy.reprint:
        evidence.append(Evidence("license", policy.where or source.where or "config", policy.license))
        return policy.license
    evidence.append(Evidence("license", "reprint", reprint.value))
    return licenses.default(reprint, base)


def _credit(draft: Draft, policy: RightsPolicy, name: str, language: str) -> str:
    """The ready credit line; "" while nobody is known to credit."""
    if not name:
        return ""
    return credit.line(
        policy.credit or credit.default(language),
        holder=name,
        authors=draft.authors,
        editors=draft.editors,
        title=draft.title,
        url=draft.url,
        date=draft.published.at.date().isoformat() if draft.published else "",
    )


def _unknown(name: str, wording: str, reprint: Reprint, language: str) -> list[Hold]:
    """A hold naming everything that neither page nor config gives."""
    words = {"zh": ("权利人", "版权声明", "转载条件"), "en": ("owner", "notice", "reprint terms")}[language]
    missing = [
        word for word, there in zip(words, (name, wording, reprint is not Reprint.UNKNOWN), strict=True) if not there
    ]
    if not missing:
        return []
    what = (
        f"页面和配置都没有{'、'.join(missing)}"
        if language == "zh"
        else f"neither page nor config gives {', '.join(missing)}"
    )
    return [holds.hold("rights-unknown", language, what=what)]


def _foreign(draft: Draft, owners: Owners, language: str, evidence: list[Evidence]) -> list[Hold]:
    """Holds for what the page shows to be another's: its 来源, a dateline, a platform's disclaimer."""
    found: list[Hold] = []
    if draft.outlet.strip() and owners and not owners.own_outlet(draft.outlet):
        where = next((origin.where for origin in draft.origins if origin.field == "outlet"), draft.url)
        evidence.append(Evidence("outlet", where, draft.outlet))
        label = "来源：" if language == "zh" else "source: "
        found.append(holds.hold("third-party", language, what=f"{label}{draft.outlet[:80]}"))
    claim = foreign_claim(draft, owners) if owners and not found else None
    if claim:
        evidence.append(Evidence("outlet", claim.where, claim.text))
        found.append(holds.hold("third-party", language, what=claim.outlet))
    for line in draft.notices if not found else ():
        if disclaimer.foreign(line.text):
            evidence.append(Evidence("holder", line.where, line.text))
            found.append(holds.hold("third-party", language, what=line.text[:80]))
            break
    return found


def _language(draft: Draft, source: Source) -> str:
    """Give zh or en: the source's own, else the page's, else what the headline is written in."""
    tag = source.language or draft.language
    if tag:
        return "zh" if tag.lower().startswith("zh") else "en"
    return "zh" if _CHINESE.search(draft.title + draft.body_text[:200]) else "en"

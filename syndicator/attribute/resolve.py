"""Rights for one article: the page's notice against the source's policy, and what holds it back."""

from dataclasses import dataclass

from syndicator.attribute import disclaimer, holder, holds, licenses, terms
from syndicator.attribute.byline import foreign_claim
from syndicator.attribute.identity import Owners
from syndicator.attribute.page_says import PageSays, listen
from syndicator.attribute.reading import stricter
from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution, Evidence, Hold, Notice, Reprint, Rights, RightsPolicy, Status
from syndicator.model.source import Source
from syndicator.text import creditline
from syndicator.text.han import HAN

_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class _Case:
    """One article before the court: what its page says, and what its source's admin says."""

    draft: Draft
    policy: RightsPolicy
    config: str
    page: PageSays
    owners: Owners
    language: str

    def from_page(self, field: str, found: Notice) -> Evidence:
        """Evidence that a field rests on a line of the page."""
        return Evidence(field, found.where or self.draft.url, found.text)

    def from_config(self, field: str, text: str) -> Evidence:
        """Evidence that a field rests on the config."""
        return Evidence(field, self.config, text)

    def hold(self, code: str, **words: str) -> Hold:
        """A reason in the article's language."""
        return holds.hold(code, self.language, **words)


@dataclass(frozen=True, slots=True)
class _Found:
    """A field's value, what it rests on, and what is wrong with it."""

    value: str
    evidence: tuple[Evidence, ...] = ()
    holds: tuple[Hold, ...] = ()


def resolve(draft: Draft, source: Source, *, license_base: str) -> Attribution:
    """Decide who owns a draft and whether it may go out.

    The page's notice comes first; the source's policy fills what it leaves open and is checked against
    it. `license_base` is the site's address, under which our own license pages stand. Holds come in a
    fixed order; a draft whose owner, notice or terms are not known always has one. Never raises for
    any draft; ValueError if the policy's credit template is not one `creditline.check_template` takes.
    """
    page = listen(draft)
    policy = source.policy
    owners = Owners((policy.holder or page.holder, *policy.names))
    case = _Case(draft, policy, policy.where or source.where or "config", page, owners, _language(draft, source))
    name, wording, (reprint, said) = _holder(case), _notice(case), _reprint(case)
    license_ = _license(case, reprint, license_base)
    public = license_.value if licenses.canonical(license_.value) else ""
    foreign = _foreign(case)
    evidence = (
        *name.evidence,
        *wording.evidence,
        *said,
        *license_.evidence,
        *foreign.evidence,
        case.from_config("credit", policy.credit or "default"),
        Evidence("usage_terms", said[0].where if said else case.config, reprint.value),
    )
    rights = Rights(
        holder=name.value,
        notice=wording.value,
        credit=_credit(case, name.value),
        license=license_.value,
        usage_terms=terms.sentence(reprint, name.value, case.language, public),
        reprint=reprint,
        evidence=tuple(dict.fromkeys(evidence)),
    )
    found = [*name.holds, *foreign.holds, *_unknown(case, rights), *_doubtful(case, source), *_asked(case)]
    return Attribution(rights, holds.ordered(found))


def _holder(case: _Case) -> _Found:
    """The owner's name; a page that names another than the policy is held."""
    named, config = case.page.named, case.policy.holder
    configured = (case.from_config("holder", config),) if config else ()
    if not named:
        return _Found(config, configured)
    printed = (case.from_page("holder", named),)
    if holder.is_other(case.page.holder):
        quote = named.text[:_LONGEST_QUOTE]
        return _Found(case.page.holder, (*printed, *configured), (case.hold("third-party", what=quote),))
    if config and not case.owners.own_outlet(case.page.holder):
        held = case.hold("contradiction", page=case.page.holder, config=config)
        return _Found(case.page.holder, (*printed, *configured), (held,))
    return _Found(config or case.page.holder, (*printed, *configured))


def _notice(case: _Case) -> _Found:
    """The owner's own wording from the page, else the one the admin vouches for."""
    if case.page.worded:
        return _Found(case.page.worded.text, (case.from_page("notice", case.page.worded),))
    vouched = case.policy.notice.strip()
    return _Found(vouched, (case.from_config("notice", vouched),) if vouched else ())


def _reprint(case: _Case) -> tuple[Reprint, tuple[Evidence, ...]]:
    """The terms: where page and policy both say, the one that allows less.

    `转载请注明出处` alone is a condition and leaves the answer to the policy.
    """
    termed, config = case.page.termed, case.policy.reprint
    said = (case.from_page("reprint", termed),) if termed else ()
    if config is not Reprint.UNKNOWN:
        said = (*said, case.from_config("reprint", config.value))
    return stricter(termed.reprint if termed else Reprint.UNKNOWN, config), said


def _license(case: _Case, reprint: Reprint, base: str) -> _Found:
    """The page's public license, else the configured one where its terms still hold, else our page of these terms."""
    licensed, config = case.page.licensed, case.policy.license
    if licensed and reprint is Reprint.ATTRIBUTION:
        return _Found(licensed.license, (case.from_page("license", licensed),))
    if config and reprint is case.policy.reprint:
        return _Found(config, (case.from_config("license", config),))
    return _Found(licenses.default(reprint, base), (case.from_config("license", reprint.value),))


def _credit(case: _Case, name: str) -> str:
    """The ready credit line; "" while nobody is known to credit."""
    if not name:
        return ""
    draft = case.draft
    return creditline.line(
        case.policy.credit or creditline.default(case.language),
        holder=name,
        authors=draft.authors,
        editors=draft.editors,
        title=draft.title,
        url=draft.url,
        date=draft.published.at.date().isoformat() if draft.published else "",
    )


def _foreign(case: _Case) -> _Found:
    """Holds for what the page shows to be another's: its 来源, a dateline, a platform's disclaimer."""
    draft, owners = case.draft, case.owners
    printed = draft.outlet.strip()
    if printed and owners and not owners.own_outlet(printed):
        where = next((origin.where for origin in draft.origins if origin.field == "outlet"), draft.url)
        label = "来源：" if case.language == "zh" else "source: "
        held = case.hold("third-party", what=f"{label}{printed[:_LONGEST_QUOTE]}")
        return _Found("", (Evidence("outlet", where, printed),), (held,))
    claim = foreign_claim(draft, owners) if owners else None
    if claim:
        held = case.hold("third-party", what=claim.outlet)
        return _Found("", (Evidence("outlet", claim.where, claim.text),), (held,))
    for line in draft.notices:
        if disclaimer.foreign(line.text):
            held = case.hold("third-party", what=disclaimer.platform(line.text) or line.text[:_LONGEST_QUOTE])
            return _Found("", (Evidence("outlet", line.where, line.text),), (held,))
    return _Found("")


def _unknown(case: _Case, rights: Rights) -> list[Hold]:
    """A hold naming everything that neither page nor config gives."""
    words = {"zh": ("权利人", "版权声明", "转载条件"), "en": ("owner", "notice", "reprint terms")}[case.language]
    known = (rights.holder and rights.credit, rights.notice, rights.reprint is not Reprint.UNKNOWN)
    missing = [word for word, there in zip(words, known, strict=True) if not there]
    joined = "、".join(missing) if case.language == "zh" else ", ".join(missing)
    return [case.hold("rights-unknown", what=joined)] if missing else []


def _doubtful(case: _Case, source: Source) -> list[Hold]:
    """A hold for a text that was mended with too little confidence."""
    if case.draft.restoration >= source.min_confidence:
        return []
    got, least = f"{case.draft.restoration:.2f}", f"{source.min_confidence:.2f}"
    return [case.hold("restoration", got=got, least=least)]


def _asked(case: _Case) -> list[Hold]:
    """A hold where the sender itself says withheld."""
    return [case.hold("sender")] if case.draft.status is Status.WITHHELD else []


def _language(draft: Draft, source: Source) -> str:
    """Give zh or en: the source's own, else the page's, else what the headline is written in."""
    tag = source.language or draft.language
    if tag:
        return "zh" if tag.lower().startswith("zh") else "en"
    return "zh" if HAN.search(draft.title + draft.body_text[:200]) else "en"

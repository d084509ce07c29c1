"""Lines of a robots.txt that say what its pages may be used for, not whether they may be read."""

import re

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
_NAMES = ("license", "content-usage", "content-signal")
_TOKEN = re.compile(r"[A-Za-z_-]+")
_MOST, _LONGEST = 20, 500


def terms(text: str, token: str) -> tuple[tuple[str, str], ...]:
    """The License (RSL 1.0), Content-Usage (IETF aipref) and Content-Signal lines for the user agent `token`.

    Names in small letters. What stands in our group, or in that of `*` where we have none, hides lines of the same
    name outside of groups. A blank line ends a group here: what files append stands for the whole site.
    """
    scoped: dict[str, list[tuple[str, str]]] = {}
    everywhere: list[tuple[str, str]] = []
    agents: list[str] = []
    ruled = inside = False
    for line in re.split(r"\r\n|\r|\n", text):
        found = _LINE.match(line)
        if found is None:
            inside = inside and bool(line.strip())
            continue
        name, value = found[1].lower(), found[2].strip()[:_LONGEST]
        if name in ("user-agent", "useragent"):
            agents = [_agent(value)] if ruled else [*agents, _agent(value)]
            ruled, inside = False, True
            for agent in agents:
                scoped.setdefault(agent, [])
            continue
        if name not in _NAMES:
            ruled = inside = True
        elif inside and agents:
            ruled = True
            for agent in agents:
                scoped[agent].append((name, value))
        else:
            everywhere.append((name, value))
    ours = scoped.get(token.lower(), scoped.get("*", []))
    hidden = {name for name, _ in ours}
    return tuple(dict.fromkeys((*ours, *(one for one in everywhere if one[0] not in hidden))))[:_MOST]


def _agent(value: str) -> str:
    token = _TOKEN.match(value)
    return "*" if value.startswith("*") else token[0].lower() if token else ""

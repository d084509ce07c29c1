"""Where it may be read: in the territories of the feed's policy without a person."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy
from syndicator.text.outlet_key import outlet_key

# Other words for the same place, as they are looked up.
_SAME = {
    "cn": ("china", "中国", "全国", "国内", "中国大陆", "中国内地", "mainlandchina", "中华人民共和国"),
    "world": ("worldwide", "global", "全球", "全世界", "世界", "不限"),
}
_CODE = {word: code for code, words in _SAME.items() for word in (code, *words)}


class Territory:
    """Leaves a territory that the policy does not name to what the policy says of such; none told is everywhere."""

    name = "territory"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word on a territory outside it, None within."""
        open_to = {_code(name) for name in case.policy.territories}
        if not open_to or _code(case.asked.territory or "world") in open_to:
            return None
        return by_policy(
            self.name,
            case.policy.outside,
            "申请的地域不在预先许可之列",
            "This territory is not among those open to all",
        )


def _code(name: str) -> str:
    key = outlet_key(name)
    return _CODE.get(key, key)

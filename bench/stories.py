"""Made-up stories of a made-up county: as many as asked for, each different, the same in every run."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HOLDER = "海川县融媒体中心"
NOTICE = f"本条新闻版权归{HOLDER}所有，转载请注明出处。"
_FIRST = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

_TOWNS = ("东山", "石桥", "柳河", "白塔", "青浦", "临江", "双井", "枫林", "大湾", "盐田", "竹溪", "黄岭")
_WORKS = ("水闸", "便民桥", "卫生院", "农贸市场", "文化站", "老年食堂", "幼儿园", "口袋公园", "公交站", "图书角")
_STAGES = ("开工建设", "完成验收", "投入使用", "公开征求意见", "提前完工", "进入扫尾阶段")
_NAMES = ("林小满", "周文海", "陈思远", "赵一帆", "孙嘉禾", "何立秋", "方晓晴", "罗青山")
_EDITORS = ("周桥", "吴静", "钱程", "沈默")
_SENTENCES = (
    "清晨六点，{town}镇的{work}工地已经响起机器声，{number}名工人分成两班，抢在雨季之前把最难的一段做完。",
    "县住建局有关负责人介绍，这处{work}总投资{number}万元，资金来自县级财政和沿线企业的捐助。",
    "“以前要绕{number}分钟的路，现在出门就到。”住在{town}镇老街的{person}说，孙子放学也不用人接了。",
    "记者翻看施工日志发现，开工以来共召开现场会{number}次，每一次都留下了村民代表的签名。",
    "{town}镇党委书记{person}告诉记者，选址前后改了三回，最后按多数住户的意思定在了桥头。",
    "夜里的照明用上了节能灯，按{number}盏计算，一年省下的电够全镇路灯亮上一个月。",
    "负责监理的{person}说，混凝土每一车都取样，至今送检{number}组，全部合格。",
    "周边的{number}家商户组成了自治小组，轮流值日，门前的卫生、停车和摆摊都由自己商量着办。",
    "县水务局提醒，{work}周边施工期间请绕行，公交{number}路临时改道，恢复时间另行公告。",
    "在{town}镇中学，老师把{work}的图纸搬进了数学课，让学生算一算坡度和用料，算对的有{number}人。",
    "按照计划，二期还要加建一处休息亭和{number}个停车位，图纸将在村务公开栏张贴七天。",
    "退休教师{person}每天来拍一张照片，攒了{number}张，说要办个小展览，给后来的人看看变化。",
    "去年汛期，这里曾经积水{number}厘米；今年同样的雨量，路面两个小时就干了。",
    "据统计，自{work}试运行以来，日均服务{number}人次，其中六成是六十岁以上的老人。",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One story: some 700 characters in paragraphs, with who wrote and edited it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    author: str
    editor: str
    published: datetime

    @property
    def path(self) -> str:
        """Where the newsroom keeps it."""
        return f"/{self.published:%Y%m}/{self.number:05}.html"


def story(number: int, *, edited: bool = False) -> Story:
    """The story with this number, or what became of it after a correction."""
    chance = random.Random(number)  # noqa: S311 - a made-up story, not a secret
    town, work = chance.choice(_TOWNS), chance.choice(_WORKS)
    paragraphs = []
    for _ in range(7):
        told = chance.sample(_SENTENCES, 2)
        paragraphs.append("".join(_filled(sentence, chance, town, work) for sentence in told))
    if edited:
        paragraphs.append(f"更正：文中第{number}号工程的竣工时间应为明年六月。")
    return Story(
        number,
        f"{town}镇第{number}处{work}{chance.choice(_STAGES)}",
        tuple(paragraphs),
        chance.choice(_NAMES),
        chance.choice(_EDITORS),
        _FIRST - timedelta(hours=number),
    )


def _filled(sentence: str, chance: random.Random, town: str, work: str) -> str:
    return sentence.format(town=town, work=work, number=chance.randint(12, 980), person=chance.choice(_NAMES))

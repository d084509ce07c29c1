"""What is a copy, and what is only the same form filled in anew."""

import random
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from mirror import Mirror, damage, some_annotated
from opencc import OpenCC

from syndicator.text.likeness import SHORT, Told, alike, compare
from syndicator.text.sketch import resemblance, sketch
from syndicator.web.sample.story import stories

SHARED = Path(__file__).parents[2].parent / "shared"
TO_HANT = OpenCC("s2t")


def _weather(chance: random.Random) -> tuple[str, str]:
    month, day, low = chance.randint(1, 12), chance.randint(1, 28), chance.randint(-5, 12)
    sky = chance.choice(("多云", "晴到多云", "阴有小雨", "多云转晴"))
    return f"海川县{month}月{day}日天气预报", (
        f"海川县气象台{month}月{day}日17时发布未来三天天气预报：今天夜里到明天，{sky}，偏北风{chance.randint(2, 4)}到5级，"
        f"最低气温{low}℃，最高气温{low + 9}℃；后天，{sky}，偏北风{chance.randint(2, 4)}级，最低气温{low + 1}℃，"
        f"最高气温{low + 8}℃；大后天，晴，偏西风2到3级，最低气温{low - 1}℃，最高气温{low + 10}℃。"
        "气象台提醒，近期昼夜温差较大，请注意及时增减衣物，预防感冒；早晚时段部分乡镇有雾，出行请减速慢行，注意交通安全；"
        "天干物燥，山区林区请加强野外火源管理，农户不要焚烧秸秆，施工单位做好高空作业的防风措施。"
        "海面风力较大，请过往船只留意最新海洋预报，小型渔船尽早回港避风，养殖户检查加固网箱和浮筏。"
    )


def _roster(chance: random.Random) -> tuple[str, str]:
    month, week = chance.randint(1, 12), chance.randint(1, 4)
    people = chance.sample(
        ["林小满", "周文海", "陈思远", "赵一帆", "孙嘉禾", "何立秋", "方晓晴", "罗青山", "吴静", "钱程"], 7
    )
    days = "".join(
        f"星期{name}：带班领导{person}，值班员{chance.choice(people)}，联系电话666{chance.randint(1000, 9999)}。"
        for name, person in zip("一二三四五六日", people, strict=True)
    )
    return f"海川县政府办公室{month}月第{week}周值班安排", (
        f"现将{month}月第{week}周值班安排公布如下，请各单位相互通报。{days}"
        "值班人员要严格遵守二十四小时在岗值守制度，确保通讯畅通，遇有紧急情况第一时间处置并按程序上报，不得迟报、漏报、瞒报。"
        "因公务外出不能值班的，应提前一天与其他人员调换，并报值班室备案。交接班时要当面说清未办结的事项，填写交接记录。"
    )


def _outage(chance: random.Random) -> tuple[str, str]:
    month, day, start = chance.randint(1, 12), chance.randint(1, 28), chance.randint(6, 12)
    town, street = (
        chance.choice(("城关镇", "望潮镇", "青屿镇", "白沙镇")),
        chance.choice(("南门街", "滨江路", "文昌路", "古渡巷")),
    )
    return f"关于{town}{street}一带计划停水的通知", (
        f"尊敬的用户：因供水管网改造施工需要，县自来水公司定于{month}月{day}日{start}时至{start + 8}时，对{town}{street}一带实施计划停水，"
        f"停水范围包括{street}{chance.randint(1, 90)}号至{chance.randint(91, 200)}号的住宅小区、沿街商户和机关单位。"
        "请停水区域内的用户提前做好储水准备，停水期间请关闭好用水阀门，以免来水时造成不必要的损失。恢复供水初期可能出现短时水质浑浊，"
        "属正常现象，请放水片刻待清澈后再使用。施工单位将抓紧施工，争取提前恢复供水；如遇雨雪等恶劣天气，施工时间顺延，届时另行通知。"
        f"由此带来的不便，敬请谅解。如有疑问，请拨打二十四小时客服热线666{chance.randint(1000, 9999)}咨询。"
    )


def _prices(chance: random.Random) -> tuple[str, str]:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    goods = (
        "白菜",
        "萝卜",
        "土豆",
        "西红柿",
        "黄瓜",
        "青椒",
        "猪肉",
        "鸡蛋",
        "草鱼",
        "海带",
        "大米",
        "面粉",
        "花生油",
        "豆腐",
    )
    rows = "，".join(f"{name}每斤{chance.randint(1, 19)}.{chance.randint(0, 9)}元" for name in goods)
    return f"{month}月{day}日海川县农贸市场价格监测", (
        f"县发改局价格监测中心{month}月{day}日对城区三家农贸市场的监测显示，主要农副产品零售均价如下：{rows}。"
        "总体来看，当日市场货源充足，价格平稳。监测中心提醒广大市民按需购买，商户要明码标价，诚信经营，不得哄抬物价、囤积居奇。"
        "如发现价格违法行为，请保留凭证并拨打投诉举报电话，市场监管部门将依法及时查处，维护良好的市场秩序。"
    )


def _towns(chance: random.Random) -> tuple[str, str]:
    town = chance.choice(("城关镇", "望潮镇", "青屿镇", "白沙镇", "松岭乡", "石桥镇", "柳河镇", "临江镇"))
    return f"{town}开展冬季安全生产大检查", (
        f"为切实做好冬季安全生产工作，连日来，{town}组织开展冬季安全生产大检查，全面排查整治各类安全隐患。检查组先后来到辖区企业、"
        "加油站、农贸市场和学校食堂，通过看现场、查台账、听汇报等方式，重点检查消防设施是否完好、疏散通道是否畅通、用电用气是否规范、"
        f"安全责任是否落实。对发现的问题，检查组现场下达整改通知，要求限期整改到位，并建立清单，逐项销号。{town}有关负责人表示，"
        "安全生产是不可逾越的红线，各企业要绷紧安全这根弦，举一反三，把问题解决在萌芽状态，不能心存侥幸。"
        f"下一步，{town}将持续加大检查力度，压实各方责任，强化宣传教育，为辖区群众营造平安稳定的生产生活环境。"
    )


FORMS = (_weather, _roster, _outage, _prices, _towns)
STORIES = {story.slug: story for story in stories(date(2026, 11, 20))}


def _story(name: str) -> tuple[str, str]:
    story = STORIES[name]
    return story.title, "\n".join(part for part in story.parts if isinstance(part, str))


def _typos(text: str, chance: random.Random) -> str:
    letters = list(text)
    for place in chance.sample(range(len(letters)), len(letters) // 60):
        if "\u4e00" <= letters[place] <= "\u9fff" and letters[place] not in "零一二三四五六七八九十百千":
            letters[place] = chance.choice("的了在是我有和人这中大为上")
    return "".join(letters)


def _copies(title: str, text: str, chance: random.Random) -> dict[str, tuple[str, str]]:
    """What becomes of a story on its way through other outlets."""
    lines = text.split("\n")
    return {
        "whole": (title, text),
        "another headline": ("今天的头条换了一种说法", text),
        "first two thirds": (title, text[: len(text) * 2 // 3]),
        "typing mistakes": (title, _typos(text, chance)),
        "Traditional": (TO_HANT.convert(title), TO_HANT.convert(text)),
        "a mirror's damage": (
            TO_HANT.convert(title),
            damage(text, Mirror(annotated=some_annotated(chance.randrange(99)))),
        ),
        "another mirror's": (title, damage(text, Mirror(wide=True, before=True))),
        "top and tail": (
            title,
            f"本网讯　记者从有关部门了解到：\n{text}\n（更多内容请关注本网公众号，欢迎来信来电提供新闻线索。）",
        ),
        "a paragraph lost": (title, "\n".join(lines[:1] + lines[2:])),
        "in another's voice": (
            title.replace("海川县", "我县"),
            text.replace("全县", "海川县").replace("海川县", "我县"),
        ),
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_form_filled_in_anew_is_another_story(form):
    told = [Told(*form(random.Random(number))) for number in range(30)]  # noqa: S311 - a fixed choice, no secret
    assert min(one.length for one in told) > SHORT, "these are long enough to be merged"
    wrong = [
        (one.title, other.title)
        for one, other in combinations(told, 2)
        if one.tokens != other.tokens and compare(one, other).same
    ]
    assert wrong == []


def test_no_two_of_the_newsrooms_stories_are_one():
    told = {name: Told(*_story(name)) for name in STORIES}
    assert [pair for pair in combinations(told, 2) if compare(told[pair[0]], told[pair[1]]).same] == []


def test_copies_are_found_by_their_marks_and_recognised():
    missed, seen = [], 0
    for number, name in enumerate(STORIES):
        chance = random.Random(number)  # noqa: S311 - a fixed choice, no secret
        title, text = _story(name)
        original, marks = Told(title, text), set(sketch(text).lowest[:16])
        for what, (headline, body) in _copies(title, text, chance).items():
            copy = Told(headline, body)
            if min(original.length, copy.length) < SHORT:
                continue
            seen += 1
            if not compare(original, copy).same or len(marks & set(sketch(body).lowest[:16])) < 2:
                missed.append((name, what))
    assert seen > 150, "most of the stories are long enough"
    assert len(missed) <= seen * 0.02, missed


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article lies in ../shared, which is not here")
def test_the_seeds_damaged_copy_meets_its_original():
    folder = SHARED / "seed"
    damaged, restored = (
        (folder / name).read_text(encoding="utf-8") for name in ("000_817d3cbb784a561d.txt", "restored.txt")
    )
    assert resemblance(sketch(damaged), sketch(restored)) > 0.8
    assert compare(Told(damaged.split("\n")[0], damaged), Told(restored.split("\n")[0], restored)).same


def test_a_digest_is_no_copy_of_what_it_tells():
    stories = [_story(name) for name in ("bridge", "library", "rice", "school")]
    digest = Told("海川县一周要闻", "\n".join(text for _, text in stories))
    assert [compare(digest, Told(*story)).same for story in stories] == [False] * 4


def test_a_correction_of_one_number_in_a_long_text_is_the_same_story():
    title, first = _story("bridge")
    text = "\n".join((first, _story("tea")[1], _story("school")[1]))
    assert "2.36" in text
    assert compare(Told(title, text), Told(title, text.replace("2.36", "2.63"))).same
    assert not compare(
        Told(title, text),
        Told(title, text.replace("2.36", "2.63").replace("两百多", "三百多").replace("8时16分", "9时20分")),
    ).same


@pytest.mark.parametrize("text", ["", "短讯。", "海川县今天多云。" * 10, "!!!", "\x00\ud800"])
def test_short_texts_are_never_the_same(text):
    assert not compare(Told("标题", text), Told("标题", text)).same


def test_a_sketch_knows_nothing_of_width_case_script_marks_and_readings():
    plain = sketch("他在2026年11月20日后来到海川县，发展ABC产业。")
    assert sketch("他在２０２６年１１月２０日後(hòu)來到 海川縣（xiàn）,發展 abc 產業！") == plain
    assert plain.size == len(set(plain.lowest))
    assert list(plain.lowest) == sorted(plain.lowest)


def test_a_sketch_is_the_same_on_every_machine():
    assert sketch("海川大桥今日合龙。").lowest[:2] == (-8781124400625478427, -7294901661521526538)


def test_a_sketch_estimates():
    chance = random.Random(7)  # noqa: S311 - a fixed choice, no secret
    letters = [chr(chance.randrange(0x4E00, 0x6000)) for _ in range(3000)]
    one, other = "".join(letters[:2000]), "".join(letters[1000:])
    assert abs(resemblance(sketch(one), sketch(other)) - 1 / 3) < 0.2
    assert resemblance(sketch(one), sketch(one)) == 1.0
    assert resemblance(sketch(""), sketch("")) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("海川大桥主桥合龙", "海川大桥主桥合龙", 1, 1),
        ("海川大桥主桥合龙", "海川大橋主橋合龍！", 1, 1),
        ("海川大桥主桥合龙 两岸车程缩短", "海川大桥主桥合龙", 1, 1),
        ("海川大桥主桥合龙", "望潮镇茶园开采", 0, 0),
        ("", "", 0, 0),
        ("桥", "桥", 1, 1),
    ],
)
def test_headlines_alike(one, other, least, most):
    assert least <= alike(Told(one, "").title, Told(other, "").title) <= most


def test_a_likeness_is_symmetric():
    title, text = _story("bridge")
    one, other = Told(title, text), Told("另一个标题", text[:300] + "另外补了一段完全不同的文字，说的是别的事情。")
    assert compare(one, other) == compare(other, one)

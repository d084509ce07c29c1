"""Six articles of the third set's own, of other houses: four in English, two in Chinese with what the samples lack.

Sub-headings, questions and answers, a list of dates, quotations over two paragraphs, figures, foreign names.
"""

ALDER = ("The Alder Valley Herald", "https://www.aldervalley.example")
YUNXI = ("云溪日报", "https://www.yunxi-daily.example")

# House, path, language, title, authors; then the text, a line a paragraph.
TEXTS: tuple[tuple[tuple[str, str], str, str, str, tuple[str, ...], str], ...] = (
    (
        ALDER,
        "/2026/11/ferry",
        "en",
        "Night ferry returns to Port Mallow after nine-year gap",
        ("Nora Whitfield",),
        """PORT MALLOW — The last ferry used to leave at 6:15 p.m., and if you missed it you slept on a bench. Starting Monday, a boat will cross the sound at 10:40 every night, the first night service in nine years.
The county will pay $412,000 a year for the run, about two-thirds of it from a state transit grant. Fares stay at $3.50; riders under 18 travel free.
"I have worked the late shift at the cannery since 2011," said Delia Okafor, 54. "Twice a week I pay a neighbor to fetch me in his skiff. I will not miss that."
Not everyone is pleased. Shore Road residents told the council in September that they worry about engine noise. The ferry line says the refitted Heron is quieter than the boat it replaces, and has promised to publish sound readings every three months.
The schedule will be reviewed in April. If fewer than 40 people ride on an average night, the council may cut it to Fridays and Saturdays.""",
    ),
    (
        ALDER,
        "/2026/11/orchard",
        "en",
        "‘We count every blossom’: how one orchard beat the frost",
        ("Tomás Rey", "Imogen Pratt"),
        """At 3 a.m. on May 9, the thermometer in Hank Lindqvist’s lower orchard read 27 degrees. By sunrise, growers up and down the valley had lost most of their apricots. Lindqvist lost six trees.
What he did differently was not expensive. He had stopped mowing between the rows, so the ground stayed damp and gave back its warmth. He opened the gap in the windbreak at the low end so that cold air could drain away. And he wrapped nothing.
“People want a machine,” he said. “The machine costs $38,000 and runs four nights a year. A chainsaw and an afternoon fixed my frost pocket.”
Maria Castellanos, who runs the extension office in Alder, is more cautious. “One orchard in one spring is an anecdote,” she said. Her office will put sensors in eleven orchards this winter and compare them through 2028.""",
    ),
    (
        ALDER,
        "/2026/11/library-fines",
        "en",
        "Library drops late fees; 312 lost books come home",
        ("Nora Whitfield",),
        """The Alder Valley library stopped charging late fees on Oct. 1. By the end of the month, 312 books that had been written off were back on the shelves, including a guide to home canning that was due in 1987.
Director Samuel Boateng said fees brought in less than $9,000 last year, and cost almost as much to collect. “We were spending a dollar to make a dollar and lose a reader,” he said.
Borrowers still pay for books they never return. After 60 days, an account is frozen until the book comes back or its price is paid. The library board voted 5-2 for the change; Ruth Amsel and Carl Dobbins voted no.
Circulation rose 14 percent in October compared with a year earlier. Boateng said it was too early to say why.""",
    ),
    (
        ALDER,
        "/2026/11/bridge-lights",
        "en",
        "Who turned the bridge lights green? A small mystery, solved",
        ("Imogen Pratt",),
        """For eleven nights, the lamps on the old rail bridge glowed green instead of white. The power company blamed the county. The county blamed the railroad. The railroad said it had not owned the bridge since 1974.
The answer came from Ava Torres, 12, who noticed that the lamps turned green only after rain. She wrote to the Herald with a drawing.
An electrician climbed up on Thursday and found that she was right: a new sealant reacts with the copper housings, and rain washes the residue over the glass. “It’s harmless,” said Luis Ferreira, who has serviced the lamps for two decades. “It is also, frankly, quite pretty.”
The county will clean the lamps before Thanksgiving. Torres has asked that one be left as it is.""",
    ),
    (
        YUNXI,
        "/content/202611/15/c118.html",
        "zh",
        "老厂房里办起夜校，三百个名额一分钟抢空",
        ("梁秋禾", "冯一舟"),
        """晚上七点，云溪机床厂旧址的灯一盏盏亮起来。曾经停放龙门吊的车间里，四十多名年轻人正跟着老师傅学做木工。
一分钟抢空的课
这是“云溪夜校”开课的第三周。首期开设十二门课程，每门十二次课、收费500元，三百个名额10月20日上午10点放出，不到一分钟就被抢光。“我同时开了三个手机才抢到书法课。”在银行工作的蒋倩说。
谁来上课？
夜校的老师不全是名家。教咖啡的是街角小店的店主，教木工的是机床厂退休钳工薛德茂。“我这双手做了三十八年零件，没想到退休了还能派上用场。”薛德茂说，他不收课时费，只要求学员把工具放回原处。
市总工会有关负责人介绍，夜校的场地由厂里免费提供，水电费用由街道承担，学费全部用于材料和师资。预计明年春天开第二期，课程将增加到二十门，并在城东设立分校。""",
    ),
    (
        YUNXI,
        "/content/202611/16/c203.html",
        "zh",
        "医保个人账户能给家人用吗？三个问题说清楚",
        ("曹远",),
        """近日，不少读者来电询问医保个人账户家庭共济的办法。记者就此采访了云溪市医疗保障局。
问：哪些人可以共用？
答：职工医保参保人的近亲属，包括配偶、父母、子女、兄弟姐妹、祖父母、外祖父母等，均可纳入。对方须参加基本医疗保险。
问：怎么办理？
答：可以在手机上办，也可以到窗口办。手机上进入“医保服务平台”，点击“亲情账户”，填写信息后约2个工作日生效，不需要提交纸质材料。
问：能用来买保健品吗？
答：不能。个人账户资金只能用于支付医疗费用和购买药品、医疗器械，不得用于公共卫生、体育健身或养生保健消费。截至10月底，全市已有4.6万人办理了家庭共济，累计使用资金1280余万元。""",
    ),
)

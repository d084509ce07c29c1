"""What a desk says often: canned answers that come with the service. A house's own are in config.toml."""

from syndicator.model.desk import Answer

BUILT_IN: tuple[Answer, ...] = (
    Answer(
        "welcome",
        "欢迎转载，请完整保留署名、原标题和原文链接。",
        "You are welcome to reprint it. Please keep the credit line, the title and the link to the original.",
    ),
    Answer(
        "exclusive",
        "这篇稿件已由其他媒体独家使用，目前不能再授权。",
        "Another outlet has this article exclusively, so we can't license it for now.",
    ),
    Answer(
        "no-editing",
        "请原文转载，不作改动；如果需要改编，请重新提出申请并说明改动内容。",
        "Please reprint it unaltered. If you need changes, ask again and say which.",
    ),
    Answer(
        "text-only",
        "可以转载文字，稿件中的图片不在授权范围之内。",
        "The text may be reprinted; its pictures are not part of this licence.",
    ),
    Answer(
        "which-use",
        "请补充说明：将刊登在哪个版面、栏目或网址，预计何时刊登？",
        "Please tell us where it will run (page, section or address), and when.",
    ),
    Answer(
        "which-license",
        "请提供贵单位的互联网新闻信息服务许可证编号。",
        "Please give the number of your licence as an internet news information service.",
    ),
)

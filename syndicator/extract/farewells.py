"""What stands where an article was: sentences, and titles, that say it is no more, in the languages of the web.

A sentence says so when it names a page and its end, and every other word in it is one that such sentences are made
of. A story about a deleted post has words of its own, and a removed comment is no page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicator.text.script import convert

_SHORTEST, _LONGEST = 3, 160
_EDGE = " \t\u3000.,，、:：~～-–—_·*#>«»()（）[]【】\"'“”‘’!！?？…☹"
_END = re.compile(r"[。！!？?；;|•…]+|\.(?:\s+|$)")
_LETTERS = re.compile(r"[^\W_]")
# What comes after is advice: "… or try a search", "…，3秒后返回首页".
_ADVICE = re.compile(
    r"[\s,，、.。:：;；(（–—-]+(?:请|将|即将|正在跳转|\d+ ?秒|点击|返回|您可以|你可以|试试|去看看|看看|为您|自动"
    r"|please\b|try\b|go back\b|return\b"
    r"|click\b|"
    r"check\b|you (?:can|may|might)\b|bitte\b|veuillez\b|por favor\b|per favore\b"
    r"|пожалуйста|попробуйте|vernieuw|lütfen|vui lòng)",
    re.IGNORECASE,
)
# Later, for others, or about what readers wrote: no article is gone.
_LATER = re.compile(
    r"维护|升级|改版|繁忙|登[录陆]|权限|付费|订阅|会员|评论|回复|稍后|maintenance|log ?in|sign ?in|subscri"
    r"|overload|try again later|comment|repl(?:y|ies)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Tongue:
    """One language: what must be said (`core`), the words that may stand around it, and letters to spare."""

    core: re.Pattern[str]
    known: re.Pattern[str]
    spare: int = 0

    def says(self, plain: str) -> bool:
        """Whether a sentence says it, and nothing else."""
        return bool(self.core.search(plain)) and len(_LETTERS.findall(self.known.sub(" ", plain))) <= self.spare


def _tongue(core: str, words: str, *, spare: int = 0, apart: bool = True) -> _Tongue:
    """`words` are regular expressions between spaces, with _ for a space; `apart` where the language has spaces."""
    known = "|".join(sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True))
    known = rf"(?<!\w)(?:{known})(?!\w)" if apart else known
    return _Tongue(re.compile(core, re.IGNORECASE), re.compile(known, re.IGNORECASE), spare)


_ZH_WHAT = (
    "文章|稿件|页面|网页|内容|信息|新闻|资讯|帖子|主题|链接|地址|网址|文档|文件|视频|节目|专题|数据|资源|记录"
    "|作品|图文|公告|动态|消息|报道|原文|图集|"
    "活动|博文|微博|页|url"
)
_ZH_GONE = (
    "不存在|没有找到|没找到|未能?找到|找不[到着]|无法找到|查无|不见|删除|移除|下线|下架|撤回|撤下|撤稿|撤除|屏蔽"
    "|失效|过期|已关闭|无法查看|无法显示|无法展示|无法浏览|"
    "不可见|不予显示|飞走|走丢|走失|丢失|迷路|失踪|跑丢|离家出走|火星|不翼而飞"
)
_CHINESE = _tongue(
    rf"(?:{_ZH_WHAT}).{{0,24}}(?:{_ZH_GONE})|^已被?(?:作者|发布者|管理员)删除$"
    r"|(?:没有找到|没找到|未能?找到|找不[到着]|无法找到|查无|没有(?:该|此|这)|无此)"
    rf".{{0,16}}(?:{_ZH_WHAT})",
    " ".join((*_ZH_WHAT.split("|"), *_ZH_GONE.split("|"))) + ""
    " http error code 404 410 错误 提示 系统 温馨 友情 出错 哎呀 啊哦 糟糕 抱歉 很 非常 十分 对不起 不好意思"
    " 亲爱的 亲 用户 读者 网友 您好 你好 您 你 我们 由于 因为? 可能 也许 似乎 好像 暂时"
    " 目前 当前 现在 刚才 现 所 想要 要 正在 试图 访问 查看 浏览 查找 寻找 请求 打开 阅读 点击 输入 搜索 需要 看"
    " 找 到 的 该 此 这 本 原 指定 相关 对应 所选 目标 篇 个 条 则 份"
    " 已经 已 被 遭 经 投诉 审核 涉嫌 侵权 违规 违反 法律法规 法规 规定 和 政策 自行 主动 编辑 作者 发布者?"
    " 管理员 者 或者? 及 且 并 是 又 尚未 未 通过 有误 错误 改名 更改 移动 转移 变更"
    " 不可用 没有 无 已? 了 啦 哦 呢 啊 呀 喔 都 也 就 在 上 中 里 去 再 又 关闭 清理 无法 访问 不能 显示 不 存在",
    spare=1,
    apart=False,
)
_ENGLISH = _tongue(
    r"(?:page|article|story|post|content|document|item|resource|url|link|video"
    r"|file|publication|news|webpage|looking for)\b.{0,90}?"
    r"(?:not (?:be )?found|no longer|n't exist|not exist|\b(?:removed|deleted|taken down|unpublished|withdrawn"
    r"|retired|expired|gone|missing|unavailable)\b"
    r"|(?:can't|cannot|couldn't|not) be (?:found|located)|not available|n't (?:here|available))"
    r"|(?:can't|cannot|can not|couldn't|could not|unable to|didn't|did not) (?:seem to "
    r"|quite )?(?:find|locate) .{0,40}(?:page|article|story|post|content|document"
    r"|looking for)"
    r"|^(?:there(?:'s| is) )?no such (?:page|article|story|post)|^nothing (?:was )?found|^(?:404 )?not found$",
    "the this that your our an? any requested linked specified web page pages article articles story stories post"
    " posts content contents"
    " document item resource urls? links? video file entry publication news webpage address information you we i"
    " it they he"
    " you're you've you'd we're we've it's that's there there's which where"
    " what_you(?:'re|_are|_were)?_looking_for looking look for request trying try tried to reach access view find"
    " open see read visit asked searching"
    " seeking want wanted followed clicked on entered typed at currently just seem seems seemed appear appears"
    " have has had having is are was were be been being may might must could can can't cannot"
    " couldn't could_not not isn't aren't wasn't doesn't does do did didn't don't exist exists existed never"
    " longer no nor or and but either either already probably possibly perhaps maybe now since also"
    " moved renamed relocated archived removed deleted taken down unpublished withdrawn retired expired gone"
    " missing found located available unavailable temporarily temporary active online here with us"
    " from on in by site website server author authors owner publisher its longer anymore any more nowhere sorry"
    " oops whoops uh oh uh-oh hmm+ ouch apologies unfortunately error code http 404 410 nothing such quite unable"
    " so right published"
    " a as of if because been changed different another name incorrect wrong mistyped broken outdated out date",
)
_GERMANIC = _tongue(
    r"(?:seite|artikel|beitrag|inhalt|meldung|dokument|pagina|bericht|nyhet|sidan|siden|artikeln)\b.{0,60}"
    r"(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|auffindbar)|existiert (?:leider )?nicht"
    r"|gelöscht|entfernt|niet (?:meer )?(?:gevonden|beschikbaar|bestaat)|bestaat niet"
    r"|verwijderd"
    r"|hittades inte|finns inte|ikke (?:funnet|fundet)|finnes ikke|findes ikke)",
    "seite artikel beitrag inhalt meldung dokument pagina bericht nyhet sidan siden artikeln nicht mehr gefunden"
    " verfügbar vorhanden auffindbar existiert leider gelöscht entfernt niet meer gevonden"
    " beschikbaar bestaat verwijderd hittades inte finns längre ikke funnet fundet finnes findes lenger længere"
    " die der das den dem diese[rs]? dieses ein[e]? de deze het dit van von ihnen angeforderte[nr]?"
    " gewünschte[nr]? gesuchte[nr]? aufgerufene[nr]? opgevraagde gezochte du die u zoekt söker ist sind wurde"
    " konnte kann werden worden is kon kan 404 fehler error hoppla entschuldigung sorry helaas oder und en of"
    " verschoben umbenannt verplaatst unter dieser adresse auf unserer website online es gibt sie suchen haben es"
    " tut uns leid wir können nicht",
)
_ROMANCE = _tongue(
    r"(?:page|article|contenu|publication|document|actualité|página|pagina|artículo"
    r"|artigo|articolo|noticia|notícia|notizia|contenido|conteúdo|contenuto|publicación"
    r"|publicação|pàgina)\b.{0,60}?"
    r"(?:introuvable|non trouvée?|n['’](?:existe|est|a) (?:pas|plus)|supprimée?"
    r"|retirée?|dépubliée?|no (?:fue |ha sido |se ha )?(?:encontrad[oa]|existe|disponible|se encuentra"
    r"|está disponible)"
    r"|no se (?:encontró|encuentra|ha encontrado)|ya no|não (?:foi )?(?:encontrad[oa]"
    r"|existe|está)|non (?:è (?:stat[oa] )?)?(?:trovat[oa]|esiste|disponibile"
    r"|più)|eliminad[oa]|retirad[oa]|removid[oa]"
    r"|excluíd[oa]|rimoss[oa]|eliminat[oa]|cancellat[oa])",
    "page article contenu publication document actualité página pagina artículo artigo articolo noticia notícia"
    " notizia contenido conteúdo contenuto publicación publicação pàgina introuvable non trouvée? trouvé"
    " n['’](?:existe|est|a|ont) pas plus été être supprimée? retirée? dépubliée? disponible disponibles en ligne"
    " la le les l['’] cette? cet ce votre une? que vous qu['’]elle demandée? demandez recherchée? recherchez"
    " cherchez d['’]accéder tentez n['’] est a ou et 404 erreur error erro errore oups ops désolée? nous sommes"
    " lo sentimos disculpe desculpe spiacenti ci dispiace no fue ha sido se encontrad[oa] existe existen está"
    " encuentra encontró encontrado ya não foi mais sua seu è stat[oa] trovat[oa] esiste più disponibile"
    " disponível eliminad[oa] retirad[oa] removid[oa] excluíd[oa] rimoss[oa] eliminat[oa] cancellat[oa] el este"
    " esta"
    " o os as um uma questa questo il lo un una di du des de del della por para pelo que usted você voc[eê]"
    " buscas? busca buscando procura procurou solicitad[oa] richiest[oa] cercando cerchi stai cercata cercato han"
    " ou o e y sitio web site déplacée? movid[oa] spostat[oa] puede pode può haber ter essere stato peut avoir à"
    " cette adresse",
)
_CYRILLIC = _tongue(
    r"(?:страниц[аыу]|стат(?:ья|ьи|ью)|материал|публикаци[яию]|новость|документ"
    r"|запись|сторінк[аиу]|статт[яію]).{0,50}?"
    r"(?:не (?:найден[аоы]?|существует|обнаружен[ао]?|доступ[её]?н[ао]?|знайден[ао]?|існує)"
    r"|удал[её]н[ао]?|снят[ао]?|видален[ао]?|больше не)",
    "страниц[аыу] стат(?:ья|ьи|ью) материал публикаци[яию] новость документ запись сторінк[аиу] статт[яію] не"
    " найден[аоы]? существует обнаружен[ао]? доступ[её]?н[ао]? знайден[ао]? існує удал[её]н[ао]?"
    " снят[ао]? с публикации видален[ао]? больше 404 ошибка помилка извините к сожалению жаль упс такой такая эта"
    " этот данная данный запрашиваем(?:ая|ый|ую|ой) запрошенн(?:ая|ый) ця цей вами вы вас ищете"
    " искали которую который которой и или либо была? был быть уже еще ещё на сайте автором перемещен[ао]?"
    " возможно на нашем нет по этому адресу",
)
_JAPANESE = _tongue(
    r"(?:ページ|記事|コンテンツ|ニュース|お探しのもの|url).{0,30}(?:見つかりません|見つけることができません"
    r"|存在しま?せん|存在しない|ありません|ございません|削除され|終了|非公開)",
    "404 エラー 申し訳 すみません 恐れ入りますが ございません ありません お探し ご指定 指定 され された ご覧"
    " ご希望 アクセス しようとした いただいた いただき しました いたしました した の ページ"
    " 記事 コンテンツ"
    " ニュース もの url は が を に も で と か や 見つかりません 見つけることができません でした 存在しま?せん"
    " 存在しない 削除 され ました ています たか た ため 移動 変更 もしくは または"
    " あるいは 可能性 あります 公開 掲載 配信"
    " 期間 終了 停止 非公開 現在 ただいま 一時的 に 利用 できない 状況 この その こちら です ます する まし て"
    " おり 当該 該当 する 見つから ない 既に すでに お 探し",
    spare=2,
    apart=False,
)
_KOREAN = _tongue(
    r"(?:페이지|기사|게시물|게시글|콘텐츠|문서|뉴스|글).{0,16}(?:찾을 수 없|존재하지 않|삭제|없는|없습니다)"
    r"|(?:삭제(?:된|되었거나)"
    r"|존재하지 않는|없는) ?(?:페이지|기사|게시물|게시글|콘텐츠|문서|뉴스|글)",
    "404 죄송합니다 오류 요청 하신 하신 찾으시는 찾고 있는 계신 해당 이 그 페이지 기사 게시물 게시글 콘텐츠 문서"
    " 뉴스 글 를 을 가 이 은 는 의 에 찾을 수 없 습니다 존재 하지 않 거나"
    " 또는 혹은 삭제 된 되었 됐 되어 습니다 입니다 이동"
    " 없는 없습니다 주소 변경 잘못 입력 현재 더 이상 방문 하려는 원하시는 사용 할 경로",
    spare=1,
    apart=False,
)
_MORE = _tongue(
    r"nie znaleziono (?:strony|artykułu)|(?:strona|artykuł).{0,40}(?:nie istnieje"
    r"|nie został[ao]? znalezion[ay]|został[ao]? usunięt[ay])|(?:sayfa|haber|içerik).{0,30}(?:bulunamadı"
    r"|mevcut değil|kaldırıl|silin)"
    r"|không tìm thấy (?:trang|bài viết|nội dung)|(?:trang|bài viết|nội dung).{0,40}(?:không tồn tại"
    r"|đã bị (?:xóa|gỡ)|không tìm thấy)|(?:الصفحة|المقال|الخبر|المحتوى).{0,40}(?:غير موجود"
    r"|لم يتم العثور|غير متوفر|حذف)",
    "404 nie znaleziono strony artykułu strona artykuł istnieje został[ao]? znalezion[ay] usunięt[ay] której"
    " szukasz podana żądana już lub przepraszamy błąd sayfa haber içerik bulunamadı mevcut değil kaldırıldı"
    " kaldırılmış silindi silinmiş aradığınız üzgünüz veya hata olabilir bu không tìm thấy trang bài viết nội"
    " dung tồn tại đã bị xóa gỡ hoặc này bạn đang yêu cầu lỗi xin rất tiếc الصفحة المقال الخبر المحتوى غير"
    " موجودة? لم يتم العثور على متوفرة? تم حذف حذفها? التي الذي تبحث عنها? عذرا هذه هذا أو المطلوبة? عفوا",
)
_OTHERS = (_ENGLISH, _GERMANIC, _ROMANCE, _CYRILLIC, _JAPANESE, _KOREAN, _MORE)
_TITLES = re.compile(
    r"(?:http |error |错误 ?)*(?:404|410)(?: ?(?:error|错误|頁面|页面?|not found|gone|page|提示))*"
    r"|not found|已被?删除|(?:页面)?找不到了?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|｜_丨»›·–—]\s*|\s-+\s|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")


def says(sentence: str) -> bool:
    """Whether a sentence says that a page, or the article on it, is no more."""
    plain = _plain(sentence)
    if not _SHORTEST <= len(plain) <= _LONGEST or _LATER.search(plain):
        return False
    plain = _ADVICE.split(plain, maxsplit=1)[0]
    return _CHINESE.says(convert(plain, "hans")) or any(tongue.says(plain) for tongue in _OTHERS)


def titled(title: str) -> bool:
    """Whether a title, or a part of it beside the site's name, says so."""
    return any(says(part) or bool(_TITLES.fullmatch(_plain(part))) for part in (title, *_PARTS.split(title)))


def said(text: str) -> Iterator[str]:
    """The sentences of a text that say so."""
    for line in text.splitlines():
        yield from (part.strip() for part in ((line,) if says(line) else _END.split(line)) if says(part))


def _plain(text: str) -> str:
    """A sentence as it is looked at: in small letters, without what stands around it."""
    return " ".join(text[: 2 * _LONGEST].split()).strip(_EDGE).replace("’", "'").lower()

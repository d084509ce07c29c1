"""The wordings of English notices, as expressions on folded text (ASCII quotes, dashes and colons)."""

import re

_VERB = (
    r"(?:cop(?:y|ied)|reproduc\w+|re-?publish\w*|publish\w*|re-?distribut\w+|distribut\w+|re-?print\w*|"
    r"broadcast\w*|re-?written|transmit\w*|re-?post\w*|re-?us\w+|"
    r"quot\w+|excerpt\w*|syndicat\w+|mirror\w*|scrap\w+)"
)
_NOUN = (
    r"(?:materials?|contents?|articles?|stor(?:y|ies)|sites?|websites?|pages?|works?|publications?|texts?|reports?|"
    r"documents?|information|photos?|photographs?|images?|pictures?|videos?|"
    r"part|portion|reproduction|republication|redistribution|copying|re-?use|use|columns?|posts?|graphics?|newsletter|"
    r"transcript|reprints?|nothing)"
)
_CONTENT = (
    r"(?:materials?|contents?|articles?|stor(?:y|ies)|sites?|websites?|pages?|publications?|texts?|photos?|"
    r"photographs?|images?|pictures|videos?|columns?|posts?|graphics?|newsletters?|works?|portion|excerpts?)"
)
YEARS = r"(?:19|20)\d{2}(?:\s*(?:-|~|to|/|&|,)\s*(?:(?:19|20)\d{2}|\d{2}(?!\d)|present|now|today|current))*"
# "All rights reserved" as the world's footers write it.
_ALL_RIGHTS = (
    r"(?:all\s+rights?\s+(?:are\s+)?reserved|alle\s+rechte\s+(?:sind\s+)?vorbehalten|tous\s+droits\s+r[ée]serv[ée]s|"
    r"todos\s+los\s+derechos\s+reservados|todos\s+os\s+direitos\s+reservados|"
    r"tutti\s+i\s+diritti(?:\s+sono)?\s+riservati|riproduzione\s+riservata|alle\s+rechten\s+voorbehouden|"
    r"alle\s+rettigheder|med\s+ensamr[äa]tt|wszystkie\s+prawa|wszelkie\s+prawa|t[üu]m\s+haklar[ıi]|"
    r"все\s+права\s+защищены|усі\s+права\s+захищено|visos\s+teisės|kaikki\s+oikeudet|minden\s+jog|"
    r"v[šs]echna\s+pr[áa]va|toate\s+drepturile|無断転載|無斷轉載|무단\s*전재)"
)
RESERVED = re.compile(rf"(?<!\w){_ALL_RIGHTS}", re.IGNORECASE)
# © or "Copyright" with a year, a sign, a colon or "by": the bare word is also what lawyers talk about.
COPYRIGHT = re.compile(
    rf"(?:(?:©|&copy;|(?<!\w)\(c\)|(?<![\w-])copyrights?\s*(?:©|\(c\)|&copy;|:|@|(?=\s*(?:{YEARS}))|\s+by\b|"
    rf"\s*,\s*(?={YEARS}))|(?:(?<=^)|(?<=[.|>]\s))copyright\s+(?=[A-Z][^.]{{1,60}}?[\s.,]{_ALL_RIGHTS})|"
    rf"(?<=^)copyright\s+(?=(?-i:[A-Z])[^.,|]{{3,60}}[.,]\s+\S))"
    rf"(?:[\s,.:\-@]|©|℗|\(c\)|&copy;|copyrights?\b|by\b|the\s+following|{YEARS}|"
    rf"(?:\d{{1,2}}\s)?{_ALL_RIGHTS}(?:\s+by)?)*)(?P<holder>[^|]{{0,160}})",
    re.IGNORECASE,
)
# A year beside the sign makes it a notice; a bare © under a picture is its photographer.
YEAR = re.compile(YEARS)
# Where the holder's name ends after ©.
END = re.compile(
    rf"\s*(?:[,;.\-]?\s*(?:some|no)\s+rights|(?:[,;\-/]?\s*|"
    rf"(?<!Inc)(?<!Ltd)(?<!Corp)(?<!\bCo)(?<!\b[A-Za-z])\.\s*){_ALL_RIGHTS}|rights\s+reserved|\s-\s|\s{{2,}}|\s[·•∙❉]|"
    rf"^[•∙❉]|[|。;\[<®]\s?(?=\s|$|[|。;\[<])|[|。;\[<]|"
    r"(?<!\b[A-Za-z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!\bCo)(?<!LLC)(?<!Jr)(?<!\bSt)(?<!\bDr)\.(?=\s|$)|(?<=(?:Inc|"
    r"Ltd)\.)\s+(?=[A-Z])|(?<=Corp\.)\s+(?=[A-Z])|(?<=\bCo\.)\s+(?=[A-Z][a-z]+\s+[a-z])|\s*©|\(\s*(?:19|20)\d{2}).*$",
    re.IGNORECASE | re.DOTALL,
)
# `Harbour Times © 2026`; `by Mary Quay, copyright 2021`; `Harbour Times. All rights reserved.`
BEFORE = re.compile(r"(?:^|[.|]\s+)(?P<holder>[A-Z0-9\u3400-\u9fff][^.|]{1,60}?(?:\.(?:com|org|net|cn|co)[\w.]*)?)\s*$")
BY_BEFORE = re.compile(r"\bby\s+(?P<holder>[A-Z][\w.'\-]+(?:\s+[A-Z][\w.'\-]+){0,4})\s*[,.(]?\s*$")
BEFORE_RESERVED = re.compile(r"(?:^|(?<!Inc)(?<!Ltd)(?<!Co)[.|]\s+|\d{4}\s+)(?P<holder>[A-Z0-9][^|]{1,70}?)[\s,\-]*$")
# Copyright belongs to X; all content is the property of X; X holds the copyright in this article.
OWNS = re.compile(
    r"copyright\s+(?:in|of|for|to|on)?\s*[^.]{0,50}?(?:belongs?\s+to|(?:is|are)\s+(?:owned|held|retained)\s+by|"
    r"(?:rests?|remains?|lies|vests?)\s+(?:with|in)|(?:is|are|remains?)\s+the\s+property\s+of)\s+(?P<holder>[^.;|"
    r"]{2,80})"
    rf"|(?:this|these|all|the|our)\s+(?:[\w\-]+,?\s+){{0,6}}?{_NOUN}[^.]{{0,140}}?(?:(?:is|are|"
    rf"remains?)\s+(?:the\s+)?(?:(?:exclusive|sole|copyrighted)\s+)?"
    r"(?:intellectual\s+)?(?:property\s+of|copyright(?:ed)?\s+(?:of|by|to)?)|belongs?\s+to)\s+(?P<property>[^.;|"
    r"]{2,80})"
    rf"|^(?P<owner>[A-Z][^.,;|]{{1,60}}?)\s+(?:owns|holds|retains|reserves)\s+(?:the\s+|all\s+)?(?:copyrights?|"
    rf"rights)\s+(?:to|in|of|for|on)\s+(?:this|these|all|the)\s+{_NOUN}",
    re.IGNORECASE,
)
# How a sentence of a notice begins.
SUBJECT = re.compile(
    r"^[\s\W\d]*(?:(?:note|notice|disclaimer|copyright(?:\s+notice)?|please\s+note|important|warning|terms\s+of\s+use)"
    r"\s*[:\-.]\s*)*"
    r"(?:this|these|the|all|any|no|nothing|material|contents?|articles?|stor(?:y|ies)|texts?|images?|photos?|"
    r"photographs?|"
    r"reproduc\w+|republi\w+|unauthori[sz]ed|copying|redistribution|written|information|publications?|website|site|"
    r"pages?|reprint\w*|used|re-?use|please|to\s+(?:request|reprint|republish|obtain|license)|"
    r"for\s+(?:reprint|permission|licensing|syndication|republication|re-?use)\w*|permission|"
    r"you\s+(?:may|are|can|must)|feel\s+free|free|if\s+you|we\s+(?:encourage|welcome|invite)|republish|do\s+not|"
    r"not\s+to|except|unless|without|©|copyright|\(c\)|it\s+is\s+reprinted|may\s+be|courtesy|"
    rf"(?:[\w'\-]+,?\s+){{0,5}}?{_CONTENT}\s+(?:\w+\s+){{0,3}}?(?:may|must|can|cannot|is|are|shall|requires?)\b|"
    rf"{_CONTENT}\b)",
    re.IGNORECASE,
)
# Words of a report: somebody said it, or it happened to somebody.
SPEECH = re.compile(
    r"\b(?:said|says|told|according\s+to|court|judge|lawsuit|sued|ruled|plaintiff|defendant|argued|wrote|claims|"
    r"alleges?|lawyers?|attorney|officials|spokes\w+|congress|senate|bill|testified|tweeted|"
    r"he|she|his|her|I|my|me)\b",
)
# Without the prior written permission of X; requires permission from X.
LEAVE = re.compile(
    r"\b(?:without|requires?|requiring|subject\s+to|only\s+with|with|obtain\w*|seek\w*|need|needs|have|having|unless|"
    r"absent|prior|express|by|for)\s+(?:\w+[\s,]+(?:and\s+|or\s+)?){0,5}?"
    r"(?:permissions?|consent|approval|authori[sz]ation|licen[cs]e|asking)\b(?:\s+(?:in\s+writing\s+)?(?:of|from|"
    r"by)\s+(?P<holder>(?:the\s+)?(?:[^.;:|]|\.(?=\S)|(?<=\b[A-Z])\.){2,110}))?",
    re.IGNORECASE,
)
# Reprinted with permission of X.
REPRINTED = re.compile(
    r"\b(?:re-?printed|re-?published|re-?produced|used|excerpted|adapted|re-?posted|syndicated|appears?|"
    r"provided)\s+(?:here\s+)?"
    r"(?:(?:courtesy\s+)?(?:by|with)\s+(?:the\s+)?(?:kind\s+|express\s+|written\s+)?permission(?:\s+(?:of|"
    r"from)\s+(?P<holder>(?:[^.;:|]|\.(?=\S)|(?<=\b[A-Z])\.){2,80}))?|"
    r"courtesy\s+of\s+(?P<courtesy>(?:[^.;:|]|\.(?=\S)|(?<=\b[A-Z])\.){2,80}))",
    re.IGNORECASE,
)
# For reprint permission, please contact …
INQUIRE = re.compile(
    r"\b(?:for|to\s+(?:request|obtain|get|seek))\s+(?:\w+\s+){0,4}?(?:reprints?|permissions?|licensing|syndication|"
    r"republication|re-?use)\b[^.]{0,60}?\b(?:contact|e-?mail|visit|see|write|call|click|please|go\s+to)\b|"
    r"\bfor\s+(?:reprint|republication|syndication)\s+(?:rights|permissions?|requests?)\s*:|"
    r"\bfor\s+(?:your\s+)?personal,?\s+(?:and\s+)?non-?commercial\s+use\s+only\b",
    re.IGNORECASE,
)
USE = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
NOUN = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
# May not be reproduced; reproduction prohibited.
NEVER = re.compile(
    rf"\b(?:may|must|shall|can|should|is|are)\s*(?:not|n't)\s+(?:to\s+)?(?:be\s+)?(?:\w+,?\s+){{0,3}}?{_VERB}|"
    rf"\b(?:no\s+(?:part|portion)|nothing|none)\b[^.]{{0,60}}\b(?:may|can|shall|should)\s+be\s+{_VERB}|"
    rf"\bdo\s+not\s+(?:{_VERB}[,\s/]*(?:or\s+)?)+|"
    r"\b(?:re-?production|re-?publication|re-?distribution|copying|re-?printing|duplication|re-?use|re-?posting)\b"
    r"[^.]{0,90}?\b(?:prohibited|forbidden|not\s+(?:permitted|allowed))",
    re.IGNORECASE,
)
# You may republish; republication is welcome; permission is granted.
FREE = re.compile(
    rf"\b(?:feel\s+free|free|welcome|permitted|allowed|encouraged?|invited?|you\s+(?:may|can)|may\s+be)\s+"
    rf"(?:you\s+|to\s+|freely\s+|be\s+)*(?:(?!re-?us|quot){_VERB}|shar(?:e|ed|ing)\b)|"
    rf"permission\s+(?:is\s+)?(?:hereby\s+)?(?:granted|given)\b|"
    r"\b(?:re-?publication|re-?printing|reproduction|re-?use|sharing|reprints?)\s+(?:is|are)\s+(?:\w+\s+)?"
    r"(?:welcomed?|permitted|allowed|encouraged|free|granted)\b|"
    r"\b(?:re-?publish|re-?print|re-?produce)\b[^.]{0,60}\b(?:for\s+free|free\s+of\s+charge|under\s+an?\b)",
    re.IGNORECASE,
)
# With credit to the author; please credit X.
CREDIT = re.compile(
    r"\b(?:please\s+|must\s+|should\s+|kindly\s+|to\s+)?(?:credit(?:ing)?|cite|citing|acknowledg(?:e|ing)|attribute|"
    r"link(?:ing)?\s+(?:back\s+)?to)\b[^.;|]{0,60}|"
    r"\b(?:with|provided|given|giving|including)\s+(?:\w+\s+){0,4}?(?:credit(?:ed)?|attribution|acknowledge?ment|"
    r"a\s+link)\b[^.;|]{0,40}",
    re.IGNORECASE,
)
# A public license named, put to use, or only talked about.
COMMONS = re.compile(
    r"creative\s+commons|\bCC\)?[\s\-]{0,3}(?:BY|0)\b|知识共享|創用|知識共享|创用|创作共用|署名-", re.IGNORECASE
)
LICENSED = re.compile(
    r"\b(?:licen[cs]ed|available|released|re-?publish\w*|published|distributed|shared|made\s+available|offered|posted|"
    r"reproduced|free|used|provided|covered|work)\b[^.]{0,80}?\b(?:under|through|by|with|via)\b|采用|遵循|进行许可|"
    r"许可协议|协议|授权条款|授權|授权|\b(?:is|are)\s+(?=CC\b|Creative\s+Commons)",
    re.IGNORECASE,
)
NOT_LICENSED = re.compile(
    r"n't\b|\bnot\b|\binstead\b|\bunlike\b|\brather\b|\bnotice\s+something\b|并非|没有采用|不采用|而不是",
    re.IGNORECASE,
)
# Whom to write to about copyright.
CONTACT = re.compile(
    r"\b(?:copyright|infring\w+|dmca)\b[^.]{0,80}\b(?:contact|e-?mail|notify|remove|write\s+to)\b", re.IGNORECASE
)
# A picture credit.
PICTURE = re.compile(
    r"^\W*(?:photo\w*|image|picture|illustration|video|credit|graphic)s?\b(?:\s+\w+)?\s*[:|]|^\s*©\s*(?:photo|image)|"
    r"^\s*(?:©|\(c\))\s*(?:AFP|AP|Reuters|Getty|Shutterstock|EPA|dpa|ANP|Imago|Alamy|iStock|TASS|Xinhua|"
    r"PA\b)[^.]{0,40}$|^\s*\(?©(?!\s*(?:19|20)\d{2})[^/©.]{2,60}/[^©]{2,80}$",
    re.IGNORECASE,
)
# A line that is nothing but its license.
LONE = re.compile(
    r"^\s*(?:article|this\s+\w+|content|text|work)?\s*(?:is\s+)?(?:licen[cs]ed?|"
    r"licen[cs]e)?\s*:?\s*(?:under\s+)?(?:a\s+|the\s+)?(?:creative\s+commons|CC[\s\-]?(?:BY|0)|"
    r"https?://creativecommons)",
    re.IGNORECASE,
)
# `X, aka Y (…). This work is licensed …`
LICENSEE = re.compile(
    r"^(?P<holder>[A-Z][^.(,]{1,50}?)(?:,\s+(?:aka|a|an)\b[^.]*|\s*\([^)]*\)+[^.]*|)\.\s+(?:This|The|Our|"
    r"All)\s+(?:work|site|content|article|text|material|website|page)s?\b"
)
# Republished from X.
FROM = re.compile(
    r"\bre-?(?:published|printed|posted)\s+(?:with\s+permission\s+)?from\s+(?P<holder>(?:the\s+)?[A-Z][^.,;|"
    r"]{1,60}?)(?=\s+(?:under|with|on|through)\b|[.,;|]|$)"
)
# What a license sentence is about; a body that writes about licenses has another subject.
LICENSE_SUBJECT = re.compile(
    rf"(?:^|[.。;|(]\s*)[\W\d]*(?:(?:except|unless|where)\b[^,]{{0,60}},\s*)?(?:(?:this|our|these|all|the|"
    rf"its)\s+(?:\w+\s+){{0,6}}?{_NOUN}\b|{_NOUN}\b|licen[cs]ed|published|available|re-?publish\w*|re-?print\w*|"
    rf"reproduced|"
    rf"©|copyright|cc\b|you\s+(?:may|are|can)|we\s+publish|text\b)|(?:本|此|该|除|网站|文章|内容|作品|采用|遵循|原创)",
    re.IGNORECASE,
)
# What follows "copyright" without being a name.
NO_NAME = re.compile(
    r"(?:used|re-?printed|reproduced|published|printed|this|these|no|any|the\s+(?:content|site|material)|all|"
    r"material|and|or|of|in|to|for|act|law|laws|office|"
    r"infring\w+|notice|policy|protected|is|statement|information|reserved|rights?|registered|"
    r"claims?|holders?|owners?|issues?|protection|violation\w*|agreement|terms|log\s*in)\b(?!\s+[A-Z]\w+\s+(?:Inc|"
    r"Ltd))",
    re.IGNORECASE,
)
# Words before © that make it the site's line and not a picture's.
OWN_LINE = re.compile(
    r"^\W*(?:all|texts?|contents?|articles?|story|site|website|page|this|design|words|material|tm)\b[^.]{0,40}$",
    re.IGNORECASE,
)

"""The wordings of English notices, as expressions on folded text (ASCII quotes, dashes and colons)."""

import re

_VERB = r"(?:cop(?:y|ied)|reproduc\w+|re-?publish\w*|publish\w*|re-?distribut\w+|distribut\w+|re-?print\w*|broadcast\w*|re-?written|transmit\w*|re-?post\w*|re-?us\w+|quot\w+|excerpt\w*|syndicat\w+|mirror\w*|scrap\w+)"
_NOUN = (
    r"(?:materials?|contents?|articles?|stor(?:y|ies)|sites?|websites?|pages?|works?|publications?|texts?|reports?|documents?|information|photos?|photographs?|images?|pictures?|videos?|"
    r"part|portion|reproduction|republication|redistribution|copying|re-?use|use|columns?|posts?|graphics?|newsletter|transcript|reprints?|nothing)"
)
MARK = r"(?:©|\(c\)|&copy;|copyrights?|copr\.?)"
YEARS = r"(?:19|20)\d{2}(?:\s*(?:-|~|to|/|&|,)\s*(?:(?:19|20)\d{2}|\d{2}(?!\d)|present|now|today|current))*"
# © or "Copyright" with a year, a sign, a colon or "by": the bare word is also what lawyers talk about.
COPYRIGHT = re.compile(
    rf"(?:(?:©|&copy;|(?<!\w)\(c\)|(?<![\w-])copyrights?\s*(?:©|\(c\)|&copy;|:|(?=\s*(?:{YEARS}))|\s+by\b|\s*,\s*(?={YEARS}))|(?:(?<=^)|(?<=[.|>]\s))copyright\s+(?=[A-Z][^.]{{1,60}}?(?:rights\s+reserved|$)))"
    rf"(?:[\s,.:]|©|\(c\)|&copy;|copyrights?\b|by\b|the\s+following|{YEARS})*)(?P<holder>[^|]{{0,120}})",
    re.IGNORECASE,
)
_COMPANY = r"(?:Inc|Ltd|Co|Corp|LLC|LLP|Jr|Sr|St|Dr|Mr|Mrs|Bros|Assn|Dept|Univ|S\.A|N\.V|U\.S|U\.K|\b[A-Z])"
# Where the holder's name ends after ©.
END = re.compile(
    rf"\s*(?:[,;.\-]?\s*(?:all|some|no)\s+rights|rights\s+reserved|\s-\s|\s{{2,}}|[|。;\[<]|(?<!\b[A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!\bCo)(?<!LLC)(?<!Jr)(?<!\bSt)(?<!\bDr)\.(?=\s|$)|(?<=(?:Inc|Ltd))\.\s+(?=[A-Z])|"
    rf"(?<=(?:Corp))\.\s+(?=[A-Z])|(?<=\bCo)\.\s+(?=[A-Z][a-z]+\s+[a-z])|\s*©|,?\s+and/or\b|\(\s*(?:19|20)\d{{2}}).*$",
    re.IGNORECASE | re.DOTALL,
)
BEFORE = re.compile(r"(?:^|[.|]\s+)(?P<holder>[A-Z0-9][^.|]{1,60}?(?:\.(?:com|org|net|cn|co)[\w.]*)?)\s*$")
BY_BEFORE = re.compile(r"\bby\s+(?P<holder>[A-Z][\w.'\-]+(?:\s+[A-Z][\w.'\-]+){0,4})\s*[,.(]?\s*$")
RESERVED = re.compile(r"\ball\s+rights\s+(?:are\s+)?reserved\b", re.IGNORECASE)
BEFORE_RESERVED = re.compile(r"(?:^|[.|]\s+|\d{4}\s+)(?P<holder>[A-Z0-9][^|]{1,70}?)[\s,.\-]*$")
OWNS = re.compile(
    rf"copyright\s+(?:in|of|for|to|on)?\s*[^.]{{0,50}}?(?:belongs?\s+to|(?:is|are)\s+(?:owned|held|retained)\s+by|(?:rests?|remains?|lies|vests?)\s+with|(?:is|are|remains?)\s+the\s+property\s+of)\s+(?P<holder>[^.;|]{{2,80}})"
    rf"|(?:this|these|all|the)\s+{_NOUN}[^.]{{0,40}}?(?:is|are|remains?)\s+(?:the\s+)?(?:(?:exclusive|sole|intellectual)\s+)?(?:property\s+of|copyright(?:ed)?\s+(?:of|by|to)?)\s+(?P<property>[^.;|]{{2,80}})"
    rf"|^(?P<owner>[A-Z][^.,;|]{{1,60}}?)\s+(?:owns|holds|retains|reserves)\s+(?:the\s+|all\s+)?(?:copyrights?|rights)\s+(?:to|in|of|for|on)\s+(?:this|these|all|the)\s+{_NOUN}",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"^[\s\W\d]*(?:(?:note|notice|disclaimer|copyright(?:\s+notice)?|please\s+note|important|warning|terms\s+of\s+use)\s*[:\-.]\s*)*"
    rf"(?:this|these|the|all|any|no|nothing|material|contents?|articles?|stor(?:y|ies)|texts?|images?|photos?|photographs?|reproduc\w+|republi\w+|unauthori[sz]ed|copying|redistribution|written|"
    rf"information|publications?|website|site|pages?|reprint\w*|used|re-?use|please|to\s+(?:request|reprint|republish|obtain|license)|for\s+(?:reprint|permission|licensing|syndication|republication|re-?use)\w*|permission|"
    rf"you\s+(?:may|are|can|must)|feel\s+free|free|if\s+you|we\s+(?:encourage|welcome|invite)|republish|do\s+not|not\s+to|except|unless|without|©|copyright|\(c\)|it\s+is\s+reprinted|.{{0,40}}{_NOUN}\b)",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:said|says|told|according\s+to|court|judge|lawsuit|sued|ruled|plaintiff|defendant|argued|wrote|claims|alleges?|lawyers?|attorney|officials|spokes\w+|congress|senate|bill|testified|tweeted|"
    r"he|she|his|her|I|my|me)\b",
)
LEAVE = re.compile(
    r"\b(?:without|requires?|requiring|subject\s+to|only\s+with|with|obtain\w*|seek\w*|need|needs|have|having|unless|absent|prior|express|by|for)\s+(?:\w+[\s,]+(?:and\s+|or\s+)?){0,5}?"
    r"(?:permissions?|consent|approval|authori[sz]ation|licen[cs]e)\b(?:\s+(?:in\s+writing\s+)?(?:of|from|by)\s+(?P<holder>(?:the\s+)?[^.;:|]{2,90}))?",
    re.IGNORECASE,
)
REPRINTED = re.compile(
    r"\b(?:re-?printed|re-?published|re-?produced|used|excerpted|adapted|re-?posted|syndicated|appears?|provided)\s+(?:here\s+|courtesy\s+)?(?:by|with)\s+(?:the\s+)?(?:kind\s+|express\s+|written\s+)?permission(?:\s+(?:of|from)\s+(?P<holder>[^.;:|]{2,80}))?",
    re.IGNORECASE,
)
INQUIRE = re.compile(
    r"\b(?:for|to\s+(?:request|obtain|get|seek))\s+(?:\w+\s+){0,4}?(?:reprints?|permissions?|licensing|syndication|republication|re-?use)\b[^.]{0,60}?\b(?:contact|e-?mail|visit|see|write|call|click|please|go\s+to)\b",
    re.IGNORECASE,
)
USE = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
NOUN = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
NEVER = re.compile(
    rf"\b(?:may|must|shall|can|should|is|are)\s*(?:not|n't)\s+(?:to\s+)?(?:be\s+)?(?:\w+,?\s+){{0,3}}?{_VERB}|\b(?:no\s+(?:part|portion)|nothing|none)\b[^.]{{0,60}}\b(?:may|can|shall|should)\s+be\s+{_VERB}|"
    rf"\bdo\s+not\s+(?:{_VERB}[,\s/]*(?:or\s+)?)+|\b(?:re-?production|re-?publication|re-?distribution|copying|re-?printing|duplication|re-?use|re-?posting|use)\b[^.]{{0,90}}?\b(?:prohibited|forbidden|not\s+(?:permitted|allowed))",
    re.IGNORECASE,
)
FREE = re.compile(
    rf"\b(?:feel\s+free|free|welcome|permitted|allowed|encouraged?|invited?|you\s+(?:may|can)|may\s+be)\s+(?:you\s+|to\s+|freely\s+|be\s+)*{_VERB}|permission\s+(?:is\s+)?(?:hereby\s+)?(?:granted|given)\b|"
    r"\b(?:re-?publish|re-?print|re-?produce)\b[^.]{0,60}\b(?:for\s+free|free\s+of\s+charge|under\s+an?\b)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\b(?:please\s+|must\s+|should\s+|kindly\s+|to\s+)?(?:credit|cite|acknowledge|attribute|link\s+(?:back\s+)?to)\b[^.;|]{0,60}|\b(?:with|provided|given|giving|including)\s+(?:\w+\s+){0,4}?(?:credit|attribution|acknowledge?ment|a\s+link)\b[^.;|]{0,40}",
    re.IGNORECASE,
)
COMMONS = re.compile(r"creative\s+commons|\bCC[\s\-]?(?:BY|0)\b|知识共享|创用|创作共用|署名-", re.IGNORECASE)
LICENSED = re.compile(
    r"\b(?:licen[cs]ed|available|released|re-?publish\w*|published|distributed|shared|made\s+available|offered|posted|reproduced|free|used|provided|covered|work)\b[^.]{0,80}?\b(?:under|through|by|with|via)\b|采用|遵循|进行许可|许可协议|协议|授权条款|授權|授权",
    re.IGNORECASE,
)
NOT_LICENSED = re.compile(
    r"n't\b|\bnot\b|\binstead\b|\bunlike\b|\brather\b|\bnotice\s+something\b|并非|没有采用|不采用|而不是", re.IGNORECASE
)
CONTACT = re.compile(
    r"\b(?:copyright|infring\w+|dmca)\b[^.]{0,80}\b(?:contact|e-?mail|notify|remove|write\s+to)\b", re.IGNORECASE
)
PICTURE = re.compile(
    r"^\W*(?:photo\w*|image|picture|illustration|video|credit|graphic)s?\b(?:\s+\w+)?\s*[:|]|^\s*©\s*(?:photo|image)|^\s*(?:©|\(c\))\s*(?:AFP|AP|Reuters|Getty|Shutterstock|EPA|dpa|ANP|Imago|Alamy|iStock|TASS|Xinhua|PA\b)[^.]{0,40}$|^\s*©[^/©.]{2,40}/[^/©.]{2,40}$",
    re.IGNORECASE,
)
LONE = re.compile(
    r"^\s*(?:article|this\s+\w+|content|text|work)?\s*(?:is\s+)?(?:licen[cs]ed?|licen[cs]e)?\s*:?\s*(?:under\s+)?(?:a\s+|the\s+)?(?:creative\s+commons|CC[\s\-]?(?:BY|0)|https?://creativecommons)",
    re.IGNORECASE,
)
LICENSEE = re.compile(
    r"^(?P<holder>[A-Z][^.(,]{1,50}?)(?:,\s+(?:aka|a|an)\b[^.]*|\s*\([^)]*\)+[^.]*|)\.\s+(?:This|The|Our|All)\s+(?:work|site|content|article|text|material|website|page)s?\b"
)
FROM = re.compile(
    r"\bre-?(?:published|printed|posted)\s+(?:with\s+permission\s+)?from\s+(?P<holder>(?:the\s+)?[A-Z][^.,;|]{1,60}?)(?=\s+(?:under|with|on|through)\b|[.,;|]|$)"
)

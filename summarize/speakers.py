"""Who says a sentence: the one its words name as speaking, or None where the author does. Rules, no model."""

from __future__ import annotations

import re

from index.folding import fold

# Each pattern is matched on folded text (Simplified, lower case), so that positions hold in the text itself.
_SAYING_ZH = "表示|认为|称|指出|透露|坦言|回应称|回应|强调|直言|预计|预测|回忆|告诉|写道|解释|承认|警告|援引"
_SPEAKERS = (
    re.compile(
        rf"(?:^|[，。；,;：:、“”\s])(?:在)?([^，。；,;：:、“”（）()\s]{{2,16}}?)(?:在[^，。]{{1,14}})?(?:近日|此前|日前|对外|也|则|还|曾|均|就)?(?:{_SAYING_ZH})(?![为之号])"
    ),
    re.compile(r"(?:根据|据)([^，。；,;：:“”\s]{2,18}?)(?:的)?(?:报告|报道|数据|统计|说法|披露|介绍|测算|显示|，)"),
    re.compile(
        r"([^、。「」\s]{2,16}?)(?:は|が)[^。]{0,60}(?:と(?:述べ|語|話|指摘|説明|みて|見て|予想|強調|し)|によると)"
    ),
    re.compile(r"([^、。「」\s]{2,16}?)によると"),
    re.compile(r"according to (?:the )?([\w&.'\- ]{2,40}?)(?:[,.;:]|$)"),
    re.compile(
        re.compile(
            r"((?:[\w&.'\-]+ ){0,4}[\w&.'\-]+) (?:says|said|argues|argued|warns|warned|expects|expected|told|insists"
            r"|insisted|notes|noted|estimates|estimated|concedes|claims|claimed)\b"
        ),
    ),
    re.compile(r"\b(?:says|said|argues|warns|warned|notes|noted) (?:the )?((?:[\w&.'\-]+ ){0,4}[\w&.'\-]+)"),
    re.compile(
        r"\b(?:laut|nach angaben (?:von|der|des)|so|sagt|sagte|erklärte|warnte) ((?:[\w&.'\-]+ ){0,3}[\w&.'\-]+)"
    ),
    re.compile(r"\b(?:selon|d'après|estime|affirme|explique|prévient) ((?:[\w&.'\-]+ ){0,3}[\w&.'\-]+)"),
    re.compile(r"\bsegún ((?:[\w&.'\-]+ ){0,3}[\w&.'\-]+)"),
)
# Words that stand where a speaker would and are none: the author, a thing, a pronoun without a name.
_NOBODY = re.compile(
    r"^(?:我们?|但?我们|但|还|自|还自|笔者|本文|作者|这|那|其|它|他|她|他们|有人|也就是|可以|目前|同时|因此|而|但|不过|the|it|this|that|he|she|they|we|i|who|which|"
    r"er|sie|es|man|il|elle|on|ils|ce|cela)$"
)
LONGEST = 30


def speaker_of(sentence: str) -> str | None:
    """The name or description of who is quoted or reported in a sentence, as it is written there; None: the author."""
    folded = fold(sentence)
    for pattern in _SPEAKERS:
        for match in pattern.finditer(folded):
            name = sentence[match.start(1) : match.end(1)].strip(" 的，,：:“”\"'")
            if 1 < len(name) <= LONGEST and not _NOBODY.match(fold(name)):
                return name
    return None

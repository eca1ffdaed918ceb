"""Which language a text is in, as far as a checker for Dutch must know it: Dutch, or clearly another.

By its function words. A page of Dutch that is taken for English would be left unchecked, so it takes clear numbers
to call a text not Dutch; names, addresses and figures say nothing, whatever their language.
"""

import re

_FUNCTION_WORDS = {
    "nl": "de het een en van in is op te dat die voor met niet aan er om ook als u je wij uw wordt worden zijn bij "
    "naar of kunt moet heeft hebt deze dit wat hoe waar uit tot door over ons onze wel geen maar dan nog krijgt",
    "en": "the of and to in is you for that it with on are be this your or have from as can will not we by if at an "
    "has which do must was how what when about our who may they need",
    "de": "der die das und ist nicht ein eine zu den von mit für auf im sie sich des dem werden auch bei wird als ihr "
    "oder ich wir sind haben kann nach aus einen einer ihre müssen können wenn zum zur",
    "fr": "le la les des et est une un vous pour que dans du en pas sur avec au ce qui par votre il elle nous sont "
    "plus ou vos aux être avoir peut cette ne se",
    "es": "el los las una un que para con por su es del al se como más usted puede son está este esta si lo no y",
    "fy": "de it in en fan is dat foar mei net oan as ek jo wy kinne om te troch oer nei op hat wurdt moatte fan'e jim "
    "binne by ús hoe wat dizze dy noch mar gjin",
    "tr": "ve bir bu için ile da de olarak olan en gibi daha çok kadar veya sizin siz ne var değil ise hem",
    "pl": "i w na z do się jest nie że to o jak dla od po za przez być może są lub czy oraz także pani pan",
    "so": "iyo waa in ka ku oo ah ama si aad uu ay la loo soo wax haddii leh kuu qof",
    "ro": "și în de la cu pe un o este nu pentru din care sau să dumneavoastră sunt fi mai vă ce",
}
_WORD_SETS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}

_SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "uk": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "ti": re.compile(r"[\u1200-\u137f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
}
_FEWEST_HITS = 8
_CLEARLY = 2.0
"""How many function words of its own another language must have for each Dutch one."""


def other_language(text: str, marked: str | None = None) -> str | None:
    """The code of a language that is not Dutch ("en"), or None where the text is Dutch or does not say.

    `marked` is what the page says of itself (`lang`): where it agrees, fewer words are enough.
    """
    letters = sum(character.isalpha() for character in text)
    for code, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) > letters / 2:
            return code
    found = re.findall(r"[^\W\d_]+(?:['’]\w+)?", text.lower())
    own = {code: sum(word in known - _WORD_SETS["nl"] for word in found) for code, known in _WORD_SETS.items()}
    own["nl"] = 0
    best = max(own, key=lambda code: own[code])
    dutch = sum(word in _WORD_SETS["nl"] - _WORD_SETS[best] for word in found)
    agrees = marked is not None and marked.lower().split("-")[0] == best
    enough = _FEWEST_HITS / 2 if agrees else _FEWEST_HITS
    return best if own[best] >= enough and own[best] > _CLEARLY * dutch else None

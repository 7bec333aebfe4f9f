"""From a French text to terms that can be compared."""

import re
from collections.abc import Collection
from functools import lru_cache
from unicodedata import combining, normalize

from snowballstemmer import stemmer

# Words that carry no idea. Written here without accents, as they are compared; elided forms
# (l', d', qu'…) are cut by the word pattern: one letter, or listed.
_STOP_WORDS = """
    a afin ai aient ainsi alors apres assez au aucun aucune aujourd aupres aura aussi autour autre
    autres aux avant avec avoir beaucoup bien car ce ceci cela celle celles celui cependant certain
    certaine certaines certains ces cet cette ceux chacun chacune chaque chez ci comme comment
    contre dans de deja depuis des devant doit doivent donc dont du elle elles en encore entre est
    et etaient etait etant etc ete etre eu eux faire faut fait font hors hui il ils jamais je jusqu
    jusque la le les leur leurs lors lorsque lui ma mais me meme memes mes mieux moi moins mon
    ne ni nos notre nous on ont ou oui par parce parmi pas pendant permettre permet peu peut
    peuvent plus plusieurs plutot pour pourquoi pouvoir pres puis puisque qu quand que quel quelle
    quelles quelqu quelque quelques quels qui quoi sa sans se selon sera serait seront ses si soit
    sommes son sont sous souvent sur surtout ta te tel telle telles tels tes toi ton tous tout toute
    toutes travers tres trop tu un une vers via voir vos votre vous vraiment y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_WORD = re.compile(r"[0-9a-zà-öø-ÿ]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_INCLUSIVE = re.compile(r"(?<=[a-zà-öø-ÿ])[·•][a-zà-öø-ÿ]+(?:[·•]s)?")
_french = stemmer("french")


def fold(text: str) -> str:
    """Return the text in lower case and without accents.

    >>> fold("L'Échange de MÉTIER, cœur d'œuvre")
    "l'echange de metier, coeur d'oeuvre"
    """
    plain = normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in plain if not combining(sign))


def words(text: str) -> list[str]:
    """Return the words that carry something, in lower case with their accents, in order.

    Dotted acronyms become one word, inclusive endings are cut, one-letter words are left out.

    >>> words("Une semaine d’échange de MÉTIER pour les habitant·es et les T.S.")
    ['semaine', 'échange', 'métier', 'habitant', 'ts']
    """
    plain = normalize("NFC", text.lower()).replace("œ", "oe").replace("æ", "ae")
    plain = _INCLUSIVE.sub("", plain)
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", plain)
    return [word for word in _WORD.findall(plain) if len(word) > 1 and fold(word) not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case, without accents.

    The French stemmer of Snowball (Porter, "Snowball: a language for stemming algorithms", 2001).
    It needs the accents, which are folded after. Words of three letters are kept whole: acronyms
    must not be confused with anything.

    >>> stem("échanges"), stem("échanger"), stem("ts")
    ('echang', 'echang', 'ts')
    """
    return fold(word if len(word) <= 3 else str(_french.stemWord(word)))


def terms(text: str, *, ignored: Collection[str] = ()) -> dict[str, str]:
    """Return {stem: the word as first met} of a text, without the words of the `ignored` stems.

    >>> terms("Échanger nos métiers, un échange de métier")
    {'echang': 'échanger', 'meti': 'métiers'}
    """
    found: dict[str, str] = {}
    for word in words(text):
        stemmed = stem(word)
        if stemmed not in ignored:
            found.setdefault(stemmed, word)
    return found

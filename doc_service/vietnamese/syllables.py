"""Telling whether a word can be a Vietnamese syllable at all.

Used to judge whether text still waits to be decoded: `TrÇn` cannot be Vietnamese, `Trần` can.
The rhymes are the closed set that school grammars list; borrowed words may fall outside.
"""

from __future__ import annotations

import re
import unicodedata

from doc_service.vietnamese.text import TONES, nfc

_ONSETS = "ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
# Rhymes that take any tone, by their first letter.
_SONOROUS = """
a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây
e em en eng eo ê êm ên ênh êu i ia iêm iên iêng iêu im in inh iu
o oa oai oam oan oang oanh oao oay oăm oăn oăng oe oem oen oeo oi om on ong oong
ô ôi ôm ôn ông ơ ơi ơm ơn u ua uân uâng uây uê uênh ui um un ung uôi uôm uôn uông uơ uy uya
uyên uyn uynh uyu ư ưa ưi ưm ưng ươi ươm ươn ương ươu ưu y yêm yên yêng yêu ynh
"""
# Rhymes that end in a stop, and so take only sắc or nặng.
_STOPPED = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich iêc iêp iêt ip it
oac oach oap oat oăc oăt oc oet ooc op ot ôc ôp ôt ơp ơt uât uc uêch uôc uôt up ut uych uyêt uyp
uyt ưc ươc ươp ươt ưt yêt ych yt
"""
_ANY_TONE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_SONOROUS.split())})")
_SHARP_OR_HEAVY = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_STOPPED.split())})")
_SHARP_AND_HEAVY = frozenset("\u0301\u0323")


def is_syllable(word: str) -> bool:
    """Return whether `word`, in any case, has the shape of one Vietnamese syllable."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in marks if c in TONES]
    bare = nfc("".join(c for c in marks if c not in TONES))
    if len(tones) > 1:
        return False
    if _ANY_TONE.fullmatch(bare):
        return True
    return bool(_SHARP_AND_HEAVY.issuperset(tones) and tones and _SHARP_OR_HEAVY.fullmatch(bare))

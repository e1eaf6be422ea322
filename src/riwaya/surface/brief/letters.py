"""Arabic that can be selected, copied and searched in a PDF, in the right order.

WeasyPrint notes for each glyph the letters among which it met it first; where the first alef carried a vowel mark, every later alef would be lost.
The typeface itself says it right: its table of characters, and the substitutions by which letters join. And where one glyph stands for two letters, most
readers of PDF (poppler, PDFBox) give them in the wrong order: so pairs are kept apart, but for lam-alef, which has a character of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

_JOINING = "بتثجحخسشصضطظعغفقكلمنهيئ"  # letters that join the next
_MARKS = "\u064b-\u065f\u0670"
_BEFORE_ANOTHER = re.compile(f"(?!ل[{_MARKS}]*[اأإآ])([{_JOINING}][{_MARKS}]*)(?=[\u0620-\u064a])")
_ARABIC = "\ufb50"  # the first of the forms of Arabic letters; before it stand Latin ligatures
_JOINER = "\u200d"  # zero-width joiner: letters beside it join, and are no pair
_PAIR = re.compile(rb"^<([0-9a-f]{4})> <[0-9a-f]*>$")
Rule = tuple[tuple[str, ...], str]  # glyphs that are exchanged for one


def apart(page: str) -> str:
    """Return a page of HTML whose letters are drawn one glyph each, lam-alef excepted."""
    head, body, rest = page.partition("<body")
    return head + body + _BEFORE_ANOTHER.sub(rf"\1{_JOINER}", rest)


def corrected(pdf: Any, faces: Mapping[str, Path]) -> None:  # noqa: ANN401  # a pydyf.PDF, of a package that need not be installed
    """Write into a PDF what the glyphs of these faces stand for; `faces` gives the file of each by its name in the PDF."""
    for one in pdf.objects:
        if isinstance(one, dict) and "ToUnicode" in one and (path := faces.get(one["BaseFont"].decode().partition("+")[2])):
            told = pdf.objects[int(one["ToUnicode"].split()[0])]
            put = partial(_pair, letters(path))
            told.stream = [_PAIR.sub(put, line) for line in told.stream]


def _pair(known: Mapping[int, str], found: re.Match[bytes]) -> bytes:
    told = known.get(int(found[1], 16))
    return found[0] if told is None else b"<%s> <%s>" % (found[1], told.encode("utf-16-be").hex().encode())


def letters(path: Path) -> Mapping[int, str]:
    """Return the letters of each glyph of a TrueType file by its number."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # comes with WeasyPrint

    face = TTFont(path)
    known: dict[str, str] = {}
    for code, name in sorted(face.getBestCmap().items()):
        known.setdefault(name, _plain(chr(code)))
    rules = [*_rules(face["GSUB"].table)]
    while fresh := {glyph: "".join(known[part] for part in parts) for parts, glyph in rules if glyph not in known and all(part in known for part in parts)}:
        known |= fresh
    return {face.getGlyphID(name): told for name, told in known.items()}


def _plain(letter: str) -> str:
    """Return the letter that a form at a beginning, middle or end is of; joined Arabic ones keep their one code, which readers of PDF take apart in order."""
    plain = unicodedata.normalize("NFKC", letter) if "\ufb00" <= letter <= "\ufeff" else letter
    return plain if len(plain) == 1 or letter < _ARABIC else letter


def _rules(table: Any) -> Iterator[Rule]:  # noqa: ANN401  # fontTools has no types
    """Yield the single and the joining substitutions of a typeface."""
    for lookup in table.LookupList.Lookup:
        for given in lookup.SubTable:
            part = given.ExtSubTable if given.LookupType == 7 else given
            if part.LookupType == 1:
                yield from (((one,), other) for one, other in part.mapping.items())
            elif part.LookupType == 4:
                yield from _joined(part.ligatures)


def _joined(found: Mapping[str, Sequence[Any]]) -> Iterator[Rule]:
    for first, joined in found.items():
        yield from (((first, *one.Component), one.LigGlyph) for one in joined)

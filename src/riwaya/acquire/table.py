"""Tables with a column of texts: CSV in UTF-8, UTF-16 or windows-1256 (as spreadsheets save it), one page a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from riwaya import arabic
from riwaya.acquire.jsonl import day
from riwaya.acquire.source import Source
from riwaya.model import Page, Reason, Rejected

# What columns are called, the better name first. Names are compared folded, so «العُنوان» is «العنوان».
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "message", "النص", "نص", "المحتوى", "نص الخبر"),
    "title": ("title", "headline", "العنوان", "عنوان"),
    "url": ("url", "link", "address", "الرابط", "رابط"),
    "outlet": ("outlet", "source", "publisher", "المصدر", "الوسيلة", "وسيلة الإعلام"),
    "published": ("published", "date", "published_at", "pubdate", "publication_date", "day", "التاريخ", "تاريخ النشر", "تاريخ"),
    "doc": ("doc", "id", "uid", "المعرف"),
}
_DELIMITERS = ",;\t|"
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
_HEAD = 1 << 13


def is_table(head: bytes) -> bool:
    """Whether the first line names a column of texts and another column beside it."""
    line = head[:_HEAD].decode(encoding(head), "replace").partition("\n")[0].strip()
    names = _names(line, _delimiter(line))
    return len(names) > 1 and "text" in columns(names)


def encoding(head: bytes) -> str:
    """Return the encoding of a table by its first bytes."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)  # a letter cut in two at the end is no error to it
    except UnicodeDecodeError:
        return "windows-1256"
    return "utf-8-sig"


def columns(names: Sequence[str]) -> Mapping[str, int]:
    """Return at which column each part of a page stands, as far as the names tell."""
    folded = [arabic.key(name.strip()) for name in names]
    wanted = {part: [arabic.key(word) for word in words] for part, words in COLUMNS.items()}
    return {part: folded.index(word) for part, words in wanted.items() for word in reversed(words) if word in folded}


def pages_of_table(source: Source) -> Iterator[Page | Rejected]:
    """Yield one page a row; a row that holds no text becomes `Rejected` naming file and line."""
    form = encoding(source.at(0, 1 << 20))
    source.stream.seek(0)
    text = io.TextIOWrapper(source.stream, encoding=form, errors="replace", newline="")
    line = text.readline(_HEAD)
    text.seek(0)
    rows = csv.reader(text, delimiter=_delimiter(line))
    yield from _pages(rows, columns(next(rows)), source)
    text.detach()


def _pages(rows: Iterator[list[str]], where: Mapping[str, int], source: Source) -> Iterator[Page | Rejected]:
    before = csv.field_size_limit(source.limit)
    try:
        while True:
            row = next(rows, None)
            if row is None:
                return
            if row:
                yield _page(row, where, f"{source.name}:{getattr(rows, 'line_num', 0)}", source)
    except csv.Error as error:
        place = f"{source.name}:{getattr(rows, 'line_num', 0)}"
        yield Rejected(place, Reason.DAMAGED, f"{place}: not a row of CSV ({error}); what follows is not read")
    finally:
        csv.field_size_limit(before)


def _page(row: Sequence[str], where: Mapping[str, int], place: str, source: Source) -> Page | Rejected:
    told = {part: row[index].strip() for part, index in where.items() if index < len(row) and row[index].strip()}
    known = source.known
    url, outlet = told.get("url", known.url), told.get("outlet", known.outlet)
    if "text" not in told:
        return Rejected(place, Reason.EMPTY, f"{place}: no text in this row", url, outlet)
    title, published = told.get("title", known.title), when(told.get("published")) or known.published
    return Page(told.get("doc") or told.get("url") or place, told["text"].encode(), "text", url, outlet, title, published)


def when(text: str | None) -> date | None:
    """Return the day of a cell: ISO, or day, month and year with strokes or points; anything else counts as not given."""
    if text is None or (iso := day(text)):
        return iso if text else None
    for form in _DAYS:
        try:
            return datetime.strptime(text.split()[0], form).date()  # noqa: DTZ007  # a cell tells a day and no zone
        except ValueError:
            continue
    return None


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _names(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])

"""Which language a visitor is answered in."""

from __future__ import annotations

from riwaya.surface.strings import LANGUAGES


def preferred(header: str | None) -> str:
    """Return the language that an Accept-Language header prefers; Arabic where it names none that there is (RFC 9110, 12.5.4)."""
    found = sorted(_wishes(header or ""), key=lambda wish: -wish[1])
    return next((lang for lang, weight in found if weight > 0), LANGUAGES[0])


def _wishes(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header[:1000].split(","):
        tag, _, weight = part.strip().partition(";q=")
        lang = tag.strip().lower().partition("-")[0]
        if lang in LANGUAGES:
            found.append((lang, _weight(weight)))
    return found


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0

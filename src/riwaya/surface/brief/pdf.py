"""A briefing as PDF, by WeasyPrint (extra `pdf`)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from riwaya.errors import MissingExtra
from riwaya.surface.brief.letters import apart, corrected
from riwaya.surface.brief.render import html
from riwaya.surface.brief.values import Briefing

_FONTS = "fontpkg_ibm_plex_sans_arabic"
_WEIGHTS = {400: ("Riwaya", "Regular"), 600: ("Riwaya-Semi-Bold", "SemiBold"), 700: ("Riwaya-Bold", "Bold")}  # names in the PDF and of the files


def write_pdf(briefing: Briefing, lang: str) -> bytes:
    """Return the briefing as an A4 document with selectable text. Raises MissingExtra without WeasyPrint."""
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    local = weasyprint.urls.URLFetcher(allowed_protocols=["file"])  # the typeface; a briefing asks no network, whatever a page's title says
    style = weasyprint.CSS(string=_rules(), font_config=fonts, url_fetcher=local)
    page = weasyprint.HTML(string=apart(html(briefing, lang, printed=True)), url_fetcher=local)
    made: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True, finisher=lambda _, pdf: corrected(pdf, _faces()))
    return made


def _weasyprint() -> Any:  # noqa: ANN401  # a module that need not be installed
    try:
        import weasyprint  # noqa: PLC0415  # only PDF needs it, and it takes a second
    except (ModuleNotFoundError, OSError) as error:  # OSError: Pango is not there
        raise MissingExtra(f"PDF needs WeasyPrint ({error}): pip install 'riwaya[pdf]'; or write HTML (-o FILE.html) and print that from a browser") from error
    return weasyprint


def _faces() -> Mapping[str, Path]:
    """Return the files of the typeface that comes with the extra; without it the system's own Arabic face is taken."""
    spec = find_spec(_FONTS)
    if spec is None or spec.origin is None:
        return {}
    return {name: Path(spec.origin).parent / "files" / f"IBMPlexSansArabic-{file}.ttf" for name, file in _WEIGHTS.values()}


def _rules() -> str:
    """Return the style that names the files."""
    files = _faces()
    faces = (f'@font-face{{font-family:"Riwaya";font-weight:{weight};src:url("{files[name].as_uri()}")}}' for weight, (name, _) in _WEIGHTS.items() if files)
    return "".join(faces)

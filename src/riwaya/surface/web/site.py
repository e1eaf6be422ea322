"""What every view of the web face works with, and how a view's answer is put on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from riwaya.errors import RiwayaError
from riwaya.pipeline import Reader
from riwaya.service.terms import Ground
from riwaya.store import Store
from riwaya.surface.bidi import told
from riwaya.surface.strings import LANGUAGES
from riwaya.surface.web import assets, borders
from riwaya.surface.web.assets import Asset
from riwaya.surface.web.borders import Ring
from riwaya.surface.web.wording import SHAPES, Wording, wordings

THEMES = ("light", "dark")


class Missing(RiwayaError):
    """An address under which nothing stands."""


@dataclass(frozen=True, slots=True)
class Site:
    """A store with all that showing it needs; made once for an app."""

    store: Store
    reader: Reader
    ground: Ground
    wordings: Mapping[str, Wording]
    templates: Environment
    assets: Mapping[str, Asset]
    countries: tuple[tuple[Ring, ...], ...]

    def wording(self, request: Request) -> Wording:
        """Return the wording of an address's language."""
        return self.wordings[lang_of(request)]

    def show(self, request: Request, template: str, /, status: int = 200, **told: Any) -> HTMLResponse:  # noqa: ANN401  # what a template names
        """Return a page drawn by a template."""
        return HTMLResponse(self.text(request, template, **told), status)

    def text(self, request: Request, template: str, /, **told: Any) -> str:  # noqa: ANN401  # what a template names
        """Return what a template says in the language of a request."""
        wording = self.wording(request)
        return self.templates.get_template(template).render(wording=wording, say=wording.say, frame=frame(request), asset=self.address, **told)

    def address(self, name: str) -> str:
        """Return the address of a file, which changes with its content."""
        return f"/static/{self.assets[name].digest}/{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: language, theme, the same page in the other language, and where one is."""

    lang: str
    theme: str
    path: str
    query: str

    @property
    def other(self) -> str:
        """The other language."""
        return next(lang for lang in LANGUAGES if lang != self.lang)

    def turned(self) -> str:
        """Return the address of the same page in the other language."""
        return f"/{self.other}{self.path}{'?' + self.query if self.query else ''}"

    def to(self, *parts: str, **query: str) -> str:
        """Return an address in the language of this page; each part is one step of the path."""
        return f"/{self.lang}/{'/'.join(quote(part, safe='') for part in parts)}" + (f"?{urlencode(query)}" if query else "")


def lang_of(request: Request) -> str:
    """Return the language that an address names, Arabic where it names none."""
    lang = request.url.path.split("/", 2)[1]
    return lang if lang in LANGUAGES else LANGUAGES[0]


def frame(request: Request) -> Frame:
    """Return what stands around the page of a request."""
    theme = request.cookies.get("riwaya_theme", "")
    raw = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace").partition("?")[0]
    lang = lang_of(request)
    return Frame(lang, theme if theme in THEMES else "", raw.removeprefix(f"/{lang}") or "/", request.url.query)


def site(store: Store, reader: Reader, ground: Ground) -> Site:
    """Load what views need."""
    return Site(store, reader, ground, wordings(reader.lexicon.actors), _templates(), assets.load(), borders.load())


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("riwaya.surface.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.filters["told"] = told
    made.filters["slotname"] = lambda slot, wording: wording.say(f"slot.{slot}")
    made.globals["SHAPES"] = SHAPES
    made.globals["cut"] = cut
    return made


def cut(text: str, length: int) -> str:
    """Return a text no longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


View = Callable[[Site, Request], Response]

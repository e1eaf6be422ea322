"""What every view of the web face works with, and how its answer is put on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse

from riwaya.model import Document, Event, Report
from riwaya.people import Person
from riwaya.service import shelf, withholding
from riwaya.service.query import Query
from riwaya.store import Store
from riwaya.surface.bidi import told
from riwaya.surface.serve import who
from riwaya.surface.serve.desk import Desk
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import Seer
from riwaya.surface.strings import LANGUAGES
from riwaya.surface.web import assets, borders
from riwaya.surface.web.assets import Asset
from riwaya.surface.web.borders import Ring
from riwaya.surface.web.picture import summary
from riwaya.surface.web.wording import NAMES, Wording, worded

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Site:
    """What pages are drawn with; made once for an app."""

    templates: Environment
    assets: Mapping[str, Asset]
    countries: tuple[tuple[Ring, ...], ...]

    def address(self, name: str) -> str:
        """Return the address of a file, which changes with its content."""
        return f"/static/{self.assets[name].digest}/{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: language, theme, and the page's address without the language."""

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


@dataclass(frozen=True)  # without slots: what is worked out once is kept
class Visit:
    """One request: who asks for what, and all that answering needs. `form` is what was sent, empty where nothing was."""

    site: Site
    request: Request
    desk: Desk
    person: Person | None
    form: FormData = field(default_factory=FormData)

    @property
    def store(self) -> Store:
        """The store."""
        return self.desk.store

    @cached_property
    def frame(self) -> Frame:
        """What stands around the page."""
        return frame(self.request)

    @cached_property
    def wording(self) -> Wording:
        """The texts of the page's language."""
        return worded(self.desk.texts[self.frame.lang], self.desk.reader.lexicon.actors)

    def part(self, name: str) -> str:
        """Return a part of the path. Raises Problem `not-found` for one that no id can be."""
        value = str(self.request.path_params[name])
        if not value.isprintable():
            raise missing(ascii(value))
        return value

    def asked(self, name: str) -> str:
        """Return a parameter of the address, "" where it is not given."""
        return self.request.query_params.get(name, "")

    def sent(self, name: str) -> str:
        """Return a field of the form, "" where it is not given."""
        value = self.form.get(name)
        return value if isinstance(value, str) else ""

    @cached_property
    def seer(self) -> Seer:
        """What the visitor may see. Raises LookupError where the address is open to all: nothing of the store is shown there."""
        if self.person is None:
            raise LookupError("nobody asks")
        return Seer(self.desk, self.person, withholding.sight(self.store, self.person.role, lambda: self.desk.ground))

    def event(self, name: str) -> Event:
        """Return the event of an id, of its beginning, or of a claim. Raises Problem `not-found`."""
        found = self.store.events_named(name)
        seen = self.seer.event(found[0]) if len(found) == 1 else None
        if seen is None:
            raise missing(name)
        return seen

    def query(self, asked: Query) -> Query:
        """Return what may be searched for. Raises Problem `forbidden`."""
        return self.seer.query(asked)

    def seen(self, found: Iterable[Event]) -> list[Event]:
        """Return events as the visitor may see them."""
        return [seen for one in found if (seen := self.seer.event(one)) is not None]

    def events_of(self, claims: Iterable[str]) -> Mapping[str, Event]:
        """Return the events that claims stand in, by claim."""
        found: dict[str, Event] = {}
        for name in claims:
            if name not in found:
                found |= {report.id: event for event in self.seen(self.store.events_named(name)) for report in event.reports}
        return found

    def page(self, name: str) -> tuple[Document, tuple[Report, ...]]:
        """Return a page and its claims in the order in which they stand on it. Raises Problem `not-found`, `gone`."""
        if stone := self.store.tombstone(name):
            raise Problem("gone", f"{stone.page}: {stone.why}")
        found = shelf.page(self.store, name)
        if found is None:
            raise missing(name)
        return self.seer.page(found)

    def claim(self, name: str) -> Report:
        """Return a claim. Raises Problem `not-found`, `gone`."""
        if stone := shelf.grave_of_claim(self.store, name):
            raise Problem("gone", f"{stone.page}: {stone.why}")
        found = shelf.claim(self.store, name)
        seen = self.seer.report(found.report) if found else None
        if seen is None:
            raise missing(name)
        return seen

    def documents(self, names: Iterable[str]) -> Mapping[str, Document]:
        """Return pages by id, as the visitor may see them."""
        held = shelf.documents(self.store, names)
        if not self.seer.hides("names"):
            return held
        return {name: self.seer.document(one, page.reports if (page := shelf.page(self.store, name)) else ()) for name, one in held.items()}

    def show(self, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:  # noqa: ANN401  # what a template names
        """Return a page drawn by a template."""
        return HTMLResponse(self.text(template, **values), status)

    def text(self, template: str, /, **values: Any) -> str:  # noqa: ANN401  # what a template names
        """Return what a template draws in the language of the request."""
        around = {
            "wording": self.wording, "say": self.wording.say, "frame": self.frame, "asset": self.site.address, "person": self.person,
            "accounts": self.person is None or not self.person.local, "csrf": who.csrf_token(self.request),
        }  # fmt: skip
        return self.site.templates.get_template(template).render(around | values)


def missing(name: str) -> Problem:
    """Return the refusal that says that nothing stands under an address."""
    return Problem("not-found", name)


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


def site() -> Site:
    """Load what pages are drawn with. Raises MissingExtra."""
    return Site(_templates(), assets.load(), borders.load())


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("riwaya.surface.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.filters |= {"told": told, "slotname": lambda slot, wording: wording.say(f"slot.{slot}")}
    made.globals |= {"NAMES": NAMES, "cut": cut, "summary": summary}
    return made


def cut(text: str, length: int) -> str:
    """Return a text no longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"

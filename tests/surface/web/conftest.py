"""A browser before a live server over the sample pages."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

sys.path.insert(0, str(Path(__file__).parent))

CHROMIUM = Path(os.environ.get("RIWAYA_CHROMIUM", "/usr/bin/chromium"))
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run")
New = Callable[..., Page]


@contextmanager
def serving(db: str, **settings: object) -> Iterator[str]:
    """Serve a store; give the address. Keywords are fields of `Serving`."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # who comes before the server is up waits
        port = listening.getsockname()[1]
        app = site(Serving(db, port=port, **settings))  # type: ignore[arg-type]  # fields of Serving
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            app.state.desk.closing.set()
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")  # its loop of events must not run beside other tests
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        told = f"{CHROMIUM} is not there (apt-get install chromium)"
        if os.environ.get("RIWAYA_TEST_BROWSER") == "required":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def kept(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that no test changes."""
    copy = tmp_path_factory.mktemp("shown") / "store.sqlite"
    shutil.copy(filled, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def shown(kept: str) -> Iterator[str]:
    """The address of a server over it."""
    with serving(kept) as address:
        yield address


@pytest.fixture(scope="session")
def serves() -> Callable[..., AbstractContextManager[str]]:
    """Give what serves a store with settings of the test's own."""
    return serving


@pytest.fixture
def own(address: str) -> Iterator[str]:
    """The address of a server over a store of the test's own."""
    with serving(address) as served:
        yield served


@pytest.fixture
def visit(browser: Browser) -> Iterator[New]:
    """Give what opens a page; no page may write an error to its console or ask another host for anything."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:  # an answer that refuses is logged as an error
            wrong.append(f"{message.type}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"asked {request.url}")

    def new(width: int = 1440, theme: str = "light", lang: str = "en") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale=lang)  # type: ignore[arg-type]  # light or dark
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: wrong.append(f"thrown: {error}"))
        page.on("request", asked)
        return page

    yield new
    for context in contexts:
        context.close()
    assert not wrong

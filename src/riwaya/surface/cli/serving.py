"""The command that serves the store to browsers and programs. The server's libraries are imported when it runs: other commands must not wait for them."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya import acquire, pipeline, samples
from riwaya.config import Config, from_environment, kept, store_address
from riwaya.errors import BadInput
from riwaya.surface.cli.inputs import QuickOption
from riwaya.surface.cli.places import GazetteerOption
from riwaya.surface.cli.stores import DbOption, opened
from riwaya.surface.strings import Strings

if TYPE_CHECKING:
    from riwaya.surface.serve.serving import Serving

PORT = 8000
PortOption = Annotated[int, typer.Option(metavar="N", min=0, max=65535)]
OpenOption = Annotated[bool, typer.Option("--open")]


def serve(  # noqa: PLR0913  # as many parameters as options
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS")] = "127.0.0.1",
    port: PortOption = PORT,
    database: DbOption = None,
    host_names: Annotated[list[str] | None, typer.Option("--name", metavar="NAME")] = None,
    proxy: Annotated[bool, typer.Option("--proxy")] = False,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    certificate_key: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    tiles: Annotated[str | None, typer.Option("--tiles", metavar="URL")] = None,
    tiles_credit: Annotated[str, typer.Option("--tiles-credit", metavar="TEXT")] = "",
    browser: OpenOption = False,
    lexicon: Annotated[list[Path] | None, typer.Option(metavar="DIR")] = None,
    gazetteer: GazetteerOption = None,
    quick: QuickOption = False,
) -> None:
    """Serve the store over HTTP."""
    from riwaya.surface.serve.serving import Serving, Tiles  # noqa: PLC0415  # see the module's docstring

    for file in (certificate, certificate_key):
        if file is not None and not file.is_file():
            raise BadInput(f"{file}: no such file; --certificate and --certificate-key name files in PEM form")
    config = from_environment(lexicons=lexicon or (), gazetteer=gazetteer, quick=quick)
    names = tuple(host_names or ())
    serving = Serving(
        database or store_address(), config, host, port, names, proxy, certificate, certificate_key,
        tiles=Tiles(tiles, tiles_credit) if tiles else None, sources=kept("sources.tsv"),
    )  # fmt: skip
    run(serving, context.obj, browser=browser)


def serve_samples(say: Strings, port: int, *, browser: bool) -> None:
    """Read the sample pages into a store that lasts as long as the server, and serve it."""
    from riwaya.service import ingest as ingesting  # noqa: PLC0415  # see the module's docstring
    from riwaya.surface.serve.serving import Serving  # noqa: PLC0415  # the same

    config = Config(quick=from_environment().quick)
    with tempfile.TemporaryDirectory(prefix="riwaya-demo-") as folder:
        address = f"sqlite:///{Path(folder) / 'store.sqlite'}"
        store, reader = opened(address), pipeline.reader(config)
        pages = (replace(page, id=Path(page.id).name) for page in acquire.pages([samples.folder()]))
        added = ingesting.ingest(store, pages, reader, config)
        ingesting.link_after(store, added, ingesting.ground_of(reader))
        store.close()
        run(Serving(address, config, port=port), say, browser=browser)


def run(serving: Serving, say: Strings, *, browser: bool) -> None:
    """Serve until told to end; say the address on standard error, and open it in a browser where that was asked for."""
    from riwaya.surface.serve import run as running  # noqa: PLC0415  # see the module's docstring
    from riwaya.surface.site import site  # noqa: PLC0415  # the same

    running.run(site(serving), serving, _ready(say, browser=browser))


def _ready(say: Strings, *, browser: bool) -> Callable[[str], None]:
    def ready(address: str) -> None:
        print(say("serve.ready", address=address), file=sys.stderr, flush=True)
        if browser:
            webbrowser.open(address)

    return ready

"""From a made-up outlet on loopback to an archive, and what the commands say of it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

Run = Callable[..., tuple[int, str, str]]
TEXT = "قتل {number} أشخاص في قصف على بلدة الربيعة صباح اليوم، وفق ما قال مصدر طبي لوكالة نهر. وأصيب آخرون بجروح ونقلوا إلى المشفى."

WACZ = "import sys; from wacz.main import main; sys.exit(main(['validate', '-f', sys.argv[1]]))"


class Site:
    """What the outlet shows: pages by path; a page that is not there is 404."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.address = ""

    def show(self, number: int, killed: str, title: str = "قصف على الربيعة") -> str:
        html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{TEXT.format(number=killed)}</p></article></body></html>"
        self.pages[f"/n/{number}"] = ("text/html; charset=utf-8", html)
        links = "".join(f"<item><title>{title}</title><link>{self.address}{path}</link></item>" for path in self.pages if path.startswith("/n/"))
        self.pages["/feed"] = ("application/rss+xml", f'<rss version="2.0"><channel>{links}</channel></rss>')
        return f"{self.address}/n/{number}"


@pytest.fixture
def site() -> Iterator[Site]:
    shown = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # http.server's name
            media, text = shown.pages.get(self.path, ("text/plain", ""))
            body = text.encode()
            self.send_response(200 if self.path in shown.pages else 404)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        shown.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield shown
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIWAYA_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("RIWAYA_SOURCES", str(tmp_path / "sources.tsv"))
    return tmp_path


LOCAL = ("--allow", "127.0.0.1", "--delay", "0")


def test_a_source_is_added_tried_fetched_read_and_proved(run: Run, site: Site, home: Path) -> None:
    site.show(1, "ثلاثة")
    site.show(2, "خمسة")
    assert run("sources", "add", "nahr", "--name-ar", "نهر المختلقة", "--country", "SY", "--feed", f"{site.address}/feed")[0] == 0
    status, out, _ = run("sources", "test", "nahr", *LOCAL)
    assert (status, out.count("200")) == (0, 2)
    assert "نهر المختلقة" in run("sources", "list", "--country", "sy")[1]
    status, out, err = run("fetch", "--source", "نهر المختلقة", *LOCAL)
    assert (status, "Pages kept: 2." in out, err) == (0, True, "")
    status, out, _ = run("extract", home / "archive", "--format", "jsonl")
    assert (status, out.count('"outlet": "نهر المختلقة"')) == (0, 2)
    status, out, _ = run("archive", "verify")
    assert (status, "Everything is as it was written." in out) == (0, True)
    assert "Pages kept: 0." in run("fetch", "--source", "nahr", *LOCAL)[1]


def test_private_addresses_are_refused_unless_they_are_allowed(run: Run, site: Site) -> None:
    status, out, err = run("fetch", site.show(1, "ثلاثة"), "--delay", "0")
    assert (status, "Failures: 1." in out) == (1, True)
    assert "no public address" in err
    assert "no public address" in run("archive", "list", "--failures")[1]


def test_changes_are_shown(run: Run, site: Site) -> None:
    url = site.show(1, "ثلاثة")
    run("fetch", url, *LOCAL)
    site.show(1, "خمسة")
    run("fetch", url, *LOCAL)
    site.show(1, "خمسة", "غارة على الربيعة")
    run("fetch", url, *LOCAL)
    del site.pages["/n/1"]
    assert run("fetch", url, *LOCAL)[0] == 1
    _, out, _ = run("archive", "changes", "--url", url)
    assert [word in out for word in ("number:", "headline:", "page removed:")] == [True, True, True]
    assert out.index("number:") < out.index("headline:") < out.index("page removed:")
    assert "Changed pages: 3." in out


def test_a_package_is_exported_and_a_flipped_byte_found(run: Run, site: Site, home: Path) -> None:
    run("fetch", site.show(1, "ثلاثة"), site.show(2, "أربعة"), *LOCAL)
    target = home / "one.wacz"
    status, out, _ = run("archive", "export", "--output", target, "--url", f"{site.address}/n/1")
    assert (status, "Pages written: 1." in out) == (0, True)
    assert f"{site.address}/n/1" in run("extract", target, "--format", "jsonl")[1]
    warc = next((home / "archive" / "warc").iterdir())
    content = bytearray(warc.read_bytes())
    content[-30] ^= 4
    warc.write_bytes(content)
    status, out, _ = run("archive", "verify")
    assert (status, "the record was changed" in out, f"{site.address}/n/2" in out) == (1, True, True)


def test_the_pages_of_an_event_are_exported_as_they_were_read_and_opened_by_a_public_reader(run: Run, site: Site, home: Path) -> None:
    first, other = site.show(1, "ثلاثة"), site.show(2, "ثلاثة", "خبر مختلق عن الربيعة")
    site.pages["/n/3"] = ("text/html; charset=utf-8", site.pages["/n/2"][1].replace("الربيعة", "تدمر"))
    run("fetch", first, other, f"{site.address}/n/3", *LOCAL)
    db = ("--db", f"sqlite:///{home / 'store.sqlite'}")
    assert run("ingest", home / "archive", *db, "--published", "2024-06-20")[0] == 0
    site.show(1, "خمسة")
    run("fetch", first, *LOCAL)  # a later version, from which nothing was read
    events = [json.loads(line) for line in run("events", *db, "--format", "jsonl")[1].splitlines()]
    told = next(one for one in events if any(first == doc for doc in one["docs"]))
    assert set(told["docs"]) == {first, other}, "one event of two pages"
    target = home / "event.wacz"
    status, out, err = run("archive", "export", told["event"], "-o", target, *db)
    assert (status, "Pages written: 2." in out, err) == (0, True, "")
    assert "Validation succeeded" in subprocess.run([sys.executable, "-c", WACZ, str(target)], check=True, capture_output=True, text=True).stdout  # noqa: S603  # a public tool
    with zipfile.ZipFile(target) as package, package.open("archive/data.warc.gz") as stream:
        records = {one.rec_headers["WARC-Target-URI"]: one.content_stream().read().decode() for one in ArchiveIterator(stream) if one.rec_type == "response"}
    assert records.keys() == {first, other}
    assert "ثلاثة" in records[first]
    assert run("ingest", target, "--db", f"sqlite:///{home / 'again.sqlite'}")[0] == 0


def test_a_page_of_an_event_that_the_archive_does_not_hold_is_told(run: Run, site: Site, home: Path) -> None:
    url = site.show(1, "ثلاثة")
    run("fetch", url, *LOCAL)
    page = home / "page.html"
    page.write_text(site.pages["/n/1"][1] + "<!-- the same, as a file -->", encoding="utf-8")
    db = ("--db", f"sqlite:///{home / 'store.sqlite'}")
    run("ingest", page, home / "archive", *db, "--published", "2024-06-20")
    event = json.loads(run("events", *db, "--format", "jsonl")[1].splitlines()[0])
    assert len(event["docs"]) == 2
    status, out, err = run("archive", "export", event["event"], "-o", home / "x.wacz", *db)
    assert (status, "Pages written: 1." in out, "page.html: not in the archive" in err) == (1, True, True)
    assert run("archive", "export", "e-none", *db)[0] == 2


def test_sources_are_imported(run: Run, home: Path) -> None:
    (home / "x.csv").write_text("id,name_ar,feeds\nnahr,نهر,https://nahr.example/feed\n", encoding="utf-8")
    assert "Sources written: 1." in run("sources", "import", home / "x.csv")[1]
    assert "nahr.example" in run("sources", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch"], "nothing to fetch"),
        (["fetch", "no-such-file"], "no such file"),
        (["fetch", "--source", "no-such"], "no such source"),
        (["fetch", "--source", "reuters"], "sources add reuters"),
        (["fetch", "https://nahr.example", "--allow", "10.0.0.1/99"], "10.1.0.0/16"),
        (["extract", "https://nahr.example/1"], "riwaya fetch"),
        (["archive", "verify"], "no archive is here"),
        (["archive", "changes"], "no archive is here"),
        (["sources", "add", "x"], "`name_ar` or `name_en`"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(run: Run, arguments: list[str], said: str) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert said in err
    assert "Traceback" not in err

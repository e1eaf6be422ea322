"""What stands in the packages, and that the papers beside them are true."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml

import riwaya

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "riwaya"


def built(kind: str, folder: Path) -> Path:
    code = f"import hatchling.build as backend; print(backend.build_{kind}({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)  # noqa: S603  # our own backend
    return next(folder.iterdir())


def ours() -> set[str]:
    return {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_the_wheel_holds_all_of_the_package_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(built("wheel", tmp_path)) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        told = wheel.read(next(name for name in wheel.namelist() if name.endswith("METADATA"))).decode()
        assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
        assert names == ours()
        assert all(wheel.read(name) == (PACKAGE.parent / name).read_bytes() for name in names)
    assert f"Version: {riwaya.__version__}" in told
    assert {
        "riwaya/py.typed",
        "riwaya/surface/brief/templates/brief.css",
        "riwaya/gazetteer/data/places.tsv",
        "riwaya/lexicon/learned/weights.1.json",
        "riwaya/lexicon/learned/network.npz",
    } <= names


def test_the_sdist_holds_what_building_and_testing_need(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("which files are the project's is known from git, and this is no checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")  # noqa: S607  # git is wherever it is
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {name for name in listed if name.startswith(("src/", "tests/", "docs/", "scripts/")) and (ROOT / name).is_file()}
    assert wanted <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO"} <= names


def test_the_citation_is_whole_and_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["cff-version"], cited["version"], cited["license"], cited["type"]) == ("1.2.0", riwaya.__version__, project["license"], "software")
    assert all(author.get("name") or author.get("family-names") for author in cited["authors"])
    assert "date-released" not in cited or isinstance(cited["date-released"], date)


def test_the_container_is_made_of_what_there_is() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / name).exists() for name in sources.split())
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"\[([\w,]+)\]'", text)) == {"pdf,postgresql"}
    assert {"pdf", "postgresql"} <= extras.keys()
    assert text.index("USER riwaya") < text.index("ENTRYPOINT")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"src", "README.md", "LICENSE", "pyproject.toml"} & set(ignored)


def test_notes_of_a_release_hold_its_changes_and_digests_and_can_be_signed(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "release_notes.py"), run_name="script")
    log = "# Changelog\n## 0.2.0\n- briefings\n\n## 0.1.0\n- first\n"
    (tmp_path / "riwaya-0.2.0.tar.gz").write_bytes(b"package")
    told = script["notes"]("0.2.0", script["changes"](log, "0.2.0"), tmp_path.glob("*.gz"))
    assert "- briefings" in told
    assert "first" not in told
    assert re.search(r"^[0-9a-f]{64}  riwaya-0\.2\.0\.tar\.gz$", told, re.MULTILINE)
    with pytest.raises(SystemExit, match=r"0\.3\.0"):
        script["changes"](log, "0.3.0")
    if shutil.which("ssh-keygen") is None:
        pytest.skip("signing needs ssh-keygen")
    notes, key = tmp_path / "NOTES.md", tmp_path / "key"
    notes.write_text(told, encoding="utf-8")
    _ssh("-q", "-t", "ed25519", "-N", "", "-f", key)
    _ssh("-Y", "sign", "-f", key, "-n", "riwaya-release", notes)
    (tmp_path / "signers").write_text(f'release@riwaya namespaces="riwaya-release" {key.with_suffix(".pub").read_text(encoding="utf-8")}', encoding="utf-8")
    verify = ("-Y", "verify", "-f", tmp_path / "signers", "-I", "release@riwaya", "-n", "riwaya-release", "-s", tmp_path / "NOTES.md.sig")
    assert _ssh(*verify, told=told) == 0
    assert _ssh(*verify, told=told.replace("briefings", "nothing")) != 0


def _ssh(*arguments: object, told: str = "") -> int:
    return subprocess.run(["ssh-keygen", *map(str, arguments)], input=told, capture_output=True, text=True, check=False).returncode  # noqa: S603, S607  # with a key of the test's own

"""A page that refuses says why in its own language."""

from pathlib import Path

from fastapi.testclient import TestClient

from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site


def test_what_is_wrong_in_an_address_is_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    with TestClient(site(Serving(f"sqlite:///{tmp_path / 'store.sqlite'}")), base_url="http://127.0.0.1:8000") as client:
        said = {lang: client.get(f"/{lang}/?near=nowhere") for lang in ("ar", "en")}
    assert {one.status_code for one in said.values()} == {400}
    assert "near=nowhere: ليست دائرة" in said["ar"].text
    assert "not a circle" in said["en"].text
    assert "not a circle" not in said["ar"].text

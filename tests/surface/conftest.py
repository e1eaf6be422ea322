"""Runs the command line in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from riwaya.surface import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run riwaya with arguments; return status, standard output and standard error."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("RIWAYA_LANG", "LC_ALL", "LC_MESSAGES", "RIWAYA_LEXICON"):
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main([str(one) for one in arguments])
        printed = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, printed.out, printed.err

    return command

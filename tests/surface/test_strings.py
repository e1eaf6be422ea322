"""Both languages say everything, with the same parts to fill in."""

import re
from typing import Any

import pytest
import typer

from riwaya.model import Reason
from riwaya.surface import strings
from riwaya.surface.cli.app import app
from riwaya.surface.cli.localise import localise

AR, EN = strings.load("ar"), strings.load("en")


def test_the_languages_have_equal_keys() -> None:
    assert AR.texts.keys() == EN.texts.keys()


@pytest.mark.parametrize("key", sorted(EN.texts))
def test_the_languages_fill_in_the_same_parts(key: str) -> None:
    assert set(re.findall(r"{\w+}", AR.texts[key])) == set(re.findall(r"{\w+}", EN.texts[key]))


@pytest.mark.parametrize("reason", Reason)
def test_why_a_page_was_not_read_is_said_with_what_to_do(reason: Reason) -> None:
    assert all({f"reason.{reason}", f"remedy.{reason}"} <= say.texts.keys() for say in (AR, EN))


@pytest.mark.parametrize("key", sorted(AR.texts))
def test_arabic_is_written_in_arabic(key: str) -> None:
    words = re.sub(r"{\w+}|[\W\d_]", "", AR.texts[key])
    assert not words or re.search("[\u0600-\u06ff]", words)


def commands(command: Any, path: str = "riwaya") -> list[tuple[str, Any]]:  # noqa: ANN401  # Typer keeps its command classes private
    below = [one for name, child in getattr(command, "commands", {}).items() for one in commands(child, f"{path} {name}")]
    return [(path, command), *below]


@pytest.mark.parametrize("say", [AR, EN], ids=["ar", "en"])
def test_every_command_and_option_is_documented_with_examples(say: strings.Strings) -> None:
    for path, command in commands(localise(typer.main.get_command(app), say)):
        assert command.help
        assert all(parameter.help for parameter in command.params)
        if not hasattr(command, "commands"):
            assert path in command.help.split("\n\n", 1)[1], f"{path} has no example"


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US", "RIWAYA_LANG": "ar"}, "ar"),
        ({"LC_ALL": "ar", "LANG": "en"}, "ar"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], lang: str) -> None:
    assert strings.preferred(environment) == lang

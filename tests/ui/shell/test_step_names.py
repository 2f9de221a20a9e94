"""What undoing a step is called is known to the translators, also where a step has its name by default."""

from __future__ import annotations

import inspect
from xml.etree import ElementTree

import pytest

from engine.document import Document
from engine.paths import resources_dir
from ui.studio.placement_view import Grip
from ui.studio.placement_view import _words as words_of_grip
from ui.studio.to_photo import _STEPS as SLIDER_STEPS


@pytest.fixture(scope="module")
def sources() -> set[str | None]:
    tree = ElementTree.parse(resources_dir() / "translations" / "tratteggio_zh_CN.ts")
    return {source.text for source in tree.iter("source")}


def test_steps_of_a_document_have_names_that_are_translated(sources: set[str | None]) -> None:
    methods = [method for _, method in inspect.getmembers(Document, inspect.isfunction)]
    given = [inspect.signature(method).parameters.get("label") for method in methods]
    names = {label.default for label in given if label is not None and label.default is not inspect.Parameter.empty}
    assert names
    assert names <= sources


def test_steps_of_a_picture_in_the_photo_have_names_that_are_translated(sources: set[str | None]) -> None:
    assert set(SLIDER_STEPS.values()) <= sources
    assert {words_of_grip(grip) for grip in Grip} <= sources

"""Adding a model: a file is asked for, read on a worker, and gone over to; what is wrong with it is said in place."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from engine.errors import BadInput
from tests.ui.studio.studio_fakes import fake_card, open_fake
from ui.studio.add_model import AddModel, AddModelDialog
from ui.studio.state import StudioState


def shown(dialog: AddModelDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisibleTo(dialog) else ""


def button(dialog: AddModelDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


@pytest.fixture
def make(state: StudioState, qtbot):
    """A dialog over a stand-in importer, and what the importer was given."""

    def made(importer) -> tuple[AddModelDialog, list]:
        given = []

        def imported(path, name, licence, context):
            given.append((path, name, licence))
            return importer(context)

        dialog = AddModelDialog(state.background, Path("/models/cats.pt"), importer=imported)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog, given

    return made


def test_a_model_is_added_under_its_name(make, qtbot):
    dialog, given = make(lambda context: fake_card("my-cats"))
    name, licence = (dialog.findChild(QLineEdit, f"add-model-{one}") for one in ("name", "licence"))
    assert name.text() == "cats"
    name.setText(" ")
    assert not button(dialog, "add-model-ok").isEnabled()
    name.setText("My cats ")
    licence.setText("CC0 1.0")
    with qtbot.waitSignal(dialog.added) as told:
        button(dialog, "add-model-ok").click()
        assert not name.isEnabled()
    assert told.args[0].name == "my-cats"
    assert given == [(Path("/models/cats.pt"), "My cats", "CC0 1.0")]
    assert dialog.isHidden()


def test_the_files_own_name_is_not_a_choice(make, qtbot):
    """A second model of that name gets a number then, and is not refused."""
    dialog, given = make(lambda context: fake_card("cats-2"))
    with qtbot.waitSignal(dialog.added):
        button(dialog, "add-model-ok").click()
    assert given == [(Path("/models/cats.pt"), None, "")]


def test_what_is_wrong_is_said_and_may_be_tried_again(make, qtbot):
    answers = [BadInput("cats.pt was not taken: it asks for os.system.", "Nothing in it was run.")]

    def importer(context):
        if answers:
            raise answers.pop()
        return fake_card("cats")

    dialog, _ = make(importer)
    assert shown(dialog, "add-model-sentence") == ""
    button(dialog, "add-model-ok").click()
    qtbot.waitUntil(lambda: bool(shown(dialog, "add-model-sentence")))
    assert "os.system" in shown(dialog, "add-model-sentence")
    assert shown(dialog, "add-model-advice") == "Nothing in it was run."
    with qtbot.waitSignal(dialog.added):
        button(dialog, "add-model-ok").click()


def test_cancel_stops_the_reading(make, state, qtbot):
    def importer(context):
        while True:
            context.report(0.5, "Reading")

    dialog, _ = make(importer)
    button(dialog, "add-model-ok").click()
    qtbot.waitUntil(lambda: shown(dialog, "add-model-status") == "Reading")
    with qtbot.waitSignal(state.background.ended):
        button(dialog, "add-model-cancel").click()
    assert state.background.jobs == ()


def test_the_studio_goes_over_to_a_model_that_was_added(studios, qtbot):
    names = ["faces"]
    state = StudioState(installed=lambda: tuple(fake_card(name) for name in names), opened=open_fake)
    studios.made.append(state)
    state.start()
    buttons = AddModel(state, choose=lambda: None)
    for made in (buttons.small, buttons.large):
        qtbot.addWidget(made)
    assert buttons.ask() is None
    names.append("cats")
    with qtbot.waitSignal(state.noticed):
        buttons._take(fake_card("cats"))
    assert state.point.model == "cats"
    assert [card.name for card in state.cards] == ["faces", "cats"]
    state.undo()
    assert state.point.model == "faces"

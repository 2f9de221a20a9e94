"""What is made ahead: the kernels are compiled and the networks converted, beside a running program in a process."""

from __future__ import annotations

import logging
import subprocess
import sys
from types import SimpleNamespace

import pytest

from engine.device import Runtime
from engine.errors import ModelBroken
from engine.inpaint import methods, patchmatch, warmup
from engine.latent import generator


class Network:
    """Stands in for a `NetworkMethod`."""

    def __init__(self, name: str, is_prepared: bool = True, problem: Exception | None = None) -> None:
        self.card = SimpleNamespace(name=name)
        self.is_prepared = is_prepared
        self.problem = problem
        self.done: list[str] = []

    def _do(self, what: str) -> None:
        self.done.append(what)
        if self.problem is not None:
            raise self.problem

    def load(self) -> None:
        self._do("load")

    def prepare(self) -> Runtime:
        self._do("prepare")
        return Runtime("openvino", "cpu")


@pytest.fixture(autouse=True)
def kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patchmatch, "load_kernels", lambda: None)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    seen: list[list[str]] = []
    monkeypatch.setattr(warmup, "_children", [])
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: seen.append(command))
    return seen


def given(monkeypatch: pytest.MonkeyPatch, *networks: Network) -> None:
    monkeypatch.setattr(warmup, "_networks", lambda: list(networks))
    monkeypatch.setattr(warmup, "_generators", lambda: [])


def test_only_the_likeliest_network_is_loaded(monkeypatch: pytest.MonkeyPatch, processes: list[list[str]]):
    first, second = Network("first"), Network("second")
    given(monkeypatch, first, second)
    warmup.warm_up()
    assert (first.done, second.done, processes) == (["load"], [], [])


def test_a_network_that_is_not_converted_is_converted_beside_the_program(
    monkeypatch: pytest.MonkeyPatch, processes: list[list[str]]
):
    given(monkeypatch, Network("first"), Network("second", is_prepared=False))
    warmup.warm_up()
    assert processes == [[sys.executable, "-m", "engine.inpaint.warmup", "--stand-back"]]


def test_a_broken_network_does_not_keep_the_program_from_starting(
    monkeypatch: pytest.MonkeyPatch, processes: list[list[str]]
):
    given(monkeypatch, Network("broken", problem=ModelBroken("The weights are damaged.")))
    warmup.warm_up()
    assert processes == []


def test_a_process_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch):
    def refuse(command: list[str], **options) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    given(monkeypatch, Network("first", is_prepared=False))
    warmup.warm_up()


def test_everything_is_made_ahead_but_what_is_broken(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    broken, whole = Network("broken", problem=ModelBroken("The weights are damaged.")), Network("whole")
    given(monkeypatch, broken, whole)
    with caplog.at_level(logging.ERROR):
        warmup.main([])
    assert (broken.done, whole.done) == (["prepare"], ["prepare"])


def test_the_networks_come_in_the_order_in_which_they_are_needed():
    names = [network.card.name for network in warmup._networks()]
    order = [one for one in methods.default_order() if methods.resolve(one).info.needs_torch]
    assert names == [f"fill-{one}" for one in order]


def test_without_the_networks_room_the_rest_is_warmed_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "engine.inpaint.network", None)
    assert warmup._networks() == []


def test_generators_are_converted_after_what_fills(monkeypatch: pytest.MonkeyPatch, processes: list[list[str]]):
    first, portraits = Network("first"), Network("portraits", is_prepared=False)
    given(monkeypatch, first)
    monkeypatch.setattr(warmup, "_generators", lambda: [portraits])
    warmup.warm_up()
    assert len(processes) == 1
    warmup.make_ahead()
    assert (first.done, portraits.done) == (["load", "prepare"], ["prepare"])


def test_each_installed_generator_is_prepared_by_its_card(monkeypatch: pytest.MonkeyPatch):
    cards, prepared = [SimpleNamespace(name="portraits"), SimpleNamespace(name="odd")], []

    def is_prepared(card: SimpleNamespace) -> bool:
        if card.name == "odd":
            raise ModelBroken("It is none.")
        return False

    monkeypatch.setattr(generator, "generators", lambda: cards)
    monkeypatch.setattr(generator, "is_generator_prepared", is_prepared)
    monkeypatch.setattr(generator, "prepare_generator", prepared.append)
    found = warmup._generators()
    assert [one.is_prepared for one in found] == [False, True]
    found[0].prepare()
    assert prepared == [cards[0]]


def test_where_models_cannot_be_listed_the_rest_is_warmed_up(monkeypatch: pytest.MonkeyPatch):
    def refuse() -> tuple:
        raise ModelBroken("A card is broken.")

    monkeypatch.setattr(generator, "generators", refuse)
    assert warmup._generators() == []


def test_the_process_beside_the_program_ends_with_it() -> None:
    waits = "import threading; from engine.inpaint import warmup; warmup.leave_with_starter(); threading.Event().wait()"
    child = subprocess.Popen([sys.executable, "-c", waits], cwd=warmup._ROOT, stdin=subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.close()  # as the system does where the program ends, however it does
    try:
        assert child.wait(600) == 0
    finally:
        child.kill()
        child.wait()

"""Latent points as values, as plain dicts and as a line of text: whole, cut, changed and made up."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.latent import Base, LatentPoint, Mix, Move, z_of_seed
from engine.latent.point import PREFIX

RICH = LatentPoint(
    "portraits",
    Base(((3, 0.25), (9, 0.75))),
    0.7,
    5,
    None,
    (Move("pca-0", 1.5), Move("latent-4", -2.0, (2, 4))),
    (Mix(Base.of_seed(8), (0, 3)), Mix(Base.of_z(np.arange(4) / 3), (4, 5))),
)


def packed(values: Any) -> str:
    return PREFIX + base64.urlsafe_b64encode(zlib.compress(json.dumps(values).encode())).decode()


def test_a_seeds_latent_is_the_same_for_good():
    assert z_of_seed(5, 3).tolist() == pytest.approx([0.44122750, -0.33087015, 2.43077135], abs=1e-6)
    assert z_of_seed(5, 3).dtype == np.float32


@pytest.mark.parametrize(
    "point",
    [
        LatentPoint("portraits"),
        RICH,
        LatentPoint("m", Base.of_styles(np.random.default_rng(0).standard_normal((9, 6)))),
        LatentPoint("m", Base.of_z(np.random.default_rng(0).standard_normal((1, 6))), noise=2**32 - 1),
    ],
)
def test_what_is_copied_as_text_is_pasted_as_the_same_point(point: LatentPoint):
    text = point.to_text()
    assert LatentPoint.from_text(text) == point
    assert LatentPoint.from_text(f"  {text[:40]}\n{text[40:]}\t") == point  # as a mail program breaks it
    assert LatentPoint.from_dict(json.loads(json.dumps(point.to_dict()))) == point
    assert "\n" not in text


def test_what_is_as_usual_takes_no_room():
    assert LatentPoint("portraits").to_dict() == {"model": "portraits"}


def test_one_slider_is_moved_at_a_time_and_keeps_its_place():
    point = LatentPoint("m").moved("a", 1).moved("b", 2).moved("a", 3, (0, 2))
    assert point.moves == (Move("a", 3.0, (0, 2)), Move("b", 2.0))
    assert (point.amount_of("a"), point.amount_of("nothing")) == (3.0, 0.0)
    assert point.moved("a", 0).moves == (Move("b", 2.0),)


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        "portraits",
        {},
        {"model": 3},
        {"model": "m", "colour": 1},
        {"model": "m", "base": None},
        {"model": "m", "base": {}},
        {"model": "m", "base": {"seeds": [[1, 1.0]], "z": [0.0]}},
        {"model": "m", "base": {"seeds": [[-1, 1.0]]}},
        {"model": "m", "base": {"seeds": [[2**32, 1.0]]}},
        {"model": "m", "base": {"seeds": [[1.5, 1.0]]}},
        {"model": "m", "base": {"seeds": [[True, 1.0]]}},
        {"model": "m", "base": {"seeds": [[1]]}},
        {"model": "m", "base": {"seeds": [[1, 0.01]] * 65}},
        {"model": "m", "base": {"z": [float("nan")]}},
        {"model": "m", "base": {"z": [1e400]}},
        {"model": "m", "base": {"z": [10**400]}},
        {"model": "m", "base": {"z": ["1"]}},
        {"model": "m", "base": {"styles": [1.0]}},
        {"model": "m", "truncation": "1"},
        {"model": "m", "truncation": True},
        {"model": "m", "cutoff": -1},
        {"model": "m", "noise": 0.5},
        {"model": "m", "moves": [{"direction": "a"}]},
        {"model": "m", "moves": [["a", 1]]},
        {"model": "m", "moves": [{"direction": "a", "amount": 1e9}]},
        {"model": "m", "moves": [{"direction": "a", "amount": 1, "layers": [1]}]},
        {"model": "m", "moves": [{"direction": "a", "amount": 1}] * 1025},
        {"model": "m", "mixes": [{"base": {"seeds": [[1, 1.0]]}}]},
        {"model": "m", "mixes": [{"base": {"seeds": [[1, 1.0]]}, "layers": [0, 1]}] * 65},
        {"model": "m", "moves": 3},
    ],
)
def test_what_is_no_point_is_refused_in_a_sentence(values: Any):
    with pytest.raises(BadInput, match="no latent point"):
        LatentPoint.from_dict(values)


@pytest.mark.parametrize("text", ["", "hello", "tratteggio-latent-2:abcd", PREFIX[:-1]])
def test_other_text_is_refused(text: str):
    with pytest.raises(BadInput, match="This text is no latent point"):
        LatentPoint.from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        PREFIX,
        PREFIX + "é",
        PREFIX + "A",
        PREFIX + base64.urlsafe_b64encode(b"no zlib").decode(),
        PREFIX + base64.urlsafe_b64encode(zlib.compress(b"\xff\xfe")).decode(),
        PREFIX + base64.urlsafe_b64encode(zlib.compress(b"[" * 100_000)).decode(),
        RICH.to_text()[:-12],
    ],
)
def test_text_that_was_cut_or_changed_is_refused(text: str):
    with pytest.raises(BadInput, match="cut or changed"):
        LatentPoint.from_text(text)


def test_a_text_that_unpacks_to_more_than_memory_is_not_unpacked():
    bomb = PREFIX + base64.urlsafe_b64encode(zlib.compress(b'{"model": "' + b"a" * (64 << 20) + b'"}', 9)).decode()
    with pytest.raises(BadInput):
        LatentPoint.from_text(bomb)


def test_text_of_something_else_in_the_right_wrapping_is_refused():
    for values in (None, 3, [1], "x", {"model": None}):
        with pytest.raises(BadInput):
            LatentPoint.from_text(packed(values))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["model", "base", "truncation", "cutoff", "noise", "moves", "mixes", "x"]), _json, max_size=7
    )
)
def test_any_json_is_a_point_or_refused(values: dict[str, Any]):
    try:
        point = LatentPoint.from_dict(values)
    except BadInput:
        return
    assert LatentPoint.from_dict(point.to_dict()) == point


@given(st.integers(0, 400), st.characters(codec="ascii"))
def test_any_changed_letter_gives_a_point_or_a_refusal(place: int, letter: str):
    text = RICH.to_text()
    place %= len(text)
    try:
        LatentPoint.from_text(text[:place] + letter + text[place + 1 :])
    except BadInput:
        return

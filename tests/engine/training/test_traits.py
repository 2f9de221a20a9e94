import numpy as np
import pytest

from engine.training.traits import TRAITS, measured


def _flat(colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((32, 32, 3), colour, np.uint8)


def _of(kind: str, name: str, *pictures: np.ndarray) -> list[float]:
    index = [trait.name for trait in TRAITS[kind]].index(name)
    return measured(TRAITS[kind], pictures)[:, index].tolist()


@pytest.mark.parametrize("kind", TRAITS)
def test_a_trait_is_one_finite_number_a_picture(kind: str) -> None:
    pictures = [np.random.default_rng(seed).integers(0, 256, (32, 32, 3), np.uint8) for seed in range(3)]
    found = measured(TRAITS[kind], pictures, batch=2)
    assert found.shape == (3, len(TRAITS[kind]))
    assert np.isfinite(found).all()


def test_colours_of_areas() -> None:
    dark, light = _of("portraits", "Background lighter", _flat((20, 20, 20)), _flat((200, 200, 200)))
    assert light > dark
    cool, warm = _of("landscapes", "Sky warmer", _flat((20, 60, 200)), _flat((200, 60, 20)))
    assert warm > cool
    red, green = _of("landscapes", "Land greener", _flat((200, 20, 20)), _flat((20, 200, 20)))
    assert green > red


def test_what_covers_the_background() -> None:
    empty, topped = _flat((90, 120, 200)), _flat((90, 120, 200))
    topped[1:5, 11:21] = 30
    assert _of("portraits", "Hair on top", empty, topped)[0] == 0
    assert _of("portraits", "Hair on top", empty, topped)[1] > 0.5


def test_a_horizon_is_where_rows_change_most() -> None:
    high, low = _flat((200, 200, 200)), _flat((200, 200, 200))
    high[8:], low[24:] = 40, 40
    above, below = _of("landscapes", "Horizon higher", high, low)
    assert above > 0.7
    assert below < 0.3

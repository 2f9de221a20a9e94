"""A model's own prior: what seeds mean to it, kept beside its card."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelBroken
from engine.latent import Base, LatentPoint, z_of_seed
from engine.latent.generator import open_generator
from engine.latent.prior import ENDING, Prior, read_prior
from engine.models.card import ModelCard
from engine.training.mixture import fitted
from tests.engine.latent.tiny_generators import write_generator

LATENT = 4


def two_clouds() -> Prior:
    roots = np.stack([np.eye(LATENT, dtype=np.float32) * size for size in (0.5, 0.25)])
    middles = np.array([[8, 0, 0, 0], [-8, 0, 0, 0]], np.float32)
    return Prior(np.array([0.75, 0.25]), middles, roots)


def with_prior(folder: Path, prior: Prior, **told: str) -> ModelCard:
    data = prior.to_bytes()
    (folder / f"tiny{ENDING}").write_bytes(data)
    fact = {"file": f"tiny{ENDING}", "sha256": hashlib.sha256(data).hexdigest()} | told
    return write_generator(folder, prior=fact)


def test_a_seed_means_the_same_latent_for_ever_and_falls_into_a_cloud() -> None:
    prior = two_clouds()
    drawn = np.stack([prior.latent(seed) for seed in range(400)])
    assert np.array_equal(prior.latent(7), prior.latent(7))
    assert np.abs(np.abs(drawn[:, 0]) - 8).max() < 2.5
    assert 0.68 < (drawn[:, 0] > 0).mean() < 0.82
    left = drawn[drawn[:, 0] < 0]
    assert left[:, 1:].std() == pytest.approx(0.25, abs=0.05)
    # The normal numbers are those that the seed has without a prior.
    inside = prior.middles[0] + 0.5 * z_of_seed(3, LATENT)
    assert any(np.allclose(prior.latent(3), one) for one in (inside, prior.middles[1] + 0.25 * z_of_seed(3, LATENT)))


def test_it_comes_back_from_its_file() -> None:
    prior = Prior(np.array([0.5, 0.5]), np.ones((2, LATENT), np.float32), np.tril(np.full((2, LATENT, LATENT), 0.5)))
    again = Prior.from_bytes(prior.to_bytes(), LATENT)
    assert np.allclose(again.middles, prior.middles)
    assert np.allclose(again.roots, prior.roots)
    assert again.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("latent", [3, 5])
def test_one_of_another_length_is_refused(latent: int) -> None:
    with pytest.raises(ValueError, match="fit"):
        Prior.from_bytes(two_clouds().to_bytes(), latent)


def test_numbers_that_make_no_sense_are_refused() -> None:
    broken = two_clouds()
    broken.middles[0, 0] = np.nan
    with pytest.raises(ValueError, match="sense"):
        Prior.from_bytes(broken.to_bytes(), LATENT)
    with pytest.raises(ValueError, match="sense"):
        Prior.from_bytes(replace(two_clouds(), shares=np.array([0.0, 1.0])).to_bytes(), LATENT)
    with pytest.raises(ValueError, match=r".+"):
        Prior.from_bytes(b"no safetensors", LATENT)


def test_a_generator_draws_its_seeds_from_it(tmp_path: Path) -> None:
    prior = two_clouds()
    own = open_generator(with_prior(tmp_path, prior), "cpu")
    kept = Prior.from_bytes(prior.to_bytes(), LATENT)
    point = LatentPoint("tiny", Base.of_seed(5))
    assert np.array_equal(own.latent_of_seed(5), kept.latent(5))
    assert np.array_equal(own.picture(point), own.picture(LatentPoint("tiny", Base.of_z(kept.latent(5)))))


def test_without_one_seeds_are_standard_normal(tmp_path: Path) -> None:
    card = write_generator(tmp_path)
    assert read_prior(card, LATENT) is None
    assert np.array_equal(open_generator(card, "cpu").latent_of_seed(5), z_of_seed(5, LATENT))


@pytest.mark.parametrize(
    "told",
    [{"sha256": "0" * 64}, {"file": "gone.safetensors"}, {"file": "../tiny.prior.safetensors"}],
)
def test_one_that_is_missing_or_another_is_told(tmp_path: Path, told: dict[str, str]) -> None:
    with pytest.raises(ModelBroken):
        open_generator(with_prior(tmp_path, two_clouds(), **told), "cpu")


def test_a_card_that_says_nothing_usable_of_it_is_told(tmp_path: Path) -> None:
    card = write_generator(tmp_path)
    path = card.weights.with_suffix(".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"prior": "x"}))
    from engine.models.card import read_card

    with pytest.raises(ModelBroken, match="prior"):
        open_generator(read_card(path), "cpu")


def test_the_mixture_that_held_out_latents_are_likeliest_under_is_taken() -> None:
    random = np.random.RandomState(0)
    sides = random.choice([-6.0, 6.0], (600, 1))
    latents = np.concatenate([sides, np.zeros((600, 2))], axis=1) + random.standard_normal((600, 3)) * (0.5, 1.0, 2.0)
    prior, likely = fitted(latents[:400], latents[400:], (1, 2, 300))
    assert set(likely) == {1, 2}  # there are too few latents for 300
    assert likely[2] > likely[1] + 0.5
    assert sorted(prior.middles[:, 0]) == pytest.approx([-6, 6], abs=0.3)
    assert prior.shares == pytest.approx([0.5, 0.5], abs=0.1)
    drawn = np.stack([prior.latent(seed) for seed in range(500)])
    assert np.abs(drawn[:, 0]).min() > 3
    assert drawn[:, 2].std() == pytest.approx(2, abs=0.4)


def test_one_gaussian_is_enough_where_there_is_one_cloud() -> None:
    random = np.random.RandomState(1)
    prior, likely = fitted(random.standard_normal((300, 3)), random.standard_normal((200, 3)), (1, 20))
    assert len(prior.shares) == max(likely, key=lambda count: likely[count]) == 1

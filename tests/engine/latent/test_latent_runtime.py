"""A generator through OpenVINO: converted part by part, torch's pictures within the tolerance, the same bits always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine import paths
from engine.device import Runtime, has_openvino
from engine.latent import Base, LatentPoint, generator
from engine.latent.generator import Generator, is_generator_prepared, open_generator, prepare_generator
from engine.models import runtime
from tests.engine.latent.tiny_generators import CONFIGS, write_generator

pytestmark = pytest.mark.skipif(
    not has_openvino(), reason="openvino is not installed: python3 packaging/bootstrap.py setup brings it"
)


@pytest.fixture(scope="module", params=CONFIGS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Generator, ...]]:
    """A generator through torch and, converted meanwhile, through OpenVINO."""
    cache = tmp_path_factory.mktemp("cache")
    card = write_generator(tmp_path_factory.mktemp("model"), architecture=request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "program_cache_dir", lambda: cache)
        patch.setattr("engine.models.runtime.pick_runtime", lambda wish="auto": Runtime("openvino", "cpu", "float32"))
        before = open_generator(card, "cpu")
        assert not is_generator_prepared(card, "cpu")
        assert before.runtime.library == "torch"
        assert prepare_generator(card).library == "openvino"
        assert is_generator_prepared(card, "cpu")
        generator._cores.clear()
        after = open_generator(card, "cpu")
        assert after.runtime.library == "openvino"
        yield before, after
    runtime._openvino_runner.cache_clear()


def points(count: int) -> list[LatentPoint]:
    return [LatentPoint("tiny", Base.of_seed(seed), noise=seed % 2 or None) for seed in range(count)]


def test_what_is_open_goes_on_as_it_was(pair: tuple[Generator, ...]):
    assert pair[0].runtime.library == "torch"


def test_both_paint_the_same_within_the_tolerance(pair: tuple[Generator, ...]):
    through_torch, through_openvino = (one._core.runner("synthesis") for one in pair)
    for point in points(4):
        given = {"styles": pair[0].styles_of(point)[None], "noise": pair[0]._core.noise(point.noise)}
        off = np.abs(through_torch(**given) - through_openvino(**given)).max()
        assert off <= runtime.TOLERANCE["float32"]


def test_a_point_gives_the_same_bits_alone_and_among_others(pair: tuple[Generator, ...]):
    alone = [pair[1].picture(point) for point in points(5)]
    assert all(np.array_equal(*two) for two in zip(alone, pair[1].pictures(points(5)), strict=True))
    assert all(np.array_equal(*two) for two in zip(alone, map(pair[1].picture, points(5)), strict=True))


def test_both_encode_the_same(pair: tuple[Generator, ...]):
    if not pair[0].has_encoder:
        return
    picture = np.random.default_rng(2).integers(0, 256, (16, 16, 3), np.uint8)
    np.testing.assert_allclose(pair[1].encode(picture), pair[0].encode(picture), atol=1e-4)


def test_each_part_lies_under_a_name_of_its_own(pair: tuple[Generator, ...]):
    names = sorted(path.name.rsplit("-", 1)[0] for path in (Path(paths.program_cache_dir()) / "networks").iterdir())
    assert names == (["tiny.encoder", "tiny.synthesis"] if pair[0].has_encoder else ["tiny.synthesis"])

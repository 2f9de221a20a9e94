"""PNG for projects: to the last bit, in bands packed side by side, and readable for everybody."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from engine.photo.png import SIGNATURE
from engine.project import pictures
from tests.engine.project import projects


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (64, 33)])
@pytest.mark.parametrize("band", [1, 200, 1 << 22])
def test_samples_come_back(monkeypatch: pytest.MonkeyPatch, kind: type, size: tuple[int, int], band: int) -> None:
    monkeypatch.setattr(pictures, "_BAND_BYTES", band)
    grey, colour = projects.noise(size, kind), projects.noise((*size, 3), kind)
    narrow, wide = projects.noise(size, np.uint8, 5), projects.noise(size, kind, 6)
    np.testing.assert_array_equal(pictures.decode_png(pictures.encode_png(grey)), grey)
    np.testing.assert_array_equal(pictures.decode_png(pictures.encode_png(colour, icc=b"profile")), colour)
    for alpha in (narrow, wide):
        found = pictures.decode_png(pictures.encode_png(colour, alpha))
        np.testing.assert_array_equal(found[..., :3], colour)
        spread = 257 if kind is np.uint16 and alpha.dtype == np.uint8 else 1
        np.testing.assert_array_equal(found[..., 3], alpha.astype(kind) * kind(spread))


def test_pillow_reads_it_with_its_profile(wide_profile: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_BAND_BYTES", 300)
    colour = projects.noise((20, 30, 3))
    with Image.open(io.BytesIO(pictures.encode_png(colour, icc=wide_profile))) as image:
        np.testing.assert_array_equal(np.asarray(image), colour)
        assert image.info["icc_profile"] == wide_profile
        image.load()


def test_a_part_of_an_array_is_as_good_as_a_whole_one() -> None:
    part = projects.noise((40, 40, 3))[5:30:2, 3:20]
    np.testing.assert_array_equal(pictures.decode_png(pictures.encode_png(part)), part)


def test_headers_that_are_none_are_refused() -> None:
    sound = pictures.encode_png(projects.noise((4, 6)))[: pictures.HEADER_BYTES]
    assert pictures.png_facts(sound) == (6, 4, 1)
    for head in (b"", sound[:20], b"GIF89a" + sound[6:], SIGNATURE + bytes(25), sound[:16] + bytes(4) + sound[20:]):
        with pytest.raises(ValueError, match="picture"):
            pictures.png_facts(head)

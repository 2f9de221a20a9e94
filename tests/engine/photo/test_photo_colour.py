"""What the screen shows: managed colours, the same array where nothing changes, sRGB where a profile is broken."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from engine.photo import DisplayTransform, photo_from_pixels, read_photo, write_photo
from engine.photo.colour import InkConversion, profile_space, strips, to_8_bits

RGB8 = np.random.default_rng(3).integers(0, 256, (40, 30, 3), np.uint8)


def test_untagged_and_srgb_pixels_are_shown_as_they_are() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (None, srgb):
        transform = DisplayTransform(icc)
        assert transform.apply(RGB8) is RGB8
        assert transform.is_identity
        assert transform.warning is None


def test_every_level_of_sixteen_bits_is_rounded_to_the_nearest_of_eight() -> None:
    levels = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    np.testing.assert_array_equal(to_8_bits(levels), (levels.astype(np.int64) * 255 + 32767) // 65535)
    every = np.dstack([levels] * 3)
    np.testing.assert_array_equal(DisplayTransform(None).apply(every)[:, :, 1], to_8_bits(levels))


def test_wide_colours_are_converted(wide_profile: bytes) -> None:
    transform = DisplayTransform(wide_profile)
    shown = transform.apply(np.array([[(128, 128, 128), (150, 180, 140), (0, 255, 0)]], np.uint8))
    assert np.abs(shown[0, 0].astype(int) - shown[0, 0, 0]).max() <= 1  # grey stays grey
    assert abs(int(shown[0, 0, 0]) - 128) <= 2
    assert shown[0, 1, 0] < 150  # a green of a wider gamut lies further out in sRGB
    assert tuple(shown[0, 2]) == (0, 255, 0)


def test_strips_and_pieces_give_the_same_colours(wide_profile: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    transform = DisplayTransform(wide_profile)
    whole = transform.apply(RGB8)
    monkeypatch.setattr("engine.photo.colour._STRIP_PIXELS", 100)
    np.testing.assert_array_equal(transform.apply(RGB8), whole)
    np.testing.assert_array_equal(transform.apply(RGB8[7:19, 3:11]), whole[7:19, 3:11])


def test_grey_profile(grey_profile: bytes) -> None:
    assert profile_space(grey_profile) == "GRAY"
    shown = DisplayTransform(grey_profile).apply(np.full((2, 2, 3), 55, np.uint8))
    assert np.abs(shown.astype(int) - 128).max() <= 2  # linear 0.2157 is sRGB 128


@pytest.mark.parametrize("icc", [b"", b"not a profile", bytes(128)])
def test_broken_profile_is_shown_as_srgb_and_told(icc: bytes) -> None:
    transform = DisplayTransform(icc)
    assert transform.apply(RGB8) is RGB8
    assert transform.warning is not None
    assert profile_space(icc) is None


def test_profile_of_another_space_is_told() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert DisplayTransform(lab).warning is not None


def test_photo_keeps_its_profile_and_its_samples(tmp_path: Path, wide_profile: bytes) -> None:
    stream = io.BytesIO()
    Image.fromarray(RGB8).save(stream, "PNG", icc_profile=wide_profile)
    (tmp_path / "a.png").write_bytes(stream.getvalue())
    photo = read_photo(tmp_path / "a.png")
    assert photo.icc == wide_profile
    np.testing.assert_array_equal(photo.pixels, RGB8)


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_ink_without_a_profile_goes_both_ways(depth: type) -> None:
    rgb = photo_from_pixels(RGB8.astype(depth) * (257 if depth is np.uint16 else 1)).pixels
    conversion = InkConversion(None)
    np.testing.assert_array_equal(conversion.to_rgb(conversion.to_ink(rgb)), rgb)


def test_ink_with_an_unfit_profile_falls_back(wide_profile: bytes) -> None:
    ink = InkConversion(wide_profile).to_ink(RGB8)
    np.testing.assert_array_equal(ink[:, :, :3], 255 - RGB8)


@pytest.mark.parametrize("depth", [8, 16])
def test_ink_goes_through_its_profile(tmp_path: Path, ink_profile: bytes, depth: int) -> None:
    scale = 257 if depth == 16 else 1
    ink = np.zeros((8, 8, 4), np.uint16 if depth == 16 else np.uint8)
    ink[:4, :, 3] = 255 * scale
    tifffile.imwrite(tmp_path / "in.tif", ink, photometric="separated", iccprofile=ink_profile)
    photo = read_photo(tmp_path / "in.tif")
    assert photo.source.native_icc == ink_profile
    assert photo.icc is None
    assert photo.pixels[0, 0].max() <= 2 * scale
    assert photo.pixels[7, 7].min() >= 253 * scale
    pixels = photo.pixels.copy()
    pixels[6:, 6:] = 0
    write_photo(photo, pixels, None, tmp_path / "out.tif")
    saved = read_photo(tmp_path / "out.tif")
    assert saved.native is not None
    assert saved.source.native_icc == ink_profile
    np.testing.assert_array_equal(saved.native[:6], ink[:6])
    assert tuple(saved.native[7, 7, :3]) == (0, 0, 0)
    assert saved.native[7, 7, 3] >= 250 * scale


def test_ink_of_any_shape_is_worked_on_in_few_strips() -> None:
    """A tall and narrow picture is as many pixels, not as many steps."""
    tall = np.zeros((3_000_000, 1), np.uint8)
    parts = list(strips(tall))
    assert len(parts) == 6
    assert np.concatenate([tall[rows] for rows in parts]).shape == tall.shape


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_ink_without_a_profile_is_exact_at_both_ends(dtype: type) -> None:
    white = np.iinfo(dtype).max
    ink = np.array([[[0, 0, 0, 0], [white, 0, white, 0], [0, 0, 0, white], [white // 2, 0, 0, 0]]], dtype)
    expected = [[[white] * 3, [0, white, 0], [0, 0, 0], [white - white // 2, white, white]]]
    assert InkConversion(None).to_rgb(ink).tolist() == expected

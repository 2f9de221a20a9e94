"""What another reader makes of our files: pyora (InkLab, MIT), which shares no code with us.

Krita 5.1.5 (Debian 12) and GIMP 3.0.4 (Debian 13) were asked by hand; ARCHITECTURE.md says what they make of them.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pyora import Project

from engine.document import Adjustment, Composite, MaskArea, Patch, Piece, Recipe
from engine.geometry import Rect
from engine.photo import Photo, photo_from_pixels
from engine.project import ProjectState, write_project
from tests.engine.project import projects


def soft_piece(rect: Rect, colour: tuple[int, int, int], kind: type) -> Piece:
    """One colour, strong in the middle and faint at the edges."""
    across, down = (1 - np.abs(np.linspace(-1, 1, length)) for length in (rect.width, rect.height))
    alpha = np.rint(np.outer(down, across) * 255).astype(np.uint8)
    pixels = np.empty((rect.height, rect.width, 3), kind)
    pixels[:] = np.array(colour, kind) * (257 if kind is np.uint16 else 1)
    return Piece(rect, pixels, alpha)


def layered(photo: Photo) -> Composite:
    kind = photo.pixels.dtype.type
    patches = (
        Patch("a", (soft_piece(Rect(5, 5, 30, 20), (250, 10, 10), kind),), Recipe("telea"), opacity=0.7, name="Sky"),
        Patch("b", (soft_piece(Rect(20, 8, 20, 20), (0, 250, 0), kind),
                    soft_piece(Rect(28, 14, 20, 20), (0, 0, 250), kind)), Recipe("ns")),
        Patch("c", (), Recipe("adjustment"), opacity=0.6, adjustment=Adjustment(exposure=0.5),
              mask=MaskArea(Rect(0, 20, 60, 24), np.full((24, 60), 200, np.uint8))),
        Patch("d", (soft_piece(Rect(30, 2, 10, 10), (250, 250, 0), kind),), Recipe("ns"), visible=False),
    )  # fmt: skip
    return Composite(photo, patches)


@pytest.fixture(params=[np.uint8, np.uint16])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Composite, Path]:
    composite = layered(photo_from_pixels(projects.noise((44, 60, 3), request.param)))
    write_project(ProjectState(composite, projects.area(Rect(1, 1, 5, 5))), tmp_path / "a.ora")
    return composite, tmp_path / "a.ora"


def test_another_reader_sees_the_layers(project: tuple[Composite, Path]) -> None:
    found = Project.load(str(project[1]))
    assert found.dimensions == (60, 44)
    told = [(layer.name, layer.visible, round(layer.opacity, 2)) for layer in found.children]
    assert told == [
        ("Fill: ns", False, 1.0),
        ("Adjustment", True, 0.6),
        ("Fill: ns", True, 1.0),
        ("Sky", True, 0.7),
        ("Photo", True, 1.0),
    ]
    assert found.children[3].offsets == (5, 5)
    assert len(list(found.children[2].children)) == 2


def test_its_picture_of_the_layers_is_ours(project: tuple[Composite, Path]) -> None:
    composite, path = project
    theirs = np.asarray(Project.load(str(path)).get_image_data(use_original=False).convert("RGB"), np.int16)
    ours = composite.read(Rect(0, 0, 60, 44))
    ours = ours if ours.dtype == np.uint8 else ours // 257
    assert np.abs(theirs - ours).max() <= 2


def test_the_merged_picture_and_the_thumbnail_open_anywhere(project: tuple[Composite, Path]) -> None:
    composite, path = project
    entries = projects.contents(path)
    merged = Image.open(io.BytesIO(entries["mergedimage.png"]))
    assert merged.size == (60, 44)
    if composite.photo.pixels.dtype == np.uint8:
        np.testing.assert_array_equal(np.asarray(merged), composite.read(Rect(0, 0, 60, 44)))
    assert Image.open(io.BytesIO(entries["Thumbnails/thumbnail.png"])).size == (60, 44)


def test_transparent_photos_keep_their_alpha_under_fills(tmp_path: Path) -> None:
    """A fill changes colours and not the transparency below it, which OpenRaster calls src-atop."""
    photo = photo_from_pixels(projects.noise((44, 60, 3)), projects.noise((44, 60)))
    write_project(ProjectState(layered(photo)), tmp_path / "a.ora")
    stack = projects.contents(tmp_path / "a.ora")["stack.xml"].decode()
    assert stack.count('composite-op="svg:src-atop"') == 5
    assert stack.count('composite-op="svg:src-over"') == 1


def test_an_adjustment_is_shown_in_the_light_of_the_photos_profile(tmp_path: Path, wide_profile: bytes) -> None:
    photo = replace(photo_from_pixels(projects.noise((44, 60, 3))), icc=wide_profile)
    composite = Composite(photo, (Patch("c", (), Recipe("adjust"), adjustment=Adjustment(exposure=0.7)),))
    write_project(ProjectState(composite), tmp_path / "a.ora")
    shown = projects.decoded(projects.contents(tmp_path / "a.ora")["data/adjusted-001.png"])
    np.testing.assert_array_equal(shown[..., :3], composite.read(Rect(0, 0, 60, 44)))


def test_an_adjustment_leaves_what_is_transparent_so(tmp_path: Path) -> None:
    """Also in programs that take src-atop for src-over, as GIMP 3.0 does."""
    alpha = projects.noise((44, 60))
    alpha[:, :20] = 0
    photo = photo_from_pixels(projects.noise((44, 60, 3)), alpha)
    composite = Composite(photo, (Patch("c", (), Recipe("adjust"), adjustment=Adjustment(exposure=0.7)),))
    write_project(ProjectState(composite), tmp_path / "a.ora")
    shown = projects.decoded(projects.contents(tmp_path / "a.ora")["data/adjusted-001.png"])
    np.testing.assert_array_equal(shown[..., 3], np.where(alpha > 0, 255, 0))

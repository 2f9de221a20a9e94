"""Files of other programs: opened as layers where that shows the same, and nothing of theirs is lost in saving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from engine.document import Composite, Patch, Recipe
from engine.errors import BadInput
from engine.geometry import Rect
from engine.project import ProjectState, is_project, read_project, write_project
from tests.engine.project import projects

WHOLE = Rect(0, 0, 60, 44)
BASE = projects.noise((44, 60, 3), seed=20)
LAYER = projects.noise((10, 12, 4), seed=21)
LAYER[..., 3] = 255


def stack(inner: str, attributes: str = 'version="0.0.1" w="60" h="44"', root: str = "") -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<image {attributes}><stack {root}>{inner}</stack></image>"


def pasted() -> np.ndarray:
    """BASE with LAYER at (5, 6)."""
    shown = BASE.copy()
    shown[6:16, 5:17] = LAYER[..., :3]
    return shown


KRITA = """
  <layer name="Ebene ☁" src="data/layer1.png" x="5" y="6" opacity="1" visibility="visible" composite-op="svg:src-over"
    selected="true" edit-locked="true" mypaint:style="x" xmlns:mypaint="http://example.org/"/>
  <text x="3" visibility="hidden">hello &amp; <b>you</b></text>
  <layer name="Background" src="data/layer0.png" x="0" y="0" opacity="1.0" colorspace="sRGB"/>"""


def krita(path: Path, inner: str = KRITA, **more: bytes | None) -> Path:
    entries = {
        "data/layer0.png": projects.png(BASE),
        "data/layer1.png": projects.png(LAYER),
        "mergedimage.png": projects.png(pasted()),
        "Thumbnails/thumbnail.png": projects.png(BASE),
        "data/layer1_strokemap.dat": b"strokes" * 50,
        "palette.gpl": b"GIMP Palette\n",
    }
    entries |= {name.replace("__", "/"): data for name, data in more.items()}  # type: ignore[dict-item]
    given = {name: data for name, data in entries.items() if data is not None}
    attributes = 'version="0.0.1" w="60" h="44" xres="300" yres="300" xmlns:own="u" own:note="yes"'
    return projects.write_ora(path, stack(inner, attributes, 'name="root" isolation="isolate"'), given)


def test_layers_become_patches_over_the_lowest(tmp_path: Path):
    state = read_project(krita(tmp_path / "a.ora"))
    photo, (patch,) = state.composite.photo, state.composite.patches
    np.testing.assert_array_equal(photo.pixels, BASE)
    assert photo.alpha is None
    assert photo.dpi == (300, 300)
    assert (patch.name, patch.recipe.method, patch.visible, patch.opacity) == ("Ebene ☁", "layer", True, 1.0)
    assert patch.rects == (Rect(5, 6, 12, 10),)
    np.testing.assert_array_equal(state.composite.read(WHOLE), pasted())
    assert state.warnings == ()


def test_what_is_not_understood_survives_two_round_trips(tmp_path: Path):
    state = read_project(krita(tmp_path / "a.ora"))
    for name in ("b.ora", "c.ora"):
        write_project(state, tmp_path / name)
        state = read_project(tmp_path / name)
        assert state.warnings == ()
    entries = projects.contents(tmp_path / "c.ora")
    assert entries["data/layer1_strokemap.dat"] == b"strokes" * 50
    assert entries["palette.gpl"] == b"GIMP Palette\n"
    image = ElementTree.fromstring(entries["stack.xml"])
    root = image.find("stack")
    assert root is not None
    assert image.get("{u}note") == "yes"
    assert root.attrib == {"name": "root", "isolation": "isolate"}
    assert [child.tag for child in root] == ["layer", "text", "layer"]
    upper, text, lower = root
    assert (upper.get("selected"), upper.get("edit-locked")) == ("true", "true")
    assert upper.get("{http://example.org/}style") == "x"
    assert upper.get("name") == "Ebene ☁"
    assert ElementTree.tostring(text, encoding="unicode").startswith(
        '<text x="3" visibility="hidden">hello &amp; <b>you'
    )
    assert lower.get("colorspace") == "sRGB"


def test_groups_that_only_group_are_opened_and_kept(tmp_path: Path):
    inner = """<stack name="outer" mine="1"><stack name="inner">
      <layer name="top" src="data/layer1.png" x="5" y="6"/></stack>
      <layer name="hidden" src="data/layer1.png" x="20" y="20" visibility="hidden"/></stack>
      <layer name="base" src="data/layer0.png"/>"""
    state = read_project(krita(tmp_path / "a.ora", inner))
    assert [patch.name for patch in state.composite.patches] == ["hidden", "top"]
    fill = Patch("new", (projects.piece(Rect(1, 1, 4, 4)),), Recipe("ns"))
    more = replace(state, composite=Composite(state.composite.photo, (*state.composite.patches, fill)))
    write_project(more, tmp_path / "b.ora")
    write_project(read_project(tmp_path / "b.ora"), tmp_path / "c.ora")
    root = ElementTree.fromstring(projects.contents(tmp_path / "c.ora")["stack.xml"]).find("stack")
    assert root is not None
    assert [(child.tag, child.get("name")) for child in root] == [
        ("layer", "Fill: ns"), ("stack", "outer"), ("layer", "base"),
    ]  # fmt: skip
    outer = root[1]
    assert outer.get("mine") == "1"
    assert [(child.tag, child.get("name")) for child in outer] == [("stack", "inner"), ("layer", "hidden")]
    assert outer[1].get("visibility") == "hidden"


@pytest.mark.parametrize(
    "inner",
    [
        '<layer src="data/layer1.png" x="5" y="6" composite-op="svg:multiply"/><layer src="data/layer0.png"/>',
        '<stack opacity="0.5"><layer src="data/layer1.png" x="5" y="6"/></stack><layer src="data/layer0.png"/>',
        '<layer src="data/layer1.png" x="5" y="7"/><layer src="data/layer0.png"/>',  # shows something else
        '<layer src="data/picture.svg"/><layer src="data/layer0.png"/>',
        '<filter type="applications:krita:blur"/><layer src="data/layer0.png"/>',
        "",
    ],
)
def test_where_layers_would_look_otherwise_the_merged_picture_is_opened(tmp_path: Path, inner: str):
    state = read_project(krita(tmp_path / "a.ora", inner, data__picture_svg=b"<svg/>"))
    assert state.composite.patches == ()
    np.testing.assert_array_equal(state.composite.photo.pixels, pasted())
    assert "merged picture was opened" in state.warnings[-1]
    write_project(state, tmp_path / "b.ora")
    again = read_project(tmp_path / "b.ora")
    assert again.warnings == ()
    np.testing.assert_array_equal(again.composite.photo.pixels, pasted())
    write_project(again, tmp_path / "c.ora")
    entries = projects.contents(tmp_path / "c.ora")
    np.testing.assert_array_equal(projects.decoded(entries["data/layer0.png"]), BASE)
    root = ElementTree.fromstring(entries["stack.xml"]).find("stack")
    assert root is not None
    if inner:
        assert root[-1].get("visibility") == "hidden"
        assert root[-1].get("name") == "Layers of a.ora"
        found = {element.get("src") for element in root[-1].iter("layer")}
        assert found == {element.get("src") for element in ElementTree.fromstring(stack(inner)).iter("layer")}
    assert len(list(root.iter("stack"))) - 1 == bool(inner) + inner.count("<stack")


def test_without_merged_picture_such_a_file_is_refused_in_words(tmp_path: Path):
    inner = '<layer src="data/layer1.png" composite-op="svg:multiply"/><layer src="data/layer0.png"/>'
    with pytest.raises(BadInput, match="no merged picture") as caught:
        read_project(krita(tmp_path / "a.ora", inner, **{"mergedimage.png": None}))
    assert "a.ora" in str(caught.value)
    assert caught.value.advice


def test_layers_of_several_depths_meet_at_the_deepest(tmp_path: Path):
    from engine.project.pictures import encode_png

    deep = projects.noise((10, 12, 3), np.uint16, seed=9)
    inner = '<layer src="data/layer1.png" x="5" y="6"/><layer src="data/layer0.png"/>'
    path = krita(tmp_path / "a.ora", inner, **{"data/layer1.png": encode_png(deep), "mergedimage.png": None})
    composite = read_project(path).composite
    assert composite.photo.pixels.dtype == np.uint16
    np.testing.assert_array_equal(composite.photo.pixels, BASE.astype(np.uint16) * 257)
    np.testing.assert_array_equal(composite.patches[0].pieces[0].pixels, deep)


def test_a_lowest_layer_that_does_not_fill_the_canvas_leaves_it_transparent(tmp_path: Path):
    merged = np.zeros((44, 60, 4), np.uint8)
    merged[6:16, 5:17] = LAYER
    inner = '<layer src="data/layer1.png" x="5" y="6"/>'
    state = read_project(krita(tmp_path / "a.ora", inner, **{"mergedimage.png": projects.png(merged)}))
    assert state.composite.photo.alpha is not None
    np.testing.assert_array_equal(state.composite.photo.alpha, merged[..., 3])


def test_what_lies_beside_the_canvas_is_said_to_be_left_out(tmp_path: Path):
    inner = '<layer src="data/layer1.png" x="-5" y="40"/><layer src="data/layer0.png"/>'
    state = read_project(krita(tmp_path / "a.ora", inner, **{"mergedimage.png": None}))
    assert state.composite.patches[0].rects == (Rect(0, 40, 7, 4),)
    assert "outside the picture's edges" in state.warnings[0]


def test_a_project_that_another_program_changed_opens_as_its_layers(tmp_path: Path):
    path = tmp_path / "a.ora"
    write_project(projects.state(), path)
    entries = projects.contents(path)
    listed = entries.pop("stack.xml").replace(b'opacity="0.333333"', b'opacity="0.5"')
    del entries["mimetype"], entries["mergedimage.png"]
    changed = projects.write_ora(tmp_path / "b.ora", listed.decode(), entries)
    state = read_project(changed)
    assert "Another program has changed" in state.warnings[0]
    assert {patch.recipe.method for patch in state.composite.patches} == {"layer"}
    assert any(patch.opacity == 0.5 for patch in state.composite.patches)


def test_carried_files_keep_their_names_where_ours_would_have_them(tmp_path: Path):
    state = read_project(krita(tmp_path / "a.ora"))
    extras = replace(state.extras, entries=(*state.extras.entries, ("data/base.png", b"theirs")))
    write_project(replace(state, extras=extras), tmp_path / "b.ora")
    assert projects.contents(tmp_path / "b.ora")["data/base.png"] == b"theirs"
    again = read_project(tmp_path / "b.ora")
    projects.assert_same(ProjectState(state.composite), ProjectState(again.composite))
    assert dict(again.extras.entries)["data/base.png"] == b"theirs"


def test_it_is_known_by_its_content(tmp_path: Path):
    path = krita(tmp_path / "a.bin")
    assert is_project(path)
    (tmp_path / "b.ora").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert not is_project(tmp_path / "b.ora")
    assert not is_project(tmp_path / "gone.ora")
    assert not is_project(tmp_path)

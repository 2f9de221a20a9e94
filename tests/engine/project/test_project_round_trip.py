"""What is saved as a project comes back whole, and other programs find in it what OpenRaster promises them."""

from __future__ import annotations

import errno
import io
import itertools
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from engine.document import Composite, Document, MaskArea, Patch, Recipe
from engine.errors import WriteFailed
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.photo import read_photo, write_photo
from engine.project import ProjectState, is_project, read_project, write_project, writing
from engine.project.archive import ProjectArchiveWriter
from engine.project.pictures import encode_png
from tests.engine.project import projects


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize(("alpha", "native"), list(itertools.product([False, True], repeat=2)))
@pytest.mark.parametrize("for_others", [True, False])
def test_everything_comes_back_to_the_last_bit(tmp_path: Path, kind, alpha, native, for_others):
    path, state = tmp_path / "a.ora", projects.state(kind, alpha=alpha, native=native)
    report = write_project(state, path, for_others=for_others)
    assert report.bytes == path.stat().st_size
    found = read_project(path)
    assert found.warnings == ()
    expected = replace(state.composite.photo.source, path=found.composite.photo.source.path)
    photo = replace(state.composite.photo, source=expected)
    projects.assert_same(replace(state, composite=replace(state.composite, photo=photo)), found)
    again = tmp_path / "b.ora"
    write_project(found, again, for_others=for_others)
    assert again.read_bytes() == path.read_bytes() or not for_others
    projects.assert_same(found, read_project(again))


def test_a_bare_photo_comes_back(tmp_path: Path):
    photo = projects.photo(frame=None, reshapes=(), icc=None, exif=None, xmp=None, dpi=None)
    photo = replace(photo, source=replace(photo.source, path=None, stamp=None, png_chunks=(), subsampling=None))
    write_project(ProjectState(Composite(photo)), tmp_path / "a.ora")
    projects.assert_same(ProjectState(Composite(photo)), read_project(tmp_path / "a.ora"))


def test_an_adjustment_of_nowhere_stays_one(tmp_path: Path):
    nowhere = MaskArea(Rect(3, 3, 0, 0), np.zeros((0, 0), np.uint8))
    adjustment = projects.patches()[3].adjustment
    patch = Patch("x", (), Recipe("adjustment"), mask=nowhere, adjustment=adjustment)
    write_project(ProjectState(Composite(projects.photo(), (patch,))), tmp_path / "a.ora")
    found = read_project(tmp_path / "a.ora").composite.patches[0]
    assert found.mask is not None
    assert found.mask.rect.is_empty


def test_the_layout_is_openrasters(tmp_path: Path):
    path = tmp_path / "a.ora"
    write_project(projects.state(), path)
    assert is_project(path)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.header_offset) == ("mimetype", zipfile.ZIP_STORED, 0)
        assert archive.read("mimetype") == b"image/openraster"
        assert {info.compress_type for info in archive.infolist()} <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read("stack.xml"))
        thumbnail = Image.open(io.BytesIO(archive.read("Thumbnails/thumbnail.png")))
    assert (root.get("w"), root.get("h"), root.get("xres"), root.get("yres")) == ("60", "44", "300", "299")
    assert thumbnail.size == (60, 44)
    assert thumbnail.mode == "RGB"
    names = [layer.get("name") for layer in root.iter("layer")]
    assert names[-1] == "Photo"
    assert names[0] == "Fill: ns"
    assert all(layer.get("src") in projects.contents(path) for layer in root.iter("layer"))


def test_layers_have_the_names_that_the_window_gives_patches(tmp_path: Path):
    write_project(projects.state(), tmp_path / "a.ora", titles={"one": "PatchMatch", "two": "Telea"})
    root = ElementTree.fromstring(projects.contents(tmp_path / "a.ora")["stack.xml"])
    names = {layer.get("name") for layer in root.iter("layer")}
    assert {"PatchMatch", "Sky & <wire> ", "Fill: ns", "Photo"} <= names
    assert "Telea" not in names, "a patch has a name of its own already"


def test_the_thumbnail_is_as_large_as_it_may_be(tmp_path: Path):
    photo = projects.photo(alpha=False)
    wide = replace(photo, pixels=projects.noise((200, 1000, 3)), alpha=None, frame=None)
    write_project(ProjectState(Composite(wide)), tmp_path / "a.ora")
    data = projects.contents(tmp_path / "a.ora")["Thumbnails/thumbnail.png"]
    assert Image.open(io.BytesIO(data)).size == (256, 51)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("alpha", [False, True])
def test_the_merged_picture_is_what_is_shown(tmp_path: Path, kind, alpha):
    path, state = tmp_path / "a.ora", projects.state(kind, alpha=alpha)
    write_project(state, path)
    merged = tmp_path / "merged.png"
    merged.write_bytes(projects.contents(path)["mergedimage.png"])
    found, whole = read_photo(merged), Rect(0, 0, 60, 44)
    np.testing.assert_array_equal(found.pixels, state.composite.read(whole))
    projects.assert_same_array(found.alpha, state.composite.read_alpha(whole))


def test_a_16_bit_wide_gamut_photo_goes_through_a_project_into_a_file(tmp_path: Path, wide_profile: bytes):
    """Brush, fill, project, export: profile, depth, metadata and all untouched pixels are those of the file."""
    opened = tmp_path / "in.tif"
    before = projects.photo(np.uint16, icc=wide_profile, exif=None, xmp=None, frame=None, reshapes=())
    write_photo(before, before.pixels, None, opened)
    document = Document(read_photo(opened))
    stroke = document.begin_stroke(BrushTip(9, 1.0, 1.0))
    stroke.move_to(20, 20)
    stroke.commit()
    document.add_patch(Patch("fill", (projects.piece(Rect(12, 12, 16, 16), np.uint16),), Recipe("telea")))
    write_project(ProjectState.of(document), tmp_path / "a.ora")
    again = read_project(tmp_path / "a.ora").document()
    whole = Rect.of(again.size)
    write_photo(again.photo, again.composite.read(whole), None, tmp_path / "out.tif")
    result = read_photo(tmp_path / "out.tif")
    assert result.icc == wide_profile
    assert result.pixels.dtype == np.uint16
    np.testing.assert_array_equal(result.pixels, document.composite.read(whole))
    outside = ~document.composite.covered(whole)
    np.testing.assert_array_equal(result.pixels[outside], read_photo(opened).pixels[outside])
    assert result.dpi == before.dpi


def test_a_snapshot_holds_the_mask_as_it_was(tmp_path: Path):
    document = Document(projects.photo(frame=None))
    stroke = document.begin_stroke(BrushTip(9, 1.0, 1.0))
    stroke.move_to(20, 20)
    stroke.commit()
    state, mask = ProjectState.of(document), document.mask.copy()
    document.clear_mask()
    write_project(state, tmp_path / "a.ora")
    again = read_project(tmp_path / "a.ora").document()
    np.testing.assert_array_equal(again.mask, mask)
    assert not again.is_modified
    assert not again.can_undo


def test_the_source_is_found_from_where_the_project_lies(tmp_path: Path):
    (tmp_path / "photos").mkdir()
    source = tmp_path / "photos" / "a.png"
    photo = projects.photo(icc=None, exif=None, xmp=None, frame=None)
    write_photo(photo, photo.pixels, None, source)
    state = ProjectState(Composite(read_photo(source)))
    (tmp_path / "work").mkdir()
    project = tmp_path / "work" / "a.ora"
    write_project(state, project)
    assert str(tmp_path).encode() not in project.read_bytes()
    assert read_project(project).composite.photo.source.path == source
    tmp_path.joinpath("work").rename(tmp_path / "elsewhere")
    assert read_project(tmp_path / "elsewhere" / "a.ora").composite.photo.source.path == source
    source.unlink()
    assert read_project(tmp_path / "elsewhere" / "a.ora").composite.photo.source.path == Path("a.png")
    write_project(state, tmp_path / "kept.ora", for_others=False)
    assert read_project(tmp_path / "kept.ora").composite.photo.source.path == source


def test_a_stop_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "a.ora"
    path.write_bytes(b"old")

    class StopError(Exception):
        pass

    def check() -> None:
        raise StopError

    with pytest.raises(StopError):
        write_project(projects.state(), path, check=check)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.ora"]
    with pytest.raises(WriteFailed):
        write_project(projects.state(), tmp_path / "no such folder" / "a.ora")


@pytest.mark.parametrize("name", ["Füße auf dem Eis", "写真 사진", "🏔️👩‍👩‍👧 holiday", "x" * 250, "a.png"])
def test_fault_20_projects_of_every_name(tmp_path: Path, name: str):
    path = tmp_path / f"{name}.ora"
    write_project(projects.state(), path)
    assert read_project(path).composite.size == projects.photo().size


def test_two_writings_of_one_state_are_the_same_bytes(tmp_path: Path):
    for name in ("a.ora", "b.ora"):
        write_project(projects.state(), tmp_path / name)
    assert (tmp_path / "a.ora").read_bytes() == (tmp_path / "b.ora").read_bytes()


def test_fault_12_a_full_disk_leaves_the_old_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.ora"
    write_project(projects.state(), path)
    before = path.read_bytes()
    for after in (1, 5, 20):
        left = iter(range(after))
        real = ProjectArchiveWriter.add

        def full(self, *arguments, left=left, real=real, **options):
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(self, *arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(ProjectArchiveWriter, "add", full)
            with pytest.raises(WriteFailed, match="no space left"):
                write_project(projects.state(np.uint16), path)
        assert path.read_bytes() == before
        assert [one.name for one in tmp_path.iterdir()] == ["a.ora"]


def test_a_photo_is_packed_once_and_taken_from_its_file_after_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    state, path = projects.state(), tmp_path / "a.ora"
    write_project(state, path)
    before, packed = path.read_bytes(), []
    monkeypatch.setattr(
        writing, "encode_png", lambda *args, **facts: packed.append(args[0]) or encode_png(*args, **facts)
    )
    write_project(state, path)
    assert path.read_bytes() == before
    assert all(one is not state.composite.photo.pixels for one in packed)
    write_project(state, tmp_path / "b.ora")
    assert (tmp_path / "b.ora").read_bytes() == before
    for damaged in (before[:200] + b"x" + before[201:], before[:-1], b""):
        os.utime(tmp_path / "b.ora", ns=(1, 1))
        packed.clear()
        (tmp_path / "b.ora").write_bytes(damaged)
        write_project(state, tmp_path / "b.ora")
        assert (tmp_path / "b.ora").read_bytes() == before
        assert any(one is state.composite.photo.pixels for one in packed)


def test_a_damaged_file_is_not_taken_from_even_where_nothing_tells_of_it(tmp_path: Path):
    state, path = projects.state(), tmp_path / "a.ora"
    write_project(state, path)
    before, status = path.read_bytes(), path.stat()
    at = before.find(b"data/base.png") + 200
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes([before[at] ^ 1]))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    write_project(state, path)
    assert path.read_bytes() == before

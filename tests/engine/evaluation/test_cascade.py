from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import BadInput
from engine.evaluation.cascade import merged, read_cascade
from engine.paths import resources_dir

FACES = resources_dir() / "detectors" / "haarcascade_frontalface_alt.xml"
PHOTOS = Path(__file__).resolve().parents[2] / "bench" / "photos"

ONE_FEATURE = """<?xml version="1.0"?>
<opencv_storage><cascade type_id="opencv-cascade-classifier">
  <featureType>{kind}</featureType><height>8</height><width>8</width>
  <stages><_><stageThreshold>0.5</stageThreshold><weakClassifiers><_>
    <internalNodes>{nodes}</internalNodes><leafValues>{leaves}</leafValues></_></weakClassifiers></_></stages>
  <features><_><rects><_>0 0 8 8 -1.</_><_>0 0 4 8 2.</_></rects><tilted>{tilted}</tilted></_></features>
</cascade></opencv_storage>"""


def cascade_file(folder: Path, **parts: str) -> Path:
    found = {"kind": "HAAR", "nodes": "0 -1 0 0.4", "leaves": "0. 1.", "tilted": "0"} | parts
    path = folder / "cascade.xml"
    path.write_text(ONE_FEATURE.format(**found))
    return path


def test_a_face_is_found_where_opencv_finds_it() -> None:
    """The box is what OpenCV 4.14's own CascadeClassifier gives for this picture and file."""
    photo = cv2.imread(str(PHOTOS / "astronaut.png"), cv2.IMREAD_GRAYSCALE)
    small = cv2.resize(photo, (256, 256), interpolation=cv2.INTER_AREA)
    (box,) = read_cascade(FACES).find(small, smallest=40)
    assert np.abs(box - (87, 32, 52, 52)).max() <= 2


def test_a_bright_left_half_is_what_one_feature_looks_for(tmp_path: Path) -> None:
    cascade = read_cascade(cascade_file(tmp_path))
    picture = np.zeros((40, 60), np.uint8)
    picture[:, 20:24] = 250
    places = {int(x) for x in cascade._at_scale(picture, 1.0)[:, 0]}
    assert places
    assert places <= {18, 20, 22}


def test_trees_are_followed_to_their_leaves(tmp_path: Path) -> None:
    """The second node turns round what the first one found."""
    plain = read_cascade(cascade_file(tmp_path))
    turned = read_cascade(cascade_file(tmp_path, nodes="1 0 0 0.4 -1 -2 0 -0.4", leaves="0. 1. 0."))
    picture = np.zeros((40, 60), np.uint8)
    picture[:, 20:24] = 250
    right = turned._at_scale(picture, 1.0)
    assert len(right)
    assert not {tuple(p) for p in plain._at_scale(picture, 1.0)} & {(p[0], p[1]) for p in right if p[0] > 20}


def test_nothing_is_found_in_a_flat_picture(tmp_path: Path) -> None:
    assert read_cascade(cascade_file(tmp_path)).find(np.full((64, 64), 90, np.uint8), 8).shape == (0, 4)


@pytest.mark.parametrize(
    ("parts", "words"),
    [({"kind": "LBP"}, "no Haar cascade"), ({"tilted": "1"}, "tilted"), ({"nodes": "zero"}, "could not convert")],
)
def test_other_files_are_refused_in_a_sentence(tmp_path: Path, parts: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_cascade(cascade_file(tmp_path, **parts))
    with pytest.raises(BadInput, match=r"missing\.xml"):
        read_cascade(tmp_path / "missing.xml")


def test_windows_that_agree_become_one() -> None:
    near = np.array([[10, 10, 20, 20], [11, 10, 20, 20], [10, 12, 21, 21], [9, 9, 20, 20], [10, 11, 20, 20]], float)
    alone = np.array([[100, 100, 20, 20]], float)
    found = merged(np.concatenate([near, alone]))
    assert found.shape == (1, 4)
    assert np.allclose(found[0], near.mean(axis=0))
    inside = np.repeat([[12.0, 12.0, 8.0, 8.0]], 5, axis=0)
    assert len(merged(np.concatenate([near, near, inside]))) == 1
    assert merged(np.zeros((0, 4))).shape == (0, 4)

"""Finding faces and other things of one shape with a boosted cascade of Haar-like features.

Viola & Jones, "Rapid object detection using a boosted cascade of simple features", CVPR 2001, with trees as in Lienhart
et al., DAGM 2003. The files are OpenCV's; OpenCV 5 has neither them nor what runs them.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numba import njit

from engine.errors import BadInput

_STEP = 1.1  # from one size that is looked for to the next
_SUPPORT = 4  # windows that have to agree on a finding
_TOLERANCE = 0.2  # of the size: how far apart windows may lie and still mean the same
_ROUNDING = 1e-5  # thresholds are written rounded
_FLATTEST = 10.0  # grey values of standard deviation, below which a window shows nothing


@dataclass(frozen=True, eq=False)
class Cascade:
    """A trained cascade, laid out for the scan.

    Args:
        width, height: of the window it was trained on, px.
        stages: S x 2 int32: the first weak classifier of a stage, and one past its last.
        thresholds: S float32: the least sum that passes a stage.
        weak: W x 2 int32: the first node and the first leaf of a weak classifier's tree.
        nodes: N x 2 int32: where a node goes below its threshold and where at or above it; 0 or less is a leaf.
        splits: N float32: the nodes' thresholds.
        leaves: L float32.
        rects: N x 3 x 4 int32: x, y, width, height of a node's rectangles, in the window.
        weights: N x 3 float32: what the sums in them count; 0 for a rectangle that is not there.
    """

    width: int
    height: int
    stages: np.ndarray
    thresholds: np.ndarray
    weak: np.ndarray
    nodes: np.ndarray
    splits: np.ndarray
    leaves: np.ndarray
    rects: np.ndarray
    weights: np.ndarray

    def find(self, grey: np.ndarray, smallest: int = 24) -> np.ndarray:
        """Everything of at least `smallest` px height in a picture.

        Args:
            grey: H x W uint8.

        Returns:
            N x 4 float64: x, y, width, height, the best supported first.
        """
        found = [np.zeros((0, 4))]
        scale = 1.0
        while self.height * scale <= grey.shape[0] and self.width * scale <= grey.shape[1]:
            if self.height * scale >= smallest:
                found.append(self._at_scale(grey, scale))
            scale *= _STEP
        return merged(np.concatenate(found))

    def _at_scale(self, grey: np.ndarray, scale: float) -> np.ndarray:
        size = round(grey.shape[1] / scale), round(grey.shape[0] / scale)
        level = cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR_EXACT)
        sums, squares = cv2.integral2(level, sdepth=cv2.CV_32S, sqdepth=cv2.CV_64F)
        places = _scan(
            sums,
            squares,
            self.width,
            self.height,
            2 if scale < 2 else 1,
            self.stages,
            self.thresholds,
            self.weak,
            self.nodes,
            self.splits,
            self.leaves,
            self.rects,
            self.weights,
        )
        boxes = np.empty((len(places), 4))
        boxes[:, :2] = places * scale
        boxes[:, 2:] = self.width * scale, self.height * scale
        return boxes


def read_cascade(path: Path) -> Cascade:
    """Read a cascade as OpenCV stores them (upright Haar-like features; trees of any depth).

    Raises:
        BadInput: the file cannot be read, or is of another kind.
    """
    try:
        root = ElementTree.parse(path).getroot().find("cascade")
        if root is None or _text(root, "featureType") != "HAAR":
            raise ValueError("it holds no Haar cascade")
        return _laid_out(root)
    except (OSError, ValueError, IndexError, ElementTree.ParseError) as error:
        raise BadInput(
            f"{path} is no cascade that can be used here: {error}.", "Use one of OpenCV's haarcascade files."
        ) from error


def _text(node: ElementTree.Element, name: str) -> str:
    found = node.find(name)
    if found is None or found.text is None:
        raise ValueError(f"it has no {name}")
    return found.text.strip()


def _numbers(node: ElementTree.Element, name: str) -> np.ndarray:
    return np.array(_text(node, name).split(), np.float64)


def _laid_out(root: ElementTree.Element) -> Cascade:
    features = [_feature(one) for one in root.findall("features/_")]
    stages, thresholds, weak, nodes, leaves = [], [], [], [], []
    for stage in root.findall("stages/_"):
        first = len(weak)
        for tree in stage.findall("weakClassifiers/_"):
            weak.append((len(nodes), len(leaves)))
            nodes += [tuple(row) for row in _numbers(tree, "internalNodes").reshape(-1, 4)]
            leaves += list(_numbers(tree, "leafValues"))
        stages.append((first, len(weak)))
        thresholds.append(float(_text(stage, "stageThreshold")) - _ROUNDING)
    if not stages:
        raise ValueError("it has no stages")
    table = np.array(nodes)
    used = table[:, 2].astype(int)
    return Cascade(
        int(_text(root, "width")),
        int(_text(root, "height")),
        np.array(stages, np.int32),
        np.array(thresholds, np.float32),
        np.array(weak, np.int32),
        table[:, :2].astype(np.int32),
        table[:, 3].astype(np.float32),
        np.array(leaves, np.float32),
        np.array([features[index][0] for index in used], np.int32),
        np.array([features[index][1] for index in used], np.float32),
    )


def _feature(node: ElementTree.Element) -> tuple[np.ndarray, np.ndarray]:
    if node.findtext("tilted", "0").strip() == "1":
        raise ValueError("its features are tilted")
    rects, weights = np.zeros((3, 4)), np.zeros(3)
    for index, one in enumerate(node.findall("rects/_")):
        *rects[index], weights[index] = (float(part) for part in (one.text or "").split())
    return rects, weights


@njit(cache=True, nogil=True)
def _scan(sums, squares, width, height, step, stages, thresholds, weak, nodes, splits, leaves, rects, weights):
    """(x, y) of every window that passes all stages: M x 2 int32."""
    area = (width - 2) * (height - 2)
    found = []
    for y in range(0, sums.shape[0] - height, step):
        x = 0
        while x < sums.shape[1] - width:
            passed = -1
            total = _inside(sums, x + 1, y + 1, width - 2, height - 2)
            spread = area * _inside(squares, x + 1, y + 1, width - 2, height - 2) - float(total) * total
            if spread > (_FLATTEST * area) ** 2:
                passed = 0
                scale = np.float32(1.0 / np.sqrt(spread))
                while passed < len(stages):
                    value = np.float32(0)
                    for index in range(stages[passed, 0], stages[passed, 1]):
                        base, node = weak[index, 0], 0
                        while True:
                            at = base + node
                            feature = np.float32(0)
                            for part in range(3):
                                if weights[at, part] != 0:
                                    rect = rects[at, part]
                                    inside = _inside(sums, x + rect[0], y + rect[1], rect[2], rect[3])
                                    feature += weights[at, part] * np.float32(inside)
                            node = nodes[at, 0] if feature * scale < splits[at] else nodes[at, 1]
                            if node <= 0:
                                break
                        value += leaves[weak[index, 1] - node]
                    if value < thresholds[passed]:
                        break
                    passed += 1
            if passed == len(stages):
                found.append((x, y))
            # Where not even the first stage passes, the next window will not either.
            x += step * 2 if passed == 0 else step
    places = np.empty((len(found), 2), np.int32)
    for index in range(len(found)):
        places[index, 0], places[index, 1] = found[index]
    return places


@njit(cache=True, nogil=True, inline="always")
def _inside(integral, x, y, width, height):
    return integral[y, x] - integral[y, x + width] - integral[y + height, x] + integral[y + height, x + width]


def merged(boxes: np.ndarray, support: int = _SUPPORT) -> np.ndarray:
    """Windows that mean the same made into one, where more than `support` agree; findings inside others are dropped.

    Args:
        boxes: N x 4: x, y, width, height.

    Returns:
        M x 4 float64, the best supported first.
    """
    groups = [group for group in _alike(boxes) if len(group) > support]
    groups.sort(key=len, reverse=True)
    kept: list[np.ndarray] = []
    for group in groups:
        box = boxes[group].mean(axis=0)
        if not any(_lies_within(box, other) for other in kept):
            kept.append(box)
    return np.array(kept).reshape(-1, 4)


def _alike(boxes: np.ndarray) -> list[list[int]]:
    """The groups that hang together, when two windows of about the same place and size are neighbours."""
    corners = np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], axis=1)
    unseen, groups = set(range(len(boxes))), []
    while unseen:
        first = unseen.pop()
        group, ahead = [first], [first]
        while ahead:
            one = ahead.pop()
            rest = np.array(sorted(unseen), int)
            reach = _TOLERANCE * (np.minimum(boxes[one, 2:], boxes[rest, 2:]).sum(axis=1)) / 2
            near = rest[(np.abs(corners[rest] - corners[one]) <= reach[:, None]).all(axis=1)]
            unseen.difference_update(near.tolist())
            group += near.tolist()
            ahead += near.tolist()
        groups.append(group)
    return groups


def _lies_within(box: np.ndarray, other: np.ndarray) -> bool:
    slack = _TOLERANCE * other[2:]
    return bool((box[:2] >= other[:2] - slack).all() and (box[:2] + box[2:] <= other[:2] + other[2:] + slack).all())

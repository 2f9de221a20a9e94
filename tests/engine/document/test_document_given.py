"""A document that begins with patches and a mask, as a project file brings it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import Document, MaskArea
from engine.geometry import Rect


def test_given_patches_and_a_mask_are_no_step_and_nothing_to_save(make_photo, make_patch):
    photo, patch = make_photo(64, 48), make_patch(Rect(8, 4, 10, 6))
    document = Document(photo, patches=(patch,), mask=MaskArea(Rect(3, 2, 5, 4), np.full((4, 5), 200, np.uint8)))
    assert document.patches == (patch,)
    assert document.mask_bounds == Rect(3, 2, 5, 4)
    assert int(document.mask.sum()) == 200 * 20
    assert not document.is_modified
    assert not document.can_undo
    document.remove_patch(patch.id)
    assert document.is_modified
    document.undo()
    assert document.patches == (patch,)
    assert not document.is_modified


def test_what_does_not_fit_the_photo_is_refused(make_photo, make_patch):
    photo, patch = make_photo(64, 48), make_patch(Rect(0, 0, 4, 4))
    with pytest.raises(ValueError, match="one id"):
        Document(photo, patches=(patch, patch))
    with pytest.raises(ValueError, match="does not fit"):
        Document(photo, patches=(make_patch(Rect(60, 40, 10, 10)),))
    with pytest.raises(ValueError, match=r"."):
        Document(photo, mask=MaskArea(Rect(60, 40, 10, 10), np.zeros((10, 10), np.uint8)))

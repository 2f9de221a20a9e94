"""Batches: the thread's and the device's look alike, follow the stage, and end when they are closed."""

import cv2
import numpy as np
import pytest
import torch

from engine.training.data import PhotoSet
from engine.training.feed import DeviceFeed, HoleBank, ThreadFeed, open_feed, resize_matrix
from engine.training.recipes import Stage

SMALL, LARGE = Stage(32, 3, 0.5, 0, False), Stage(48, 2, 1.0, 0, False, (0.3, 0.4))


@pytest.fixture
def feeds(flat_photos):
    made = [ThreadFeed(flat_photos, "cpu", 1), DeviceFeed(flat_photos, "cpu", 1, workers=0)]
    yield made
    for feed in made:
        feed.close()


def test_batches_are_flat_photos_with_holes(feeds, flat_photos):
    colours = {tuple(picture[0, 0].tolist()) for picture in flat_photos.pictures}
    for feed in feeds:
        for stage in (SMALL, LARGE, SMALL):
            truth, hole = feed.next(stage)
            assert truth.shape == (stage.batch, 3, stage.size, stage.size)
            assert hole.shape == (stage.batch, 1, stage.size, stage.size)
            assert set(hole.unique().tolist()) == {0.0, 1.0}
            assert 0 < hole.mean() <= stage.share[1]
            for one in truth:
                torch.testing.assert_close(one, one[:, :1, :1].expand_as(one))
                assert tuple((one[:, 0, 0] * 255).round().int().tolist()) in colours


def test_the_device_crops_as_a_resampler_does():
    picture = np.random.default_rng(0).integers(0, 255, (96, 96, 3), np.uint8)
    picture = cv2.GaussianBlur(picture, (0, 0), 2)
    feed = DeviceFeed(PhotoSet(["a"], [picture], np.ones(1)), "cpu", 3, workers=0)
    whole = {}
    for _ in range(12):
        for one in feed._crops(Stage(96, 4, 1.0, 0, False)):
            whole[bool((one[0, :, 0] == one[0, :, -1]).all())] = one
            straight = torch.from_numpy(picture).permute(2, 0, 1) / 255
            assert torch.allclose(one, straight, atol=1e-5) or torch.allclose(one, straight.flip(2), atol=1e-5)


def test_rows_of_the_resize_matrix_weigh_like_an_area_filter():
    matrix = resize_matrix(torch.tensor([8, 64, 40]), 16, 64)
    torch.testing.assert_close(matrix.sum(dim=2), torch.ones(3, 16))
    line = torch.arange(64.0)
    torch.testing.assert_close(matrix[1] @ line, (torch.arange(16) + 0.5) * 4 - 0.5, rtol=0, atol=0.4)
    assert (matrix[0][:, 8:] == 0).all()
    assert (matrix[2][:, 40:] == 0).all()


def test_a_bank_gives_turned_holes_of_the_share_asked_for():
    bank = HoleBank(32, (0.2, 0.3), 5, "cpu", workers=0, capacity=16)
    holes = bank.draw(40)
    assert holes.shape == (40, 1, 32, 32)
    assert 0.1 < holes.mean() <= 0.3
    assert len({hole.numpy().tobytes() for hole in holes}) > 16


def test_worker_processes_renew_the_bank():
    bank = HoleBank(32, (0.2, 0.3), 5, "cpu", workers=1, capacity=8)
    try:
        first = bank._holes.clone()
        bank.draw(1)
        for future in list(bank._waiting):
            future.result()
        bank.draw(1)
        assert not torch.equal(first, bank._holes)
    finally:
        bank.close()


def test_a_thread_that_fails_says_so():
    feed = open_feed(PhotoSet(["a"], [np.zeros((64, 64, 3), np.uint8)], np.zeros(1)), "cpu", 1)
    with pytest.raises(ValueError, match="Probabilities"):
        feed.next(SMALL)
    feed.close()

"""The compiled loops of `engine.photo.pixels`. Importing this imports numba: `load_kernels` there does it, and late."""

from __future__ import annotations

from numba import int32, int64, njit, types, uint8, uint16, uint32, void

LIGHT = 2**15 - 1  # what full light is counted as: a value of 1 of 255 is 10 of it
BITS = 13
UNIT = 1 << BITS  # of a matrix's entries; an entry above 8 would not fit, and no matrix between real spaces has one
_FULL_WEIGHT = 255 * 255


def _read_only(kind, dimensions, layout="A"):
    return types.Array(kind, dimensions, layout, readonly=True)


_LIGHT = _read_only(int32, 2, "C")
_MATRIX = _read_only(int32, 2, "C")


@njit(
    [void(kind[:, :, :], _read_only(kind, 3), _read_only(uint8, 2), int64) for kind in (uint8, uint16)],
    cache=True,
    nogil=True,
)
def blend(target, samples, alpha, opacity):
    """As `engine.document.composite.blend`, in one go over the pixels."""
    height, width, planes = target.shape
    for y in range(height):
        for x in range(width):
            weight = int64(alpha[y, x]) * opacity
            if weight == 0:
                continue
            if weight == _FULL_WEIGHT:
                for plane in range(planes):
                    target[y, x, plane] = samples[y, x, plane]
                continue
            rest = _FULL_WEIGHT - weight
            for plane in range(planes):
                # The largest 16-bit sum, 65535 * 65025 + 32512, still fits 32 bits.
                mixed = uint32(samples[y, x, plane] * weight + target[y, x, plane] * rest + _FULL_WEIGHT // 2)
                target[y, x, plane] = mixed // uint32(_FULL_WEIGHT)


@njit(
    [void(_read_only(kind, 3), _read_only(uint8, 2, "C"), int64, uint8[:, :, ::1]) for kind in (uint8, uint16)],
    cache=True,
    nogil=True,
)
def look_up(samples, table, shift, shown):
    """shown = table[channel, sample >> shift]: 3 x N tables."""
    height, width, _ = samples.shape
    for y in range(height):
        for x in range(width):
            shown[y, x, 0] = table[0, int64(samples[y, x, 0]) >> shift]
            shown[y, x, 1] = table[1, int64(samples[y, x, 1]) >> shift]
            shown[y, x, 2] = table[2, int64(samples[y, x, 2]) >> shift]


@njit(
    [
        void(_read_only(kind, 3), _LIGHT, int64, _MATRIX, _read_only(uint8, 2, "C"), uint8[:, :, ::1])
        for kind in (uint8, uint16)
    ],
    cache=True,
    nogil=True,
)
def through_light(samples, light, shift, matrix, values, shown):
    """shown = values[channel, matrix @ light[channel, sample >> shift]].

    light: 3 x N, 0..LIGHT. matrix: 3 x 3, in units of 1 / UNIT. values: 3 x (LIGHT + 1).
    """
    height, width, _ = samples.shape
    half, most = int32(UNIT // 2), int32(LIGHT)
    for y in range(height):
        for x in range(width):
            r = light[0, int64(samples[y, x, 0]) >> shift]
            g = light[1, int64(samples[y, x, 1]) >> shift]
            b = light[2, int64(samples[y, x, 2]) >> shift]
            for plane in range(3):
                mixed = int32(matrix[plane, 0] * r + matrix[plane, 1] * g + matrix[plane, 2] * b + half) >> BITS
                shown[y, x, plane] = values[plane, min(max(mixed, int32(0)), most)]

"""Training state in few bytes, so that a checkpoint travels: what each encoding loses is said where it is made.

After Dettmers et al., "8-bit Optimizers via Block-wise Quantization" (ICLR 2022), with plain linear and logarithmic
codes: moments are forgotten within tens of steps, weights are not, so weights keep 24 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

BLOCK = 256
Packed = dict[str, Tensor]


def pack_float24(x: Tensor) -> Packed:
    """float32 with its mantissa rounded to 15 bits: 3 bytes, relative error at most 2**-16."""
    bits = (x.float().contiguous().view(torch.int32) + 0x80) >> 8
    return {"high": (bits >> 8).to(torch.int16), "low": (bits & 0xFF).to(torch.uint8)}


def unpack_float24(packed: Mapping[str, Tensor]) -> Tensor:
    high, low = packed["high"].to(torch.int32), packed["low"].to(torch.int32)
    return ((high << 16) | (low << 8)).view(torch.float32)


def pack_linear8(x: Tensor) -> Packed:
    """Signed steps of a 127th of the greatest value of each block of 256: 1 byte, error at most half a step."""
    blocks = _blocks(x.float())
    scale = blocks.abs().amax(dim=1, keepdim=True)
    codes = (blocks / scale.clamp_min(1e-38) * 127.0).round().to(torch.int8)
    return {"code": _unblocked(codes, x), "scale": scale[:, 0]}


def unpack_linear8(packed: Mapping[str, Tensor]) -> Tensor:
    code = packed["code"]
    return _unblocked(_blocks(code.float()) / 127.0 * packed["scale"][:, None], code)


def pack_log8(x: Tensor) -> Packed:
    """Values of 0 and above in 255 logarithmic steps between the least and the greatest of each block of 256: 1 byte.

    A block that spans a factor of 2**20 is off by at most 2.8 %, its square root (what Adam divides by) by 1.4 %.
    """
    blocks = _blocks(x.float())
    empty = blocks <= 0
    logs = blocks.clamp_min(1e-45).log2()
    high = logs.masked_fill(empty, -torch.inf).amax(dim=1, keepdim=True).nan_to_num(neginf=0.0)
    low = logs.masked_fill(empty, torch.inf).amin(dim=1, keepdim=True).nan_to_num(posinf=0.0)
    step = ((high - low) / 254.0).clamp_min(1e-12)
    codes = (((logs - low) / step).round() + 1).clamp(1, 255).masked_fill(empty, 0).to(torch.uint8)
    return {"code": _unblocked(codes, x), "low": low[:, 0], "step": step[:, 0]}


def unpack_log8(packed: Mapping[str, Tensor]) -> Tensor:
    code = packed["code"]
    blocks = _blocks(code.float())
    values = torch.exp2(packed["low"][:, None] + (blocks - 1) * packed["step"][:, None])
    return _unblocked(values.masked_fill(blocks == 0, 0.0), code)


def pack_plain(x: Tensor) -> Packed:
    """As it is."""
    return {"value": x.contiguous()}


def unpack_plain(packed: Mapping[str, Tensor]) -> Tensor:
    return packed["value"]


def pack_half(x: Tensor) -> Packed:
    """float16: what ships; relative error at most 2**-11."""
    return {"half": x.to(torch.float16).contiguous()}


def unpack_half(packed: Mapping[str, Tensor]) -> Tensor:
    return packed["half"].float()


ENCODINGS: Mapping[str, tuple[Callable[[Tensor], Packed], Callable[[Mapping[str, Tensor]], Tensor]]] = {
    "float24": (pack_float24, unpack_float24),
    "linear8": (pack_linear8, unpack_linear8),
    "log8": (pack_log8, unpack_log8),
    "half": (pack_half, unpack_half),
    "plain": (pack_plain, unpack_plain),
}


def _blocks(x: Tensor) -> Tensor:
    """Flat, as rows of BLOCK, padded with zeros."""
    flat = x.reshape(-1)
    return F.pad(flat, (0, -flat.numel() % BLOCK)).view(-1, BLOCK)


def _unblocked(blocks: Tensor, like: Tensor) -> Tensor:
    return blocks.reshape(-1)[: like.numel()].reshape(like.shape)

"""Linear layers that learn to live with 8-bit activations and 7-bit weights, and export as such.

Activations are divided by a factor per channel (after Xiao et al., SmoothQuant, 2023), then rounded to 255 steps over
one fixed range per layer; weights are rounded to 127 steps per output. Seven bits keep the sums of processors without
VNNI from overflowing; a fixed range makes a sentence's reading independent of the sentences beside it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

ZERO = 128
ACTIVATION_STEPS = 127.0
WEIGHT_STEPS = 63.0


class Linear(nn.Module):
    """A linear layer in one of three states: plain, watching its input's range, or rounding."""

    factor: Tensor
    step: Tensor
    peak: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs).normal_(std=0.02))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.register_buffer("factor", torch.ones(inputs))
        self.register_buffer("step", torch.ones(()))
        self.register_buffer("peak", torch.zeros(inputs))
        self.state = "plain"

    def forward(self, x: Tensor) -> Tensor:
        """Return `x @ weight.T + bias`, in the layer's state."""
        if self.state == "plain":
            return functional.linear(x, self.weight, self.bias)
        if self.state == "watching":
            self.watch(x)
            return functional.linear(x, self.weight, self.bias)
        return self.rounded(x)

    @torch.no_grad()
    def watch(self, x: Tensor) -> None:
        """Remember the 99.9th percentile of each channel's size, as a running maximum."""
        flat = x.detach().float().reshape(-1, x.shape[-1]).abs()
        kept = max(1, int(flat.shape[0] * 0.999))
        self.peak = torch.maximum(self.peak, flat.kthvalue(kept, dim=0).values)

    @torch.no_grad()
    def settle(self) -> None:
        """Fix the factors and the range from what was watched; from now on the layer rounds."""
        peak = self.peak.clamp(min=1e-4)
        weight = self.weight.abs().amax(0).clamp(min=1e-5)
        factor = (peak.sqrt() / weight.sqrt()).clamp(min=1e-3)
        self.factor = factor / factor.mean()
        self.step = ((peak / self.factor).amax() / ACTIVATION_STEPS).clone()
        self.state = "rounding"

    def rounded_weight(self) -> tuple[Tensor, Tensor]:
        """Return the weight as whole numbers in [-63, 63] and the size of one step for each output."""
        weight = self.weight * self.factor
        step = (weight.detach().abs().amax(1, keepdim=True) / WEIGHT_STEPS).clamp(min=1e-8)
        return _round(weight / step), step[:, 0]

    def rounded(self, x: Tensor) -> Tensor:
        """Return what the exported layer returns; gradients pass the rounding straight through."""
        whole = _round((x.float() / self.factor / self.step).clamp(-ZERO, ACTIVATION_STEPS))
        weight, weight_step = self.rounded_weight()
        return functional.linear(whole, weight).float() * (weight_step * self.step) + self.bias


class WholeLinear(nn.Module):
    """The layer as it is exported: whole-number weights, one fused operator of the runtime."""

    def __init__(self, layer: Linear) -> None:
        super().__init__()
        with torch.no_grad():
            weight, weight_step = layer.rounded_weight()
            self.register_buffer("weight", weight.t().contiguous().to(torch.int8))
            self.register_buffer("weight_step", weight_step.contiguous())
            self.register_buffer("reciprocal", 1.0 / layer.factor)
            self.register_buffer("step", layer.step.clone())
            self.register_buffer("bias", layer.bias.detach().clone())

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output for `x`."""
        out: Tensor = _Whole.apply(x * self.reciprocal, self.step, self.weight, self.weight_step, self.bias)
        return out


class _Whole(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, step: Tensor, weight: Tensor, weight_step: Tensor, bias: Tensor) -> Tensor:
        whole = (x / step).round().clamp(-ZERO, ACTIVATION_STEPS)
        return whole @ weight.float() * (weight_step * step) + bias

    @staticmethod
    def symbolic(g: Any, x: Any, step: Any, weight: Any, weight_step: Any, bias: Any) -> Any:
        zero = g.op("Constant", value_t=torch.tensor(ZERO, dtype=torch.uint8))
        none = g.op("Constant", value_t=torch.tensor(0, dtype=torch.int8))
        whole = g.op("QuantizeLinear", x, step, zero)
        return g.op("com.microsoft::MatMulIntegerToFloat", whole, weight, step, weight_step, zero, none, bias)


class WholeEmbedding(nn.Module):
    """An embedding table of whole numbers in [-127, 127] with one step size per row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        step = (weight.abs().amax(1, keepdim=True) / 127.0).clamp(min=1e-8)
        self.register_buffer("weight", (weight / step).round().to(torch.int8))
        self.register_buffer("step", step)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows of `ids` as floats."""
        assert isinstance(self.weight, Tensor)
        assert isinstance(self.step, Tensor)
        return self.weight[ids].float() * self.step[ids]


def _round(x: Tensor) -> Tensor:
    return x + (x.round() - x).detach()


def linears(model: nn.Module) -> list[Linear]:
    """Return all layers of the kind in `model`, in order."""
    return [module for module in model.modules() if isinstance(module, Linear)]

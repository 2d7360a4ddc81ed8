"""The network of a training job in plain PyTorch (1.13 and newer): it computes what HASNAS Studio computes, and its arrays have
the names they have there. "plan" is the network in the order of computation, from job.json.

Values of a layer are [step * batch, channel, row, column] for a block of time steps: one, or all of them where batch norms take
their statistics over all.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

EPSILON = 1e-5  # of batch norms
SHARE = 0.1  # of a batch in the running statistics


class Spike(torch.autograd.Function):
    """1 where a potential is at its threshold or above, else 0; backwards a bump of area 1 around the threshold."""

    @staticmethod
    def forward(context, distance, shape, width):
        context.save_for_backward(distance)
        context.shape, context.width = shape, width
        return (distance >= 0).to(distance.dtype)

    @staticmethod
    def backward(context, gradient):
        (distance,) = context.saved_tensors
        d = distance / context.width
        bump = 1 / (1 + (math.pi * d) ** 2) if context.shape == "arctan" else torch.clamp(1 - d.abs(), min=0)
        return gradient * bump / context.width, None, None


def rounded(matrix, bits, slopes):
    """Weights as integers of a few bits with a scale for each output, and the scales; gradients go straight through.

    slopes: what a unit of each input is worth, [input, 1].
    """
    with torch.no_grad():
        scaled = matrix.double() * slopes
        unit = scaled.abs().amax(0) / (2 ** (bits - 1) - 1)
        unit = torch.where(unit == 0, torch.ones_like(unit), unit)
        grid = (torch.round(scaled / unit) * unit / slopes).to(matrix.dtype)
    return grid + (matrix - matrix.detach()), unit


class Norm(nn.Module):
    """A batch norm with running statistics for each of "sets" time steps, or one set for all."""

    def __init__(self, name, arrays, sets):
        super().__init__()
        self.gain = nn.Parameter(arrays[name + ".gain"][0].clone())
        self.bias = nn.Parameter(arrays[name + ".bias"][0].clone())
        for key in ["mean", "variance"]:
            values = arrays[name + "." + key]
            self.register_buffer(key, values.repeat(sets, 1) if len(values) < sets else values.clone())
        self.share = SHARE

    def forward(self, x, step):
        now = min(step, len(self.mean) - 1)
        if self.training:
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), unbiased=False)
            samples = x.numel() // x.shape[1]
            with torch.no_grad():
                self.mean[now] += self.share * (mean - self.mean[now])
                self.variance[now] += self.share * (variance * samples / max(samples - 1, 1) - self.variance[now])
        else:
            mean, variance = self.mean[now], self.variance[now]
        factor = self.gain / torch.sqrt(variance + EPSILON)
        return x * factor[:, None, None] + (self.bias - mean * factor)[:, None, None]


class MembraneNorm(Norm):
    """A batch norm of potentials: statistics of each time step in training, their means over time steps afterwards.

    learns: whether it is trained, or stays as it was trained before.
    """

    def __init__(self, name, arrays, channels, steps, learns):
        first = {name + ".gain": torch.ones(1, channels), name + ".bias": torch.zeros(1, channels),
                 name + ".mean": torch.zeros(1, channels), name + ".variance": torch.ones(1, channels)}
        super().__init__(name, {**first, **arrays}, steps)
        self.learns = learns
        self.requires_grad_(learns)

    def forward(self, x, step):
        flat = x if x.dim() == 4 else x[:, :, None, None]
        if self.training and self.learns:
            return super().forward(flat, step).reshape(x.shape)
        gain = self.gain / torch.sqrt(self.variance.mean(0) + EPSILON)
        return (flat * gain[:, None, None] + (self.bias - self.mean.mean(0) * gain)[:, None, None]).reshape(x.shape)

    def arrays(self, name):
        return {name + ".gain": self.gain[None], name + ".bias": self.bias[None], name + ".mean": self.mean.mean(0)[None],
                name + ".variance": self.variance.mean(0)[None]}


class Neurons(nn.Module):
    """Leaky integrate-and-fire neurons: v += (x - v) / tau; where v reaches the threshold they spike, and v is 0.

    With a norm it is the normed potential that is compared with the threshold; v stays as it is.
    """

    def __init__(self, plan, arrays, settings, steps):
        super().__init__()
        self.name = plan["names"][0]
        self.names, self.size = plan["names"], plan["size"]
        self.surrogate, self.width = settings["surrogate"], settings["surrogateWidth"]
        learnt = arrays.get(self.name + ".neuron")
        self.own = learnt is not None or settings["learnTau"] or settings["learnThreshold"]
        self.decay, self.threshold = 1 / plan["tauSteps"], plan["threshold"]
        if self.own:
            logit = -math.log(plan["tauSteps"] - 1) if plan["tauSteps"] > 1 else math.inf
            start = learnt[0] if learnt is not None else torch.tensor([logit, plan["threshold"]])
            self.decay_logit = nn.Parameter(start[0].clone(), requires_grad=settings["learnTau"])
            self.v_threshold = nn.Parameter(start[1].clone(), requires_grad=settings["learnThreshold"])
        self.norm_name = self.name + ".membrane"
        learns = settings["membraneNorm"]
        self.norm = None
        if learns or self.norm_name + ".gain" in arrays:
            self.norm = MembraneNorm(self.norm_name, arrays, plan["channels"], steps, learns)

    def keep_in_range(self):
        """A layer that never fires gets no gradient any more."""
        with torch.no_grad():
            if self.own and self.decay_logit.requires_grad:
                self.decay_logit.clamp_(-8, 8)
            if self.own and self.v_threshold.requires_grad:
                self.v_threshold.clamp_(min=0.05)
            if self.norm:
                self.norm.gain.clamp_(min=0.05)

    def forward(self, x, state, step, steps):
        decay, threshold = (1 / (1 + torch.exp(-self.decay_logit)), self.v_threshold) if self.own else (self.decay, self.threshold)
        v = state.get(self.name, torch.zeros_like(x[:len(x) // steps]))
        fired = []
        for index, now in enumerate(x.chunk(steps)):
            v = v + (now - v) * decay
            compared = self.norm(v, step + index) if self.norm else v
            spikes = Spike.apply(compared - threshold, self.surrogate, self.width)
            fired.append(spikes)
            v = torch.where(spikes > 0, torch.zeros_like(v), v)
        state[self.name] = v
        if "record" in state:
            state["record"].setdefault(self.name, []).extend(part.detach() for part in fired)
        return torch.cat(fired)


class Network(nn.Module):
    """The network.

    arrays: weights by name, 32-bit floats.
    settings: of the training; weightBits is 0 if weights are not rounded.
    pixel_slopes: what a step of a pixel is worth in the network's input, by channel.
    """

    def __init__(self, plan, arrays, settings, pixel_slopes):
        super().__init__()
        self.plan, self.bits = plan, settings["weightBits"]
        self.pixel_slopes = torch.tensor(pixel_slopes, dtype=torch.float64)
        self.norms, self.neurons, self.matrices = nn.ModuleDict(), nn.ModuleDict(), nn.ParameterDict()
        for layer in self.layers():
            self.matrices[key(layer["name"])] = nn.Parameter(arrays[layer["name"] + ".weights"].clone())
        output = plan["classifier"]["output"]["name"]
        self.bias = nn.Parameter(arrays[output + ".bias"][0].clone())
        for name in self.norm_names():
            self.norms[key(name)] = Norm(name, arrays, 1 if name == plan["stem"]["norm"] else plan["normSets"])
        for group in self.groups():
            self.neurons[key(group["names"][0])] = Neurons(group, arrays, settings, plan["timeSteps"])

    def chains(self):
        yield self.plan["stem"]
        for stage in self.plan["stages"]:
            if stage["reduction"]:
                yield stage["reduction"]
            for cell in stage["cells"]:
                for node in cell:
                    yield from (edge["convolution"] for edge in node["forward"] + node["backward"] if "convolution" in edge)

    def layers(self):
        for chain in self.chains():
            yield from chain["layers"]
        yield from self.linears()

    def linears(self):
        classifier = self.plan["classifier"]
        return ([classifier["hidden"]] if classifier["hidden"] else []) + [classifier["output"]]

    def norm_names(self):
        return [chain["norm"] for chain in self.chains()] + [stage["exit"]["norm"] for stage in self.plan["stages"]]

    def all_norms(self):
        return list(self.norms.values()) + [neurons.norm for neurons in self.neurons.values() if neurons.norm]

    def groups(self):
        for stage in self.plan["stages"]:
            for cell in stage["cells"]:
                for node in cell:
                    yield from node["neurons"]
            yield stage["exit"]["neurons"]
        if self.plan["classifier"]["hidden"]:
            yield self.plan["classifier"]["hidden"]["neurons"]

    def matrix(self, layer, units=None):
        """The weights of a layer, [row, output], as they are used, and the scales of their integers."""
        matrix = self.matrices[key(layer["name"])]
        if not self.bits:
            return matrix, None
        if layer is self.plan["stem"]["layers"][0]:
            units = self.pixel_slopes.to(matrix.device)
        slopes = torch.ones(1, device=matrix.device, dtype=torch.float64) if units is None else units
        return rounded(matrix, self.bits, slopes.repeat(len(matrix) // len(slopes))[:, None])

    def convolve(self, chain, x, step):
        units = None
        for layer in chain["layers"]:
            matrix, units = self.matrix(layer, units)
            side, channels = layer["kernel"], layer["inChannels"]
            kernel = matrix.reshape(side, side, channels, layer["outChannels"]).permute(3, 2, 0, 1)
            if layer["depthwise"]:
                kernel = torch.diagonal(kernel).permute(2, 0, 1)[:, None]
            x = F.conv2d(x, kernel, stride=layer["stride"], padding=side // 2, groups=channels if layer["depthwise"] else 1)
        x = self.norms[key(chain["norm"])](x, step)
        return F.avg_pool2d(x, chain["pool"]) if chain["pool"] > 1 else x

    def fire(self, group, x, state, step, steps):
        return self.neurons[key(group["names"][0])](x, state, step, steps)

    def cell(self, name, cell, x, state, step, steps):
        """Node by node the sum of its forward edges and of what backward edges brought from the time step before."""
        back, values, fired = state.get(name, {}), [], []

        def brought(edge):
            source = edge["source"]
            if edge["operation"] == "skip":
                return values[source]
            if edge["operation"] == "average-pool":
                return F.avg_pool2d(values[source], edge["kernel"], 1, edge["kernel"] // 2)
            if edge["operation"] == "max-pool":
                return F.max_pool2d(values[source], edge["kernel"], 1, edge["kernel"] // 2)
            return self.convolve(edge["convolution"], fired[source][edge["neurons"]], step)

        for index, node in enumerate(cell):
            terms = ([x] if index == 0 else []) + [brought(edge) for edge in node["forward"]] + ([back[index]] if index in back else [])
            values.append(sum(terms) if terms else torch.zeros_like(x))
            fired.append([self.fire(group, values[index], state, step, steps) for group in node["neurons"]])
        state[name] = {index: sum(brought(edge) for edge in node["backward"]) for index, node in enumerate(cell) if node["backward"]}
        return values[-1]

    def forward(self, images, record=None):
        """The scores of each time step, [time step, batch, class], of images [batch, channel, row, column], or of recordings of
        events, [batch, time step, channel, row, column].

        record: a dictionary that gets the spikes of each layer of neurons, a list over time steps.
        """
        plan, classifier = self.plan, self.plan["classifier"]
        state = {} if record is None else {"record": record}
        has_events = images.dim() == 5
        stem = self.convolve(plan["stem"], images.transpose(0, 1).flatten(0, 1) if has_events else images, 0)
        kept, scores = None, []
        for step in range(0, plan["timeSteps"], plan["blockSteps"]):
            steps = plan["blockSteps"]
            x = stem[step * len(images):(step + steps) * len(images)] if has_events else stem.repeat(steps, 1, 1, 1)
            for number, stage in enumerate(plan["stages"]):
                if stage["reduction"]:
                    x = self.convolve(stage["reduction"], x, step)
                for index, cell in enumerate(stage["cells"]):
                    x = self.cell("cell %d of stage %d" % (index, number), cell, x, state, step, steps)
                x = self.fire(stage["exit"]["neurons"], self.norms[key(stage["exit"]["norm"])](x, step), state, step, steps)
            x = (F.avg_pool2d(x, classifier["pool"]) if classifier["pool"] > 1 else x).flatten(1)
            if kept is None:  # one mask for all time steps
                kept = F.dropout(torch.ones_like(x[:len(images)]), plan["dropout"], self.training)
            x = x * kept.repeat(steps, 1)
            if classifier["hidden"]:
                x = self.fire(classifier["hidden"]["neurons"], x @ self.matrix(classifier["hidden"])[0], state, step, steps)
            voters = x @ self.matrix(classifier["output"])[0] + self.bias
            votes = voters.reshape(steps, len(images), plan["classes"], -1)
            scores.append(votes.mean(3))
        return torch.cat(scores)

    def decaying(self):
        """The parameters on which weight decay acts: weights, not batch norms and biases."""
        return list(self.matrices.parameters())

    def arrays(self):
        """Weights by name as they are used, matrices of 32-bit floats."""
        arrays = {}
        with torch.no_grad():
            for chain in self.chains():
                units = None
                for layer in chain["layers"]:
                    arrays[layer["name"] + ".weights"], units = self.matrix(layer, units)
            for layer in self.linears():
                arrays[layer["name"] + ".weights"] = self.matrix(layer)[0]
        arrays[self.plan["classifier"]["output"]["name"] + ".bias"] = self.bias[None]
        for name in self.norm_names():
            norm = self.norms[key(name)]
            arrays.update({name + ".gain": norm.gain[None], name + ".bias": norm.bias[None], name + ".mean": norm.mean,
                           name + ".variance": norm.variance})
        for neurons in self.neurons.values():
            if neurons.own:
                for name in neurons.names:
                    arrays[name + ".neuron"] = torch.stack([neurons.decay_logit, neurons.v_threshold])[None]
            if neurons.norm:
                arrays.update(neurons.norm.arrays(neurons.norm_name))
        return {name: array.detach().float().cpu().clone() for name, array in arrays.items()}


def key(name):
    """A name without dots, which PyTorch keeps for itself."""
    return name.replace(".", "_")

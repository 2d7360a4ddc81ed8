"""Trains the network of this folder as HASNAS Studio would, and writes trained.npz for

    hasnas train PROJECT --import-weights trained.npz

It needs PyTorch (1.13 or newer) and NumPy. The recipe is that of job.json; order and random numbers are PyTorch's own.
"""
import argparse
import copy
import json
import os
import time

import numpy
import torch
import torch.nn.functional as F

from images import Images
from network import Network

FOLDER = os.path.dirname(os.path.abspath(__file__))
STATISTICS_BATCHES = 10


def learning_rate(settings, step, steps_per_epoch):
    """Up along a line while it warms up, then down along a cosine."""
    warm_up = settings["warmUpEpochs"] * steps_per_epoch
    if step < warm_up:
        return settings["learningRate"] * min(1, (step + 1) / warm_up)
    progress = (step - warm_up) / (settings["epochs"] * steps_per_epoch - warm_up)
    return settings["learningRate"] * 0.5 * (1 + numpy.cos(numpy.pi * progress))


def loss_of(settings, scores, targets):
    """The cross-entropy of the mean over time steps, or the mean of that of every step (TET)."""
    if settings["loss"] == "mean":
        return -(targets * F.log_softmax(scores.mean(0), 1)).sum(1).mean()
    entropy = -(targets * F.log_softmax(scores, 2)).sum(2).mean()
    return (1 - settings["mseShare"]) * entropy + settings["mseShare"] * ((scores - 1) ** 2).mean()


def optimizer_of(settings, network):
    decaying = network.decaying()
    known = {id(parameter) for parameter in decaying}
    others = [parameter for parameter in network.parameters() if parameter.requires_grad and id(parameter) not in known]
    groups = [{"params": decaying, "weight_decay": settings["weightDecay"]}, {"params": others, "weight_decay": 0}]
    if settings["optimizer"] == "sgd":
        return torch.optim.SGD(groups, settings["learningRate"], momentum=settings["momentum"])
    return {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[settings["optimizer"]](groups, settings["learningRate"])


def right_answers(network, images, labels, batch, device):
    network.eval()
    right = 0
    with torch.no_grad():
        for first in range(0, len(images), batch):
            scores = network(images[first:first + batch].to(device)).mean(0)
            right += int((scores.argmax(1).cpu() == labels[first:first + batch]).sum())
    return right


def shown(network, averages, images, batch, device):
    """The network that is validated and kept: with the running mean of the weights, if asked for, and rounded, if asked for."""
    kept = copy.deepcopy(network)
    if averages is not None:
        with torch.no_grad():
            for parameter, average in zip(kept.parameters(), averages):
                parameter.copy_(average)
            kept.train()
            kept.plan = dict(kept.plan, dropout=0)
            for number in range(min(STATISTICS_BATCHES, len(images) // batch)):  # the mean needs statistics of its own
                for norm in kept.all_norms():
                    norm.share = 1 / (number + 1)
                kept(images[number * batch:(number + 1) * batch].to(device))
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, help="other than the recipe's")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, help="of the processor")
    parser.add_argument("--out", default=os.path.join(FOLDER, "trained.npz"))
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    with open(os.path.join(FOLDER, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    settings = job["request"]["settings"]
    settings["epochs"] = options.epochs or settings["epochs"]
    torch.manual_seed(settings["seed"])
    numpy.random.seed(settings["seed"] % 2 ** 32)
    images = Images(os.path.join(FOLDER, "images.npz"), job, settings)
    with numpy.load(os.path.join(FOLDER, "start.npz")) as file:
        arrays = {name: torch.from_numpy(file[name]) for name in file.files}
    device, batch = options.device, settings["batchSize"]
    network = Network(job["plan"], arrays, settings, images.slopes).to(device)
    optimizer = optimizer_of(settings, network)
    averages = [parameter.detach().clone() for parameter in network.parameters()] if settings["averaging"] > 0 else None
    total = len(images.training[0])
    size = min(settings["imagesPerEpoch"] or total, total)
    count = size // batch
    ahead = torch.empty(0, dtype=torch.long)  # of the passes over all images, what no epoch has had yet
    epochs, best, step = [], None, 0
    statistics = images.training[0][torch.randperm(total)[:STATISTICS_BATCHES * batch]]
    for epoch in range(1, settings["epochs"] + 1):
        start, losses, right = time.time(), 0.0, 0
        network.train()
        while len(ahead) < size:
            ahead = torch.cat([ahead, torch.randperm(total)])
        order, ahead = ahead[:size], ahead[size:]
        for number in range(count):
            for neurons in network.neurons.values():
                neurons.keep_in_range()
            pixels, targets = (values.to(device) for values in images.batch(order[number * batch:(number + 1) * batch]))
            scores = network(pixels)
            loss = loss_of(settings, scores, targets)
            if not torch.isfinite(loss):
                raise SystemExit("epoch %d: the loss is no number any more. Take a smaller learning rate than %s."
                                 % (epoch, settings["learningRate"]))
            optimizer.zero_grad()
            loss.backward()
            if settings["optimizer"] == "sgd":  # the gradient of a threshold is a sum over neurons
                for neurons in network.neurons.values():
                    if neurons.own and neurons.v_threshold.grad is not None:
                        neurons.v_threshold.grad /= neurons.size ** 0.5
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(settings, step, count)
            optimizer.step()
            if averages is not None:
                keep = min(settings["averaging"], step / (step + 10))
                with torch.no_grad():
                    for average, parameter in zip(averages, network.parameters()):
                        average.copy_(parameter + (average - parameter) * keep)
            step += 1
            losses += float(loss)
            right += int((scores.mean(0).argmax(1) == targets.argmax(1)).sum())
        kept = shown(network, averages, statistics, batch, device)
        validation = right_answers(kept, *images.validation, batch, device) / len(images.validation[0])
        epochs.append({"epoch": epoch, "trainingLoss": losses / count, "trainingAccuracy": right / (count * batch),
                       "validationAccuracy": validation, "seconds": time.time() - start})
        print("epoch %d of %d: loss %.4f, training %.2f %%, validation %.2f %%, %.1f s" % (
            epoch, settings["epochs"], losses / count, 100 * right / (count * batch), 100 * validation, time.time() - start), flush=True)
        if best is None or settings["keep"] == "last" or validation >= epochs[best[0] - 1]["validationAccuracy"]:
            best = epoch, kept.arrays()
    write(options.out, job, settings, images, epochs, *best, device)


def write(path, job, settings, images, epochs, best_epoch, arrays, device):
    """Weights, and what the program needs to see that they arrived whole: right answers, and every spike of ten images."""
    plain = dict(settings, weightBits=0)  # they are rounded already
    held = "test" if len(images.test[0]) else "validation"
    right = right_answers(Network(job["plan"], arrays, plain, images.slopes).to(device), *getattr(images, held),
                          settings["batchSize"], device)
    record = {}
    exact = Network(job["plan"], arrays, plain, images.slopes).double().eval()  # 64 bits, so that no rounding decides about a spike
    with torch.no_grad():
        exact(images.first.double(), record)
    about = {"format": "hasnas-trained-weights", "version": 1, "request": job["request"], "hash": job["hash"],
             "madeWith": "PyTorch " + torch.__version__, "epochs": epochs, "bestEpoch": best_epoch,
             "heldOut": {"part": held, "images": len(getattr(images, held)[0]), "right": right}}
    content = {name: array.numpy() for name, array in arrays.items()}
    content["about"] = numpy.frombuffer(json.dumps(about).encode(), dtype=numpy.uint8)
    for name, steps in record.items():  # [image, time step, byte]
        spikes = torch.stack(steps, 1).flatten(2).to(torch.uint8).numpy()
        content["spikes/" + name] = numpy.packbits(spikes, axis=2)
    with open(path + ".part", "wb") as file:
        numpy.savez(file, **content)
    os.replace(path + ".part", path)
    print("%d of %d %s images right; written to %s" % (right, len(getattr(images, held)[0]), held, path))


if __name__ == "__main__":
    main()

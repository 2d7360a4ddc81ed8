"""The images of a training job: images.npz has their bytes, [image, channel, row, column], and their classes; of recordings of events
[recording, bin / 8, channel, row, column], where bit bin % 8 of a byte says whether there was an event in that time bin."""
import math

import numpy
import torch
import torch.nn.functional as F


class Images:
    """Training, validation and test images as the network takes them; random changes of training images."""

    def __init__(self, path, job, settings):
        files = numpy.load(path)
        scale, mean, deviation = (numpy.float32(job["normalization"][key]) for key in ["scale", "mean", "deviation"])
        spread = (slice(None), None, None)

        self.steps = job["plan"]["timeSteps"]

        def part(name):
            pixels = files[name + "_images"]
            if "bins" in job:
                bits = numpy.unpackbits(pixels[:, :, None], axis=2, bitorder="little")
                images = torch.from_numpy(bits.reshape(len(bits), -1, *bits.shape[3:])[:, :job["bins"]])
                return images, torch.from_numpy(files[name + "_labels"])
            pixels = (pixels.astype(numpy.float32) / scale - mean[spread]) / deviation[spread]
            return torch.from_numpy(pixels), torch.from_numpy(files[name + "_labels"])

        images, labels = part("training")
        held = torch.zeros(len(images), dtype=torch.bool)
        held[torch.from_numpy(files["validation"])] = True
        test, test_labels = part("test")
        self.bins = images[~held] if "bins" in job else None
        if "bins" in job:
            images, test = self.frames(images), self.frames(test)
        self.training, self.validation, self.test = (images[~held], labels[~held]), (images[held], labels[held]), (test, test_labels)
        self.first = images[:10] if len(self.test[0]) == 0 else self.test[0][:10]
        self.slopes = [1 / float(scale) / float(value) for value in deviation]
        self.classes = job["plan"]["classes"]
        self.augment, self.cutout = job["augment"], settings["cutout"]
        self.mixup, self.smoothing = settings["mixup"], settings["labelSmoothing"]

    def batch(self, chosen):
        """Training images changed at random, and the shares of the classes in them."""
        images, targets = self.changed(chosen)
        if self.mixup > 0:
            share = torch.from_numpy(numpy.random.beta(self.mixup, self.mixup, len(chosen)).astype(numpy.float32))
            others, other_targets = self.changed(torch.randint(len(self.training[0]), (len(chosen),)))
            shares = share.reshape(-1, *[1] * (images.dim() - 1))
            images = images * shares + others * (1 - shares)
            targets = targets * share[:, None] + other_targets * (1 - share[:, None])
        return images, targets

    def frames(self, bins):
        """A frame for each time step, 1 where there was an event in any of its share of bins."""
        return bins.unflatten(1, (self.steps, -1)).amax(2).float()

    def moved_in_time(self, chosen):
        """Events of recordings up to half a frame earlier or later; what leaves the bins is lost."""
        bins = self.bins[chosen]
        most = bins.shape[1] // self.steps // 2
        padded = F.pad(bins, (0, 0, 0, 0, 0, 0, most, most))
        return self.frames(torch.stack([padded[i, start:start + bins.shape[1]] for i, start in enumerate(torch.randint(2 * most + 1, (len(bins),)))]))

    def changed(self, chosen):
        images = self.moved_in_time(chosen) if self.augment == "move" and self.bins is not None else self.training[0][chosen]
        images = {"none": lambda x: x.clone(), "move": lambda x: cropped(x, False), "crop-and-flip": lambda x: cropped(x, True),
                  "turn-and-scale": turned}[self.augment](images)
        if self.cutout > 0:
            cut_out(images, self.cutout)
        targets = F.one_hot(self.training[1][chosen], self.classes).float()
        return images, targets * (1 - self.smoothing) + self.smoothing / self.classes


def cropped(images, may_flip):
    """Moved by up to an eighth of the side, with the mean colour where nothing is left, and mirrored if asked for."""
    height, width = images.shape[-2:]
    most = height // 8
    padded = F.pad(images, (most, most, most, most))
    moved = torch.empty_like(images)
    for index in range(len(images)):
        top, left = torch.randint(2 * most + 1, (2,)).tolist()
        image = padded[index, ..., top:top + height, left:left + width]
        moved[index] = image.flip(-1) if may_flip and torch.rand(1) < 0.5 else image
    return moved


def turned(images):
    """Turned by up to 15 degrees, scaled by up to 15 % and moved by up to a tenth of the side; beyond the border as on it."""
    height, width = images.shape[2:]

    def drawn(most):
        return (torch.rand(len(images), 1, 1) * 2 - 1) * most

    angle, scale = drawn(math.radians(15)), 1 + drawn(0.15)
    y = (torch.arange(height, dtype=torch.float32) - (height - 1) / 2)[None, :, None]
    x = (torch.arange(width, dtype=torch.float32) - (width - 1) / 2)[None, None, :]
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    from_y = sin * x + cos * y + drawn(0.1 * height)
    from_x = cos * x - sin * y + drawn(0.1 * width)
    grid = torch.stack([from_x / max((width - 1) / 2, 0.5), from_y / max((height - 1) / 2, 0.5)], 3)
    return F.grid_sample(images, grid, padding_mode="border", align_corners=True)


def cut_out(images, share):
    """The mean colour in a square around a random pixel; it may reach over the border."""
    height, width = images.shape[-2:]
    side = int(share * height + 0.5)
    for image in images:
        top, left = int(torch.randint(height, (1,))) - side // 2, int(torch.randint(width, (1,))) - side // 2
        image[..., max(0, top):max(0, top + side), max(0, left):max(0, left + side)] = 0

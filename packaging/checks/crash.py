#!/usr/bin/env python3
"""Kills hasnas without warning while it searches, trains, explores, imports and exports, and looks at what is left.

    packaging/checks/crash.py [--hasnas target/hasnas-studio/bin/hasnas] [--kills 100] [--seed 1]

After every kill SQLite finds the store sound, all that the command had reported is in it, and hasnas reads the project; files are whole or not there;
nothing half-made stays behind the next call. At the end every run and training that was stopped goes on to its end. Exit code 1 tells what did not hold.
"""
import argparse
import json
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

MATRIX = "0302 0030 3003 0000"
LONGEST_SECONDS = 12
SHORT_SECONDS = 5  # of what ends by itself soon


class Crashes:
    def __init__(self, hasnas, folder, seed):
        self.hasnas, self.folder, self.random = hasnas, folder, random.Random(seed)
        self.project = folder / "project"
        self.problems, self.done = [], {}
        self.project.mkdir()
        (self.project / "project.yaml").write_text(
            "hasnas-project: 1\nname: crashes\ndataset:\n  format: digits\ntemplate: digits\nsearch:\n  algorithm: snasnet-random\n"
            "  budget: 400\n  score: sahd\n  batch-size: 16\n  batches: 1\n  seed: 1\ntraining:\n  epochs: 3\n")
        self.archive = folder / "images.zip"
        pack(self.archive)
        self.call("search", self.project, "--budget", "20", "--score", "parameters")

    def call(self, *words):
        """Runs a command to its end; what it prints."""
        run = subprocess.run([self.hasnas, *map(str, words)], capture_output=True, text=True)
        if run.returncode != 0:
            self.problem(f"{' '.join(map(str, words))} ends with {run.returncode}: {run.stderr[-400:]}")
        return run.stdout

    def kill(self, *words, within=LONGEST_SECONDS):
        """Starts a command and kills it at a random moment; what it had reported until then, whole lines only."""
        output = self.folder / "output.txt"
        with output.open("w") as out:
            child = subprocess.Popen([self.hasnas, *map(str, words)], stdout=out, stderr=out)
            try:
                child.wait(self.random.uniform(0.3, within))
                ended = " (had ended)"
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
                ended = ""
        text = output.read_text(errors="replace")
        print(f"  {' '.join(map(str, words))[:110]}{ended}", flush=True)
        return text[:text.rfind("\n") + 1]

    def problem(self, sentence):
        self.problems.append(sentence)
        print("PROBLEM: " + sentence, flush=True)

    def store(self, query):
        with sqlite3.connect(f"file:{self.project / 'runs.db'}", uri=True) as store:
            sound = store.execute("PRAGMA integrity_check").fetchone()[0]
            if sound != "ok":
                self.problem("the store is damaged: " + sound)
            return store.execute(query).fetchall()

    def check_store(self, reported):
        for run, done in re.findall(r"run (\d+): [^\n]*trials go to.*?(?:(\d+)/\d+ trials|\Z)", reported, re.S):
            stored = dict(self.store("SELECT run_id, count(*) FROM trials GROUP BY run_id")).get(int(run), 0)
            if done and stored < int(done):
                self.problem(f"run {run} reported {done} trials and has {stored}")
        counts = dict(self.store("SELECT training_id, max(epoch) FROM epochs GROUP BY training_id"))
        training = re.findall(r"^training (\d+): candidate", reported, re.M)
        epochs = [int(epoch) for epoch in re.findall(r"^epoch +(\d+)  loss", reported, re.M)]
        if len(training) == 1 and epochs and counts.get(int(training[0]), 0) < max(epochs):
            self.problem(f"training {training[0]} reported epoch {max(epochs)} and has {counts.get(int(training[0]), 0)}")
        known = {row["run"] for row in json.loads(self.call("runs", self.project, "--json") or '{"runs": []}')["runs"]}
        if known != {row[0] for row in self.store("SELECT id FROM runs")}:
            self.problem("hasnas runs lists other runs than the store has")

    def search(self):
        self.check_store(self.kill("search", self.project, "--seed", self.random.randrange(1000), "--threads", "1"))

    def train(self):
        self.check_store(self.kill("train", self.project, "--matrix", MATRIX, "--seed", self.random.randrange(1000), "--threads", "1"))

    def explore(self):
        self.check_store(self.kill("explore", self.project, "--budget", "10", "--top", "1", "--epochs", "1", "--images", "20", "--threads", "1"))

    def import_(self):
        target = self.folder / "importing"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        shutil.copy(self.project / "project.yaml", target)
        self.kill("data", "import", self.archive, "--project", target, within=SHORT_SECONDS)
        data = target / "data"
        kept = [path.name for path in data.iterdir() if not path.name.startswith(".")] if data.exists() else []
        names = "format: idx" in (target / "project.yaml").read_text()
        if names and len(kept) != 1:
            self.problem(f"project.yaml names a data set that is not there: {kept}")
        if not names:
            shutil.rmtree(data / kept[0], ignore_errors=True) if kept else None
            self.call("data", "import", self.archive, "--project", target)
        left = [path.name for path in data.iterdir() if path.name.startswith(".")]
        if left:
            self.problem(f"left by an import that was killed, and by the next one: {left}")

    def export(self):
        target = self.folder / "exported"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        ending = self.random.choice(["json", "csv", "nir", "onnx"])
        file = target / ("net." + ending)
        self.call("export", self.project, "--run", "1", "--to", file)
        before = file.read_bytes()
        self.kill("export", self.project, "--run", "1", "--to", file, "--force", within=SHORT_SECONDS)
        if not file.exists() or len(file.read_bytes()) != len(before):
            self.problem(f"{file.name} was replaced by less than a whole file")

    def resume(self):
        """Every run and training goes on to its end."""
        for run, status in self.store("SELECT id, status FROM runs"):
            if status in ("RUNNING", "PAUSED"):
                self.call("search", self.project, "--resume", run)
        for training, status in self.store("SELECT id, status FROM trainings"):
            if status in ("RUNNING", "PAUSED"):
                self.call("train", self.project, "--resume", training)
        unfinished = self.store("SELECT id FROM runs WHERE status <> 'FINISHED' UNION SELECT id FROM trainings WHERE status <> 'FINISHED'")
        if unfinished:
            self.problem(f"can't be gone on with: {unfinished}")


def pack(archive):
    """An IDX data set of 2000 training and 200 test images of 8x8 in ten classes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, count in (("train", 2000), ("t10k", 200)):
            pixels = bytes((7 * index) % 256 for index in range(64 * count))
            packed.writestr(f"set/{part}-images-idx3-ubyte", struct.pack(">4I", 2051, count, 8, 8) + pixels)
            packed.writestr(f"set/{part}-labels-idx1-ubyte", struct.pack(">2I", 2049, count) + bytes(index % 10 for index in range(count)))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--hasnas", default=str(Path(__file__).parents[2] / "target/hasnas-studio/bin/hasnas"))
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    started = time.time()
    with tempfile.TemporaryDirectory(prefix="hasnas-crash-") as folder:
        crashes = Crashes(given.hasnas, Path(folder), given.seed)
        kinds = [crashes.search, crashes.train, crashes.explore, crashes.import_, crashes.export]
        for number in range(given.kills):
            kinds[number % len(kinds)]()
        crashes.resume()
        temporary = sorted(Path(tempfile.gettempdir()).glob("hasnas-*/process-*"))
        print(f"{given.kills} kills in {time.time() - started:.0f} s; {len(temporary)} folders of processes in {tempfile.gettempdir()};"
              f" {len(crashes.problems)} problems")
        sys.exit(1 if crashes.problems else 0)


main()

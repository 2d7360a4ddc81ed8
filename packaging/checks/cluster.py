#!/usr/bin/env python3
"""Kills workers, and the program itself, while it searches by trainings on a cluster of this machine, and compares what is found.

    packaging/checks/cluster.py [--hasnas target/hasnas-studio/bin/hasnas] [--cluster target/hasnas-studio-cluster]
                                [--workers-killed 20] [--programs-killed 10] [--pause 12] [--seed 1] [--no-commands]

First explore, chip-accuracy --sweep, operations and templates --train print the same with --on as without. Then the same search runs in the program, on a
cluster whose worker processes are killed, and on a cluster while the program is killed and goes on with --resume (JAVA_HOME: a JDK 25). Trials,
decisions, epochs and accuracies are the same to the bit, and all that the program had reported before it was killed is stored. A command that is
interrupted leaves no task running after 5 seconds. Exit code 1 tells what did not hold.
"""
import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEARCH = ["--minutes", "1000", "--threads", "2"]
STARTED_SECONDS = 300
COMMANDS = [
    ["explore", "--budget", "4", "--top", "2", "--epochs", "1", "--images", "10", "--seeds", "2", "--subset", "200", "--threads", "2"],
    ["chip-accuracy", "--network", "1", "--sweep", "adc-bits=3,5", "--images", "10", "--seeds", "2"],
    ["operations", "--pairs", "2"],
    ["templates", "--candidates", "4", "--train", "2", "--epochs", "1"]]
OF_THE_WAY = re.compile("seconds|project|folder|started|created|path|per_second")
CANCELLED_SECONDS = 5
PROJECT = """hasnas-project: 1
name: cluster
dataset:
  format: digits
template: digits
search:
  algorithm: ladder
  budget: 6
  score: sahd
  batch-size: 16
  batches: 1
  seed: 1
training:
  epochs: {epochs}
"""


def children(pid):
    """Processes whose parent is this one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(status.parent.name))
        except (OSError, ValueError):
            pass
    return found


def processor_seconds(pid):
    """Used by a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def without_times(printed):
    """What a command printed as JSON, without what depends on when and where it ran."""
    if isinstance(printed, dict):
        return {key: without_times(value) for key, value in printed.items() if not OF_THE_WAY.search(key)}
    return [without_times(value) for value in printed] if isinstance(printed, list) else printed


class Cluster:
    """A master and two workers on this machine."""

    def __init__(self, folder, work):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.master = f"spark://127.0.0.1:{port}"
        self.script = subprocess.Popen([folder / "start-cluster", "2"], stdout=subprocess.PIPE, text=True,
                                       env={**os.environ, "CLUSTER_PORT": str(port), "CLUSTER_WORK": str(work), "CLUSTER_MEMORY": "1g"})
        self.workers = []
        for line in self.script.stdout:
            if line.startswith("worker"):
                self.workers.append(int(line.split()[1]))
            if line.startswith("spark://"):
                break
        if not self.workers:
            sys.exit("The cluster could not be started: is JAVA_HOME a JDK 25?")

    def task_processes(self):
        """Of the workers, those that do tasks."""
        return [child for worker in self.workers for child in children(worker)]

    def stop(self):
        self.script.send_signal(signal.SIGTERM)
        self.script.wait()


class Faults:
    def __init__(self, given, folder):
        self.hasnas, self.folder, self.given = given.hasnas, folder, given
        self.random = random.Random(given.seed)
        self.cluster = Cluster(Path(given.cluster), folder / "work")
        self.environment = {**os.environ, "HASNAS_CLUSTER": str(Path(given.cluster).resolve())}
        self.problems = []

    def problem(self, sentence):
        self.problems.append(sentence)
        print("PROBLEM: " + sentence, flush=True)

    def project(self, name, epochs=None):
        project = self.folder / name
        project.mkdir()
        (project / "project.yaml").write_text(PROJECT.format(epochs=epochs or self.given.epochs))
        return project

    def commands(self):
        here, there = self.project("commands-here", 2), self.project("commands-there", 2)
        for words in COMMANDS:
            printed = []
            for project, on in ((here, []), (there, ["--on", self.cluster.master])):
                done = subprocess.run([self.hasnas, words[0], project, *words[1:], "--json", *on], capture_output=True, text=True,
                                      env=self.environment)
                if done.returncode != 0:
                    self.problem(f"{words[0]} ends with {done.returncode}: {done.stderr[-600:]}")
                printed.append(without_times(json.loads(done.stdout or "{}")))
            if printed[0] != printed[1]:
                self.problem(f"{words[0]} prints {printed[1]} there and {printed[0]} here")
            print(f"{words[0]}: {len(str(printed[0]))} characters compared", flush=True)

    def start(self, *words):
        output = self.folder / "output.txt"
        with output.open("w") as out:
            return subprocess.Popen([self.hasnas, *map(str, words)], stdout=out, stderr=out, env=self.environment)

    def output(self):
        text = (self.folder / "output.txt").read_text(errors="replace")
        return text[:text.rfind("\n") + 1]

    def search(self, project, *words):
        return self.start("search", project, *(words or SEARCH))

    def to_the_end(self, child, what):
        if child.wait() != 0:
            self.problem(f"{what} ends with {child.returncode}: {self.output()[-600:]}")

    @staticmethod
    def store(project, query):
        if not (project / "runs.db").exists():
            return []
        with sqlite3.connect(f"file:{project / 'runs.db'}?mode=ro", uri=True) as store:
            return store.execute(query).fetchall()

    def found(self, project):
        """What the search has found, without times and the numbers of trainings."""
        return {
            "trials": self.store(project, "SELECT idx, architecture, outcome FROM trials ORDER BY idx"),
            "decisions": self.store(project, "SELECT position, trial, from_epoch, until_epoch, purpose, told FROM steps ORDER BY position"),
            "epochs": self.store(project, "SELECT candidate_hash, epoch, training_loss, training_accuracy, validation_accuracy FROM epochs"
                                          " JOIN trainings ON trainings.id = training_id ORDER BY candidate_hash, epoch"),
            "accuracies": self.store(project, "SELECT candidate_hash, kind, fraction FROM accuracies ORDER BY candidate_hash, kind"),
            "unfinished": self.store(project, "SELECT candidate_hash, status, failure FROM trainings WHERE status <> 'FINISHED'")}

    def compare(self, expected, project, what):
        found = self.found(project)
        for part, rows in expected.items():
            if found[part] != rows:
                self.problem(f"{what} has other {part}: {set(map(str, rows)) ^ set(map(str, found[part]))}")

    def undisturbed(self):
        project = self.project("undisturbed")
        self.to_the_end(self.search(project), "the search in the program")
        return self.found(project)

    def workers_killed(self, expected):
        project = self.project("workers")
        child = self.search(project, *SEARCH, "--on", self.cluster.master)
        kills = 0
        while kills < self.given.workers_killed and child.poll() is None:
            time.sleep(self.random.uniform(0.5, 1.5) * self.given.pause)
            alive = self.cluster.task_processes()
            if alive and child.poll() is None:
                os.kill(self.random.choice(alive), signal.SIGKILL)
                kills += 1
                print(f"  worker {kills} killed", flush=True)
        if kills < self.given.workers_killed:
            self.problem(f"the search was over after {kills} kills of workers: take more --epochs")
        self.to_the_end(child, "the search whose workers were killed")
        self.compare(expected, project, "the search whose workers were killed")

    def programs_killed(self, expected):
        project = self.project("programs")
        words = SEARCH
        for kill in range(self.given.programs_killed):
            child = self.search(project, *words, "--on", self.cluster.master)
            self.await_running(child)
            try:
                child.wait(self.random.uniform(0.2, 1.5) * self.given.pause)
                self.problem(f"the search was over after {kill} kills of the program: take more --epochs")
                break
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
                print(f"  program {kill + 1} killed", flush=True)
            self.nothing_lost(project, self.output())
            words = ["--resume", "1", "--threads", "2"] if self.store(project, "SELECT 1 FROM runs") else SEARCH
        self.to_the_end(self.search(project, *words, "--on", self.cluster.master), "the search that was gone on with")
        self.compare(expected, project, "the search whose program was killed")

    def await_running(self, child):
        """Until it has joined the cluster."""
        end = time.time() + STARTED_SECONDS
        while "Computing on" not in self.output() and child.poll() is None and time.time() < end:
            time.sleep(0.2)

    def nothing_lost(self, project, reported):
        for done in re.findall(r"(\d+)/\d+ trials", reported)[-1:]:
            stored = self.store(project, "SELECT count(*) FROM trials")[0][0]
            if stored < int(done):
                self.problem(f"{done} trials were reported and {stored} are stored")

    def cancelled(self):
        project = self.project("cancelled")
        child = self.start("train", project, "--matrix", "0302 0030 3003 0000", "--epochs", "1000", "--on", self.cluster.master)
        self.await_running(child)
        time.sleep(2 * self.given.pause)
        busy = self.cluster.task_processes()
        child.send_signal(signal.SIGINT)
        asked = time.time()
        while time.time() < asked + CANCELLED_SECONDS:
            time.sleep(0.1)
        before = {pid: processor_seconds(pid) for pid in busy if Path(f"/proc/{pid}").exists()}
        time.sleep(1)
        working = {pid: processor_seconds(pid) - then for pid, then in before.items() if Path(f"/proc/{pid}").exists()}
        if not busy or any(seconds > 0.3 for seconds in working.values()):
            self.problem(f"{CANCELLED_SECONDS} s after Ctrl-C workers still compute: {working}")
        child.wait()


def main():
    here = Path(__file__).parents[2]
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--hasnas", default=str(here / "target/hasnas-studio/bin/hasnas"))
    options.add_argument("--cluster", default=str(here / "target/hasnas-studio-cluster"))
    options.add_argument("--workers-killed", type=int, default=20)
    options.add_argument("--programs-killed", type=int, default=10)
    options.add_argument("--epochs", type=int, default=30, help="of each training")
    options.add_argument("--pause", type=float, default=12, help="seconds between two kills, on average")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--no-commands", action="store_true", help="only the kills")
    given = options.parse_args()
    started = time.time()
    folder = Path(tempfile.mkdtemp(prefix="hasnas-cluster-"))
    faults = Faults(given, folder)
    try:
        if not given.no_commands:
            faults.commands()
        expected = faults.undisturbed()
        print(f"undisturbed: {len(expected['trials'])} trials, {len(expected['decisions'])} decisions, {len(expected['epochs'])} epochs", flush=True)
        faults.cancelled()
        faults.workers_killed(expected)
        faults.programs_killed(expected)
    finally:
        faults.cluster.stop()
    print(f"{given.workers_killed} kills of workers and {given.programs_killed} of the program in {time.time() - started:.0f} s;"
          f" {len(faults.problems)} problems")
    if faults.problems:
        print(f"kept: {folder}")
        sys.exit(1)
    shutil.rmtree(folder, ignore_errors=True)


main()

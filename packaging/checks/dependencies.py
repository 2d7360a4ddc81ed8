#!/usr/bin/env python3
"""Renews src/site/markdown/dependencies.md, the list of the libraries that the program ships.

    packaging/checks/dependencies.py [--third-party target/THIRD-PARTY.txt] [--versions FILE] [--check]

Names, versions and licences are those that the last build wrote; newer versions are asked of Maven (versions:display-dependency-updates, over the
network; --versions FILE reads its output instead). What is said of a library's support is a person's word, so it is kept from the page. --check writes
nothing. Exit code 1: a library has no such word yet, or, with --check, the page is not what it would be.
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path("src/site/markdown/dependencies.md")
UNKNOWN = "**to be looked at**"
LIBRARY = re.compile(r"^\s+((?:\([^()]*(?:\([^()]*\))?[^()]*\) )+).* \(([^:\s]+):([^:\s]+):(\S+) - (\S+)\)$")
ROW = re.compile(r"^\| \[`(?P<name>[^`]+)`]\(\S+\) \| (?P<version>\S+) \| (?P<newest>[^|]+) \| (?P<licences>[^|]+) \| (?P<support>[^|]+) \|$")
NEWER = re.compile(r"^\[INFO\]\s+([^:\s]+:[^:\s]+)\s[. ]*\s*(?:\S+ -> (\S+))?$")
PREVIEW = re.compile(r"-(ea|preview|alpha|beta|rc|cr|m)\b|-(ea|preview|alpha|beta|rc|cr|m)[\d.+]", re.IGNORECASE)
HEAD = ["| library | version | newest | licence | support |", "|---|---|---|---|---|"]


def newer(report):
    """Newest versions by group:artifact, previews left out; Maven breaks long lines before the version."""
    text = re.sub(r"\.\s*\n\[INFO\]\s{20,}", ". ", report)
    found = (NEWER.match(line) for line in text.splitlines())
    return {match[1]: match[2] for match in found if match and match[2] and not PREVIEW.search(match[2])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--third-party", type=Path, default=Path("target/THIRD-PARTY.txt"))
    parser.add_argument("--versions", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not options.third_party.is_file():
        sys.exit(f"{options.third_party} is not there; a build writes it: mvn -DskipTests package")
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    known = {row["name"]: row for row in map(ROW.match, lines) if row}
    if options.check:
        newest = {name: row["newest"].strip() for name, row in known.items()}
    else:
        report = options.versions.read_text(encoding="utf-8") if options.versions else subprocess.run(
            ["mvn", "-B", "versions:display-dependency-updates"], check=True, capture_output=True, text=True).stdout
        newest = newer(report)
    rows = []
    for licences, group, artifact, version, home in filter(None, (
            match and match.groups() for match in map(LIBRARY.match, options.third_party.read_text(encoding="utf-8").splitlines()))):
        name = f"{group}:{artifact}"
        support = known[name]["support"].strip() if name in known else UNKNOWN
        licence = ", ".join(re.findall(r"\(((?:[^()]|\([^()]*\))*)\) ", licences))
        rows.append((name, f"| [`{name}`]({home}) | {version} | {newest.get(name, '')  or '-'} | {licence} | {support} |"))
    if not rows:
        sys.exit(f"{options.third_party} names no library in the form that is known; has the build's plugin changed?")
    start = lines.index(HEAD[0])
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith("|")), len(lines))
    page = "\n".join(lines[:start] + HEAD + [row for _, row in sorted(rows)] + lines[end:]) + "\n"
    missing = [name for name, row in rows if UNKNOWN in row]
    if missing:
        print("Say in the page's last column whether these are still renewed: " + ", ".join(missing), file=sys.stderr)
    if options.check:
        changed = page != PAGE.read_text(encoding="utf-8")
        if changed:
            print(f"{PAGE} does not list what {options.third_party} does; run {sys.argv[0]}", file=sys.stderr)
        sys.exit(bool(missing or changed))
    PAGE.write_text(page, encoding="utf-8")
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()

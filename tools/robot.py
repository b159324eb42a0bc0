"""ROBOT (http://robot.obolibrary.org) on the ontology: OWL 2 DL, and its report of what is missing.

    python tools/robot.py --install     ROBOT, from Maven (needs Java 11 and Maven)
    python tools/robot.py               exit status 1 where the merged ontology is not in OWL 2 DL, its imports are
                                        not found offline, or the report has an ERROR of ours

The report is by ROBOT's own profile. One rule is read with care: two terms with one label are an error of ours only
where both are ours; a class of ours has the name of the outside term that it stands for (exld:Cell, CL:0000000) on
purpose.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from exo_ld.query.kb import load
from exo_ld.share.export import export

VERSION = "1.9.6"
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "exo-ld-engines" / f"robot-{VERSION}"
ROOT = Path(__file__).resolve().parent.parent
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>robot</groupId><artifactId>robot</artifactId><version>1</version><dependencies><dependency>
<groupId>org.obolibrary.robot</groupId><artifactId>robot-command</artifactId><version>{VERSION}</version>
</dependency></dependencies></project>
"""
OURS = ("https://w3id.org/exo-ld/", "exo-ld:")


def install() -> None:
    """Copy ROBOT and what it needs below `HOME`. Raises CalledProcessError."""
    if (HOME / "whole").exists():
        return
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "pom.xml").write_text(POM, encoding="utf-8")
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
    subprocess.run(command, cwd=HOME, check=True)
    (HOME / "whole").touch()


def robot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ROBOT."""
    command = ["java", "-Xmx3g", "-cp", f"{HOME}/lib/*", "org.obolibrary.robot.CommandLineInterface", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def errors(report: Path) -> list[str]:
    """The ERRORs of a report that are ours to mend."""
    with report.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["Level"] == "ERROR"]
    shared: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        shared[row["Value"]] += row["Rule Name"] == "duplicate_label" and row["Subject"].startswith(OURS)
    return [
        f"{row['Rule Name']}: {row['Subject']} {row['Property']} {row['Value']}"
        for row in rows
        if row["Subject"].startswith(OURS) and (row["Rule Name"] != "duplicate_label" or shared[row["Value"]] > 1)
    ]


def main() -> int:
    """Install, or check."""
    if sys.argv[1:] == ["--install"]:
        install()
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        export(load(), ["owl"], str(place / "owl"))
        wrong, profile, found = [], place / "profile.txt", str(ROOT / "ontology")
        done = robot(
            "validate-profile",
            "--profile",
            "DL",
            "--input",
            str(place / "owl" / "exo-ld.owl"),
            "--output",
            str(profile),
        )
        if done.returncode:
            said = profile.read_text(encoding="utf-8") if profile.exists() else done.stdout + done.stderr
            wrong.append(f"exo-ld.owl is not in OWL 2 DL: {said[:2000]}")
        catalog = ["--catalog", f"{found}/catalog-v001.xml"]
        done = robot("merge", *catalog, "--input", f"{found}/exo.ttl", "--output", str(place / "merged.owl"))
        if done.returncode:
            wrong.append(f"the imports of ontology/exo.ttl are not found offline: {(done.stdout + done.stderr)[:2000]}")
        done = robot(
            "report",
            "--input",
            str(place / "owl" / "exo-ld.owl"),
            "--fail-on",
            "none",
            "--output",
            str(place / "report.tsv"),
        )
        ours = errors(place / "report.tsv") if done.returncode == 0 else [done.stdout + done.stderr]
        print(
            "\n".join([*wrong, *ours])
            or "ROBOT: in OWL 2 DL; the imports are found offline; no ERROR of ours in the report"
        )
        return 1 if wrong or ours else 0


if __name__ == "__main__":
    sys.exit(main())

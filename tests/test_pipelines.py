"""The ways into a pipeline: action.yml, the pre-commit hooks, and the snippets of docs/ci.md, each run as far as one
machine can.

The steps of the action are run by bash, called as GitHub calls it, with the inputs in the environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from conftest import REPO

DOC = (REPO / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((REPO / "action.yml").read_text(encoding="utf-8"))
INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
# What the package needs is taken from this environment; pip reads the value of its last option here the other way
# round.
OFFLINE = {
    "PYTHONPATH": os.pathsep.join(place for place in sys.path if place.endswith("-packages")),
    "PIP_NO_INDEX": "1",
    "PIP_NO_BUILD_ISOLATION": "0",
}
GOOD = """@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

exod:work-x
  a exld:Publication ;
  rdfs:label "X"@en ;
  bibo:doi "10.5555/x" ;
  dcterms:title "An invented work" ;
  exld:identification exld:printed ;
.
"""
BAD = GOOD.replace('"10.', '"doi:10.')  # line 10, column 12


def snippet(name: str) -> str:
    """The text of the block of docs/ci.md below the comment ``name``."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", DOC, re.S)
    assert found
    return found[1]


def shell(script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub runs a step of ``shell: bash``; ``exo-ld`` is this checkout's."""
    bin_, file = cwd.parent / "bin", cwd.parent / "step.sh"
    bin_.mkdir(exist_ok=True)
    (bin_ / "exo-ld").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m exo_ld "$@"\n', encoding="utf-8")
    (bin_ / "exo-ld").chmod(0o755)
    file.write_text(script, encoding="utf-8")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)], capture_output=True, text=True, timeout=300,
        check=False, cwd=cwd, env={**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", **env},
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Somebody's repository with good data."""
    (tmp_path / "project" / "data").mkdir(parents=True)
    (tmp_path / "project" / "data" / "work.ttl").write_text(GOOD, encoding="utf-8")
    return tmp_path / "project"


def spoil(project: Path) -> None:
    (project / "data" / "work.ttl").write_text(BAD, encoding="utf-8")


def step(name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [step for step in ACTION["runs"]["steps"] if step.get("name") == name]
    assert len(found) == 1
    return found[0]


def act(project: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """The action's step Validate: exit status, what it prints, its outputs."""
    values = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | {
        k.replace("_", "-"): v for k, v in inputs.items()
    }
    env = {name: INPUT.sub(lambda match: values[match[1]], value) for name, value in step("Validate")["env"].items()}
    outputs = project.parent / "outputs"
    outputs.write_text("", encoding="utf-8")
    done = shell(step("Validate")["run"], project, GITHUB_OUTPUT=str(outputs), **env)
    return (
        done.returncode,
        done.stdout,
        dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines()),
    )


@pytest.mark.slow
def test_the_action_passes_good_data(project: Path) -> None:
    assert act(project) == (0, "", {"status": "0", "sarif": "exo-ld.sarif"})
    assert json.loads((project / "exo-ld.sarif").read_text(encoding="utf-8"))["runs"][0]["results"] == []


@pytest.mark.slow
def test_the_action_fails_and_annotates_bad_data(project: Path) -> None:
    spoil(project)
    status, printed, outputs = act(project, sarif="a b.sarif")
    assert (status, outputs) == (1, {"status": "1", "sarif": "a b.sarif"})
    assert printed.startswith("::error file=data/work.ttl,line=10,col=12,endColumn=27,title=exos%3APublication-doi::")
    result = json.loads((project / "a b.sarif").read_text(encoding="utf-8"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("data/work.ttl", 10)


@pytest.mark.slow
def test_the_action_obeys_its_inputs(project: Path) -> None:
    (project / "other.ttl").write_text(BAD.replace("work-x", "work-y"), encoding="utf-8")
    assert act(project, files="data")[0] == 0
    assert act(project, files="data\n\nother.ttl\n")[0] == 1
    assert shell("exo-ld validate other.ttl --write-baseline known.json", project).returncode == 0
    assert act(project, files="data\nother.ttl", baseline="known.json")[0] == 0
    assert act(project, files="data", audience="maintainer")[0] == 1  # whose works have a number in a review
    gaps = {"files": str(REPO / "examples" / "third-review"), "audience": "misev"}  # of severity Info
    assert [act(project, fail_on=severity, **gaps)[0] for severity in ("violation", "info")] == [0, 1]
    assert act(project, fail_on="nothing")[0] == 2
    assert act(project, files="nowhere.ttl")[::2] == (2, {"status": "2", "sarif": "exo-ld.sarif"})
    status, printed, outputs = act(project, files="\n")
    assert (status, printed[:33], outputs) == (2, "::error::the input files is empty", {})


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["$(touch made).ttl", "`touch made`.ttl", '"; touch made; ".ttl', "--help", "${{ inputs.sarif }}"]
)
def test_no_input_is_run_as_a_command(project: Path, name: str) -> None:
    assert act(project, files=name)[0] == 2
    assert not (project / "made").exists()


def test_inputs_reach_scripts_by_the_environment_only() -> None:
    assert not [one for one in ACTION["runs"]["steps"] if "${{" in one.get("run", "")]
    named = set(INPUT.findall((REPO / "action.yml").read_text(encoding="utf-8"))) | {"upload"}
    assert named == set(ACTION["inputs"]) == set(re.findall(r"^\| `([\w-]+)` \|", DOC, re.M))


def test_the_sarif_is_uploaded_whatever_is_found() -> None:
    upload = step("Upload the findings to code scanning")
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert "always()" in upload["if"]
    assert upload["with"]["sarif_file"] == "${{ steps.validate.outputs.sarif }}" == ACTION["outputs"]["sarif"]["value"]


@pytest.mark.slow
def test_the_action_installs_itself(project: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling builds the package; it is in the extra [dev]")
    place = project.parent / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, timeout=120)
    spoil(project)
    script = f'export PATH="{place}/bin:$PATH"\n{step("Install exo-ld")["run"]}\nunset PYTHONPATH\ncommand -v exo-ld'
    done = shell(script, project, GITHUB_ACTION_PATH=str(REPO), **OFFLINE)
    assert (done.returncode, done.stdout.strip()) == (0, f"{place}/bin/exo-ld"), done.stderr


@pytest.mark.slow
def test_the_shell_snippet(project: Path) -> None:
    assert shell(snippet("shell"), project).returncode == 0
    spoil(project)
    done = shell(snippet("shell"), project)
    assert (done.returncode, done.stdout[:19]) == (1, "data/work.ttl:10:12")


@pytest.mark.slow
def test_the_gitlab_snippet(project: Path) -> None:
    job = yaml.safe_load(snippet("gitlab"))["exo-ld"]
    spoil(project)
    assert shell("\n".join(job["script"]), project).returncode == 1
    quality, junit = (project / job["artifacts"]["reports"][name] for name in ("codequality", "junit"))
    entry = json.loads(quality.read_text(encoding="utf-8"))[0]
    assert (entry["location"], entry["severity"]) == ({"path": "data/work.ttl", "lines": {"begin": 10}}, "critical")
    assert sum(int(suite.get("failures", 0)) for suite in ElementTree.parse(junit).getroot()) == 1
    assert job["artifacts"]["when"] == "always"


@pytest.mark.slow
def test_several_reports_of_one_run(project: Path) -> None:
    spoil(project)
    done = shell("exo-ld validate data --report json=a.json --report sarif=b.sarif -o c.txt", project)
    assert (done.returncode, done.stdout) == (1, "")
    assert [len((project / name).read_text(encoding="utf-8")) > 100 for name in ("a.json", "b.sarif", "c.txt")] == [
        True
    ] * 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("report", "said"),
    [
        (
            "xml=a.xml",
            "--report xml=a.xml: write FORMAT=FILE, FORMAT one of text, json, ttl, junit, sarif, github, gitlab",
        ),
        ("json", "--report json: write FORMAT=FILE"),
        ("json=", "--report json=: write FORMAT=FILE"),
        ("json=no/such/a.json", "no/such/a.json: cannot be written"),
    ],
)
def test_a_report_that_cannot_be_written(project: Path, report: str, said: str) -> None:
    done = shell(f"exo-ld validate data --report {report}", project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"exo-ld: {said}")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "text", "needed"),
    [
        ("vendor.github-actions", (REPO / "action.yml").read_text(encoding="utf-8"), "using"),
        ("vendor.github-workflows", snippet("github"), "runs-on"),
        ("vendor.gitlab-ci", snippet("gitlab"), "script"),
    ],
)
def test_valid_by_schema(schema: str, text: str, needed: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema has the schemas; it is in the extra [dev]")

    def check(content: str) -> int:
        file = tmp_path / "it.yml"
        file.write_text(content, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
            capture_output=True,
            check=False,
            timeout=120,
        ).returncode

    assert check(text) == 0
    assert check(re.sub(rf"^( *){needed}:", r"\1wrong:", text, flags=re.M)) == 1


def test_the_workflow_uses_inputs_that_there_are() -> None:
    steps = yaml.safe_load(snippet("github"))["jobs"]["validate"]["steps"]
    assert set(steps[-1]["with"]) <= set(ACTION["inputs"])


@pytest.mark.slow
def test_the_hooks(tmp_path: Path, project: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit runs the hooks; it is in the extra [dev]")
    pytest.importorskip("hatchling", reason="hatchling builds the package; it is in the extra [dev]")
    env = {
        **os.environ,
        **OFFLINE,
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_COLOR": "never",
    }

    def call(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, capture_output=True, text=True, timeout=300, check=False, cwd=cwd, env=env)

    def repository(place: Path) -> str:
        call("git", "init", "-q", cwd=place)
        call("git", "add", "-A", cwd=place)
        call("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "all", cwd=place)
        return call("git", "rev-parse", "HEAD", cwd=place).stdout.strip()

    here = tmp_path / "exo-ld"  # what is not committed yet is tried too
    for name in call("git", "ls-files", "-co", "--exclude-standard", cwd=REPO).stdout.splitlines():
        if (REPO / name).is_file():
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / name, here / name)
    revision = repository(here)

    def hooks(config: str) -> tuple[int, str]:
        text = config.replace("https://github.com/OWNER/exo-ld", str(here)).replace("v0.1.0", revision)
        (project / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
        repository(project)
        done = call(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=project)
        return done.returncode, done.stdout + done.stderr

    for file in (
        ("validate-manifest", str(REPO / ".pre-commit-hooks.yaml")),
        ("validate-config", str(project / ".pre-commit-config.yaml")),
    ):
        (project / ".pre-commit-config.yaml").write_text(snippet("pre-commit"), encoding="utf-8")
        assert call(sys.executable, "-m", "pre_commit", *file, cwd=project).returncode == 0
    status, printed = hooks(snippet("pre-commit"))
    assert (status, printed.count("Passed")) == (0, 2), printed
    spoil(project)
    status, printed = hooks(snippet("pre-commit"))
    assert (status, "data/work.ttl:10:12: Violation" in printed, printed.count("Passed")) == (1, True, 1), printed
    assert hooks(snippet("pre-commit folder"))[0] == 1
    (project / "data" / "work.ttl").write_text(GOOD.replace(" ;\n.", " ."), encoding="utf-8")
    status, printed = hooks(snippet("pre-commit"))
    assert (status, "files were modified by this hook" in printed) == (1, True), printed
    assert (project / "data" / "work.ttl").read_text(encoding="utf-8") == GOOD

"""What describes an export, read by other tools: VoID and DCAT, schema.org, RO-Crate; the registrations; the
release."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml

from exo_ld import KnowledgeBase, OutputError, load
from exo_ld.prefixes import EXO, EXOD, ONTOLOGY, PREFIXES
from exo_ld.query.results import Table
from exo_ld.share import release as releasing
from exo_ld.share.describe import CC0, about, figures
from exo_ld.share.export import CHECKSUMS, FORMATS, export
from exo_ld.share.void import DATASET

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from engines import JAR

REPO = Path(__file__).resolve().parent.parent
REGISTRATIONS = REPO / "docs" / "registrations"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def out(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("described") / "out"
    export(kb, ["nt", "jsonld", "sssom", "void", "rocrate"], str(place))
    return place


@pytest.fixture(scope="module")
def void(out: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(out / "void.ttl")


def ask(graph: rdflib.Graph, body: str) -> list[tuple[Any, ...]]:
    prefixes = "".join(
        f"PREFIX {name}: <{PREFIXES[name]}> "
        for name in ("dcat", "dcterms", "dqv", "exod", "foaf", "skos", "spdx", "void")
    )
    return [
        tuple(value.toPython() if value is not None else None for value in row)  # type: ignore[union-attr]
        for row in graph.query(prefixes + body)
    ]


@pytest.mark.slow
def test_every_file_is_a_distribution_with_its_checksum(void: rdflib.Graph, out: Path) -> None:
    rows = ask(
        void,
        """SELECT ?url ?media ?size ?sum ?license { exod:dataset a dcat:Dataset, void:Dataset ; dcat:distribution ?d .
           ?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:mediaType ?media ; dcat:byteSize ?size ;
           dcterms:license ?license ;
             spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum ] }""",
    )
    expected = []
    for name in [name for form in ("nt", "jsonld", "sssom") for name in FORMATS[form].files]:
        data = (out / name).read_bytes()
        media = {"nt": "application/n-triples", "jsonld": "application/ld+json", "tsv": "text/tab-separated-values"}[
            name.rsplit(".", 1)[1]
        ]
        expected.append(
            (
                f"https://w3id.org/exo-ld/release/0.1.0/{name}",
                f"https://www.iana.org/assignments/media-types/{media}",
                len(data),
                hashlib.sha256(data).digest(),
                CC0,
            )
        )
    assert sorted(rows) == sorted(expected)


@pytest.mark.slow
def test_the_description_is_that_of_the_ontology(void: rdflib.Graph) -> None:
    source = rdflib.Graph().parse(REPO / "ontology" / "exo.ttl")
    subject = rdflib.URIRef(ONTOLOGY)
    said = {
        p: str(source.value(subject, rdflib.URIRef(PREFIXES["dcterms"] + p)))
        for p in ("description", "modified", "creator")
    }
    version = str(source.value(subject, rdflib.OWL.versionInfo))
    rows = ask(
        void,
        "SELECT ?d ?i ?n ?v { exod:dataset dcterms:description ?d ; dcterms:issued ?i ; "
        "dcterms:creator/foaf:name ?n ; dcat:version ?v }",
    )
    assert [(d, i.isoformat(), n, v) for d, i, n, v in rows] == [
        (said["description"], said["modified"], said["creator"], version)
    ]
    assert sorted(ask(void, "SELECT ?r { exod:dataset dcterms:source ?r }")) == [
        (f"{EXOD}review-{path.name}",) for path in sorted((REPO / "ontology/facts/reviews").iterdir())
    ]


@pytest.mark.slow
def test_the_figures_are_counted_from_the_data(void: rdflib.Graph, kb: KnowledgeBase) -> None:
    rows = ask(
        void,
        "SELECT ?name ?n { exod:dataset dqv:hasQualityMeasurement [ dqv:value ?n ; dqv:isMeasurementOf/skos:prefLabel "
        "?name ] }",
    )
    measured = dict(rows)
    assert len(rows) == len(measured) > 60
    kinds = {
        "claims": "Claim",
        "evidence lines": "EvidenceLine",
        "primary studies": "PrimaryStudy",
        "disagreements": "Disagreement",
    }
    lines = _lines(kb)
    for name, kind in kinds.items():
        count = sum(1 for line in lines if line.endswith(f"type> <{EXO}{kind}>"))
        assert measured[name] == count > 40, name
    hgnc = {
        line.rsplit(" ", 1)[1]
        for line in lines
        if re.search(r"ontology#(subject|object)> <http://identifiers.org/hgnc/", line)
    }
    assert 0 < len(hgnc) <= measured["terms joined with: HGNC"]
    of_retracted = "?study exld:reports ?e ; exld:retracted true"
    answer = kb.sparql(
        f"SELECT DISTINCT ?e {{ ?e a exld:Experiment ; exld:notReported exld:dose FILTER NOT EXISTS {{ {of_retracted} "
        f"}} }}"
    )
    assert isinstance(answer, Table)
    lacking = len(answer.rows)
    assert measured["not reported in the reviews, experiment: dose given"] == lacking > 50
    assert measured == figures(kb)


def _lines(kb: KnowledgeBase) -> set[str]:
    return {str(quad.triple) for quad in kb.store}


def test_schema_org(out: Path, kb: KnowledgeBase) -> None:
    """What Bioschemas asks of a Dataset (https://bioschemas.org/profiles/Dataset/1.0-RELEASE): its minimum and
    recommended properties."""
    graph = rdflib.Graph().parse(out / "dataset.jsonld", format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    node = rdflib.URIRef(DATASET)
    assert (node, rdflib.RDF.type, schema.Dataset) in graph
    for name in (
        "description",
        "identifier",
        "keywords",
        "license",
        "name",
        "url",
        "creator",
        "distribution",
        "version",
        "variableMeasured",
    ):
        assert graph.value(node, schema[name], any=True), name
    assert graph.value(node, schema.license) == rdflib.URIRef(CC0)
    assert 50 <= len(str(graph.value(node, schema.description))) <= 5000  # what Google asks
    assert {str(o) for o in graph.objects(node, schema.isBasedOn / schema.sameAs)} == {
        "https://doi.org/10.3389/fendo.2021.646233"
    }
    hashes = {
        str(graph.value(d, schema.name)): str(graph.value(d, schema.sha256))
        for d in graph.objects(node, schema.distribution)
    }
    assert hashes["exo-ld.nt"] == hashlib.sha256((out / "exo-ld.nt").read_bytes()).hexdigest()
    assert len(hashes) == 9
    assert about(kb).version == str(graph.value(node, schema.version))
    assert f'dcterms:modified "{graph.value(node, schema.datePublished)}"^^xsd:date' in (
        REPO / "ontology" / "exo.ttl"
    ).read_text("utf-8")


_VALIDATOR = """
import io, sys, tempfile
from importlib.resources import files
import requests, urllib3
from requests_cache import CachedSession
from rocrate_validator import models, services

# The context, from the package rocrate, stands in the validator's cache: nothing is asked of the network.
url, text = "https://w3id.org/ro/crate/1.1/context", (files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()
with tempfile.TemporaryDirectory() as place:
    session = CachedSession(cache_name=place + "/cache", backend="sqlite", expire_after=-1)
    for headers in ({"Accept": "application/ld+json, application/json"}, {}):
        answer = requests.Response()
        answer.status_code, answer._content, answer.url = 200, text, url
        answer.headers["Content-Type"] = "application/ld+json"
        answer.request = requests.Request("GET", url, headers=headers).prepare()
        answer.raw = urllib3.HTTPResponse(
            body=io.BytesIO(text), headers=answer.headers, status=200, request_url=url, preload_content=False
        )
        session.cache.save_response(answer, cache_key=session.cache.create_key(answer.request))
    session.close()
    result = services.validate(services.ValidationSettings(
        rocrate_uri=sys.argv[1], profile_identifier="ro-crate-1.1", requirement_severity=models.Severity.RECOMMENDED,
        offline=True, cache_path=place + "/cache"))
    for issue in result.get_issues():
        print("ISSUE", issue.check.identifier, issue.message)
    print("CHECKED", len(result.executed_checks))
"""


def issues(folder: Path) -> list[str]:
    pytest.importorskip("rocrate_validator", reason="the RO-Crate validator is a developer's extra")
    done = subprocess.run(
        [sys.executable, "-c", _VALIDATOR, str(folder)], capture_output=True, text=True, timeout=120, check=True
    )
    assert re.search(r"^CHECKED [1-9]\d", done.stdout, re.M), done.stdout
    return [line for line in done.stdout.splitlines() if line.startswith("ISSUE")]


@pytest.mark.slow
def test_the_crate_is_valid_by_its_validator(out: Path, tmp_path: Path) -> None:
    assert issues(out) == []
    broken = Path(shutil.copytree(out, tmp_path / "broken"))
    (broken / "exo-ld.nt").unlink()
    path = broken / "ro-crate-metadata.json"
    path.write_text(path.read_text().replace(' "license": {\n    "@id"', ' "nolicense": {\n    "@id"', 1))
    assert any("exo-ld.nt" in issue for issue in issues(broken))


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("java") and JAR.exists()), reason="no Jena: run `python tools/engines.py --install`"
)
def test_jena_reads_the_crate(out: Path, tmp_path: Path) -> None:
    """Nothing is fetched: the context, which a crate must name by its address, is put in its place from the package."""
    pytest.importorskip("rocrate", reason="the context of a crate is in a developer's extra")
    context = json.loads((files("rocrate") / "data" / "ro-crate.jsonld").read_text(encoding="utf-8"))
    crate = json.loads((out / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    (tmp_path / "crate.jsonld").write_text(json.dumps(crate | {"@context": context["@context"]}))
    riot = ["java", "-cp", str(JAR), "riotcmd.riot", "--strict", "--output=ntriples", str(tmp_path / "crate.jsonld")]
    done = subprocess.run(riot, capture_output=True, text=True, timeout=120, check=True)
    said = rdflib.Graph().parse(data=done.stdout, format="nt")
    parts = {str(part).rpartition("/")[2] for part in said.objects(None, rdflib.URIRef("http://schema.org/hasPart"))}
    assert parts == {path.name for path in out.iterdir()} - {"ro-crate-metadata.json", "SHA256SUMS"}


def test_the_crate_names_every_file(out: Path) -> None:
    entities = {e["@id"]: e for e in json.loads((out / "ro-crate-metadata.json").read_text())["@graph"]}
    named = {part["@id"] for part in entities["./"]["hasPart"]}
    assert named == {path.name for path in out.iterdir()} - {CHECKSUMS, "ro-crate-metadata.json"}
    for name in named:
        data = (out / name).read_bytes()
        assert (entities[name]["sha256"], entities[name]["contentSize"]) == (
            hashlib.sha256(data).hexdigest(),
            str(len(data)),
        )
    assert f'dcterms:modified "{entities["./"]["datePublished"]}"^^xsd:date' in (
        REPO / "ontology" / "exo.ttl"
    ).read_text("utf-8")


@pytest.mark.slow
def test_registrations_are_as_built() -> None:
    done = subprocess.run(
        [sys.executable, str(REPO / "tools" / "registrations.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_the_ingest_guide_fits_its_schema() -> None:
    package = pytest.importorskip("resource_ingest_guide_schema", reason="the guide's schema is a developer's extra")
    schema = Path(package.__path__[0], "schema", "resource_ingest_guide_schema.yaml")
    code = """
import sys
from linkml.validator import validate_file
for result in validate_file(sys.argv[1], sys.argv[2], "ReferenceIngestGuide").results:
    print(result.message)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(REGISTRATIONS / "ingest-guide.yaml"), str(schema)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout == ""


@pytest.mark.slow
def test_the_ingest_guide_speaks_of_the_export(tmp_path: Path) -> None:
    export(load(), ["kgx"], str(tmp_path / "kgx"))
    edges = [json.loads(line) for line in (tmp_path / "kgx" / "exo-ld_edges.jsonl").read_text("utf-8").splitlines()]
    guide = yaml.safe_load((REGISTRATIONS / "ingest-guide.yaml").read_text("utf-8"))
    types = guide["target_info"]["edge_type_info"]
    assert {predicate for kind in types for predicate in kind["predicates"]} == {edge["predicate"] for edge in edges}
    assert {f["file_name"] for f in guide["ingest_info"]["relevant_files"]} <= set(FORMATS["kgx"].files)


def test_bioregistry_takes_the_records(kb: KnowledgeBase) -> None:
    bioregistry = pytest.importorskip("bioregistry")
    records = json.loads((REGISTRATIONS / "bioregistry.json").read_text("utf-8"))
    for prefix, record in records.items():
        assert bioregistry.get_resource(prefix) is None, f"{prefix} is another's by now"
        resource = bioregistry.Resource.model_validate(record)
        assert set(record) <= set(type(resource).model_fields)
        assert re.fullmatch(record["pattern"], record["example"])
        assert resource.get_uri_format() == record["uri_format"]
    # The patterns hold for all that is named in the data, and the examples are there.
    named = {quad.subject.value for quad in kb.store if quad.subject.value.startswith((EXOD, EXO))}
    for base, prefix in ((EXOD, "exod"), (EXO, "exld")):
        locals_ = {iri.removeprefix(base) for iri in named if iri.startswith(base)}
        assert records[prefix]["example"] in locals_
        assert [name for name in locals_ if not re.fullmatch(records[prefix]["pattern"], name)] == []


def test_infores_and_kg_registry_records() -> None:
    """Their schemas are in no package; the fields and values are those of the registries' own schemas at the time of
    writing."""
    (record,) = yaml.safe_load((REGISTRATIONS / "infores.yaml").read_text("utf-8"))["information_resources"]
    assert set(record) == {"id", "status", "name", "xref", "description", "knowledge_level", "agent_type"}
    assert (record["id"], record["status"]) == ("infores:exo-ld", "draft")
    assert (record["knowledge_level"], record["agent_type"]) == ("knowledge_assertion", "manual_agent")
    page = yaml.safe_load((REGISTRATIONS / "kg-registry.md").read_text("utf-8").split("---\n")[1])
    assert {"id", "name", "domains", "category", "layout"} <= set(page)
    assert set(page["domains"]) <= {"biomedical", "health", "literature"}
    assert {product["format"] for product in page["products"]} == {"kgx", "kgx-jsonl", "ttl", "nquads", "jsonld"}
    files = {product["product_url"].rpartition("/")[2] for product in page["products"]}
    assert files <= {name for form in FORMATS.values() for name in form.files}


@pytest.mark.slow
def test_the_package_is_built_and_ships_the_facts(tmp_path: Path) -> None:
    pytest.importorskip("build", reason="the release needs exo-ld[share]")
    pytest.importorskip("hatchling", reason="the release needs exo-ld[share]")
    assert releasing.checkout() == str(REPO)
    kept = shutil.ignore_patterns(".*", "dist", "build", "__pycache__", "node_modules")
    base = shutil.copytree(REPO, tmp_path / "checkout", ignore=kept)
    shutil.copytree(base, tmp_path / "another", copy_function=shutil.copyfile)  # the files' times are others there
    for name, place in (("a", base), ("b", tmp_path / "another")):
        (tmp_path / name).mkdir()
        paths = releasing.package(str(place), str(tmp_path / name))
        assert [re.sub(r"-[\d.]+\d", "", os.path.basename(path)) for path in paths] == [
            "exo_ld-py3-none-any.whl",
            "exo_ld.tar.gz",
        ]
    assert all((tmp_path / "a" / p.name).read_bytes() == p.read_bytes() for p in (tmp_path / "b").iterdir())
    with zipfile.ZipFile(paths[0]) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path / "installed")
    facts = {f"exo_ld/data/{path.relative_to(base).as_posix()}" for path in (base / "ontology").rglob("*.ttl")}
    assert facts <= names
    # Out of the checkout, in an empty folder, the wheel alone exports what the checkout does.
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from exo_ld.cli import main; import exo_ld; "
        "print(exo_ld.__file__); sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "installed"), "export", "nt", "-o", "out"],
        cwd=tmp_path / "empty", env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(str(tmp_path / "installed"))
    export(load(root=str(base)), ["nt"], str(tmp_path / "here"))
    assert (tmp_path / "empty" / "out" / "exo-ld.nt").read_bytes() == (tmp_path / "here" / "exo-ld.nt").read_bytes()


@pytest.mark.slow
def test_a_release_holds_the_package_and_all_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("build", reason="the release needs exo-ld[share]")
    pytest.importorskip("hatchling", reason="the release needs exo-ld[share]")
    wheel = tmp_path / "exo_ld-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    monkeypatch.setattr(releasing, "package", lambda base, folder: [str(wheel)])
    monkeypatch.setattr(releasing, "ALL", "nt")
    monkeypatch.setattr(
        releasing,
        "export",
        lambda kb, names, folder, also, tell: export(kb, [*names, "void", "rocrate"], folder, also, tell),
    )
    paths = releasing.release(str(tmp_path / "dist"))
    assert {os.path.basename(path) for path in paths} == {
        CHECKSUMS, "exo-ld.nt", wheel.name, *FORMATS["void"].files, *FORMATS["rocrate"].files,
    }  # fmt: skip
    crate = {e["@id"]: e for e in json.loads((tmp_path / "dist" / "ro-crate-metadata.json").read_text())["@graph"]}
    assert [part["@id"] for part in crate[wheel.name]["license"]] == ["https://opensource.org/license/mit", CC0]
    assert crate["exo-ld.nt"]["license"] == {"@id": CC0}


def test_a_package_that_cannot_be_built(tmp_path: Path) -> None:
    pytest.importorskip("build", reason="the release needs exo-ld[share]")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "pyproject.toml").write_text(
        "[build-system]\nrequires = []\nbuild-backend = 'no_such_backend'\n"
    )
    with pytest.raises(OutputError, match="the package cannot be built"):
        releasing.package(str(tmp_path / "src"), str(tmp_path))


def test_a_release_without_what_builds_the_package_says_so(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(releasing, "find_spec", lambda name: None)
    monkeypatch.setattr(releasing, "load", lambda root: load(root=kb_root))
    monkeypatch.setattr(releasing, "ALL", "nt")
    paths = releasing.release(str(tmp_path / "dist"), tell=said.append)
    assert {os.path.basename(path) for path in paths} == {CHECKSUMS, "exo-ld.nt"}
    assert said == ["left out: the wheel and the source archive; pip install 'exo-ld[share]' brings what builds them"]

"""Start the engines that the tests ask, on loopback, and stop them.

    python tools/engines.py --install          what is missing: Virtuoso by apt, Fuseki by Maven (root, Debian)
    python tools/engines.py -- COMMAND ...     run COMMAND with the engines started; its exit status is this one's

COMMAND finds them in the environment variable EXO_LD_ENGINES, a JSON object: name to {query, update, graph_store}. The
oxigraph server comes with the Python package `oxigraph` (the extra `engines`); Fuseki needs Java 17.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FUSEKI = "org.apache.jena:jena-fuseki-server:5.6.0"
VIRTUOSO = "virtuoso-opensource-7"
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "exo-ld-engines"
JAR = HOME / "jena-fuseki-server-{}.jar".format(FUSEKI.rpartition(":")[2])
# Every graph belongs to the default graph that is asked, as docs/engines.md says; 16384 buffers are 128 MB.
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
xa_persistent_file = virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = 12000
ServerThreads = 20
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
DefaultMailServer = localhost:25
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 60
MaxQueryCostEstimationTime = 100000
"""


class Urls(NamedTuple):
    """Where an engine takes queries, updates and graphs."""

    query: str
    update: str
    graph_store: str


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 120) -> None:
    """Return when ``url`` answers a query. Raises RuntimeError with the end of its log where the server does not come
    up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"{server.args!r} did not come up:\n{log.read_text(errors='replace')[-2000:]}")


@contextlib.contextmanager
def served(command: list[str], url: str, place: Path, env: dict[str, str] | None = None) -> Iterator[None]:
    """A server process in the folder ``place``, up at ``url`` and ended with the context."""
    log = place / "server.out"
    with log.open("wb") as out:
        environment = {**os.environ, **(env or {})}
        server = subprocess.Popen(
            command, cwd=place, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment
        )
        try:
            wait(url, server, log)
            yield
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def oxigraph_binary() -> str | None:
    """The oxigraph server beside this Python, or on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "oxigraph"
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextlib.contextmanager
def oxigraph(place: Path) -> Iterator[Urls]:
    """The oxigraph server, all graphs as the default graph."""
    base = f"http://127.0.0.1:{free_port()}"
    command = [str(oxigraph_binary()), "serve", "--location", "store", "--bind", base[7:], "--union-default-graph"]
    with served(command, f"{base}/query", place):
        yield Urls(f"{base}/query", f"{base}/update", f"{base}/store")


@contextlib.contextmanager
def fuseki(place: Path, memory: str = "2g") -> Iterator[Urls]:
    """Apache Jena Fuseki with a TDB2 dataset whose default graph is the union of the named ones."""
    (place / "store").mkdir()
    base = f"http://127.0.0.1:{(port := free_port())}"
    command = [
        "java",
        f"-Xmx{memory}",
        "-jar",
        str(JAR),
        "--localhost",
        f"--port={port}",
        "--update",
        "--tdb2",
        "--loc=store",
    ]
    command += ["--set", "tdb2:unionDefaultGraph=true", "/exo"]
    with served(command, f"{base}/exo/query", place, {"FUSEKI_BASE": str(place)}):
        yield Urls(f"{base}/exo/query", f"{base}/exo/update", f"{base}/exo/data")


@contextlib.contextmanager
def virtuoso(place: Path, buffers: int = 16384) -> Iterator[Urls]:
    """Virtuoso 7 with a database of its own, to which anyone on this machine may write."""
    sql, http = free_port(), free_port()
    (place / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http, buffers=buffers))
    base = f"http://127.0.0.1:{http}"
    with served(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], f"{base}/sparql", place):
        grants = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
        # Without these it answers a query with SERVICE by "No column ENDPOINT".
        grants += (
            ' GRANT SELECT ON DB.DBA.SPARQL_SINV_2 TO "SPARQL"; GRANT EXECUTE ON DB.DBA.SPARQL_SINV_IMP TO "SPARQL";'
        )
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={grants}"],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )
        yield Urls(f"{base}/sparql", f"{base}/sparql", f"{base}/sparql-graph-crud")


ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso, "fuseki": fuseki}


def missing() -> dict[str, str]:
    """The engines that cannot be started here, each with what is to be done."""
    found = {
        "oxigraph": oxigraph_binary() or "",
        "virtuoso": (shutil.which("virtuoso-t") and shutil.which("isql-vt")) or "",
        "fuseki": (shutil.which("java") and JAR.exists() and str(JAR)) or "",
    }
    say = {
        "oxigraph": "pip install oxigraph",
        "virtuoso": f"apt-get install {VIRTUOSO}",
        "fuseki": "tools/engines.py --install",
    }
    return {name: say[name] for name in ENGINES if not found[name]}


def install() -> None:
    """Install Virtuoso and Fuseki, and Java and Maven for it, where they are missing. Raises CalledProcessError."""
    lacking = missing()
    packages = [VIRTUOSO] if "virtuoso" in lacking else []
    if "fuseki" in lacking:
        packages += [
            package
            for program, package in (("java", "default-jre-headless"), ("mvn", "maven"))
            if not shutil.which(program)
        ]
    if packages:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        # Without what is only recommended, such as Virtuoso's service: the tests start a server of their own.
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    if not JAR.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={FUSEKI}", f"-DoutputDirectory={HOME}"], check=True
        )


@contextlib.contextmanager
def running(*names: str) -> Iterator[dict[str, Urls]]:
    """The engines of these names, each started with an empty store of its own and stopped with the context."""
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="exo-ld-engines-")))
        urls = {}
        for name in names:
            place = home / name
            place.mkdir()
            urls[name] = stack.enter_context(ENGINES[name](place))
        yield urls


def main(arguments: list[str]) -> int:
    """Install, or run a command with the engines started."""
    if arguments == ["--install"]:
        install()
        return 0
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if lacking := missing():
        print("; ".join(f"{name} is missing: {what}" for name, what in lacking.items()), file=sys.stderr)
        return 2
    with running(*ENGINES) as urls:
        environment = {**os.environ, "EXO_LD_ENGINES": json.dumps({name: u._asdict() for name, u in urls.items()})}
        return subprocess.run(arguments[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

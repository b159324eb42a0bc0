"""The Parquet export joined with an outside table in Apache Spark, as docs/merge.md shows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import exo_ld

pyspark = pytest.importorskip("pyspark", reason="needs pyspark: pip install pyspark")
pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'exo-ld[share]'")
pytestmark = [
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.mark.slow
def test_claims_join_an_outside_table(tmp_path: Path) -> None:
    from pyspark.sql import SparkSession

    from exo_ld.share.export import export

    kb = exo_ld.load()
    export(kb, ["parquet"], str(tmp_path / "ours"))
    (tmp_path / "diseases.tsv").write_text(
        "id\tprevalence\nMONDO:0005148\tcommon\nMONDO:0005016\tcommon\nMONDO:9999999\trare\n"
    )
    builder: Any = SparkSession.builder
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.master("local[1]").appName("exo-ld").getOrCreate()
    try:
        spark.read.parquet(str(tmp_path / "ours" / "exo-ld-claims.parquet")).createOrReplaceTempView("claims")
        spark.read.csv(str(tmp_path / "diseases.tsv"), sep="\t", header=True).createOrReplaceTempView("diseases")
        rows = spark.sql(
            """SELECT d.id, count(DISTINCT c.id) AS claims
               FROM (SELECT id, explode(diseases) AS disease FROM claims) c JOIN diseases d ON c.disease = d.id
               GROUP BY d.id ORDER BY d.id"""
        ).collect()
    finally:
        spark.stop()
    found = {row["id"]: row["claims"] for row in rows}
    wanted = {
        curie: kb.sparql(
            f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ ?c a <https://w3id.org/exo-ld/ontology#Claim> ; "
            f"<https://w3id.org/exo-ld/ontology#inDisease> <{iri}> }}"
        ).rows[0]["n"]  # type: ignore[union-attr]
        for curie, iri in (
            ("MONDO:0005016", "http://purl.obolibrary.org/obo/MONDO_0005016"),
            ("MONDO:0005148", "http://purl.obolibrary.org/obo/MONDO_0005148"),
        )
    }
    assert all(int(count) for count in wanted.values())
    assert found == {curie: int(count) for curie, count in wanted.items()}

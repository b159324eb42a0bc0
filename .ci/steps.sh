# The steps of the gate, each a function; the line above it says what it proves. `.ci/run` runs them, `.ci/run STEP ...` some.
# $place is a folder for what they leave for each other. What needs ../shared is done wherever that is.
# shellcheck shell=bash

# Whether a test was skipped for any reason but that ../shared is not there.
skips() { grep '^SKIPPED' "$1" | if [ -d ../shared ]; then cat; else grep -v -F ../shared; fi | grep -q .; }
whole() { if skips "$1"; then echo "a test was skipped, though everything is installed here"; return 1; fi; }
# Wait for what another step brings; it was started before.
await() { until [ -e "$place/$1.done" ]; do [ ! -e "$place/$1.failed" ] || { echo "$1 failed"; return 1; }; sleep 1; done; }

# style: form of the code; nothing names a machine's path or a registry's address
style() {
  ruff check .
  ruff format --check -q .
  python tools/no_addresses.py
}

# form: canonical Turtle, and generated files as they would be built
form() {
  exo-ld fmt --check
  python tools/build_docs.py --check
  python tools/registrations.py --check
  python tools/relation_mappings.py --check
  python tools/prefix_map.py --check
  python tools/catalog.py --check
}

# facts: every passage accounted for, data valid; terms, offsets and digests against ../shared; no sentence of a review
facts() {
  exo-ld coverage
  exo-ld validate
  if [ -d ../shared/reviews ]; then
    for text in ../shared/reviews/*.txt; do exo-ld verify-text "$text"; done
    python tools/no_sentences.py ../shared/reviews/*.txt
  fi
  if [ -d ../shared/terms ]; then
    for kb in . tests/data/golden; do
      exo-ld vocabularies --tables ../shared/terms --kb "$kb"
      exo-ld vocabularies --tables ../shared/terms --kb "$kb" --write > /dev/null
      git diff --exit-code -- "$kb/ontology/imports" || { echo "imports are not what the tables give; commit what was written"; return 1; }
    done
  fi
}

# history: no claim of the version before is gone
history() {
  before=$(git describe --tags --abbrev=0 2> /dev/null || git rev-parse -q --verify HEAD~1 || true)
  if [ -n "$before" ]; then exo-ld diff "git:$before" . ; else echo "a shallow clone without a tag: nothing to compare with"; fi
}

# types: mypy, strict, on src and tests
types() { mypy; }

# logic: both reasoners find the ontology and the facts sound; its report and its pages can be made
logic() {
  exo-ld reason --reasoner both
  python tools/ontology_report.py
  python tools/ontology_docs.py "$place/docs" > /dev/null 2>&1
}

# install: engines, Comunica, a browser and Spark, where they are missing (as root, on Debian)
install() {
  python tools/engines.py --install
  python tools/comunica.py --install
  python tools/robot.py --install
  pip install -q 'pyspark>=4,<5'
  python tools/vendor.py --tests > /dev/null
  python tools/report_schemas.py "$place/schemas"
  command -v chromium > /dev/null || { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium > /dev/null; }
}

# readme: the two commands of README.md, as they are printed there, in a clean clone and a fresh environment
readme() {
  rm -rf "$place/clone"
  git clone -q . "$place/clone"
  mapfile -t commands < <(sed -n '/<!-- two commands -->/,/<!-- end -->/p' README.md | grep -v -e '^<!--' -e '^```' -e '^$')
  [ "${#commands[@]}" = 2 ] || { echo "README.md must have two commands between its markers, has ${#commands[@]}"; return 1; }
  cd "$place/clone"
  env -u VIRTUAL_ENV PATH="$outside" bash -euo pipefail -c "${commands[0]}" | tee "$place/answer"
  [ "$(wc -l < "$place/answer")" -gt 3 ] || { echo "the main job printed no answer"; return 1; }
  env -u VIRTUAL_ENV PATH="$outside" PYTEST_ADDOPTS=--no-fold-skipped bash -euo pipefail -c "${commands[1]}" |
    tee "$place/readme.txt"
}

# robot: the ontology is in OWL 2 DL, opens offline, and ROBOT's report has no error of ours (after install)
robot() {
  await install
  python tools/robot.py
}

# floor: the oldest engine that pyproject.toml allows gives the same rows, in time
floor() { python tools/floor.py; }

# engines: every canned query gives the same rows on every engine, the plain files too (after install)
engines() {
  await install
  python tools/engines.py -- python -m pytest -q --durations=8 -p no:cacheprovider -rs tests/test_engines.py | tee "$place/engines.txt"
  whole "$place/engines.txt"
}

# servers: SERVICE and Comunica, shapes run on servers, two stores compared (after install)
servers() {
  await install
  python tools/engines.py -- python -m pytest -q --durations=8 -p no:cacheprovider -rs tests/test_{federation,shacl_remote,diff}.py | tee "$place/servers.txt"
  whole "$place/servers.txt"
}

# extras: the tests that README's environment skips for want of a library, none skipped here (after install, readme)
extras() {
  await install
  await readme
  mapfile -t skipped < <(sed -n 's/^SKIPPED \(.*\) - Skipped: .*/\1/p' "$place/readme.txt" | sort -u |
    grep -v -E '^tests/test_(engines|federation|shacl_remote|diff)\.py')
  [ "${#skipped[@]}" != 0 ] || { echo "README's tests skip nothing: their report is not read as it should be"; return 1; }
  EXO_LD_SCHEMAS="$place/schemas" python -m pytest -q --durations=8 -p no:cacheprovider -rs -n auto "${skipped[@]}" | tee "$place/extras.txt"
  whole "$place/extras.txt"
}

# slow: the tests marked slow: whole commands, rdflib over all facts, pySHACL on every written mutation; none skipped (after install)
slow() {
  await install
  EXO_LD_SCHEMAS="$place/schemas" python -m pytest -q --durations=8 -p no:cacheprovider -m slow -n auto -rs | tee "$place/slow.txt"
  whole "$place/slow.txt"
}

# defects: random defects in the facts are found, or legal for a listed reason
defects() {
  texts=(); if [ -d ../shared/reviews ]; then texts=(--text ../shared/reviews/*.txt); fi
  python tools/mutants.py "${texts[@]}"
}

# release: a wheel answers in an empty folder and exports what the release holds; a release is twice the same
release() {
  await install
  pip wheel -q --no-deps -w "$place/wheel" .
  python -m venv "$place/clean"
  "$place/clean/bin/pip" install -q "$place"/wheel/*.whl
  alone() { (cd "$place" && env -u EXO_LD_CACHE XDG_CACHE_HOME="$place/other" "$place/clean/bin/exo-ld" "$@"); }
  alone query studies --format csv > "$place/studies.csv"
  exo-ld query studies --format csv | cmp - "$place/studies.csv"
  exo-ld release -o "$place/release" > /dev/null
  exo-ld release -o "$place/again" > /dev/null
  (cd "$place/again" && sha256sum --quiet -c "$place/release/SHA256SUMS")
  alone export nt -o "$place/nt" > /dev/null
  cmp "$place/nt/exo-ld.nt" "$place/release/exo-ld.nt"
}

# benchmarks: short forms, alone on the machine, since they measure time
benchmarks() { for name in cold export warm validate; do python "benchmarks/$name.py" --short; done; }

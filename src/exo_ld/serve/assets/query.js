"use strict";
// The query page: editor, examples, completion from the graph's own terms, answers as a table.
const data = JSON.parse(document.getElementById("data").textContent);
const element = (id) => document.getElementById(id);
const editor = CodeMirror.fromTextArea(element("query"), {
  mode: "application/sparql-query", lineNumbers: true, lineWrapping: true,
  extraKeys: { "Ctrl-Space": complete, "Ctrl-Enter": run, "Cmd-Enter": run },
});
const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION BIND VALUES GRAPH MINUS EXISTS CONSTRUCT ASK DESCRIBE PREFIX " +
  "GROUP BY ORDER BY HAVING LIMIT OFFSET COUNT STR LANG CONTAINS LCASE REGEX STRSTARTS IF COALESCE BOUND").split(" ");
let terms = [];

function short(iri) {
  let best = "";
  for (const [prefix, base] of Object.entries(data.prefixes)) {
    const rest = iri.slice(base.length);
    if (iri.startsWith(base) && base.length > (data.prefixes[best] || "").length && /^[A-Za-z0-9_][\w-]*$/.test(rest)) best = prefix;
  }
  return best ? best + ":" + iri.slice(data.prefixes[best].length) : "<" + iri + ">";
}

async function ask(query, accept) {
  const answer = await fetch("/sparql?prefixes=house", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim());
  return { text, kind: answer.headers.get("Content-Type") };
}

function complete() {
  editor.showHint({ hint: hints, completeSingle: false });
}

// Asked again at each key while the list is open.
function hints() {
  const cursor = editor.getCursor(), line = editor.getLine(cursor.line).slice(0, cursor.ch);
  const typed = /[\w:.\-]*$/.exec(line)[0], low = typed.toLowerCase();
  const from = { line: cursor.line, ch: cursor.ch - typed.length };
  const list = terms.filter((t) => t.text.toLowerCase().includes(low) || t.label.toLowerCase().includes(low))
    .concat(KEYWORDS.filter((k) => low && k.toLowerCase().startsWith(low)).map((k) => ({ text: k, label: "" })))
    .concat(Object.keys(data.prefixes).filter((p) => low && p.toLowerCase().startsWith(low)).map((p) => ({ text: p + ":", label: data.prefixes[p] })))
    .sort((a, b) => b.text.toLowerCase().startsWith(low) - a.text.toLowerCase().startsWith(low)).slice(0, 60)
    .map((t) => ({ text: t.text, displayText: t.label ? t.text + "   " + t.label : t.text, hint: insert }));
  return { list, from, to: cursor };
}

// A prefixed name brings its PREFIX line with it, where the query has none yet.
function insert(_, hints, chosen) {
  editor.replaceRange(chosen.text, hints.from, hints.to);
  const prefix = /^([\w.]+):/.exec(chosen.text);
  if (prefix && !new RegExp("PREFIX\\s+" + prefix[1].replace(".", "\\.") + ":", "i").test(editor.getValue()))
    editor.replaceRange("PREFIX " + prefix[1] + ": <" + data.prefixes[prefix[1]] + ">\n", { line: 0, ch: 0 });
}

function table(document_) {
  const result = document.createElement("table"), head = result.createTHead().insertRow();
  for (const name of document_.head.vars) head.appendChild(document.createElement("th")).textContent = name;
  const body = result.createTBody();
  for (const row of document_.results.bindings.slice(0, 1000)) {
    const line = body.insertRow();
    for (const name of document_.head.vars) {
      const cell = line.insertCell(), value = row[name];
      if (!value) continue;
      if (value.type === "uri" && /^https?:/.test(value.value)) {
        const link = cell.appendChild(document.createElement("a"));
        link.href = "/entity?term=" + encodeURIComponent("<" + value.value + ">");
        link.textContent = short(value.value);
      } else cell.textContent = value.value;
    }
  }
  return result;
}

async function run() {
  const state = element("state"), answer = element("answer"), accept = element("form").value;
  const start = performance.now();
  state.className = ""; state.textContent = "asking ..."; answer.replaceChildren();
  try {
    const found = await ask(editor.getValue(), accept || "application/sparql-results+json, text/turtle");
    const time = Math.round(performance.now() - start) + " ms";
    const json = found.kind.startsWith("application/sparql-results+json") && !accept ? JSON.parse(found.text) : null;
    if (json && json.results) {
      const many = json.results.bindings.length;
      state.textContent = many + " rows, " + time + (many > 1000 ? "; the first 1000 are shown, CSV has all" : "");
      answer.appendChild(table(json));
    } else {
      state.textContent = time;
      answer.appendChild(document.createElement("pre")).textContent = json ? String(json.boolean) : found.text;
    }
  } catch (error) { state.className = "wrong"; state.textContent = error.message; }
}

function choose(name) {
  if (!data.queries[name]) return;
  element("examples").value = name;
  editor.setValue(data.queries[name]);
}

element("run").addEventListener("click", run);
element("examples").addEventListener("change", (event) => { choose(event.target.value); history.replaceState(null, "", "#" + event.target.value); run(); });
choose(data.queries[location.hash.slice(1)] ? location.hash.slice(1) : Object.keys(data.queries).includes("studies") ? "studies" : Object.keys(data.queries)[0]);
if (location.hash) run();
ask(`SELECT DISTINCT ?term (SAMPLE(STR(?l)) AS ?label) WHERE {
  { ?term a <http://www.w3.org/2002/07/owl#Class> } UNION { ?x a ?term } UNION { SELECT DISTINCT ?term WHERE { ?s ?term ?o } }
  UNION { ?c <https://w3id.org/exo-ld/ontology#relation>|<https://w3id.org/exo-ld/ontology#object> ?term }
  OPTIONAL { ?term <http://www.w3.org/2000/01/rdf-schema#label> ?l } } GROUP BY ?term ORDER BY ?term`, "application/sparql-results+json")
  .then((found) => { terms = JSON.parse(found.text).results.bindings.filter((b) => b.term.type === "uri").map((b) => ({ text: short(b.term.value), label: b.label ? b.label.value : "" })); })
  .catch(() => {});

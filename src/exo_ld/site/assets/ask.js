"use strict";
// The workbench: a question's form, its SPARQL, its answer.
(() => {
  const element = (id) => document.getElementById(id);
  const { questions, values, prefixes, terms, odd } = self.EXLD_QUESTIONS;
  const byName = Object.fromEntries(questions.map((question) => [question.name, question]));
  const root = document.body.dataset.root, SHOWN = 1000;
  let finder = null, editor = null, loading = false, answer = null, started = null, edited = false;

  // --- the editor ---------------------------------------------------------------------------------------------------
  const read = () => (editor ? editor.getValue() : element("sparql").value);
  function write(text) {
    if (editor) { editor.setValue(text); editor.refresh(); } else element("sparql").value = text;
    edited = false;
  }

  const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION BIND VALUES GRAPH MINUS EXISTS CONSTRUCT ASK DESCRIBE PREFIX GROUP BY ORDER " +
    "HAVING LIMIT OFFSET COUNT STR LANG CONTAINS LCASE REGEX STRSTARTS IF COALESCE BOUND").split(" ");

  // What the word before the cursor may become: terms by CURIE or label, prefixes, words of SPARQL.
  function hints() {
    const cursor = editor.getCursor(), typed = /[\w:.-]*$/.exec(editor.getLine(cursor.line).slice(0, cursor.ch))[0], low = typed.toLowerCase();
    const known = finder ? terms.concat(finder.all.map((thing) => [thing.curie, thing.label])) : terms;
    const list = known.filter(([curie, label]) => curie.toLowerCase().includes(low) || label.toLowerCase().includes(low))
      .concat(KEYWORDS.filter((word) => low && word.toLowerCase().startsWith(low)).map((word) => [word, ""]))
      .concat(Object.keys(prefixes).filter((prefix) => low && prefix.toLowerCase().startsWith(low)).map((prefix) => [prefix + ":", prefixes[prefix]]))
      .sort((a, b) => b[0].toLowerCase().startsWith(low) - a[0].toLowerCase().startsWith(low)).slice(0, 60)
      .map(([text, label]) => ({ text: text.includes("://") ? `<${text}>` : text, displayText: label ? `${text}   ${label}` : text }));
    return { list, from: { line: cursor.line, ch: cursor.ch - typed.length }, to: cursor };
  }

  // The editor is loaded when it is first seen; until then, and without it, there is the bare field.
  async function edit() {
    if (loading || !element("sparql").dataset.editor) return;
    loading = true;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}assets/editor.css` }));
    await Finder.script(`${root}assets/editor.js`);
    editor = CodeMirror.fromTextArea(element("sparql"), { mode: "application/sparql-query", lineNumbers: true, lineWrapping: true,
      screenReaderLabel: "SPARQL query", extraKeys: { "Ctrl-Space": () => editor.showHint({ hint: hints, completeSingle: false }),
        "Ctrl-Enter": run, "Cmd-Enter": run, Esc: () => element("run").focus() } });
    editor.getScrollerElement().tabIndex = 0; // so that who has only keys can scroll it
    editor.on("change", () => { edited = true; });
    Finder.load(root).then((found) => { finder = found; }).catch(() => {});
  }

  // --- the form -----------------------------------------------------------------------------------------------------
  function meant(text) {
    const bare = text.trim().replace(/^<(.*)>$/, "$1"), colon = bare.indexOf(":");
    const whole = bare.includes("://") ? bare : "";
    const things = finder ? finder.meant(whole ? short(whole) : bare) : [];
    if (things.length) return things.map((thing) => long(thing.curie));
    if (whole) return [whole];
    if (colon > 0 && prefixes[bare.slice(0, colon)]) return [long(bare)];
    throw new Error(finder ? `nothing is called “${text}”; choose from the list` : `${text}: give a CURIE, or choose from the list`);
  }

  const long = (curie) => {
    const colon = curie.indexOf(":"), base = prefixes[curie.slice(0, colon)];
    return base && !curie.includes("://") ? base + curie.slice(colon + 1) : curie;
  };

  function short(iri) {
    let best = "";
    for (const [prefix, base] of Object.entries(prefixes))
      if (iri.startsWith(base) && base.length > (prefixes[best] || "").length && /^[\w][\w.-]*$/.test(iri.slice(base.length))) best = prefix;
    return best ? `${best}:${iri.slice(prefixes[best].length)}` : iri;
  }

  function field(parameter, value) {
    const box = document.createElement("p"), label = document.createElement("label"), input = document.createElement("input"), help = document.createElement("small");
    input.id = "p-" + parameter.name;
    input.name = parameter.name;
    input.value = value;
    input.placeholder = parameter.shown || "any";
    input.autocomplete = "off";
    label.htmlFor = input.id;
    label.textContent = parameter.name;
    help.id = input.id + "-help";
    help.textContent = parameter.description;
    input.setAttribute("aria-describedby", help.id);
    box.append(label, input);
    if (parameter.choices.length) {
      const list = document.createElement("datalist");
      list.id = input.id + "-choices";
      list.append(...parameter.choices.map((number) => values[number]).map(([text, name]) => Object.assign(document.createElement("option"), { value: text, label: name ? `${name} (${text})` : text })));
      input.setAttribute("list", list.id);
      box.append(list);
    }
    box.append(help);
    input.addEventListener("change", fill);
    return box;
  }

  const question = () => byName[element("question").value];
  const given = () => Object.fromEntries([...element("parameters").querySelectorAll("input")].map((input) => [input.name, input.value]));

  // Put the form's question into the editor; tells whether it could.
  function fill() {
    if (!question()) return true;
    try {
      write(Prepare.prepare(question(), given(), meant).replace(/^(?:#\+.*\n)+/, `# ${question().summary}\n`));
      return true;
    } catch (error) { told(error.message, true); return false; }
  }

  function choose(name, values = {}) {
    element("question").value = byName[name] ? name : "";
    const asked = question(), parameters = asked ? asked.params.filter((parameter) => parameter.kind !== "service") : [];
    element("parameters").replaceChildren(...parameters.map((parameter) => field(parameter, values[parameter.name] || "")));
    element("text").open = !asked || element("text").open;
  }

  // --- links --------------------------------------------------------------------------------------------------------
  // #q=NAME&PARAMETER=VALUE or #sparql=TEXT
  function address() {
    if (!question() || edited) return "#sparql=" + encodeURIComponent(read());
    const values = Object.entries(given()).filter(([, value]) => value).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`);
    return `#q=${question().name}${values.join("")}`;
  }

  async function follow() {
    const asked = Object.fromEntries(new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")));
    if (asked.sparql) { choose(""); write(asked.sparql); return run(); }
    if (!byName[asked.q]) return undefined;
    choose(asked.q, asked);
    if (Object.keys(asked).length > 1) await Finder.load(root).then((found) => { finder = found; }).catch(() => {});
    return fill() && run();
  }

  // --- the answer ---------------------------------------------------------------------------------------------------
  function told(words, wrong = false) {
    element("state").textContent = words;
    element("state").className = wrong ? "wrong" : "";
  }

  function badge(state, words) {
    element("badge").className = "badge " + state;
    element("badge").textContent = words;
  }

  const start = () => (started ??= Asking.start(root, badge).catch((error) => { started = null; throw error; }));

  async function run() {
    const query = Asking.declared(read(), prefixes), begun = performance.now();
    if (!query.trim()) return told("Choose a question, or write a query.");
    told("asking …");
    element("stop").hidden = false;
    try {
      await start();
      const from = performance.now(), found = await Asking.ask(query);
      await show(found, Math.round(performance.now() - from));
      history.replaceState(null, "", address());
      element("here").href = location.hash;
    } catch (error) {
      answer = null;
      element("answer").replaceChildren();
      element("tools").hidden = true;
      told(error.message, true);
    } finally { element("stop").hidden = true; }
    return begun;
  }

  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = ({ head, results }) => [head.vars, ...results.bindings.map((row) => head.vars.map((name) => (row[name] ? (row[name].type === "bnode" ? "_:" : "") + row[name].value : "")))]
    .map((line) => line.map(cell).join(",") + "\r\n").join("");

  function file(link, content, kind) {
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([content], { type: kind }));
  }

  async function show(found, took) {
    const json = found.kind.includes("json") ? JSON.parse(found.text) : null;
    answer = { json, text: found.text };
    const rows = json && json.results ? json.results.bindings : null;
    element("tools").hidden = false;
    element("csv").hidden = !rows;
    if (rows) file(element("csv"), csv(json), "text/csv");
    element("json").textContent = json ? "JSON" : "Turtle";
    element("json").download = json ? "answer.srj" : "answer.ttl";
    file(element("json"), found.text, found.kind);
    element("as-graph").hidden = !Drawing.edges(answer, prefixes).length;
    const many = rows ? `${rows.length.toLocaleString("en")} row${rows.length === 1 ? "" : "s"}` : json ? String(json.boolean) : "a graph";
    told(`${many}, in ${took} ms${rows && rows.length > SHOWN ? `; the first ${SHOWN} are shown, CSV has all` : ""}`);
    await view("table");
  }

  async function view(which) {
    for (const name of ["table", "graph"]) element("as-" + name).setAttribute("aria-pressed", String(name === which));
    if (which === "graph") return element("answer").replaceChildren(Drawing.draw(Drawing.edges(answer, prefixes)));
    if (!answer.json) return element("answer").replaceChildren(Object.assign(document.createElement("pre"), { textContent: answer.text }));
    if (!answer.json.results) return element("answer").replaceChildren(String(answer.json.boolean));
    element("answer").replaceChildren(table(answer.json));
    return link(element("answer"));
  }

  function table({ head, results }) {
    const made = document.createElement("table"), line = made.createTHead().insertRow(), body = made.createTBody();
    const meanings = (question() && question().columns) || {};
    for (const name of head.vars) line.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col", title: meanings[name] || "" }));
    for (const row of results.bindings.slice(0, SHOWN)) {
      const here = body.insertRow();
      for (const name of head.vars) {
        const value = row[name], place = here.insertCell();
        if (!value) continue;
        if (value.type === "uri") { place.textContent = short(value.value); place.dataset.iri = value.value; } else place.textContent = value.value;
      }
    }
    return made;
  }

  const page = (iri) => {
    const curie = short(iri);
    if (odd[iri]) return odd[iri];
    if (curie.startsWith("exld:")) return "ontology.html#" + curie.slice(5);
    return curie.startsWith("exod:") ? `id/${curie.slice(5)}.html` : `term/${curie.replace(":", "_")}.html`;
  };

  // What the graph says something of has a page; other addresses are only told.
  async function link(place) {
    const cells = [...place.querySelectorAll("[data-iri]")], iris = [...new Set(cells.map((one) => one.dataset.iri))].filter((iri) => !/[<>"{}|\\^`\s]/.test(iri));
    if (!iris.length) return;
    const { text } = await Asking.ask(`SELECT ?iri { VALUES ?iri { ${iris.map((iri) => `<${iri}>`).join(" ")} } FILTER EXISTS { ?iri ?p ?o } }`);
    const known = new Set(JSON.parse(text).results.bindings.map((row) => row.iri.value));
    for (const one of cells.filter((each) => known.has(each.dataset.iri)))
      one.replaceChildren(Object.assign(document.createElement("a"), { href: root + page(one.dataset.iri), textContent: one.textContent, title: one.dataset.iri }));
  }

  // --- begin --------------------------------------------------------------------------------------------------------
  element("asking").addEventListener("submit", (event) => { event.preventDefault(); if (edited || fill()) run(); });
  element("question").addEventListener("change", () => { choose(element("question").value); if (question() && fill()) run(); });
  element("stop").addEventListener("click", () => Asking.stop());
  element("text").addEventListener("toggle", () => { if (element("text").open) { edit(); if (editor) editor.refresh(); } });
  for (const name of ["table", "graph"]) element("as-" + name).addEventListener("click", () => view(name));
  element("parameters").addEventListener("focusin", () => Finder.load(root).then((found) => { finder = found; }).catch(() => {}), { once: true });
  element("sparql").addEventListener("input", () => { edited = true; });
  self.addEventListener("hashchange", () => { if (location.hash !== address()) follow(); });
  self.Workbench = { prepare: async (name, values) => { finder = await Finder.load(root); return Prepare.prepare(byName[name], values, meant); },
    ask: (text) => start().then(() => Asking.ask(Asking.declared(text, prefixes))), questions: byName };
  // Whoever moves here will ask: what answers is started while the question is chosen.
  for (const sign of ["pointermove", "pointerdown", "keydown"]) document.addEventListener(sign, () => start().catch(() => {}), { once: true });
  follow();
})();

// Behind the engine's own script, in a worker: takes the engine and the facts, then answers queries.
const unpacked = (text) => {
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  // Made by hand: WebKit reads no Blob's stream in a worker.
  const stream = new ReadableStream({ start(to) { to.enqueue(bytes); to.close(); } });
  return stream.pipeThrough(new DecompressionStream("gzip"));
};
let store;

// The facts as TriG, of a dictionary and numbers as site/packing.py has them.
function trig(text) {
  const [head, ...shortened] = text.split("\n"), { prefixes, shapes, subjects, objects } = JSON.parse(head);
  let term = "", subject = 0, place = 0, graph = "";
  const terms = shortened.map((line) => (term = term.slice(0, line.charCodeAt(0) - 48) + line.slice(1)));
  const last = new Int32Array(terms.length), lines = Object.entries(prefixes).map(([name, base]) => `@prefix ${name}: <${base}> .`);
  for (let at = 0; at < subjects.length; at += 2) {
    const [of, ...predicates] = shapes[subjects[at]];
    subject += subjects[at + 1];
    if (terms[of] !== graph) lines.push(graph && "}", (graph = terms[of]) && `${graph} {`);
    lines.push(terms[subject] + " " + predicates.map((predicate) => `${terms[predicate]} ${terms[last[predicate] += objects[place++]]}`).join(";") + " .");
  }
  return lines.join("\n") + (graph && "}");
}

async function start({ engine, facts }) {
  // The facts are unpacked while the engine is compiled.
  const [text] = await Promise.all([new Response(unpacked(facts)).text(),
    __wbg_init({ module_or_path: new Response(unpacked(engine), { headers: { "Content-Type": "application/wasm" } }) })]);
  store = new Store();
  store.load(trig(text), { format: "application/trig", lenient: true }); // as the command line reads
  return { ready: store.size };
}

function answer({ query, kind }) {
  const text = store.query(query, { results_format: kind, use_default_graph_as_union: true });
  return { text, kind };
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ id: data.id, ...(data.engine ? await start(data) : answer(data)) });
  } catch (error) {
    self.postMessage({ id: data.id, error: String((error && error.message) || error) });
  }
};

// Behind the engine's own script, in a worker: takes the engine and the facts, then answers queries.
const unpacked = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  // Made by hand: WebKit reads no Blob's stream in a worker.
  const stream = new ReadableStream({ start(to) { to.enqueue(bytes); to.close(); } });
  return stream.pipeThrough(new DecompressionStream("gzip"));
};
let store;

async function start({ engine, facts }) {
  await __wbg_init({ module_or_path: new Response(unpacked(engine), { headers: { "Content-Type": "application/wasm" } }) });
  store = new Store();
  store.load(await new Response(unpacked(facts)).text(), { format: "application/trig" });
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

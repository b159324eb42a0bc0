"use strict";
// Where queries are asked: the endpoint beside the page (`exo-ld serve`) where there is one, else the engine in a worker.
const Asking = (() => {
  const LIMIT = 30000; // ms; then the worker is ended, since no other thing ends a query
  const ROWS = "application/sparql-results+json", GRAPH = "text/turtle";
  let root = "", place, worker, waiting = new Map(), number = 0, say = () => {};

  // Find out where to ask; `tell` is called with what the reader may know: a state (wait, ready, wrong) and words.
  async function start(folder, tell) {
    root = folder;
    say = tell;
    place = (await served()) ? endpoint : inWorker;
    if (place === endpoint) say("ready", "asks this server");
    else await wake();
  }

  async function served() {
    if (!location.protocol.startsWith("http")) return false;
    try {
      const reply = await fetch(root + "sparql?query=" + encodeURIComponent("ASK {}"), { headers: { Accept: ROWS } });
      return reply.ok && typeof (await reply.json()).boolean === "boolean";
    } catch { return false; }
  }

  async function wake() {
    say("wait", "engine starting …");
    try {
      await Promise.all(["engine", "facts"].map((name) => self["EXLD_" + name.toUpperCase()] || Finder.script(`${root}assets/${name}.js`)));
    } catch (error) {
      say("wrong", "no engine: this site was made without the libraries for the browser");
      throw error;
    }
    const address = URL.createObjectURL(new Blob([self.EXLD_ENGINE.script], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = ({ data }) => { const one = waiting.get(data.id); waiting.delete(data.id); if (one) one(data); };
    worker.onerror = (event) => end(event.message || "the engine cannot be started");
    const { ready } = await post({ engine: self.EXLD_ENGINE.wasm, facts: self.EXLD_FACTS });
    URL.revokeObjectURL(address);
    say("ready", `engine ready: ${ready.toLocaleString("en")} statements, in this page; SERVICE is not there`);
  }

  function end(why) {
    if (worker) worker.terminate();
    worker = undefined;
    for (const one of waiting.values()) one({ error: why });
    waiting = new Map();
  }

  function post(message) {
    const id = ++number;
    return new Promise((done, failed) => {
      const clock = setTimeout(() => end(`no answer in ${LIMIT / 1000} s; ask for less`), LIMIT);
      waiting.set(id, (data) => { clearTimeout(clock); if (data.error) failed(new Error(data.error)); else done(data); });
      worker.postMessage({ id, ...message });
    });
  }

  async function inWorker(query, kind) {
    if (!worker) await wake();
    return post({ query, kind });
  }

  async function endpoint(query, kind) {
    const reply = await fetch(root + "sparql?prefixes=house", { method: "POST", body: query,
      headers: { "Content-Type": "application/sparql-query", Accept: kind }, signal: AbortSignal.timeout(LIMIT + 5000) });
    const text = await reply.text();
    if (!reply.ok) throw new Error(text.trim());
    return { text, kind };
  }

  // The first word behind prologue and comments tells what is answered.
  const form = (query) => (/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(query.replace(/<[^<>\s]*>|#[^\n]*/g, "")) || ["", "SELECT"])[1].toUpperCase();

  // The answer to a query as text, and its media type.
  async function ask(query) {
    const kind = ["CONSTRUCT", "DESCRIBE"].includes(form(query)) ? GRAPH : ROWS;
    return place(query, kind);
  }

  // Prefixes of ours that a query uses and does not declare are declared for it, on its first line.
  function declared(query, prefixes) {
    const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, "");
    const missing = Object.keys(prefixes).filter((prefix) => new RegExp(`(?<![\\w.-])${prefix.replace(/\./g, "\\.")}:`).test(bare) &&
      !new RegExp(`PREFIX\\s+${prefix.replace(/\./g, "\\.")}:`, "i").test(bare));
    return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}> `).join("") + query;
  }

  return { start, ask, declared, form, stop: () => end("stopped") };
})();

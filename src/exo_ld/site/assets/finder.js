"use strict";
// The finder in the browser: names are loaded when they are first needed, and searched without a server.
const Finder = (() => {
  let ready;

  function script(address) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = done;
      element.onerror = () => failed(new Error(address.replace(/.*\//, "") + " is not there"));
      document.head.append(element);
    });
  }

  const load = (root) => (ready ??= Promise.all(["names", "minisearch", "folding"].map((name) => script(`${root}assets/${name}.js`))).then(build));

  function build() {
    const { kinds, things } = self.EXLD_NAMES, exact = new Map(), places = new Map();
    const all = things.map(([curie, page, label, kind, claims, names, belonging, members], id) => {
      const own = { id, curie, label, kind: kinds[kind], claims: claims || 0, names: names || [], belonging: belonging || [], members: members || [] };
      own.page = page || (curie.startsWith("exod:") ? `id/${curie.slice(5)}.html` : `term/${curie.replace(":", "_")}.html`);
      places.set(curie, id);
      for (const name of [label, ...own.names])
        for (const key of Folding.keys(Folding.fold(name))) (exact.get(key) || exact.set(key, new Set()).get(key)).add(id);
      return own;
    });
    const index = new MiniSearch({ fields: ["label", "names"], tokenize: Folding.fold, processTerm: (term) => term,
      extractField: (thing, field) => (field === "names" ? thing.names.join(" , ") : thing[field]),
      searchOptions: { boost: { label: 2 }, prefix: (term) => term.length > 1, fuzzy: (term) => (term.length > 4 ? 0.25 : false), maxFuzzy: 2,
        boostDocument: (id) => 1 + Math.log10(1 + all[id].claims) / 2 } });
    index.addAll(all);
    return { all, find: (text, limit) => find(all, exact, places, index, text, limit), meant: (text) => meant(all, exact, places, text) };
  }

  // What has this very name, the most used first; in the order of the finder: words in order, in any order, run together.
  function named(all, exact, text) {
    const words = Folding.fold(text);
    const found = words.length ? Folding.keys(words).map((key) => exact.get(key)).find(Boolean) : null;
    return [...(found || [])].sort((a, b) => all[b].claims - all[a].claims || (all[a].curie < all[b].curie ? -1 : 1));
  }

  const KINDS = ["", "study-", "work-", "review-", "claim-", "experiment-", "preparation-", "model-"];

  // What is written as an identifier: a CURIE, or a slug of ours with or without its kind.
  const identified = (places, text) => places.get(text.trim()) ?? KINDS.map((kind) => places.get(`exod:${kind}${text.trim()}`)).find((id) => id !== undefined);

  function find(all, exact, places, index, text, limit = 8) {
    const id = identified(places, text), sure = id !== undefined ? [id] : named(all, exact, text);
    const like = [...index.search(text, { combineWith: "AND" }), ...index.search(text)].map((hit) => hit.id);
    return [...new Set([...sure, ...like])].slice(0, limit).map((id) => all[id]);
  }

  // What a text means, the thing itself first: a CURIE brings the members of what it defines, a name all that belongs to it.
  function meant(all, exact, places, text) {
    const id = identified(places, text);
    if (id !== undefined) return [id, ...all[id].members].map((each) => all[each]);
    const [best] = named(all, exact, text);
    return best === undefined ? [] : [all[best], ...all[best].belonging.map((each) => all[each])];
  }

  return { load, script };
})();

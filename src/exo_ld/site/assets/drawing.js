"use strict";
// An answer as a graph, where it is one: of triples, or of rows that have two ends.
const Drawing = (() => {
  const ENDS = [["subject", "object"], ["from", "to"], ["cargo", "target"], ["regulator", "target"]];
  const MOST = 60, WIDE = 190, HIGH = 34, ACROSS = 300;
  const NAME = "http://www.w3.org/2000/svg";

  // [from, word, to] of an answer, at most as many as can be read.
  function edges({ json, text }, prefixes) {
    if (json && json.results) {
      const [from, to] = ENDS.find(([a, b]) => json.head.vars.includes(a) && json.head.vars.includes(b)) || [];
      const name = (row, column) => (row[column + "Label"] || row[column] || {}).value;
      const found = from ? json.results.bindings.map((row) => [name(row, from), name(row, "relation") || "", name(row, to)]) : [];
      return chosen(found);
    }
    return json ? [] : chosen(triples(text, prefixes));
  }

  // Turtle as our engines write it, without collections: enough to draw, not to keep.
  function triples(text) {
    const found = [], tokens = text.match(/<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|[;,.](?=\s|$)|[^\s;,]+/g) || [];
    let parts = [];
    for (const token of tokens) {
      if (token === "@prefix" || parts[0] === "@prefix") { parts = token === "." ? [] : ["@prefix"]; continue; }
      if (token === "." || token === ";" || token === ",") {
        if (parts.length === 3) found.push(parts);
        parts = token === "." ? [] : parts.slice(0, token === ";" ? 1 : 2);
      } else parts.push(token);
    }
    return found.map((line) => line.map((part) => part.replace(/^<(?:.*[#/])?([^#/>]*)>$/, "$1").replace(/^"(.*)"(?:@.*|\^\^.*)?$/s, "$1")));
  }

  function chosen(all) {
    const once = new Map(all.filter(([a, , b]) => a && b).map((edge) => [edge.join("\u0000"), edge])), nodes = new Set(), kept = [];
    for (const edge of once.values()) {
      const more = new Set([...nodes, edge[0], edge[2]]);
      if (more.size > MOST) continue;
      more.forEach((node) => nodes.add(node));
      kept.push(edge);
    }
    return kept;
  }

  // Each node stands right of what leads to it, as far as there is no circle.
  function columns(list) {
    const place = new Map(list.flatMap(([a, , b]) => [[a, 0], [b, 0]]));
    for (let round = 0; round < 5; round++) for (const [a, , b] of list) if (a !== b && place.get(b) <= place.get(a) && place.get(a) < 4) place.set(b, place.get(a) + 1);
    return place;
  }

  function make(name, attributes, text) {
    const made = document.createElementNS(NAME, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  function draw(list) {
    const place = columns(list), rows = new Map(), at = new Map();
    for (const [node, column] of place) { const row = rows.get(column) || 0; rows.set(column, row + 1); at.set(node, [10 + column * ACROSS, 10 + row * (HIGH + 12)]); }
    const wide = 20 + Math.max(...place.values()) * ACROSS + WIDE, high = 20 + Math.max(...rows.values()) * (HIGH + 12);
    const svg = make("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, class: "drawing", role: "img", "aria-label": `${place.size} things and ${list.length} links; the table has the same` });
    for (const [a, word, b] of list) {
      const [x1, y1] = at.get(a), [x2, y2] = at.get(b), middle = (x1 + WIDE + x2) / 2;
      const line = make("path", { d: `M${x1 + WIDE} ${y1 + HIGH / 2}C${middle} ${y1 + HIGH / 2} ${middle} ${y2 + HIGH / 2} ${x2} ${y2 + HIGH / 2}`, class: "edge" });
      line.append(make("title", {}, `${a} ${word} ${b}`));
      svg.append(line);
      if (word && list.length < 30) svg.append(make("text", { x: middle, y: (y1 + y2 + HIGH) / 2 - 3, class: "word" }, word));
    }
    for (const [node, [x, y]] of at) {
      svg.append(make("rect", { x, y, width: WIDE, height: HIGH, rx: 5, class: "node" }));
      const text = make("text", { x: x + 8, y: y + HIGH / 2 + 5 }, node.length > 26 ? node.slice(0, 25) + "…" : node);
      text.append(make("title", {}, node));
      svg.append(text);
    }
    return svg;
  }

  return { edges, draw };
})();

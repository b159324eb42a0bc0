// A mechanism's filters: rows that do not fit are hidden, and their lines; a thing stays while it still has a line.
"use strict";
(() => {
  const box = document.getElementById("filters"), graph = document.querySelector(".mechanism");
  if (!box || !graph) return;
  const rows = [...document.querySelectorAll("#rows tbody tr")], lines = [...graph.querySelectorAll(".edge")];
  // A line at a box that stands for several things is of several rows.
  const edges = new Map(lines.flatMap((edge) => (edge.dataset.links || edge.getAttribute("href").replace("#link-", "")).split(" ").map((one) => [one, edge])));
  const nodes = [...graph.querySelectorAll("a.node")], state = { from: "", to: "", studies: 0, systems: "", off: new Set() };

  // A thing is known by the address of its page, in its box as in its rows.
  const page = (cell) => cell.querySelector("a")?.getAttribute("href");
  const from = (row) => page(row.cells[0]), to = (row) => page(row.cells[2]);
  const does = (row) => row.cells[1].textContent.split(" ")[0];
  const number = (row) => row.id.replace("link-", "");
  const fits = (row) => !state.off.has(does(row)) && Number(row.cells[4].textContent) >= state.studies && row.cells[3].textContent.includes(state.systems) &&
    (!state.from || from(row) === state.from) && (!state.to || to(row) === state.to);

  function apply() {
    const kept = new Set(), lit = new Set();
    let shown = 0;
    for (const row of rows) {
      const edge = edges.get(number(row));
      row.hidden = !fits(row);
      if (row.id && !row.hidden) shown += 1;
      if (edge && !row.hidden) { kept.add(from(row)).add(to(row)); lit.add(edge); }
    }
    for (const edge of lines) edge.classList.toggle("gone", !lit.has(edge));
    for (const node of nodes) node.classList.toggle("gone", !kept.has(node.getAttribute("href")) && node.getAttribute("href") !== "#links");
    tell(shown);
  }

  const all = rows.filter((row) => row.id).length;
  const tell = (shown) => { count.textContent = `${shown} of ${all} links`; };

  function labelled(text, control) {
    const label = document.createElement("label");
    label.append(control.type === "checkbox" ? control : text + " ", control.type === "checkbox" ? " " + text : control);
    return label;
  }

  function select(text, choices, change) {
    const made = document.createElement("select");
    made.append(...choices.map(([value, name]) => Object.assign(document.createElement("option"), { value, textContent: name })));
    made.addEventListener("change", () => { change(made.value); apply(); });
    return labelled(text, made);
  }

  function check(word) {
    const made = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    made.addEventListener("change", () => { if (made.checked) state.off.delete(word); else state.off.add(word); apply(); });
    return labelled(word, made);
  }

  const ends = (cell) => [["", "any"], ...[...new Map(rows.filter((row) => row.id && page(row.cells[cell])).map((row) => [page(row.cells[cell]), row.cells[cell].querySelector("a").textContent]))].sort((a, b) => (a[1].toLowerCase() < b[1].toLowerCase() ? -1 : 1))];
  const count = document.createElement("span");
  function show() {
    count.setAttribute("role", "status");
    box.className = "filters";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Show only");
    box.append(...[...new Set(rows.map(does))].sort().map(check), select("from", ends(0), (value) => { state.from = value; }),
      select("to", ends(2), (value) => { state.to = value; }),
      select("seen", [["", "anywhere"], ["in vivo", "in vivo"], ["in vitro", "in vitro"]], (value) => { state.systems = value; }),
      select("studies", [["0", "any number"], ["1", "1 or more"], ["2", "2 or more"]], (value) => { state.studies = Number(value); }), count);
    tell(all);
    box.hidden = false;
  }

  // A thin line is hard to hit: each gets a wide one, not seen, beneath it, when a pointer comes near the first time.
  graph.addEventListener("pointerover", () => {
    for (const edge of lines) {
      const line = edge.querySelector(".line"), near = line.cloneNode();
      near.removeAttribute("marker-end");
      near.setAttribute("class", "near");
      line.before(near);
    }
  }, { once: true });

  // A line and its rows point at each other, for the mouse and for keys.
  let marked = [];
  function mark(event) {
    const at = event.type === "mouseleave" || event.type === "focusout" ? null : event.target;
    const row = at?.closest("#rows tbody tr"), edge = row ? edges.get(number(row)) : at?.closest(".edge");
    for (const one of marked) one.classList.remove("marked");
    marked = edge ? [edge, ...(row ? [row] : rows.filter((one) => edges.get(number(one)) === edge))] : [];
    for (const one of marked) one.classList.add("marked");
  }
  for (const part of [graph, document.getElementById("rows")]) for (const sign of ["mouseover", "mouseleave", "focusin", "focusout"]) part.addEventListener(sign, mark);
  // Nobody filters what is not yet drawn.
  (self.requestIdleCallback || setTimeout)(show);
})();

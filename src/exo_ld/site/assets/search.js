"use strict";
// The box of the search (ARIA combobox): "/" goes to it, arrows choose, Enter goes there, Escape closes.
const Combobox = (() => {
  // Give an input a list of things; `choose` is called with the one that was taken. Nothing is loaded before it has the focus.
  function attach(input, root, choose) {
    const list = document.createElement("ul"), state = { things: [], at: -1 };
    list.id = input.id + "-found";
    list.className = "found";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    input.type = "text";
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
    input.insertAdjacentElement("afterend", list);

    const mark = (at) => {
      state.at = at;
      [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
      if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
      else input.removeAttribute("aria-activedescendant");
    };
    const open = (shown) => { list.hidden = !shown; input.setAttribute("aria-expanded", String(shown)); if (!shown) mark(-1); };
    const take = (thing) => { open(false); choose(thing); };

    async function show() {
      const text = input.value.trim();
      if (!text) return open(false);
      try {
        state.things = (await Finder.load(root)).find(text);
      } catch (error) {
        list.replaceChildren(entry(list.id, 0, "The search needs the libraries that the build fetches", error.message));
        state.things = [];
        return open(true);
      }
      if (input.value.trim() !== text) return undefined;
      list.replaceChildren(...state.things.map((thing, place) => entry(list.id, place, thing.label,
        thing.kind + (thing.claims ? `, in ${thing.claims} claim${thing.claims > 1 ? "s" : ""}` : ""))));
      mark(-1);
      return open(state.things.length > 0);
    }

    input.addEventListener("focus", () => Finder.load(root).catch(() => {}), { once: true });
    input.addEventListener("input", show);
    input.addEventListener("blur", () => setTimeout(() => open(false), 150));
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const line = event.target.closest("li"), thing = line && state.things[[...list.children].indexOf(line)];
      if (thing) take(thing);
    });
    input.addEventListener("keydown", (event) => {
      const many = state.things.length;
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); open(false); }
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
        event.preventDefault();
        if (list.hidden) open(true);
        mark((state.at + (event.key === "ArrowDown" ? 1 : state.at < 0 ? 0 : -1) + many) % many);
      } else if (event.key === "Enter" && !list.hidden && state.at >= 0) { event.preventDefault(); take(state.things[state.at]); }
    });
  }

  function entry(id, place, label, more) {
    const line = document.createElement("li"), small = document.createElement("small");
    line.id = `${id}-${place}`;
    line.setAttribute("role", "option");
    small.textContent = more;
    line.append(label + " ", small);
    return line;
  }

  return { attach };
})();

(() => {
  const input = document.getElementById("search"), root = document.body.dataset.root;
  if (!input) return;
  Combobox.attach(input, root, (thing) => { location.href = root + encodeURI(thing.page); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  });
  const list = document.getElementById("results"), asked = new URLSearchParams(location.search).get("q");
  if (!list || !asked) return;
  input.value = asked;
  const told = document.getElementById("told");
  Finder.load(root).then((finder) => {
    const found = finder.find(asked, 50);
    told.textContent = found.length ? `${found.length} found for “${asked}”, the nearest first.` : `Nothing is called or like “${asked}”. Try another spelling, or one word of it.`;
    list.replaceChildren(...found.map((thing) => {
      const line = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      link.href = root + encodeURI(thing.page);
      link.textContent = thing.label;
      small.textContent = ` ${thing.kind}${thing.claims ? `, in ${thing.claims} claim${thing.claims > 1 ? "s" : ""}` : ""}`;
      line.append(link, small);
      return line;
    }));
  }).catch((error) => { told.textContent = "The search needs the libraries that the build fetches: " + error.message; });
})();

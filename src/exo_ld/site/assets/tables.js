// Tables: sort by a column, show only the rows with some words or values. Without this script they stand as they are.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0], rows = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
  if (rows.length < 2) continue;
  const values = cell => {
    const links = Array.from(cell.querySelectorAll("a"), link => link.textContent.trim());
    return links.length ? links : [cell.textContent.trim()];
  };
  if (rows.length > 8) {
    const bar = document.createElement("p"), count = document.createElement("span"), wanted = [];
    bar.className = "tools";
    count.setAttribute("role", "status");
    const show = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !wanted.every(fits => fits(row));
        shown += !row.hidden;
      }
      count.textContent = shown < rows.length ? shown + " of " + rows.length + " rows" : "";
    };
    const add = (words, field, fits) => {
      const label = document.createElement("label");
      label.append(words + " ", field);
      bar.append(label);
      wanted.push(fits);
      field.addEventListener("input", show);
    };
    const search = document.createElement("input");
    search.type = "search";
    add("Only rows with", search, row => {
      const text = row.textContent.toLowerCase();
      return search.value.toLowerCase().split(/\s+/).every(word => text.includes(word));
    });
    heads.forEach((head, at) => {
      if (!("facet" in head.dataset)) return;
      const choice = document.createElement("select"), found = new Set(rows.flatMap(row => values(row.cells[at])));
      found.delete("");
      choice.append(new Option("any", ""));
      for (const value of Array.from(found).sort((a, b) => a.localeCompare(b, "en"))) choice.append(new Option(value, value));
      add(head.textContent, choice, row => !choice.value || values(row.cells[at]).includes(choice.value));
    });
    bar.append(count);
    table.closest(".box").before(bar);
  }
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = row => row.cells[at].textContent.trim(), sign = down ? -1 : 1;
      rows.sort((a, b) => sign * key(a).localeCompare(key(b), "en", {numeric: true, sensitivity: "base"}));
      body.append(...rows);
    });
  });
}

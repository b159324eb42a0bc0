// Tables: sort by a column, and show only the rows that have some words. Without this script they stand as they are.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0], rows = Array.from(body.rows);
  if (rows.length < 2) continue;
  const box = table.closest(".box");
  if (rows.length > 8) {
    const bar = document.createElement("p"), label = document.createElement("label"), field = document.createElement("input"),
      count = document.createElement("span");
    bar.className = "tools";
    field.type = "search";
    count.setAttribute("role", "status");
    label.append("Only rows with ", field);
    bar.append(label, count);
    box.before(bar);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = words.length ? shown + " of " + rows.length + " rows" : "";
    });
  }
  Array.from(table.tHead.rows[0].cells).forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = row => row.cells[at].textContent.trim(), sign = down ? -1 : 1;
      rows.sort((a, b) => sign * key(a).localeCompare(key(b), "en", {numeric: true, sensitivity: "base"}));
      body.append(...rows);
    });
  });
}

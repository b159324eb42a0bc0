// Compares passages of a review with the reader's own copy: offsets in code points, SHA-256 of the UTF-8 text.
"use strict";
for (const box of document.querySelectorAll(".check")) {
  if (!(self.crypto && crypto.subtle && self.TextDecoder)) continue;
  box.hidden = false;
  const hex = async text => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    byte => byte.toString(16).padStart(2, "0")).join("");
  box.querySelector("input").addEventListener("change", async event => {
    const file = event.target.files[0];
    if (!file) return;
    const points = Array.from(new TextDecoder("utf-8", {ignoreBOM: true}).decode(await file.arrayBuffer()));
    for (const line of box.querySelectorAll("[data-sha256]")) {
      const text = points.slice(Number(line.dataset.start), Number(line.dataset.end)).join("");
      const same = await hex(text) === line.dataset.sha256;
      line.querySelector("output").textContent = same ? "the same. It reads: “" + text + "”" : "not the same; is it the text of this review?";
    }
  });
}

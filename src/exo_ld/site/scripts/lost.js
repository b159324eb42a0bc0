"use strict";
// A host shows this page at any address: its links are made to lead from the root of the site, which is above the
// first folder of its own that was asked for. From a disk, and at the root, they lead there as they are.
{
  const { published, folders } = document.body.dataset;
  const above = location.pathname.split("/").slice(0, -1);
  const at = above.findLastIndex((name) => folders.split(" ").includes(name));
  const root = location.href.startsWith(published) ? published : (at < 0 ? above : above.slice(0, at)).join("/") + "/";
  if (location.protocol !== "file:") {
    for (const name of ["href", "action"]) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        const to = one.getAttribute(name);
        if (!/^(#|[a-z]+:)/.test(to)) one.setAttribute(name, root + to);
      }
    }
  }
}

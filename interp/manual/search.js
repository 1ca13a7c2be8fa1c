"use strict";
// Looks for all words that are typed: in titles first, then in texts. The index is in index.js.
(function () {
  const box = document.getElementById("search"), list = document.getElementById("found"), menu = document.getElementById("menu");
  const entries = documentation.map(e => ({ e: e, title: e.t.toLowerCase(), text: e.x.toLowerCase() }));
  function score(x, words) {
    let sum = 0;
    for (const w of words) {
      if (x.title === w) sum += 100;
      else if (x.title.startsWith(w)) sum += 40;
      else if (x.title.includes(w)) sum += 20;
      else if (x.text.includes(w)) sum += 1;
      else return 0;
    }
    return sum;
  }
  function excerpt(x, word) {
    const at = Math.max(0, x.text.indexOf(word) - 30);
    return (at > 0 ? "… " : "") + x.e.x.slice(at, at + 110) + " …";
  }
  function look() {
    const words = box.value.toLowerCase().split(/\s+/).filter(w => w);
    list.replaceChildren();
    list.hidden = words.length === 0;
    menu.hidden = !list.hidden;
    if (list.hidden) return;
    const hits = entries.map(x => [score(x, words), x]).filter(h => h[0] > 0);
    hits.sort((a, b) => b[0] - a[0]);
    for (const [, x] of hits.slice(0, 20)) {
      const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      link.href = x.e.u;
      link.textContent = x.e.t;
      small.textContent = x.e.p + ": " + excerpt(x, words[0]);
      link.append(small);
      item.append(link);
      list.append(item);
    }
    if (hits.length === 0) {
      const item = document.createElement("li");
      item.textContent = "Nothing has all of these words.";
      list.append(item);
    }
  }
  box.addEventListener("input", look);
  box.addEventListener("keydown", event => {
    const first = list.querySelector("a");
    if (event.key === "Enter" && first) location.href = first.href;
    if (event.key === "Escape") { box.value = ""; look(); }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { box.value = asked; look(); }
})();

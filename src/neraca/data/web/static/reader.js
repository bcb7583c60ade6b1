// In the article reader: a note lights up its words, and words lead to their note.
const words = [...document.querySelectorAll("[data-claims]")];

function light(id, on) {
  for (const each of words) if (each.dataset.claims.split(" ").includes(id)) each.classList.toggle("lit", on);
}

for (const note of document.querySelectorAll(".mn[id]")) {
  for (const begin of ["pointerenter", "focusin"]) note.addEventListener(begin, () => light(note.id, true));
  for (const end of ["pointerleave", "focusout"]) note.addEventListener(end, () => light(note.id, false));
}

let aimed = "";
function aim() {
  light(aimed, false);
  aimed = location.hash.replace(/^#(w-)?/, "");
  light(aimed, true);
}
addEventListener("hashchange", aim);
aim();

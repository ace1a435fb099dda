/* Shows what a term means beside it, for the pointer, the keyboard and a finger: a tap opens it where it stands, and what
   opens has the link to the glossary. Without this a term is that link. */
(function () {
  "use strict";

  var terms = Array.prototype.filter.call(document.querySelectorAll("a.aw-term"), meaning);
  if (!terms.length) return;
  var tip = document.createElement("div");
  var shown = null, tapped = null, leaving = 0, finger = false;
  tip.id = "aw-tip";
  tip.className = "aw-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.appendChild(tip);

  /* The meanings are said once for all pages, by the places of the glossary. */
  function meaning(term) { return MEANINGS[decodeURIComponent(term.hash.slice(1))]; }

  function show(term) {
    clearTimeout(leaving);
    if (shown && shown !== term) shown.removeAttribute("aria-describedby");
    shown = term;
    tip.textContent = meaning(term);
    tip.setAttribute("role", tapped ? "note" : "tooltip");
    if (tapped) tip.append(" ", wayOn(term));
    tip.hidden = false;
    term.setAttribute("aria-describedby", tip.id);
    var at = term.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    tip.style.left = window.scrollX + Math.max(8, Math.min(at.left, wide - tip.offsetWidth - 8)) + "px";
    var below = at.bottom + tip.offsetHeight + 12 < window.innerHeight;
    tip.style.top = window.scrollY + (below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + "px";
  }

  function wayOn(term) {
    var link = document.createElement("a");
    link.href = term.href;
    link.textContent = "Glossary";
    return link;
  }

  function hide() {
    clearTimeout(leaving);
    tapped = null;
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  // The pointer may go over to the tooltip without losing it.
  function leave() { if (!tapped) leaving = setTimeout(hide, 200); }

  /* A finger has no way to point at a term but to tap it; tapped again it closes. */
  function tap(event) {
    if (!finger) return;
    event.preventDefault();
    if (tapped === this) return hide();
    tapped = this;
    show(this);
  }

  terms.forEach(function (term) {
    term.addEventListener("mouseenter", function () { show(term); });
    term.addEventListener("focus", function () { show(term); });
    term.addEventListener("mouseleave", leave);
    term.addEventListener("blur", function () { if (!tapped) hide(); });
    term.addEventListener("click", tap);
  });
  tip.addEventListener("mouseenter", function () { clearTimeout(leaving); });
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("pointerdown", function (event) {
    finger = event.pointerType !== "mouse";
    if (tapped && !tip.contains(event.target) && !tapped.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) { finger = false; if (event.key === "Escape") hide(); });
})();

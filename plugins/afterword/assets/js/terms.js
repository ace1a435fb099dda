/* Shows what a term means beside it, for the pointer and the keyboard. Without this a term is a link to the glossary. */
(function () {
  "use strict";

  var terms = document.querySelectorAll("a.aw-term[data-means]");
  if (!terms.length) return;
  var tip = document.createElement("div");
  var shown = null, leaving = 0;
  tip.id = "aw-tip";
  tip.className = "aw-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.appendChild(tip);

  function show(term) {
    clearTimeout(leaving);
    if (shown && shown !== term) shown.removeAttribute("aria-describedby");
    shown = term;
    tip.textContent = term.dataset.means;
    tip.hidden = false;
    term.setAttribute("aria-describedby", tip.id);
    var at = term.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    tip.style.left = window.scrollX + Math.max(8, Math.min(at.left, wide - tip.offsetWidth - 8)) + "px";
    var below = at.bottom + tip.offsetHeight + 12 < window.innerHeight;
    tip.style.top = window.scrollY + (below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + "px";
  }

  function hide() {
    clearTimeout(leaving);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  // The pointer may go over to the tooltip without losing it.
  function leave() { leaving = setTimeout(hide, 200); }

  terms.forEach(function (term) {
    term.addEventListener("mouseenter", function () { show(term); });
    term.addEventListener("focus", function () { show(term); });
    term.addEventListener("mouseleave", leave);
    term.addEventListener("blur", hide);
  });
  tip.addEventListener("mouseenter", function () { clearTimeout(leaving); });
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();

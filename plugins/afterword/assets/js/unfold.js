/* A long list begins with its first rows; whoever asks for all of them, or for some, gets them. On paper it is whole. */
(function () {
  "use strict";

  var list = document.querySelector(".aw-entries[data-first]"), form = document.querySelector("form.aw-filter");
  if (!list || !form) return;
  var first = Number(list.dataset.first), asked = false;
  var button = document.createElement("button");
  button.type = "button";
  button.className = "aw-all";
  button.textContent = "Show all " + list.querySelectorAll(".aw-entry").length;
  list.after(button);

  function apply() {
    // The filter marks the fields that are set.
    var whole = asked || form.querySelector(".aw-set") !== null;
    button.hidden = whole;
    list.querySelectorAll(".aw-entry").forEach(function (row, at) { row.classList.toggle("aw-further-on", !whole && at >= first); });
  }

  button.addEventListener("click", function () {
    asked = true;
    apply();
    var next = list.querySelectorAll(".aw-entry")[first].querySelector("a");
    if (next) next.focus({ preventScroll: true });
  });
  ["change", "input", "reset"].forEach(function (kind) { form.addEventListener(kind, apply); });
  window.addEventListener("popstate", apply);
  apply();
})();

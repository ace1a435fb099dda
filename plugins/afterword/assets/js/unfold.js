/* A long list shows its first rows; a button or a filter shows the others. On paper all are shown. */
(function () {
  "use strict";

  // As cards on a phone, rows are several times as high.
  var CARDS = 10, ROWS = ".aw-entry, .aw-chain-group, tbody tr";
  var form = document.querySelector("form.aw-filter"), narrow = window.matchMedia("(max-width: 44.984375em)");

  function fewest(list) { return Number(list.dataset.few || CARDS); }

  /* The name behind the `#`; one that is written wrongly names nothing. */
  function named() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (wrong) { return ""; }
  }

  /* What an address leads to is not left folded. */
  function openTo() {
    var target = document.getElementById(named()), folded = target && target.parentNode.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  }

  function setUp(list) {
    var asked = false, button = document.createElement("button"), before = list.previousElementSibling;
    var narrowing = before && before.matches(".aw-table-filter") ? before : list.querySelector(".aw-table-filter");

    function rows() { return Array.prototype.slice.call(list.querySelectorAll(ROWS)); }
    function first() { return narrow.matches && list.querySelector("[data-stacks]") ? fewest(list) : Number(list.dataset.first); }

    function apply() {
      // The filter marks the fields that are set.
      var some = form && form.querySelector(".aw-set") || narrowing && narrowing.querySelector("input").value.trim();
      var all = rows(), whole = asked || Boolean(some) || all.length <= first();
      button.hidden = whole;
      button.textContent = "Show all " + all.length;
      all.forEach(function (row, at) { row.classList.toggle("aw-beyond-first", !whole && at >= first()); });
      // What is not laid out yet is given the room that it will take.
      list.style.setProperty("--aw-rows", whole ? all.length : first());
    }

    /* What an address leads to is shown. */
    function reach() {
      var target = document.getElementById(named());
      if (!target || !target.closest(".aw-beyond-first") || !list.contains(target)) return;
      asked = true;
      apply();
      target.scrollIntoView();
    }

    button.type = "button";
    button.className = "aw-all";
    list.after(button);
    button.addEventListener("click", function () {
      var next = rows()[first()].querySelector("a");
      asked = true;
      apply();
      if (next) next.focus({ preventScroll: true });
    });
    // Sorted by a heading, other rows are the first.
    list.addEventListener("click", apply);
    [form, narrowing].filter(Boolean).forEach(function (each) {
      ["change", "input", "reset"].forEach(function (kind) { each.addEventListener(kind, apply); });
    });
    window.addEventListener("popstate", apply);
    window.addEventListener("hashchange", reach);
    narrow.addEventListener("change", apply);
    apply();
    reach();
  }

  openTo();
  window.addEventListener("hashchange", openTo);
  document.querySelectorAll("[data-first]").forEach(function (list) {
    if (list.querySelectorAll(ROWS).length > Math.min(fewest(list), list.dataset.first)) setUp(list);
  });
})();

/* Filters and sorts a list of reviews in place. Without scripts the list is whole and the style sheet hides the form. */
(function () {
  "use strict";

  /* The lists are written newest first. */
  function sort(rows, by) {
    function severity(row) { return row.dataset.severity || "~"; }
    function title(row) { return row.querySelector(".aw-title").textContent; }
    var ordered = rows.map(function (row, at) { return { row: row, at: at }; }).sort(function (a, b) {
      if (by === "oldest") return b.at - a.at;
      if (by === "severity") return severity(a.row).localeCompare(severity(b.row)) || a.at - b.at;
      return (by === "title" ? title(a.row).localeCompare(title(b.row)) : 0) || a.at - b.at;
    });
    if (ordered.every(function (each, at) { return each.row.parentNode.children[at] === each.row; })) return;
    ordered.forEach(function (each) { each.row.parentNode.appendChild(each.row); });
  }

  function setUp(form) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("li.aw-review"));
    var order = form.querySelector("select[name='sort']");
    var selects = Array.prototype.filter.call(form.querySelectorAll("select"), function (each) { return each !== order; });
    var count = form.querySelector(".aw-count");
    var none = form.querySelector(".aw-none");
    var clear = form.querySelector("button");
    var total = Number(count.dataset.total);
    // By choice and row, what the row has; read once, since a list is long and so are its choices.
    var has = new Map(selects.map(function (select) {
      return [select, rows.map(function (row) { return (row.getAttribute("data-" + select.name) || "").split(" "); })];
    }));

    function matches(at, select) {
      return !select.value || has.get(select)[at].indexOf(select.value) >= 0;
    }

    /* What else could be chosen from here, so that nobody walks into an empty list unawares. */
    function promise(select) {
      var numbers = {};
      rows.forEach(function (row, at) {
        if (!selects.every(function (other) { return other === select || matches(at, other); })) return;
        has.get(select)[at].forEach(function (value) { numbers[value] = (numbers[value] || 0) + 1; });
      });
      Array.prototype.forEach.call(select.options, function (option) {
        if (!option.value) return;
        var text = option.text.replace(/ \(\d+\)$/, "") + " (" + (numbers[option.value] || 0) + ")";
        if (option.text !== text) option.text = text;
      });
    }

    function apply() {
      var shown = 0;
      rows.forEach(function (row, at) {
        var fits = selects.every(function (select) { return matches(at, select); });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      var active = selects.filter(function (select) {
        select.classList.toggle("aw-set", Boolean(select.value));
        return select.value;
      });
      var noun = (active.length ? total : shown) === 1 ? count.dataset.one : count.dataset.many;
      count.textContent = active.length ? shown + " of " + total + " " + noun : total + " " + noun;
      none.hidden = shown > 0;
      clear.hidden = !active.length;
      selects.forEach(promise);
    }

    function remember() {
      var query = new URLSearchParams(location.search);
      selects.forEach(function (select) {
        if (select.value) query.set(select.name, select.value); else query.delete(select.name);
      });
      if (order.value) query.set("sort", order.value); else query.delete("sort");
      var text = query.toString();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    }

    function recall() {
      var query = new URLSearchParams(location.search);
      order.value = query.get("sort") || "";
      if (order.selectedIndex < 0) order.value = "";
      selects.forEach(function (select) {
        select.value = query.get(select.name) || "";
        if (select.selectedIndex < 0) select.value = "";
        if (select.value && select.closest("details")) select.closest("details").open = true;
      });
    }

    form.addEventListener("change", function () { sort(rows, order.value); apply(); remember(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      selects.forEach(function (select) { select.value = ""; });
      apply();
      remember();
      selects[0].focus();
    });
    window.addEventListener("popstate", function () { recall(); sort(rows, order.value); apply(); });
    recall();
    sort(rows, order.value);
    apply();
  }

  document.querySelectorAll("form.aw-filter").forEach(setUp);
})();

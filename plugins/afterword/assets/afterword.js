/* Filters a list in place. Without this script the list is whole and the form stays hidden. */
(function () {
  "use strict";

  function setUp(form) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("li[data-year]"));
    var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
    var words = form.querySelector("input[type=search]");
    var fields = words ? selects.concat(words) : selects;
    var count = form.querySelector(".aw-count");
    var none = form.querySelector(".aw-none");
    var clear = form.querySelector("button");
    var total = Number(count.dataset.total);

    function matches(row, select, value) {
      if (!value) return true;
      var has = row.getAttribute("data-" + select.name) || "";
      return (" " + has + " ").indexOf(" " + value + " ") >= 0;
    }

    function holds(row) {
      if (!words || !words.value) return true;
      if (row.said === undefined) row.said = row.textContent.toLowerCase();
      return words.value.toLowerCase().split(/\s+/).every(function (word) { return row.said.indexOf(word) >= 0; });
    }

    function apply() {
      var shown = 0;
      var held = rows.filter(holds);
      rows.forEach(function (row) {
        var fits = held.indexOf(row) >= 0 && selects.every(function (select) { return matches(row, select, select.value); });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      var active = fields.filter(function (field) {
        field.classList.toggle("aw-set", Boolean(field.value));
        return field.value;
      });
      var noun = (active.length ? total : shown) === 1 ? count.dataset.one : count.dataset.many;
      count.textContent = active.length ? shown + " of " + total + " " + noun : total + " " + noun;
      none.hidden = shown > 0;
      clear.hidden = !active.length;
      // What else could be chosen from here, so that nobody walks into an empty list unawares.
      selects.forEach(function (select) {
        Array.prototype.forEach.call(select.options, function (option) {
          if (!option.value) return;
          var number = held.filter(function (row) {
            return matches(row, select, option.value) && selects.every(function (other) {
              return other === select || matches(row, other, other.value);
            });
          }).length;
          option.textContent = option.textContent.replace(/ \(\d+\)$/, "") + " (" + number + ")";
        });
      });
    }

    function remember() {
      var query = new URLSearchParams(location.search);
      fields.forEach(function (field) {
        if (field.value) query.set(field.name, field.value); else query.delete(field.name);
      });
      var text = query.toString();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    }

    function recall() {
      var query = new URLSearchParams(location.search);
      if (words) words.value = query.get(words.name) || "";
      selects.forEach(function (select) {
        select.value = query.get(select.name) || "";
        if (select.selectedIndex < 0) select.value = "";
        if (select.value && select.closest("details")) select.closest("details").open = true;
      });
    }

    form.addEventListener("change", function () { apply(); remember(); });
    form.addEventListener("input", function (event) { if (event.target === words) apply(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      fields.forEach(function (field) { field.value = ""; });
      apply();
      remember();
      form.querySelector("input, select").focus();
    });
    window.addEventListener("popstate", function () { recall(); apply(); });
    recall();
    apply();
    form.hidden = false;
  }

  document.querySelectorAll("form.aw-filter").forEach(setUp);
})();

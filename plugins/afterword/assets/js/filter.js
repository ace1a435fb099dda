/* Filters and sorts a list of reviews in place. Without this script the list is whole and the form stays hidden. */
(function () {
  "use strict";

  /* The lists are written newest first. */
  var ORDERS = { "": "Newest first", oldest: "Oldest first", severity: "Most severe first", title: "Title" };

  function orderOf(form) {
    var label = document.createElement("label"), name = document.createElement("span"), select = document.createElement("select");
    label.className = "aw-choice";
    name.textContent = "Order";
    select.name = "sort";
    Object.keys(ORDERS).forEach(function (key) { select.add(new Option(ORDERS[key], key)); });
    label.append(name, " ", select);
    form.querySelector(".aw-choices").append(label);
    return select;
  }

  function sort(rows, by) {
    function severity(row) { return row.dataset.severity || "~"; }
    function title(row) { return row.querySelector(".aw-title").textContent; }
    var ordered = rows.map(function (row, at) { return { row: row, at: at }; }).sort(function (a, b) {
      if (by === "oldest") return b.at - a.at;
      if (by === "severity") return severity(a.row).localeCompare(severity(b.row)) || a.at - b.at;
      return (by === "title" ? title(a.row).localeCompare(title(b.row)) : 0) || a.at - b.at;
    });
    ordered.forEach(function (each) { each.row.parentNode.appendChild(each.row); });
  }

  function setUp(form) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("li.aw-review"));
    var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
    var count = form.querySelector(".aw-count");
    var none = form.querySelector(".aw-none");
    var clear = form.querySelector("button");
    var total = Number(count.dataset.total);
    var order = orderOf(form);

    function matches(row, select, value) {
      if (!value) return true;
      var has = row.getAttribute("data-" + select.name) || "";
      return (" " + has + " ").indexOf(" " + value + " ") >= 0;
    }

    function apply() {
      var shown = 0;
      rows.forEach(function (row) {
        var fits = selects.every(function (select) { return matches(row, select, select.value); });
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
      // What else could be chosen from here, so that nobody walks into an empty list unawares.
      selects.forEach(function (select) {
        Array.prototype.forEach.call(select.options, function (option) {
          if (!option.value) return;
          var number = rows.filter(function (row) {
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
    form.hidden = false;
  }

  document.querySelectorAll("form.aw-filter").forEach(setUp);
})();

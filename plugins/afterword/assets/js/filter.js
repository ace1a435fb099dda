/* Filters and sorts a list, or the rows of tables, in place. Without scripts the list is whole and the style sheet hides the form. */
(function () {
  "use strict";

  /* The lists are written newest first. */
  function sort(rows, by, severities) {
    function severity(at) { return severities && severities[at][0] || "~"; }
    function title(row) { return (row.querySelector(".aw-title") || row).textContent.trim(); }
    var ordered = rows.map(function (row, at) { return { row: row, at: at }; }).sort(function (a, b) {
      if (by === "oldest") return b.at - a.at;
      if (by === "severity") return severity(a.at).localeCompare(severity(b.at)) || a.at - b.at;
      return (by === "title" ? title(a.row).localeCompare(title(b.row)) : 0) || a.at - b.at;
    });
    var next = new Map();
    function inPlace(each) {
      var list = each.row.parentNode, at = next.get(list) || 0;
      next.set(list, at + 1);
      return list.children[at] === each.row;
    }
    if (ordered.map(inPlace).every(Boolean)) return;
    // A list may have parts, and each part keeps its own rows.
    ordered.forEach(function (each) { each.row.parentNode.appendChild(each.row); });
  }

  var NUMBERS = / \(\d+(, \d+)?( invented)?\)$/;

  function setUp(form) {
    var marks = Array.prototype.slice.call(document.querySelectorAll("[data-options]"));
    var rows = marks.map(function (mark) { return mark.closest("li, tr"); });
    var parts = document.querySelectorAll(".aw-part"), folds = document.querySelectorAll(".aw-part > details");
    var order = form.querySelector("select[name='sort']");
    var selects = Array.prototype.filter.call(form.querySelectorAll("select"), function (each) { return each !== order; });
    var words = form.querySelector("input[type=search]");
    var fields = words ? selects.concat(words) : selects;
    var count = form.querySelector(".aw-count");
    var none = form.querySelector(".aw-none");
    var clear = form.querySelector("button[type=reset]");
    var typing = false;
    var total = Number(count.dataset.total);
    var ofAll = document.querySelectorAll(".aw-totals");
    var unknown = [];
    // A row names the options that it has by their places among all of them, in the order of the form.
    var options = [];
    selects.forEach(function (select) {
      Array.prototype.forEach.call(select.options, function (option) { if (option.value) options.push([select, option.value]); });
    });
    // By choice and row, what the row has; read once, since a list is long and so are its choices.
    var has = new Map(selects.map(function (select) { return [select, marks.map(function () { return []; })]; }));
    marks.forEach(function (mark, at) {
      mark.dataset.options.split(" ").filter(Boolean).forEach(function (place) { has.get(options[place][0])[at].push(options[place][1]); });
    });
    var severities = has.get(form.querySelector("select[name='severity']"));

    // Invented examples are counted apart, here as everywhere.
    var invented = rows.map(function (row) { return Boolean(row.querySelector(".aw-illustrative")); });

    function amount(numbers) {
      var said = numbers[1] ? [numbers[1] + " invented"] : [];
      if (numbers[0] || !numbers[1]) said.unshift(numbers[0]);
      return " (" + said.join(", ") + ")";
    }

    function matches(at, select) {
      return !select.value || select.value.split(" ").some(function (value) { return has.get(select)[at].indexOf(value) >= 0; });
    }

    function holds(row) {
      if (!words || !words.value) return true;
      if (row.said === undefined) row.said = row.textContent.toLowerCase();
      return words.value.toLowerCase().split(/\s+/).every(function (word) { return row.said.indexOf(word) >= 0; });
    }

    /* What else could be chosen from here, so that nobody walks into an empty list unawares. */
    function promise(select, held) {
      var numbers = {};
      rows.forEach(function (row, at) {
        if (!held[at] || !selects.every(function (other) { return other === select || matches(at, other); })) return;
        has.get(select)[at].forEach(function (value) { (numbers[value] = numbers[value] || [0, 0])[Number(invented[at])] += 1; });
      });
      Array.prototype.forEach.call(select.options, function (option) {
        if (!option.value || option.value.indexOf(" ") >= 0) return;
        var text = option.text.replace(NUMBERS, "") + amount(numbers[option.value] || [0, 0]);
        if (option.text !== text) option.text = text;
      });
    }

    function apply() {
      var shown = 0;
      var held = rows.map(holds);
      rows.forEach(function (row, at) {
        var fits = held[at] && selects.every(function (select) { return matches(at, select); });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      var active = fields.filter(function (field) {
        field.classList.toggle("aw-set", Boolean(field.value));
        return field.value;
      });
      var noun = (active.length ? total : shown) === 1 ? count.dataset.one : count.dataset.many;
      count.textContent = active.length ? shown + " of " + total + " " + noun : total + " " + noun;
      var examples = rows.filter(function (row, at) { return invented[at] && !row.hidden; }).length;
      if (examples) count.textContent += ", " + examples + " of them invented";
      if (unknown.length) count.textContent += ". Unknown filter: " + unknown.join(", ");
      none.hidden = shown > 0;
      parts.forEach(function (part) { part.hidden = Boolean(active.length) && !rows.some(function (row) { return !row.hidden && part.contains(row); }); });
      // What fits is not left folded.
      if (active.length) folds.forEach(function (fold) { fold.open = fold.open || rows.some(function (row) { return !row.hidden && fold.contains(row); }); });
      // Numbers of the whole list would be read as numbers of what is left of it.
      ofAll.forEach(function (each) { each.hidden = Boolean(active.length); });
      clear.hidden = !active.length;
      selects.forEach(function (select) { promise(select, held); });
    }

    /* Each choice is a step to come back from; words are one step, however many letters they have. */
    function remember(step) {
      unknown = [];
      var query = new URLSearchParams(location.search);
      fields.concat(order || []).forEach(function (field) {
        query.delete(field.name);
        var values = !field.value ? [] : field === words ? [field.value] : field.value.split(" ");
        values.forEach(function (value) { query.append(field.name, value); });
      });
      var text = query.toString();
      var address = location.pathname + (text ? "?" + text : "") + location.hash;
      keepAddress(address, step);
    }

    /* An address may ask for several values at once, which then are one more choice of the field. */
    function choose(select, values) {
      unknown = unknown.concat(values.filter(function (value) {
        return !Array.prototype.some.call(select.options, function (option) { return option.value === value; });
      }));
      var known = Array.prototype.filter.call(select.options, function (option) { return option.value && values.indexOf(option.value) >= 0; });
      var both = known.map(function (option) { return option.value; }).join(" ");
      if (known.length > 1 && !Array.prototype.some.call(select.options, function (option) { return option.value === both; })) {
        var titles = known.map(function (option) { return option.text.replace(NUMBERS, ""); });
        select.add(new Option(known.length > 3 ? known.length + " selected" : titles.join(" or "), both));
      }
      select.value = both;
    }

    function recall() {
      var query = new URLSearchParams(location.search);
      unknown = [];
      if (words) words.value = query.get(words.name) || "";
      if (order) order.value = query.get("sort") || "";
      if (order && order.selectedIndex < 0) order.value = "";
      selects.forEach(function (select) {
        choose(select, query.getAll(select.name));
        if (select.value && select.closest("details")) select.closest("details").open = true;
      });
    }

    /* On a phone the fields that an address sets are one line, and what they leave begins below it. */
    function fold() {
      var set = form.querySelectorAll(".aw-set").length, more = document.createElement("button");
      if (!set || location.hash || !window.matchMedia("(max-width: 44.984375em)").matches) return;
      function unfold() { form.classList.remove("aw-folded"); more.remove(); }
      more.type = "button";
      more.textContent = set + (set === 1 ? " filter set" : " filters set");
      more.setAttribute("aria-expanded", "false");
      more.addEventListener("click", function () { unfold(); form.querySelector(".aw-set").focus(); });
      // Before the first field is focused.
      form.addEventListener("reset", unfold, true);
      form.classList.add("aw-folded");
      clear.before(more, " ");
      form.scrollIntoView();
    }

    form.addEventListener("change", function () { sort(rows, order ? order.value : "", severities); remember(true); apply(); typing = false; });
    form.addEventListener("input", function (event) {
      if (event.target !== words) return;
      remember(!typing);
      apply();
      typing = true;
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      fields.forEach(function (field) { field.value = ""; });
      remember(true);
      apply();
      typing = false;
      form.querySelector("input, select").focus();
    });
    window.addEventListener("popstate", function () { typing = false; recall(); sort(rows, order ? order.value : "", severities); apply(); });
    recall();
    sort(rows, order ? order.value : "", severities);
    apply();
    fold();
  }

  document.querySelectorAll("form.aw-filter").forEach(setUp);
})();

/* Sorts tables by their headings and filters them by words; both are kept in the address. Without scripts they are whole. */
(function () {
  "use strict";

  var WORTH_SORTING = 4, WORTH_NARROWING = 12;
  var MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
  var collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

  /* A day, month or year as pages write it: "18 Nov 2025", "Nov 2025", "2025-11-18"; NaN for anything else. */
  function day(text) {
    var iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
    if (iso) return Date.UTC(iso[1], iso[2] - 1, iso[3]);
    var spoken = /^(?:about )?(?:(\d{1,2}) )?([A-Z][a-z]{2})[a-z]* (\d{4})\b/.exec(text);
    if (spoken && MONTHS.indexOf(spoken[2].toLowerCase()) >= 0) {
      return Date.UTC(spoken[3], MONTHS.indexOf(spoken[2].toLowerCase()), spoken[1] || 1);
    }
    return /^(?:19|20)\d\d$/.test(text) ? Date.UTC(text, 0, 1) : NaN;
  }

  function number(text) {
    var found = /^[-−]?\d[\d, ]*(?:\.\d+)?/.exec(text);
    return found ? Number(found[0].replace("−", "-").replace(/[, ]/g, "")) : NaN;
  }

  /* A span of time as pages write it, "1 h 19 min", in minutes. */
  var UNITS = { s: 1 / 60, min: 1, h: 60, d: 1440 };
  function span(text) {
    if (!/^(?:[\d,]+ (?:s|min|h|d)(?: |$))+$/.test(text)) return NaN;
    return text.match(/[\d,]+ [a-z]+/g).reduce(function (sum, part) {
      return sum + number(part) * UNITS[part.split(" ")[1]];
    }, 0);
  }

  /* The first line of a cell; the lines below explain it. */
  function said(cell) {
    var text = "";
    for (var node = cell && cell.firstChild; node && node.nodeName !== "BR"; node = node.nextSibling) text += node.textContent;
    return text.trim();
  }

  /* The order of a column: days by time, spans and numbers by size, all else by letters. What is not known comes last. */
  function sorted(rows, column, down) {
    var texts = rows.map(function (row) { return said(row.cells[column]); });
    var read = [day, span, number].find(function (kind) {
      var known = texts.filter(function (text) { return !isNaN(kind(text)); });
      return known.length && known.length * 2 > texts.length;
    });
    function unknown(text) { return read ? isNaN(read(text)) : !text || /^(—|not reported|none)$/i.test(text); }
    return rows.map(function (row, at) { return { row: row, text: texts[at], at: at }; }).sort(function (a, b) {
      if (unknown(a.text) !== unknown(b.text)) return unknown(a.text) ? 1 : -1;
      var by = unknown(a.text) ? 0 : read ? read(a.text) - read(b.text) : collator.compare(a.text, b.text);
      return (down ? -by : by) || a.at - b.at;
    }).map(function (each) { return each.row; });
  }

  function change(name, value) {
    var query = new URLSearchParams(location.search);
    if (value) query.set(name, value); else query.delete(name);
    var text = query.toString();
    keepAddress(location.pathname + (text ? "?" + text : "") + location.hash, false);
  }

  /* The heading above a table. */
  function headingOf(table) {
    return Array.prototype.filter.call(document.querySelectorAll(".md-content [id]:is(h2, h3)"), function (each) {
      return each.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
  }

  /* A table is named in the address by its section. */
  function nameOf(table, taken) {
    var heading = headingOf(table), name = heading ? heading.id : "table";
    taken[name] = (taken[name] || 0) + 1;
    return taken[name] > 1 ? name + "-" + taken[name] : name;
  }

  function sortable(table, name) {
    var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows);
    var headings = Array.prototype.slice.call(table.tHead.rows[0].cells);

    var moved = false;

    function apply(column, down) {
      if (column < 0 && !moved) return;
      moved = true;
      headings.forEach(function (heading, at) {
        if (at === column) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        else heading.removeAttribute("aria-sort");
      });
      (column < 0 ? rows : sorted(rows, column, down)).forEach(function (row) { body.appendChild(row); });
    }

    function recall() {
      var wanted = new URLSearchParams(location.search).get(name) || "";
      var column = headings.findIndex(function (each) { return each.textContent.trim() === wanted.replace(/^-/, ""); });
      apply(column, wanted.charAt(0) === "-");
    }

    headings.forEach(function (heading, column) {
      var label = heading.textContent.trim();
      if (!label) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "aw-sort";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      button.addEventListener("click", function () {
        var now = heading.getAttribute("aria-sort");
        // Up, down, and back to the order in which the page was written.
        if (now === "descending") apply(-1); else apply(column, now === "ascending");
        change(name, now === "descending" ? "" : (now === "ascending" ? "-" : "") + label);
      });
    });
    recall();
    window.addEventListener("popstate", recall);
  }

  /* A table with many rows of links gets a filter; a vocabulary or a column of figures gets none. */
  function isList(table) {
    var rows = table.tBodies[0].rows;
    return rows.length >= WORTH_NARROWING && rows[0].querySelector("a") && !table.closest(".aw-data") && !filtered;
  }

  function narrowing(table, name) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows), heading = headingOf(table);
    var form = document.createElement("form");
    form.className = "aw-table-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter the table" + (heading ? ": " + heading.firstChild.textContent.trim() : ""));
    form.innerHTML = "<label>Filter rows <input type=\"search\" autocomplete=\"off\"></label> <span role=\"status\"></span>";
    var box = form.querySelector("input"), count = form.querySelector("span");
    var place = table.closest(".aw-actions, .md-typeset__scrollwrap") || table;
    place.parentNode.insertBefore(form, place);

    function apply() {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = rows.filter(function (row) {
        var text = words.length ? row.textContent.toLowerCase() : "";
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        return !row.hidden;
      });
      count.textContent = words.length ? shown.length + " of " + rows.length + " rows" : rows.length + " rows";
      table.toggleAttribute("data-emptied", !shown.length);
    }

    /* What is written for all tables holds for each that has no words of its own. */
    function recall() {
      var query = new URLSearchParams(location.search);
      box.value = query.get(name) || query.get("rows") || "";
      apply();
    }

    box.addEventListener("input", function () { apply(); change(name, box.value.trim()); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    recall();
    window.addEventListener("popstate", recall);
  }

  // The tables of a narrative are its author's, and are left in the order that its author gave them.
  // Where a form filters the rows, it has a field for words of its own.
  var taken = {}, filtered = document.querySelector("td[data-options]"), generated = document.querySelector(".md-content .aw-headline");
  var tables = Array.prototype.filter.call(document.querySelectorAll(".md-content table"), function (table) {
    return table.tHead && table.tBodies.length && !table.closest(".aw-story, .aw-story-mark ~ :not(.aw-record), .aw-plain, .highlighttable");
  });
  tables.forEach(function (table) {
    var name = nameOf(table, taken);
    if (table.tBodies[0].rows.length >= WORTH_SORTING) sortable(table, "sort-" + name);
    if (generated && isList(table)) narrowing(table, "rows-" + name);
  });
})();

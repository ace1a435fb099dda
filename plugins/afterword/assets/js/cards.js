/* On a phone a wide table is a list of cards. Here each value learns its heading; the style sheet does the rest. */
(function () {
  "use strict";

  // In characters: a number, a value next to another one, and the width of a phone.
  var FIGURE = 8, LINE = 22, PHONE = 46, MOST_COLUMNS = 3;

  /* The longest line of a cell, in characters. */
  function longest(cell) {
    var lines = [0];
    cell.childNodes.forEach(function (node) {
      if (node.nodeName === "BR") lines.push(0); else lines[lines.length - 1] += node.textContent.trim().length;
    });
    return Math.max.apply(null, lines);
  }

  /* What is not laid out as a table is still read out as one. */
  function roles(table) {
    table.setAttribute("role", "table");
    [["thead, tbody", "rowgroup"], ["tr", "row"], ["th", "columnheader"], ["td", "cell"]].forEach(function (each) {
      table.querySelectorAll(each[0]).forEach(function (part) { part.setAttribute("role", each[1]); });
    });
  }

  function label(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var headings = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var widths = headings.map(function (_, at) {
      return Math.max.apply(null, rows.map(function (row) { return row.cells[at] ? longest(row.cells[at]) : 0; }));
    });
    var room = widths.reduce(function (sum, width) { return sum + Math.min(width, LINE); }, 0);
    if (headings.length < MOST_COLUMNS || (headings.length === MOST_COLUMNS && room <= PHONE)) return;
    rows.forEach(function (row) {
      Array.prototype.forEach.call(row.cells, function (cell, at) {
        if (headings[at].textContent.trim()) cell.dataset.label = headings[at].textContent.trim();
        if (widths[at] > LINE) cell.dataset.long = "";
      });
    });
    table.dataset.stacks = widths.slice(1).every(function (width) { return width <= FIGURE; }) ? "figures" : "values";
    // What is not laid out yet is given the room that it will take, which is less where it is unfolded.
    if (table.closest(".aw-actions")) table.closest(".aw-actions").style.setProperty("--aw-rows", rows.length);
    roles(table);
  }

  document.querySelectorAll(".md-content table").forEach(function (table) {
    if (!table.tHead || !table.tBodies.length || !table.tBodies[0].rows.length || table.closest(".highlighttable")) return;
    label(table);
  });
})();

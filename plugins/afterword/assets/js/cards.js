/* On a phone a wide table is a list of cards. Here each value learns its heading; the style sheet does the rest. */
(function () {
  "use strict";

  var MOST_COLUMNS = 3, FIGURE = 8, LINE = 22;

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
    rows.forEach(function (row) {
      Array.prototype.forEach.call(row.cells, function (cell, at) {
        if (headings[at].textContent.trim()) cell.dataset.label = headings[at].textContent.trim();
        if (widths[at] > LINE) cell.dataset.long = "";
      });
    });
    table.dataset.stacks = widths.slice(1).every(function (width) { return width <= FIGURE; }) ? "figures" : "values";
    roles(table);
  }

  document.querySelectorAll(".md-content table").forEach(function (table) {
    if (!table.tHead || !table.tBodies.length || !table.tBodies[0].rows.length || table.closest(".highlighttable")) return;
    if (table.tHead.rows[0].cells.length > MOST_COLUMNS) label(table);
  });
})();

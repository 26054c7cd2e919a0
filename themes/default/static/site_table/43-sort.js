/* Sorting the rows of a table by a column. */
(function () {
  "use strict";
  var own = window.GONGSHI;

  /* How the two directions of a column are called. */
  own.directions = function (kind) {
    if (kind === "day") { return ["从早到晚", "从晚到早"]; }
    if (kind === "number" || kind === "money") { return ["从小到大", "从大到小"]; }
    return ["顺序", "倒序"];
  };

  function value(row, column) {
    var cell = row.element.cells[column.at], text = cell ? cell.textContent.trim() : "";
    if (column.ranks) { return column.ranks[row.index] === undefined ? null : column.ranks[row.index]; }
    if (!text) { return null; }
    if (column.kind === "number" || column.kind === "money") {
      var number = parseFloat(text.replace(/[,%]/g, ""));
      return isNaN(number) ? null : number;
    }
    return text;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") { return a - b; }
    return String(a).localeCompare(String(b), "zh-CN");
  }

  /* The rows in another order; those that say nothing come last whatever the direction, and equal ones stay as they
     were. */
  own.sorted = function (rows, column, isBackward) {
    var keyed = rows.map(function (row) { return { row: row, value: value(row, column) }; });
    keyed.sort(function (a, b) {
      var order;
      if (a.value === null || b.value === null) {
        order = (a.value === null ? 1 : 0) - (b.value === null ? 1 : 0);
      } else {
        order = compare(a.value, b.value) * (isBackward ? -1 : 1);
      }
      return order || a.row.index - b.row.index;
    });
    return keyed.map(function (it) { return it.row; });
  };
})();

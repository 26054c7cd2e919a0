/* Filters over the table of a catalogue. Which rows a choice leaves was worked out when the page was made and stands
   at its option; here they are shown or hidden. A table that shows less than all says so, on paper too. */
(function () {
  "use strict";
  var own = window.GONGSHI;

  /* `0-3,7` as an object of row numbers. */
  function rowsOf(option) {
    var rows = {}, runs = (option.getAttribute("data-rows") || "").split(","), i, ends, row;
    for (i = 0; i < runs.length; i++) {
      ends = runs[i].split("-");
      for (row = +ends[0]; runs[i] && row <= +(ends[1] || ends[0]); row++) { rows[row] = true; }
    }
    return rows;
  }

  function Table(box) {
    var self = this;
    this.box = box;
    this.table = box.querySelector("table");
    this.body = this.table.tBodies[0];
    this.status = box.querySelector(".filter-status");
    this.clear = box.querySelector(".filter-clear");
    this.none = box.querySelector(".filter-none");
    this.words = box.querySelector("input[data-filter]");
    this.selects = own.all(box, "select[data-filter]");
    this.sort = box.querySelector("select[data-sort]");
    this.rows = Array.prototype.map.call(this.body.rows, function (element, index) {
      return { element: element, index: index, text: null };
    });
    this.columns = Array.prototype.map.call(this.table.tHead.rows[0].cells, function (head, at) {
      return { at: at, head: head, label: head.textContent, kind: head.className, ranks: self.ranks(at) };
    });
    this.offerSorting();
  }

  /* The place of each row in the order of the choices of a column's filter. */
  Table.prototype.ranks = function (at) {
    var select = this.selects.filter(function (it) { return it.getAttribute("data-column") === String(at); })[0];
    if (!select) { return null; }
    var ranks = {};
    own.all(select, "option[data-rows]").forEach(function (option, rank) {
      Object.keys(rowsOf(option)).forEach(function (row) { if (!(row in ranks)) { ranks[row] = rank; } });
    });
    return ranks;
  };

  Table.prototype.offerSorting = function () {
    var self = this;
    this.columns.forEach(function (column) {
      var names = own.directions(column.kind), button;
      names.forEach(function (name, backward) {
        var option = own.add(self.sort, "option", "", column.label + "：" + name);
        option.value = (backward ? "-" : "") + column.label;
      });
      own.empty(column.head);
      button = own.add(column.head, "button", "sort-button", column.label);
      button.type = "button";
      button.addEventListener("click", function () { self.turn(column); });
      /* Where rows are blocks, heads are only read: then these words stand for the button. */
      own.add(column.head, "span", "sort-words", column.label);
    });
  };

  /* A click on a head: forward, backward, as published. */
  Table.prototype.turn = function (column) {
    var next = {};
    next[column.label] = "-" + column.label;
    next["-" + column.label] = "";
    this.sort.value = this.sort.value in next ? next[this.sort.value] : column.label;
    this.changed(true);
  };

  Table.prototype.state = function () {
    var state = { q: this.words.value.trim() };
    this.selects.forEach(function (select) { state[select.getAttribute("data-filter")] = select.value; });
    state.sort = this.sort.value;
    return state;
  };

  /* Puts a state into the controls; what they do not offer is left out. */
  Table.prototype.take = function (state) {
    this.words.value = state.q || "";
    this.selects.concat(this.sort).forEach(function (select) {
      var wanted = state[select.getAttribute("data-filter") || "sort"] || "";
      select.value = wanted;
      if (select.value !== wanted) { select.value = ""; }
    });
  };

  Table.prototype.changed = function (isStep) {
    own.writeState(this.state(), isStep);
    this.show();
  };

  Table.prototype.textOf = function (row) {
    if (row.text === null) {
      row.text = Array.prototype.map.call(row.element.cells, function (cell) { return own.fold(cell.textContent).text; })
        .join("\n");
    }
    return row.text;
  };

  /* The choices that are made, each as a test of a row. */
  Table.prototype.tests = function () {
    var self = this;
    var tests = own.terms(this.words.value).map(function (term) {
      return function (row) { return self.textOf(row).indexOf(term) >= 0; };
    });
    this.selects.forEach(function (select) {
      var option = select.options[select.selectedIndex], rows;
      if (select.value && option) {
        rows = rowsOf(option);
        tests.push(function (row) { return rows[row.index]; });
      }
    });
    return tests;
  };

  Table.prototype.show = function () {
    var tests = this.tests(), column = this.sortColumn(), shown = [], hidden = [];
    this.rows.forEach(function (row) {
      (tests.every(function (test) { return test(row); }) ? shown : hidden).push(row);
    });
    if (column) { shown = own.sorted(shown, column, this.sort.value.charAt(0) === "-"); }
    this.place(shown, hidden);
    this.tell(shown.length, tests.length > 0, column);
  };

  Table.prototype.sortColumn = function () {
    var label = this.sort.value.replace(/^-/, "");
    return this.columns.filter(function (column) { return column.label === label; })[0] || null;
  };

  /* Shown rows first, so that stripes alternate. */
  Table.prototype.place = function (shown, hidden) {
    var rows = document.createDocumentFragment();
    shown.concat(hidden).forEach(function (row) { rows.appendChild(row.element); });
    shown.forEach(function (row) { row.element.hidden = false; });
    hidden.forEach(function (row) { row.element.hidden = true; });
    this.body.appendChild(rows);
  };

  /* What is chosen, in words. */
  Table.prototype.choices = function () {
    var choices = this.words.value.trim() ? ["包含“" + this.words.value.trim() + "”"] : [];
    this.selects.forEach(function (select) {
      var option = select.options[select.selectedIndex];
      if (select.value) { choices.push(select.getAttribute("data-label") + "：" + option.getAttribute("data-label")); }
    });
    return choices;
  };

  Table.prototype.tell = function (count, isFiltered, column) {
    var words = "", backward = this.sort.value.charAt(0) === "-" ? 1 : 0;
    if (isFiltered) {
      words = "仅显示筛选出的 " + count + " 条，共 " + this.rows.length + " 条（" + this.choices().join("；") + "）。";
    }
    if (column) {
      words += "按“" + column.label + "”" + own.directions(column.kind)[backward] + "排列，不是发布时的顺序。";
    }
    if (this.status.textContent !== words) { this.status.textContent = words; }
    this.clear.hidden = !words;
    this.clear.textContent = isFiltered || !column ? "清除筛选" : "恢复发布时的顺序";
    this.none.hidden = count > 0;
    this.table.parentNode.hidden = count === 0;
    this.columns.forEach(function (it) {
      if (it === column) {
        it.head.setAttribute("aria-sort", backward ? "descending" : "ascending");
      } else {
        it.head.removeAttribute("aria-sort");
      }
    });
  };

  Table.prototype.listen = function () {
    var self = this, details = this.box.querySelector("details"), state;
    function restore() {
      state = own.readState();
      if (state) {
        self.take(state);
        self.show();
      }
    }
    this.words.addEventListener("input", function () { self.changed(false); });
    this.words.addEventListener("keydown", function (event) {
      if (event.key === "Escape" || event.key === "Esc") {
        self.words.value = "";
        self.changed(false);
      }
    });
    this.selects.concat(this.sort).forEach(function (select) {
      select.addEventListener("change", function () { self.changed(true); });
    });
    this.clear.addEventListener("click", function () {
      self.take({});
      self.changed(true);
      (details.open === false ? details.querySelector("summary") : self.words).focus();
    });
    window.addEventListener("hashchange", restore);
    restore();
    details.hidden = false;
    details.open = document.documentElement.clientWidth > 720;
    /* Who came for certain rows sees them first. */
    if (!this.clear.hidden) { this.box.scrollIntoView(); }
  };

  own.whenReady(function () {
    own.all(document, ".filtered").forEach(function (box) { new Table(box).listen(); });
  });
})();

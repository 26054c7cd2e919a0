(function () {
var root = document.documentElement, place = "gongshi-aids", aids = ["big", "contrast", "pointer", "plain"], i;
function chosen() {
try { return (window.localStorage.getItem(place) || "").split(" "); } catch (refused) { return []; }
}
function keep(names) {
try { window.localStorage.setItem(place, names.join(" ")); } catch (refused) { /* Then it holds for this page. */ }
}
function show(name, isOn) {
root.className = root.className.replace(new RegExp("(^| )aid-" + name + "(?= |$)"), "") + (isOn ? " aid-" + name : "");
}
function boxOf(name) { return document.getElementById("aid-" + name); }
function changed() {
var names = [], j;
for (j = 0; j < aids.length; j += 1) {
if (boxOf(aids[j]).checked) { names.push(aids[j]); }
show(aids[j], boxOf(aids[j]).checked);
}
keep(names);
}
root.className += " scripted";
for (i = 0; i < aids.length; i += 1) { show(aids[i], chosen().indexOf(aids[i]) >= 0); }
document.addEventListener("DOMContentLoaded", function () {
var names = chosen(), j, box;
for (j = 0; j < aids.length; j += 1) {
box = boxOf(aids[j]);
if (!box) { return; }
box.checked = names.indexOf(aids[j]) >= 0;
box.addEventListener("change", changed);
}
});
}());
document.addEventListener("DOMContentLoaded", function () {
var voice = window.speechSynthesis, place = document.getElementById("aids"), main = document.getElementById("main");
var button, rest = [];
if (!voice || !window.SpeechSynthesisUtterance || !place || !main) { return; }
function pieces() {
var marked = String(window.getSelection ? window.getSelection() : "").trim(), found, list = [], i, text;
if (marked) { return [marked]; }
found = main.querySelectorAll("h1, h2, h3, p, li, dt, dd, caption, tr");
for (i = 0; i < found.length; i += 1) {
if (found[i].querySelector("p, li, dt, tr") || !found[i].offsetParent) { continue; }
text = found[i].textContent.replace(/\s+/g, " ").trim();
if (text) { list.push(text); }
}
return list;
}
function label(words, isOn) {
button.textContent = words;
button.setAttribute("aria-pressed", isOn ? "true" : "false");
}
function stop() {
rest = [];
voice.cancel();
label("朗读", false);
}
function next() {
var words;
if (rest.length === 0) { stop(); return; }
words = new window.SpeechSynthesisUtterance(rest.shift());
words.lang = "zh-CN";
words.rate = 0.9;
words.onend = next;
words.onerror = function () { if (rest.length > 0) { stop(); } };
voice.speak(words);
}
button = document.createElement("button");
button.type = "button";
button.className = "aid-aloud";
label("朗读", false);
button.addEventListener("click", function () {
if (rest.length > 0 || voice.speaking) { stop(); return; }
rest = pieces();
label("停止朗读", true);
next();
});
place.appendChild(button);
window.addEventListener("pagehide", function () { voice.cancel(); });
});
/* What the search page and the filters of tables share: how words are read, and the state that stands in the
   fragment of the address, so that it can be sent to others and Back returns to it. */
(function () {
  "use strict";
  var own = window.GONGSHI = {};

  /* Full-width signs mean the half-width ones, capitals the small letters; a character stays one character. */
  function foldUnit(unit) {
    var code = unit.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) { unit = String.fromCharCode(code - 0xfee0); }
    var small = unit.toLowerCase();
    return small.length === unit.length ? small : unit;
  }

  /* A text as it is compared: folded and without blanks; `at` says where each of its characters stood. */
  own.fold = function (text) {
    var folded = "", at = [], i, unit;
    for (i = 0; i < text.length; i++) {
      unit = foldUnit(text.charAt(i));
      if (!/[\s\u200b\ufeff]/.test(unit)) {
        folded += unit;
        at.push(i);
      }
    }
    return { text: folded, at: at };
  };

  /* The words of a query, each folded. All of them must be found. */
  own.terms = function (query) {
    var words = query.split(/[\s\u200b\ufeff]+/), terms = [], i, term;
    for (i = 0; i < words.length; i++) {
      term = own.fold(words[i]).text;
      if (term) { terms.push(term); }
    }
    return terms;
  };

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (ignored) { return text; }
  }

  /* The state in the address; null where the fragment is none of ours, such as #main. */
  own.readState = function () {
    var parts = location.hash.replace(/^#/, "").split("&"), state = {}, i, at;
    if (location.hash.length > 1 && location.hash.indexOf("=") < 0) { return null; }
    for (i = 0; i < parts.length; i++) {
      at = parts[i].indexOf("=");
      if (at > 0) { state[decoded(parts[i].slice(0, at))] = decoded(parts[i].slice(at + 1)); }
    }
    return state;
  };

  /* The fragment of a state; empty for an empty one. Keys are in the order given. */
  own.fragment = function (state) {
    var parts = [], key;
    for (key in state) {
      if (Object.prototype.hasOwnProperty.call(state, key) && state[key]) {
        parts.push(encodeURIComponent(key) + "=" + encodeURIComponent(state[key]));
      }
    }
    return parts.length ? "#" + parts.join("&") : "";
  };

  /* Puts a state into the address: as a step that Back undoes, or in place of the step that is there. */
  own.writeState = function (state, isStep) {
    var fragment = own.fragment(state), address = location.href.split("#")[0] + fragment;
    if (fragment === location.hash) { return; }
    if (window.history && history.pushState) {
      if (isStep) { history.pushState(null, "", address); } else { history.replaceState(null, "", address); }
    } else {
      location.hash = fragment || "#main";
    }
  };

  own.byId = function (id) { return document.getElementById(id); };

  /* An element with a class and a text, in a parent. Data enters pages as text alone. */
  own.add = function (parent, name, className, text) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (text) { element.appendChild(document.createTextNode(text)); }
    parent.appendChild(element);
    return element;
  };

  own.empty = function (element) {
    while (element.firstChild) { element.removeChild(element.firstChild); }
  };

  /* The elements that a selector finds, as an array. */
  own.all = function (parent, selector) {
    return Array.prototype.slice.call(parent.querySelectorAll(selector));
  };

  /* Deferred scripts run before this event, so every part of this file and the index are there when it comes. */
  own.whenReady = function (start) { document.addEventListener("DOMContentLoaded", start); };
})();
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
(function () {
"use strict";
var own = window.GONGSHI;
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

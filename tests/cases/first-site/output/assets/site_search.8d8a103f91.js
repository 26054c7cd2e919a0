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
/* Words typed by their sound: `ylhly`, `yanglao` or `养lao` for 养老护理员. */
(function () {
  "use strict";
  var own = window.GONGSHI;

  /* `养yang 校xiao,jiao` as two objects of readings: the common one of each character, and all of them. */
  own.readSounds = function (table) {
    var common = {}, all = {};
    table.split(" ").forEach(function (it) {
      var at = it.search(/[a-z]/), readings = it.slice(at).split(",");
      if (at > 0) {
        common[it.slice(0, at)] = readings.slice(0, 1);
        all[it.slice(0, at)] = readings;
      }
    });
    return { common: common, all: all };
  };

  /* The beginnings of a reading that people type for it: the whole, its first sound, its first letter. */
  function beginnings(reading) {
    var all = [reading];
    if (/^[zcs]h./.test(reading)) { all.push(reading.slice(0, 2)); }
    if (reading.length > 1) { all.push(reading.charAt(0)); }
    return all;
  }

  /* The end of the match of a term's rest in a text from a place on, or -1. */
  function match(text, from, rest, sounds) {
    var unit = text.charAt(from), readings = sounds[unit] || [], i, j, all, end;
    if (!rest) { return from; }
    if (!unit) { return -1; }
    if (unit === rest.charAt(0)) {
      end = match(text, from + 1, rest.slice(1), sounds);
      if (end >= 0) { return end; }
    }
    for (i = 0; i < readings.length; i++) {
      /* The last syllable may still be half typed. */
      if (readings[i].indexOf(rest) === 0) { return from + 1; }
      all = beginnings(readings[i]);
      for (j = 0; j < all.length; j++) {
        if (rest.indexOf(all[j]) === 0) {
          end = match(text, from + 1, rest.slice(all[j].length), sounds);
          if (end >= 0) { return end; }
        }
      }
    }
    return -1;
  }

  function first(text, typed, readings, isCommon) {
    var start, end;
    for (start = 0; start < text.length; start++) {
      end = match(text, start, typed, readings);
      if (end >= 0) { return { start: start, end: end, isCommon: isCommon }; }
    }
    return null;
  }

  /* Where a folded text sounds like a term, or null. One letter alone says too little. */
  own.soundsLike = function (text, term, sounds) {
    var typed = term.replace(/['’]/g, "");
    if (typed.length < 2 || typed.length > 40 || !/[a-z]/.test(typed)) { return null; }
    return first(text, typed, sounds.common, true) || first(text, typed, sounds.all, false);
  };
})();
(function () {
"use strict";
var own = window.GONGSHI, STEP = 60, PAUSE = 120;
function read(index) {
var entries = [];
index.shelves.forEach(function (shelf) {
var kind = index.kinds[shelf[0]][1], place = index.places[shelf[1]] || "";
shelf[3].forEach(function (it) {
var isId = it[1].charAt(0) === "#";
entries.push({
number: entries.length, kind: shelf[0], place: place, title: it[0], detail: it[2], phone: it[4],
href: shelf[2] + (isId ? it[1] : own.fragment({ q: it[1].trim() })),
folded: own.fold(it[0]).text, foldedPlace: own.fold(place).text,
all: [it[0], isId ? "" : it[1], it[2], it[3], it[4], place, kind].map(function (text) {
return own.fold(text).text;
}).join("\n")
});
});
});
return entries;
}
function rank(entry, term, sounds) {
var at = entry.folded.indexOf(term), title, place;
if (at >= 0) { return at === 0 ? 0 : 1; }
if (entry.all.indexOf(term) >= 0) { return 3; }
title = own.soundsLike(entry.folded, term, sounds);
if (title && title.isCommon) { return 2; }
place = own.soundsLike(entry.foldedPlace, term, sounds);
if (place && place.isCommon) { return 3; }
return title || place ? 4 : -1;
}
function find(entries, terms, sounds, kind) {
var found = [];
entries.forEach(function (entry) {
var worst = 0, i, one;
if (kind >= 0 && entry.kind !== kind) { return; }
for (i = 0; i < terms.length; i++) {
one = rank(entry, terms[i], sounds);
if (one < 0) { return; }
worst = Math.max(worst, one);
}
found.push({ entry: entry, rank: worst });
});
return found;
}
function grouped(found) {
var kinds = [], byKind = {};
found.forEach(function (it) {
var key = it.entry.kind;
if (!byKind[key]) { kinds.push(byKind[key] = { kind: key, best: it.rank, results: [] }); }
byKind[key].best = Math.min(byKind[key].best, it.rank);
byKind[key].results.push(it);
});
kinds.sort(function (a, b) { return a.best - b.best || a.kind - b.kind; });
kinds.forEach(function (group) {
var order = [];
group.results.forEach(function (it) { if (order.indexOf(it.entry.place) < 0) { order.push(it.entry.place); } });
group.results.sort(function (a, b) {
return order.indexOf(a.entry.place) - order.indexOf(b.entry.place) || a.rank - b.rank ||
a.entry.number - b.entry.number;
});
});
return kinds;
}
function marked(parent, text, terms, sounds) {
var folded = own.fold(text), isMarked = [], i, at, span;
terms.forEach(function (term) {
at = folded.text.indexOf(term);
span = at >= 0 ? { start: at, end: at + term.length } : sounds && own.soundsLike(folded.text, term, sounds);
for (i = span ? span.start : 0; span && i < span.end; i++) { isMarked[folded.at[i]] = true; }
});
for (i = 0; i < text.length; i = at) {
for (at = i; at < text.length && !isMarked[at] === !isMarked[i]; at++) { /* to the end of the run */ }
if (isMarked[i]) {
own.add(parent, "mark", "", text.slice(i, at));
} else {
parent.appendChild(document.createTextNode(text.slice(i, at)));
}
}
}
function result(list, entry, page) {
var item = own.add(list, "li"), link = own.add(item, "a", "result-link"), line;
link.href = page.root + entry.href;
marked(link, entry.title, page.terms, page.sounds);
if (entry.detail) { marked(own.add(item, "p", "result-detail"), entry.detail, page.terms, null); }
if (entry.phone) {
line = own.add(item, "p", "result-phone", "电话：");
link = own.add(line, /^[0-9() -]{5,13}$/.test(entry.phone) ? "a" : "span", "phone", entry.phone);
if (link.nodeName === "A") { link.href = "tel:" + entry.phone.replace(/[() ]/g, ""); }
}
}
function render(page, groups, limit) {
var left = limit;
own.empty(page.results);
groups.forEach(function (group) {
if (left <= 0) { return; }
var section = own.add(page.results, "section", "result-group"), list = null, place = null;
var heading = own.add(section, "h2", "", page.index.kinds[group.kind][1]);
own.add(heading, "span", "result-count", " " + group.results.length + " 条");
group.results.slice(0, left).forEach(function (it) {
if (list === null || it.entry.place !== place) {
place = it.entry.place;
if (place) { marked(own.add(section, "h3"), place, page.terms, page.sounds); }
list = own.add(section, "ul", "result-list");
}
result(list, it.entry, page);
});
left -= group.results.length;
});
}
function Page(box, index) {
this.index = index;
this.root = box.getAttribute("data-root");
this.input = own.byId("search-words");
this.kind = own.byId("search-kind");
this.clear = own.byId("search-clear");
this.status = own.byId("search-status");
this.results = own.byId("search-results");
this.more = own.byId("search-more");
this.none = own.byId("search-none");
this.entries = null;
this.limit = STEP;
this.timer = null;
}
Page.prototype.show = function () {
var words = this.input.value.trim(), kind = this.kind.selectedIndex - 1, groups, count = 0;
clearTimeout(this.timer);
this.timer = null;
if (!this.entries) {
this.entries = read(this.index);
this.sounds = own.readSounds(this.index.sounds);
}
this.terms = own.terms(words);
groups = this.terms.length ? grouped(find(this.entries, this.terms, this.sounds, kind)) : [];
groups.forEach(function (group) { count += group.results.length; });
render(this, groups, this.limit);
this.more.hidden = count <= this.limit;
this.none.hidden = !this.terms.length || count > 0;
this.clear.hidden = !words;
this.tell(count);
};
Page.prototype.tell = function (count) {
var words = "";
if (this.terms.length) {
words = count ? "找到 " + count + " 条" : "没有找到符合的内容";
if (count > this.limit) { words += "，先显示前 " + this.limit + " 条"; }
words += "。";
}
if (this.status.textContent !== words) { this.status.textContent = words; }
};
Page.prototype.state = function () { return { q: this.input.value.trim(), kind: this.kind.value }; };
Page.prototype.changed = function (isStep) {
this.limit = STEP;
own.writeState(this.state(), isStep);
this.show();
};
Page.prototype.restore = function () {
var state = own.readState();
if (!state) { return; }
this.input.value = state.q || "";
this.kind.value = state.kind || "";
if (this.kind.selectedIndex < 0) { this.kind.selectedIndex = 0; }
this.limit = STEP;
this.show();
};
Page.prototype.move = function (from, step) {
var links = own.all(this.results, ".result-link"), at = links.indexOf(from) + step;
if (at < 0) { this.input.focus(); } else if (links[at]) { links[at].focus(); }
};
Page.prototype.typed = function (event) {
var links;
if (event.isComposing || event.keyCode === 229) { return; }
if (this.timer && /^(Enter|ArrowDown|Down)$/.test(event.key)) { this.changed(false); }
if (event.key === "Enter") {
links = own.all(this.results, ".result-link");
if (links[0]) { links[0].click(); }
} else if (event.key === "ArrowDown" || event.key === "Down") {
event.preventDefault();
this.move(this.input, 1);
} else if (event.key === "Escape" || event.key === "Esc") {
this.input.value = "";
this.changed(false);
}
};
Page.prototype.walked = function (event) {
var step = { ArrowDown: 1, Down: 1, ArrowUp: -1, Up: -1 }[event.key];
if (event.target.className !== "result-link") { return; }
if (step) {
event.preventDefault();
this.move(event.target, step);
} else if (event.key === "Escape" || event.key === "Esc") {
this.input.focus();
}
};
Page.prototype.listen = function () {
var self = this;
this.input.addEventListener("input", function () {
clearTimeout(self.timer);
self.timer = setTimeout(function () { self.changed(false); }, PAUSE);
});
this.input.addEventListener("keydown", function (event) { self.typed(event); });
this.results.addEventListener("keydown", function (event) { self.walked(event); });
this.kind.addEventListener("change", function () { self.changed(true); });
this.clear.addEventListener("click", function () {
self.input.value = "";
self.changed(true);
self.input.focus();
});
this.more.addEventListener("click", function () {
var first = self.limit;
self.limit += STEP;
self.show();
own.all(self.results, ".result-link")[first].focus();
});
window.addEventListener("hashchange", function () { self.restore(); });
this.restore();
};
own.whenReady(function () {
var box = own.byId("search"), index = window.GONGSHI_INDEX, page;
if (!box) { return; }
if (!index) {
own.byId("search-missing").hidden = false;
return;
}
page = new Page(box, index);
index.kinds.forEach(function (kind) { own.add(page.kind, "option", "", kind[1]).value = kind[0]; });
page.listen();
box.hidden = false;
});
})();

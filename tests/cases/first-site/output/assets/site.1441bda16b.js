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

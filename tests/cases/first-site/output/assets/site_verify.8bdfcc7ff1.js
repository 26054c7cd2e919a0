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
(function () {
"use strict";
var own = window.GONGSHI, BLOCK = 64, LENGTH_AT = 56;
var START = [
0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
];
var ROUNDS = [
0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
];
own.Sha256 = function () {
this.state = START.slice();
this.block = new Uint8Array(BLOCK);
this.filled = 0;
this.length = 0;
this.words = new Array(BLOCK);
};
function turned(word, by) { return (word >>> by) | (word << (32 - by)); }
own.Sha256.prototype.schedule = function () {
var words = this.words, block = this.block, i, a, b;
for (i = 0; i < 16; i++) {
words[i] = (block[4 * i] << 24) | (block[4 * i + 1] << 16) | (block[4 * i + 2] << 8) | block[4 * i + 3];
}
for (i = 16; i < BLOCK; i++) {
a = words[i - 15];
b = words[i - 2];
a = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
b = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
words[i] = (words[i - 16] + a + words[i - 7] + b) | 0;
}
};
own.Sha256.prototype.compress = function () {
var s = this.state, a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7], i, one, two;
this.schedule();
for (i = 0; i < BLOCK; i++) {
one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + this.words[i]) | 0;
two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
h = g;
g = f;
f = e;
e = (d + one) | 0;
d = c;
c = b;
b = a;
a = (one + two) | 0;
}
this.state = [s[0] + a, s[1] + b, s[2] + c, s[3] + d, s[4] + e, s[5] + f, s[6] + g, s[7] + h];
for (i = 0; i < 8; i++) { this.state[i] |= 0; }
};
own.Sha256.prototype.add = function (bytes, from, to) {
var at;
for (at = from; at < to; at++) {
this.block[this.filled++] = bytes[at];
if (this.filled === BLOCK) {
this.compress();
this.filled = 0;
}
}
this.length += to - from;
};
own.Sha256.prototype.digest = function () {
var ending = new Uint8Array(this.filled < LENGTH_AT ? BLOCK - this.filled : 2 * BLOCK - this.filled);
var high = Math.floor(this.length / 0x20000000), low = this.length * 8 % 0x100000000, i;
ending[0] = 0x80;
for (i = 0; i < 4; i++) {
ending[ending.length - 8 + i] = high >>> (24 - 8 * i);
ending[ending.length - 4 + i] = low >>> (24 - 8 * i);
}
this.add(ending, 0, ending.length);
return this.state.map(function (word) { return ("0000000" + (word >>> 0).toString(16)).slice(-8); }).join("");
};
})();
/* What a list may have gone through on its way: other line ends, a BOM lost or added, another encoding. */
(function () {
  "use strict";
  var own = window.GONGSHI, LF = 10, CR = 13, BOM = [0xef, 0xbb, 0xbf];

  function hasBom(bytes) { return bytes[0] === BOM[0] && bytes[1] === BOM[1] && bytes[2] === BOM[2]; }

  /* The bytes of a text in UTF-8. */
  function encoded(text) {
    var units = unescape(encodeURIComponent(text)), bytes = new Uint8Array(units.length), i;
    for (i = 0; i < units.length; i++) { bytes[i] = units.charCodeAt(i); }
    return bytes;
  }

  function decoded(bytes, encoding) {
    try { return new TextDecoder(encoding, { fatal: true }).decode(bytes); } catch (ignored) { return null; }
  }

  /* A text that is no UTF-8, as UTF-8; null where there is none, or where the browser knows no encodings. */
  function converted(bytes) {
    var isWide = bytes[0] === 0xff && bytes[1] === 0xfe, text;
    if (!window.TextDecoder || decoded(bytes, "utf-8") !== null) { return null; }
    text = decoded(bytes, isWide ? "utf-16le" : "gb18030");
    return text === null ? null : { bytes: encoded(text), name: isWide ? "UTF-16" : "GBK" };
  }

  /* Where a text ends without the line ends after it. */
  function end(bytes) {
    var at = bytes.length;
    while (at > 0 && (bytes[at - 1] === LF || bytes[at - 1] === CR)) { at -= 1; }
    return at;
  }

  /* A text with a BOM or none, one kind of line end, and one at its end. `isSame` says that its lines ended so. */
  function written(bytes, isCrLf, bom) {
    var last = end(bytes), out = new Uint8Array(2 * last + 5), n = 0, at, next, start;
    for (at = 0; bom && at < BOM.length; at++) { out[n++] = BOM[at]; }
    start = n;
    function lineEnd() {
      if (isCrLf) { out[n++] = CR; }
      out[n++] = LF;
    }
    for (at = 0; at < last; at++) {
      for (next = at; bytes[next] === CR; next++) { /* to the end of the run */ }
      if (bytes[next] === LF) {
        lineEnd();
        at = next;
      } else {
        out[n++] = bytes[at];
      }
    }
    next = n - start === last;
    lineEnd();
    return { bytes: out.subarray(0, n), isSame: next };
  }

  /* What a text may have been before, each with what happened to it since. */
  own.mended = function (bytes) {
    var found = [], had = hasBom(bytes), body = had ? bytes.subarray(BOM.length) : bytes, other = converted(body);
    var text = other ? other.bytes : body;
    if (other && hasBom(text)) { text = text.subarray(BOM.length); }
    [true, false].forEach(function (isCrLf) {
      [true, false].forEach(function (bom) {
        var one = written(text, isCrLf, bom), what = [];
        if (other) {
          what.push("编码被改成了 " + other.name);
        } else if (bom !== had) {
          what.push(bom ? "文件开头少了表示编码的标记（BOM）" : "文件开头多了表示编码的标记（BOM）");
        }
        if (!one.isSame) { what.push("换行符被改过"); }
        if (!what.length) { what.push("文件末尾的换行被改过"); }
        found.push({ bytes: one.bytes, what: what });
      });
    });
    return found;
  };
})();
(function () {
"use strict";
var own = window.GONGSHI;
var TITLES = {
current: "查到了，现行有效", corrected: "查到了，但后来更正过", withdrawn: "查到了，但已经撤下",
expired: "查到了，各行已期满撤下",
newest: "查到了，是最新一版", past: "查到了，之后又发布过新版", unknown: "没有查到", mended: "内容相同，文件有改动"
};
own.find = function (digests, code) {
var found = [];
function begins(digest) { return digest.indexOf(code) === 0; }
function revisions(kind) {
return function (it) {
if (begins(it.sha256)) { found.push({ kind: kind, it: it, file: "" }); }
if (begins(it.sm3)) { found.push({ kind: kind, it: it, file: "", sm3: true }); }
it.files.forEach(function (file) {
if (begins(file[1])) { found.push({ kind: kind, it: it, file: file[0] }); }
});
};
}
digests.lists.forEach(revisions("list"));
digests.notices.forEach(revisions("notice"));
digests.editions.forEach(function (it) {
if (it.fingerprint === code) { found.push({ kind: "fingerprint", it: it }); }
if (begins(it.sha256)) { found.push({ kind: "record", it: it }); }
});
return found;
};
function link(parent, label, href) { own.add(parent, "a", "", label).href = href; }
function say(parent, text) { parent.appendChild(document.createTextNode(text)); }
function sheet(box, state, title) {
var answer = own.add(box, "section", "answer answer-" + state);
own.add(answer, "h2", "", title || TITLES[state]);
return answer;
}
function points(answer, sentences) {
var list = own.add(answer, "ul", "answer-points");
sentences.forEach(function (sentence) { own.add(list, "li", "", sentence); });
}
function facts(answer, rows) {
var list = own.add(answer, "dl", "answer-facts");
rows.forEach(function (row) {
var line = own.add(list, "div");
own.add(line, "dt", "", row[0]);
line = own.add(line, "dd");
if (row[2]) { link(line, row[1], row[2]); } else { say(line, row[1]); }
});
}
function standing(answer, it, what, root) {
var words = own.add(answer, "p");
if (it.state === "current") {
say(words, "它现在仍然有效，发布以后没有更正过。");
} else if (it.state === "corrected") {
say(words, "这份" + what + "后来更正过。请看现行的 ");
link(words, it.by[0], root + it.by[1]);
say(words, "。");
} else {
say(words, it.state === "expired" ? "公示期和保留期已满，各行已经删去，人数和金额合计仍然有效。" :
"这份" + what + "已经撤下，不再有效。");
if (it.by) {
say(words, "撤下它的是 ");
if (it.by[1]) { link(words, it.by[0], root + it.by[1]); } else { say(words, it.by[0]); }
say(words, (it.by[2] ? "，原因：" + it.by[2] : "") + "。");
}
}
}
function editionPage(it) { return "editions/" + it.edition + "/index.html"; }
function revisionAnswer(box, match, told, root) {
var it = match.it, what = match.kind === "list" ? "清单" : "公示";
var answer = sheet(box, told.mended ? "mended" : it.state, told.mended ? TITLES.mended : ""), rows;
if (told.name && !told.mended) {
own.add(answer, "p", "", "“" + told.name + "”与本站发布过的文件一个字节也不差。");
} else if (told.mended) {
own.add(answer, "p", "", "“" + told.name + "”里的文字一个也没有改，但" + told.mended.join("，") +
"，所以直接算出的校验值对不上。多半是传输或编辑软件造成的；要原样的文件，请从清单的页面重新下载。");
}
rows = [
[what, it.title, root + it.page],
["修订", it.revision + (match.file ? "（" + match.file + "）" : "")],
["发布", "第 " + it.edition + " 版，" + it.date, root + editionPage(it)]
];
if (it.rows) { rows.push(["行数", it.rows + " 行"]); }
standing(answer, it, what, root);
facts(answer, rows);
if (match.sm3) { own.add(answer, "p", "muted", "输入的是它的 SM3 校验值。"); }
}
function editionAnswer(box, match, told, root) {
var it = match.it, answer = sheet(box, it.later ? "past" : "newest");
facts(answer, [
[match.kind === "record" ? "记录文件" : "全站指纹", "第 " + it.edition + " 版，" + it.date, root + it.page]
]);
if (match.kind === "record") {
own.add(answer, "p", "", "这是第 " + it.edition + " 版的记录文件 edition.json 的校验值。");
} else {
own.add(answer, "p", "", "印着这个指纹的页面或截图，反映的是第 " + it.edition + " 版发布以后" +
(it.later ? "、下一版发布以前的内容。本站后来又发布过 " + it.later + " 版。" : "的内容。"));
}
}
own.answer = function (box, matches, told, root) {
matches.forEach(function (match) {
var isRevision = match.kind === "list" || match.kind === "notice";
(isRevision ? revisionAnswer : editionAnswer)(box, match, told, root);
});
};
own.unknownCode = function (box, code, page) {
var answer = sheet(box, "unknown");
own.add(answer, "p", "", "到本页生成的 " + page.built + " 为止，本站发布过的清单、公示和版本里，没有一个的校验值是 " + code + "。这可能是因为：");
points(answer, [
"抄错或漏抄了一位。请对着截图再核对一遍；全站指纹是四组、每组四位。",
"它来自别的网站，或者来自比本页更新的版本。如果这个页面是存在电脑里的，请到网上打开本站的核验页再查。",
"它是证据包的“存证码”，或生成网站时显示的“网站校验码”。这两种码这里查不到，要用 gongshi verify 核对证据包或网站的文件夹。"
]);
own.add(answer, "p", "", "都不是的话，请把截图或打印件交给主办单位核对，联系方式在页脚。");
};
own.unknownFile = function (box, name, digest, page) {
var answer = sheet(box, "unknown");
own.add(answer, "p", "", "“" + name + "”和本站到 " + page.built + " 为止发布过的文件都不相同。这不等于有人改了内容，可能是因为：");
points(answer, [
"用 Excel 或 WPS 打开后又保存过。哪怕一个字没改，文件也变了。请重新下载，不要打开，直接放到这里。",
"它来自别的网站，或者比本页更新。如果这个页面是存在电脑里的，请到网上打开本站的核验页再查。",
"下载没有完成，或内容确实改过。请从本站重新下载一份，和手里的对照。"
]);
own.add(answer, "p", "", "换行符、文件开头的标记和编码，已经试着还原过，仍然对不上。");
facts(answer, [["SHA-256", digest]]);
};
own.advise = function (box, title, words) {
own.add(sheet(box, "unknown", title), "p", "", words);
};
})();
(function () {
"use strict";
var own = window.GONGSHI, SHORTEST = 16, WHOLE = 64, STEP = 1 << 20, LARGEST = 100 * STEP;
function digits(text) {
var line = own.fold(text).text, isPlain = /^[0-9a-f]*$/.test(line), whole;
whole = isPlain ? null : /(?:^|[^0-9a-f])([0-9a-f]{64})/.exec(text.toLowerCase());
return whole ? whole[1] : line.replace(/[\-\u2010-\u2015\u2212.:：,，、_]/g, "");
}
function mistake(code) {
var strange = [];
code.replace(/[^0-9a-f]/g, function (sign) { if (strange.indexOf(sign) < 0) { strange.push(sign); } });
if (!code) { return ["还没有输入", "请把截图上的校验值或指纹输入上面的格子，再按“核验”。"]; }
if (strange.length) {
return ["有不该出现的字", "校验值里只有数字 0 到 9 和字母 a 到 f，输入的内容里却有“" + strange.slice(0, 5).join("”“") +
"”。形状像的请再看看：字母 o 可能是数字 0，字母 l 和 i 可能是数字 1，字母 s 可能是数字 5。"];
}
if (code.length < SHORTEST) {
return ["少了几位", "至少要输入前 16 位，现在只有 " + code.length + " 位。"];
}
return code.length > WHOLE ? ["多了几位", "校验值最多 64 位，现在有 " + code.length + " 位。"] : null;
}
function Page(box, digests) {
this.digests = digests;
this.root = box.getAttribute("data-root");
this.built = box.getAttribute("data-built");
this.input = own.byId("verify-code");
this.files = own.byId("verify-files");
this.drop = own.byId("verify-drop");
this.answers = own.byId("verify-answers");
this.turn = 0;
}
Page.prototype.checkCode = function () {
var code = digits(this.input.value), wrong = mistake(code), matches;
this.turn += 1;
own.empty(this.answers);
if (wrong) {
own.advise(this.answers, wrong[0], wrong[1]);
return;
}
matches = own.find(this.digests, code);
if (matches.length) {
own.answer(this.answers, matches, {}, this.root);
} else {
own.unknownCode(this.answers, code, this);
}
};
Page.prototype.show = function () {
var place = this.answers.getBoundingClientRect();
if (place.top > window.innerHeight - 160 || place.top < 0) { this.answers.scrollIntoView(); }
};
Page.prototype.digest = function (bytes, then) {
var self = this, turn = this.turn, sha = new own.Sha256(), at = 0;
(function piece() {
var to = Math.min(at + STEP, bytes.length);
if (turn !== self.turn) { return; }
sha.add(bytes, at, to);
at = to;
if (at < bytes.length) { setTimeout(piece, 0); } else { then(sha.digest()); }
})();
};
Page.prototype.checkBytes = function (name, bytes, done) {
var self = this;
this.digest(bytes, function (digest) {
var matches = own.find(self.digests, digest);
if (matches.length) {
own.answer(self.answers, matches, { name: name }, self.root);
done();
} else {
self.checkMended(name, digest, own.mended(bytes), done);
}
});
};
Page.prototype.checkMended = function (name, digest, candidates, done) {
var self = this, candidate = candidates.shift();
if (!candidate) {
own.unknownFile(this.answers, name, digest, this);
done();
return;
}
this.digest(candidate.bytes, function (other) {
var matches = own.find(self.digests, other);
if (matches.length) {
own.answer(self.answers, matches, { name: name, mended: candidate.what }, self.root);
done();
} else {
self.checkMended(name, digest, candidates, done);
}
});
};
Page.prototype.checkFile = function (file, done) {
var self = this, turn = this.turn, reader = new FileReader();
if (file.size > LARGEST) {
own.advise(this.answers, "文件太大", "“" + file.name + "”超过 100 MB，不像是本站的清单。可以用下面“自己算”的办法算出校验值，再输入到上面。");
done();
return;
}
reader.onload = function () {
if (turn === self.turn) { self.checkBytes(file.name, new Uint8Array(reader.result), done); }
};
reader.onerror = function () {
if (turn !== self.turn) { return; }
own.advise(self.answers, "读不出来", "浏览器读不出“" + file.name + "”。如果选的是文件夹，请选里面的文件。");
done();
};
reader.readAsArrayBuffer(file);
};
Page.prototype.checkFiles = function (files) {
var self = this, rest = Array.prototype.slice.call(files), busy;
if (!rest.length) { return; }
this.turn += 1;
this.input.value = "";
own.empty(this.answers);
busy = own.add(this.answers, "p", "answer-busy", "正在计算…");
(function next() {
if (rest.length) { self.checkFile(rest.shift(), next); } else {
self.answers.removeChild(busy);
self.show();
}
})();
};
Page.prototype.restore = function () {
var state = own.readState();
if (!state) { return; }
this.turn += 1;
this.input.value = state.code || "";
own.empty(this.answers);
if (state.code) {
this.checkCode();
this.show();
}
};
Page.prototype.submit = function () {
own.writeState({ code: this.input.value.trim() }, true);
this.checkCode();
this.show();
};
function carriesFiles(event) {
return event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
}
Page.prototype.listenToFiles = function () {
var self = this, zone = this.drop;
this.files.addEventListener("change", function () {
self.checkFiles(self.files.files);
setTimeout(function () { self.files.value = ""; }, 0);
});
document.addEventListener("dragover", function (event) {
if (!carriesFiles(event)) { return; }
event.preventDefault();
zone.className = "drop drop-over";
});
document.addEventListener("dragleave", function () { zone.className = "drop"; });
document.addEventListener("drop", function (event) {
if (!carriesFiles(event)) { return; }
event.preventDefault();
zone.className = "drop";
self.checkFiles(event.dataTransfer.files);
});
zone.hidden = false;
};
Page.prototype.listen = function () {
var self = this;
this.input.addEventListener("keydown", function (event) {
if (event.key === "Enter" && !event.isComposing) { self.submit(); }
});
own.byId("verify-submit").addEventListener("click", function () { self.submit(); });
if (window.FileReader && window.Uint8Array) { this.listenToFiles(); }
window.addEventListener("hashchange", function () { self.restore(); });
this.restore();
};
own.whenReady(function () {
var box = own.byId("verify"), digests = window.GONGSHI_DIGESTS;
if (!box) { return; }
if (!digests) {
own.byId("verify-missing").hidden = false;
return;
}
box.hidden = false;
new Page(box, digests).listen();
});
})();

/* The search page: an index that came as a script, searched in the browser. Nothing that is typed leaves it. */
(function () {
  "use strict";
  var own = window.GONGSHI, STEP = 60, PAUSE = 120;

  /* The entries of the index, as they are shown and as they are searched. */
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

  /* How well a term is met: 0 at the start of the title, 1 in it, 2 by its sound, 3 in other words or by the sound of
     the place, 4 by a rare reading; -1 not at all. */
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

  /* Results by kind, the kind with the best one first; in a kind by place, in a place the best first. */
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

  /* A text with what was met in it marked. */
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

  /* The first results, up to a number, under headings of kind and place. */
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

  /* From the box into the results and back, one key a step. */
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

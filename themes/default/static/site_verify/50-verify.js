/* The page on which codes and files are checked. Nothing that is typed or chosen leaves it. */
(function () {
  "use strict";
  var own = window.GONGSHI, SHORTEST = 16, WHOLE = 64, STEP = 1 << 20, LARGEST = 100 * STEP;

  /* The digits of a code that was typed or pasted, or of one that stands in a line of a digest tool. */
  function digits(text) {
    var line = own.fold(text).text, isPlain = /^[0-9a-f]*$/.test(line), whole;
    whole = isPlain ? null : /(?:^|[^0-9a-f])([0-9a-f]{64})/.exec(text.toLowerCase());
    return whole ? whole[1] : line.replace(/[\-\u2010-\u2015\u2212.:：,，、_]/g, "");
  }

  /* What keeps a code from being one: a title and a sentence. */
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

  /* Brings the answer into view where it stands below the window. */
  Page.prototype.show = function () {
    var place = this.answers.getBoundingClientRect();
    if (place.top > window.innerHeight - 160 || place.top < 0) { this.answers.scrollIntoView(); }
  };

  /* The digest of bytes, a piece at a time, so that the page stays awake. */
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

  /* Tries what the file may have been before, one after another. */
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

  /* Checks files in their order. What was being checked before is left. */
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
      /* The same file, saved anew, is a choice again. */
      setTimeout(function () { self.files.value = ""; }, 0);
    });
    /* The whole page takes what is dropped: beside the box a browser would open the file and leave. */
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

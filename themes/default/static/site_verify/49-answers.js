/* What is said of a code or a file: where it belongs and whether that still stands. Data enters the page as text. */
(function () {
  "use strict";
  var own = window.GONGSHI;
  var TITLES = {
    current: "查到了，现行有效", corrected: "查到了，但后来更正过", withdrawn: "查到了，但已经撤下",
    expired: "查到了，各行已期满撤下",
    newest: "查到了，是最新一版", past: "查到了，之后又发布过新版", unknown: "没有查到", mended: "内容相同，文件有改动"
  };

  /* Everything that a code is the beginning of. A digest is known by its first 16 digits. */
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

  /* A sheet with a heading, whose colour is its kind's. */
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

  /* A sentence on what was typed or chosen, in place of an answer. */
  own.advise = function (box, title, words) {
    own.add(sheet(box, "unknown", title), "p", "", words);
  };
})();

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

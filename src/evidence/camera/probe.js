// Describes a sheet as the browser laid it out. Runs in a world of its own, which no script of the page can reach;
// it judges nothing: that is done by proof.rs. Boxes are [x, y, width, height] in CSS pixels.
(function () {
  'use strict';

  var segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  // Heavier than any selector of a page.
  var ANY = ':not(' + '#_'.repeat(12) + ')';

  function sheet() { return document.querySelector('main.sheet'); }

  function box(rect) { return [rect.x, rect.y, rect.width, rect.height]; }

  function pieces(text) { return Array.from(segmenter.segment(text)); }

  // Every text of an element, with its node.
  function texts(element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [], node;
    while ((node = walker.nextNode())) found.push(node);
    return found;
  }

  // The boxes of the characters that leave ink.
  function characters(element) {
    var boxes = [], range = document.createRange();
    texts(element).forEach(function (node) {
      pieces(node.data).forEach(function (piece) {
        if (!piece.segment.trim()) return;
        range.setStart(node, piece.index);
        range.setEnd(node, piece.index + piece.segment.length);
        boxes.push(box(range.getBoundingClientRect()));
      });
    });
    return boxes;
  }

  function isSeen(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  }

  // Whether an element's letters are drawn as they are written: not turned, mirrored, replaced, laid over one another.
  function isPlain(element) {
    var style = getComputedStyle(element), none = ['transform', 'rotate', 'scale', 'translate', 'perspective', 'filter',
      'backdropFilter', 'clipPath', 'maskImage', 'webkitBoxReflect', 'textTransform', 'webkitTextSecurity', 'textCombineUpright'];
    return none.every(function (name) { return [undefined, '', 'none'].includes(style[name]); }) &&
      style.mixBlendMode === 'normal' && style.opacity === '1' && style.direction === 'ltr' &&
      !style.unicodeBidi.includes('override') && style.writingMode === 'horizontal-tb' &&
      (style.letterSpacing === 'normal' || parseFloat(style.letterSpacing) >= 0) && parseFloat(style.fontSize) >= 8;
  }

  function areAncestorsPlain(element) {
    for (var at = element; at; at = at.parentElement) if (!isPlain(at)) return false;
    return true;
  }

  // Whether anything but the cell is met at several points of it.
  function isCovered(cell, rect) {
    return [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8], [0.3, 0.5], [0.7, 0.5]].some(function (at) {
      var met = document.elementFromPoint(rect.x + rect.width * at[0], rect.y + rect.height * at[1]);
      return !met || !cell.contains(met);
    });
  }

  function inside(cell, rect) {
    var style = getComputedStyle(cell);
    var width = function (side) { return parseFloat(style['border' + side + 'Width']) || 0; };
    return [rect.x + width('Left'), rect.y + width('Top'), rect.width - width('Left') - width('Right'),
      rect.height - width('Top') - width('Bottom')];
  }

  function describedCell(cell) {
    var rect = cell.getBoundingClientRect();
    return {
      label: cell.getAttribute('data-label') || '', text: cell.textContent, inside: inside(cell, rect),
      seen: texts(cell).every(function (text) { return !text.data.trim() || isSeen(text.parentElement); }),
      plain: isPlain(cell) && Array.from(cell.querySelectorAll('*')).every(isPlain),
      covered: isCovered(cell, rect), characters: characters(cell)
    };
  }

  // All rows that stand in a table with rows of the list, whatever they are called.
  function rows() {
    var found = [];
    document.querySelectorAll('tbody').forEach(function (body) {
      if (body.querySelector('tr[id^="row-"]')) found.push.apply(found, body.querySelectorAll('tr'));
    });
    document.querySelectorAll('[id^="row-"]').forEach(function (row) { if (!found.includes(row)) found.push(row); });
    return found;
  }

  // How many boxes of the sheet hold more than they show.
  function cut() {
    return [sheet()].concat(Array.from(sheet().querySelectorAll('*'))).filter(function (element) {
      var style = getComputedStyle(element);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') return false;
      return style.display !== 'inline' && element.clientHeight > 1 &&
        (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
    }).length;
  }

  // Every font in which the sheet asks its texts to be drawn, with the characters.
  function fonts() {
    var found = {};
    texts(sheet()).forEach(function (node) {
      if (!node.parentElement || !isSeen(node.parentElement)) return;
      var style = getComputedStyle(node.parentElement);
      var font = style.fontStyle + ' ' + style.fontWeight + ' 20px ' + style.fontFamily;
      found[font] = found[font] || {};
      pieces(node.data).forEach(function (piece) { if (piece.segment.trim()) found[font][piece.segment] = 1; });
    });
    return Object.keys(found).map(function (font) { return { font: font, characters: Object.keys(found[font]) }; });
  }

  function rule(text) {
    var style = new CSSStyleSheet();
    style.replaceSync(text);
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat([style]);
    return style;
  }

  function without(style) {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(function (other) { return other !== style; });
  }

  globalThis.probe = {
    // Waits for fonts and the next frame; gives the sheet's box.
    ready: function () {
      return document.fonts.ready.then(function () {
        return sheet() ? box(sheet().getBoundingClientRect()) : null;
      });
    },

    // Writes how the picture was made into the line kept for it; gives whether the line was there and empty.
    mark: function (text, colour) {
      var lines = document.querySelectorAll('#capture-mark'), line = lines[0];
      if (lines.length !== 1 || !sheet().contains(line) || line.textContent.trim()) return false;
      line.textContent = text;
      var set = function (name, value) { line.style.setProperty(name, value, 'important'); };
      set('color', colour);
      set('font-weight', '700');
      set('white-space', 'nowrap');
      // As large as the line that was kept for it, and no wider.
      var range = document.createRange(), size = Math.floor((parseFloat(getComputedStyle(line).lineHeight) || 18) * 0.85);
      range.selectNodeContents(line);
      do set('font-size', size + 'px');
      while (range.getBoundingClientRect().width > line.clientWidth && (size -= 0.5) >= 8);
      return true;
    },

    describe: function () {
      // What lets points fall through would hide nothing from them.
      var solid = rule([ANY, ANY + '::before', ANY + '::after'].join(',') + '{pointer-events:auto!important}');
      var line = document.querySelector('#capture-mark'), root = document.documentElement;
      var described = {
        href: location.href, ratio: devicePixelRatio, viewport: [innerWidth, innerHeight], width: root.scrollWidth,
        sheet: box(sheet().getBoundingClientRect()), text: sheet().textContent,
        moving: document.getAnimations().length, cut: cut(),
        mark: describedCell(line),
        rows: rows().map(function (row) {
          return {
            id: row.id, on_sheet: sheet().contains(row), plain: areAncestorsPlain(row),
            cells: Array.from(row.cells || [], describedCell)
          };
        })
      };
      without(solid);
      return described;
    },

    fonts: fonts,

    // The characters that a font and all it falls back on do not have: they are drawn as the box of a missing one.
    missing: function (font, wanted) {
      var canvas = document.createElement('canvas'), size = 48;
      canvas.width = canvas.height = size;
      var context = canvas.getContext('2d', { willReadFrequently: true });
      function drawn(character) {
        context.font = font;
        context.clearRect(0, 0, size, size);
        context.fillText(character, 8, 32);
        return context.getImageData(0, 0, size, size).data.join();
      }
      // Unassigned, private and no character at all.
      var lacking = ['\u0378', '\u{10FFFD}', '\uFDD0'].map(drawn);
      return wanted.filter(function (character) { return lacking.includes(drawn(character)); });
    },

    // Takes the text of rows and mark away, and nothing else: what changes in the picture is their ink. What a style
    // adds to a row is no text of it: it gets a colour of its own and stays.
    blank: function () {
      var places = ':is(tr[id^="row-"],#capture-mark)', all = [places + ANY, places + ' ' + ANY];
      var pseudo = function (name) { return all.map(function (one) { return one + '::' + name; }).join(','); };
      rule(all.join(',') + '{color:transparent!important;-webkit-text-fill-color:transparent!important;' +
        '-webkit-text-stroke-color:transparent!important;text-shadow:none!important;' +
        'text-decoration-color:transparent!important;text-emphasis-color:transparent!important}');
      ['before', 'after', 'marker'].forEach(function (name) {
        rule(pseudo(name) + '{color:#f0f!important;-webkit-text-fill-color:#f0f!important}');
      });
      document.querySelector('#capture-mark').style.setProperty('color', 'transparent', 'important');
      return true;
    },

    // Puts texts in place of those of the first row's cells, so that the browser can be asked for their fonts.
    sample: function (texts) {
      var row = document.querySelector('tr[id^="row-"]'), before = row.cells.length - texts.length;
      Array.from(row.cells).forEach(function (cell, at) {
        if (at >= before) cell.textContent = texts[at - before];
      });
      return true;
    }
  };
})();

/* What the site adds where a browser runs scripts. Every page is complete without it. Written for browsers of ten
   years ago: no modules, no arrow functions, no requests. */

/* 阅读辅助 is kept from page to page. This runs before the page is drawn, so that nothing changes under the reader's
   eyes. */
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

/* 朗读: where the browser has a voice, a button reads the marked words, or the page from its heading on. */
document.addEventListener("DOMContentLoaded", function () {
  var voice = window.speechSynthesis, place = document.getElementById("aids"), main = document.getElementById("main");
  var button, rest = [];

  if (!voice || !window.SpeechSynthesisUtterance || !place || !main) { return; }

  /* Short pieces: some browsers fall silent in the middle of long ones. */
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

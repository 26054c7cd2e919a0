/* Loads the page anew when the preview shows something else. It asks by loading a small script, since that needs no
   more than the policy of the page allows; written for browsers of ten years ago. */
(function () {
  var EVERY = 200;
  var AFTER_FAILURE = 2000;
  var seen = document.getElementById("preview-script").getAttribute("data-state");
  var count = 0;
  var banner = document.querySelector(".preview-banner span");
  var text = banner ? banner.textContent : "";

  function say(words) {
    if (banner && banner.textContent !== words) { banner.textContent = words; }
  }

  function ask() {
    var question = document.createElement("script");
    count += 1;
    question.src = "/~preview/state.js?" + count;
    function then(wait) {
      return function () {
        document.documentElement.removeChild(question);
        setTimeout(ask, wait);
      };
    }
    question.onload = then(EVERY);
    question.onerror = function () {
      say("预览已经停止，页面不再更新。请重新运行 gongshi serve。");
      then(AFTER_FAILURE)();
    };
    document.documentElement.appendChild(question);
  }

  window.previewState = function (state) {
    if (state !== seen) {
      seen = state;
      window.location.reload();
    }
    say(text);
  };
  ask();
}());

/* Words typed by their sound: `ylhly`, `yanglao` or `养lao` for 养老护理员. */
(function () {
  "use strict";
  var own = window.GONGSHI;

  /* `养yang 校xiao,jiao` as two objects of readings: the common one of each character, and all of them. */
  own.readSounds = function (table) {
    var common = {}, all = {};
    table.split(" ").forEach(function (it) {
      var at = it.search(/[a-z]/), readings = it.slice(at).split(",");
      if (at > 0) {
        common[it.slice(0, at)] = readings.slice(0, 1);
        all[it.slice(0, at)] = readings;
      }
    });
    return { common: common, all: all };
  };

  /* The beginnings of a reading that people type for it: the whole, its first sound, its first letter. */
  function beginnings(reading) {
    var all = [reading];
    if (/^[zcs]h./.test(reading)) { all.push(reading.slice(0, 2)); }
    if (reading.length > 1) { all.push(reading.charAt(0)); }
    return all;
  }

  /* The end of the match of a term's rest in a text from a place on, or -1. */
  function match(text, from, rest, sounds) {
    var unit = text.charAt(from), readings = sounds[unit] || [], i, j, all, end;
    if (!rest) { return from; }
    if (!unit) { return -1; }
    if (unit === rest.charAt(0)) {
      end = match(text, from + 1, rest.slice(1), sounds);
      if (end >= 0) { return end; }
    }
    for (i = 0; i < readings.length; i++) {
      /* The last syllable may still be half typed. */
      if (readings[i].indexOf(rest) === 0) { return from + 1; }
      all = beginnings(readings[i]);
      for (j = 0; j < all.length; j++) {
        if (rest.indexOf(all[j]) === 0) {
          end = match(text, from + 1, rest.slice(all[j].length), sounds);
          if (end >= 0) { return end; }
        }
      }
    }
    return -1;
  }

  function first(text, typed, readings, isCommon) {
    var start, end;
    for (start = 0; start < text.length; start++) {
      end = match(text, start, typed, readings);
      if (end >= 0) { return { start: start, end: end, isCommon: isCommon }; }
    }
    return null;
  }

  /* Where a folded text sounds like a term, or null. One letter alone says too little. */
  own.soundsLike = function (text, term, sounds) {
    var typed = term.replace(/['’]/g, "");
    if (typed.length < 2 || typed.length > 40 || !/[a-z]/.test(typed)) { return null; }
    return first(text, typed, sounds.common, true) || first(text, typed, sounds.all, false);
  };
})();

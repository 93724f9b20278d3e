/* Finds a leader by name, reading or building in rows that were loaded beside it; nothing typed leaves the page. */
(function () {
  "use strict";
  var MOST = 30;
  var BUILDING = /[0-9][0-9\-#栋号楼幢座单元门道]*/g, BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  var SIGNS = Array.from({ length: 95 }, function (_, at) { return String.fromCharCode(32 + at); }).join("").replace(/["&<>\\]/g, "");
  var DIGITS = "零一二三四五六七八九";

  /* Full-width to half-width, lower case, without blanks. */
  function plain(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[\s\u3000]+/g, "").toLowerCase();
  }

  function arabic(text) {
    text = text.replace(/〇/g, "零").replace(/两/g, "二");
    return text.replace(/[零一二三四五六七八九十]+/g, function (run) {
      var ten = run.indexOf("十");
      if (ten < 0) { return run.split("").map(function (c) { return DIGITS.indexOf(c); }).join(""); }
      var before = ten ? DIGITS.indexOf(run[ten - 1]) : 1;
      return String(before * 10 + (ten + 1 < run.length ? DIGITS.indexOf(run[ten + 1]) : 0));
    });
  }

  /* 3-2, 3栋2单元, 3号楼二单元, ３－２ all become 3-2; a text that names no building becomes "". */
  function code(text) {
    text = arabic(text);
    if (!/^[0-9]/.test(text) || !/^[0-9\-#栋号楼幢座单元门道楼道]+$/.test(text)) { return ""; }
    return (text.match(/[0-9]+/g) || []).map(Number).join("-");
  }

  function startsWith(text, start) { return text.lastIndexOf(start, 0) === 0; }

  /* A column of generator/pages/columns.py: each value once, then its place among them for each row. */
  function column(data) {
    var words = Array.from(data.words), begins = SIGNS.length - data.ends, found = [], before = 0;
    data.text.split("").forEach(function (sign) {
      var place = SIGNS.indexOf(sign);
      if (place >= data.ends) { before = before * begins + place - data.ends + 1; return; }
      found.push(words[before * data.ends + place]);
      before = 0;
    });
    return found;
  }

  /* The names of cards that are sixteen signs of five bits each, packed. */
  function ids(packed) {
    var signs = "", bits = 0, held = 0;
    atob(packed).split("").forEach(function (byte) {
      held = held << 8 | byte.charCodeAt(0);
      for (bits += 8; bits >= 5; held &= (1 << bits) - 1) { bits -= 5; signs += BASE32[held >> bits]; }
    });
    return signs.match(/.{16}/g) || [];
  }

  /* Every character of a name with the ways to read it. */
  function readings(sounds) {
    var found = {};
    Object.keys(sounds).forEach(function (sound) {
      Array.from(sounds[sound]).forEach(function (letter) { found[letter] = (found[letter] || []).concat(sound); });
    });
    return found;
  }

  /* Every reading of each character of a name; letters are read as they are, signs not at all. */
  function soundsOf(name, known) {
    return Array.from(name).filter(function (c) { return !/[\s·•.,'’\-]/.test(c); })
      .map(function (c) { return known[c] || [c.toLowerCase()]; });
  }

  /* The numbers of a place from what became of those of the place before: = is the same, + the next. */
  function counted(steps, before) {
    var same = true;
    return !steps ? [] : steps.split(" ").map(function (step, at) {
      var told = same && at < before.length ? before[at] : "0";
      same = same && step === "=";
      return step === "=" ? told : step === "+" ? String(Number(told) + 1) : step;
    });
  }

  /* The code of a place such as 3-2, where no other was written down. */
  function codeOf(place) {
    return (place.match(/[0-9]+(?=[号楼栋幢座单元门道梯#\-]|$)/g) || [])
      .map(function (run) { return run.replace(/^0+(?=.)/, ""); }).join("-");
  }

  /* The community of each row, the place and its role. */
  function placed(data) {
    var many = column(data.many), seats = column(data.seats), at = 0, estate = 0, found = [];
    if (!seats.length) { return found; }
    column(data.places).join("").split("\n").forEach(function (text) {
      var starts = text.split("\t"), community = starts.shift();
      starts.forEach(function (start) {
        for (var numbers = [], until = at + many[estate]; at < until; at += 1) {
          var next = (numbers = counted(seats[at][2], numbers)).slice();
          found.push([community, start + seats[at][1].replace(/0/g, function () { return next.shift(); }), seats[at][0]]);
        }
        estate += 1;
      });
    });
    return found;
  }

  /* From the columns of one file to rows. */
  function unpacked(data) {
    var letters = data.letters.map(column), lines = data.lines.map(column), cards = ids(data.cards);
    var codes = column(data.codes), spoken = column(data.spoken), exchanges = column(data.exchanges);
    var whole = column(data.whole), named = column(data.named_cards), places = placed(data), known = readings(data.sounds);
    var name = 0, card = 0, line = 0;
    return places.map(function (found, at) {
      var row = { community: found[0], place: found[1], role: found[2], text: plain(found[0] + found[1]) };
      row.name = whole[at];
      if (!row.name) { row.name = (letters[0][name] + letters[1][name] + letters[2][name]).trim(); name += 1; }
      row.plain = plain(row.name);
      row.spoken = [soundsOf(row.name, known)];
      if (spoken[at]) { row.spoken.push(spoken[at].split(" ").map(function (one) { return [one]; })); }
      row.codes = codes[at] === "-" ? [] : codes[at] ? codes[at].split(",") : [codeOf(row.place)];
      row.href = data.folder + (named[at] || cards[card++]) + ".html";
      row.phone = exchanges[at];
      if (row.phone) { row.phone += lines[0][line] + lines[1][line]; line += 1; }
      return row;
    });
  }

  function initials(letters, query) {
    return query.length <= letters.length && query.split("").every(function (c, at) {
      return letters[at].some(function (one) { return one.charAt(0) === c; });
    });
  }

  function sounding(letters, query, from) {
    if (!query) { return true; }
    return from < letters.length && letters[from].some(function (one) {
      return startsWith(one, query) || (startsWith(query, one) && sounding(letters, query.slice(one.length), from + 1));
    });
  }

  /* 0 is best; -1 is no match. */
  function grade(row, query, wanted) {
    if (row.plain === query) { return 0; }
    if (startsWith(row.plain, query)) { return 1; }
    if (row.plain.indexOf(query) >= 0) { return 2; }
    if (wanted) {
      if (row.codes.indexOf(wanted) >= 0) { return 3; }
      if (row.codes.some(function (one) { return startsWith(one, wanted + "-"); })) { return 4; }
      if (row.codes.some(function (one) { return one && startsWith(wanted, one + "-"); })) { return 5; } // a stairwell's building
    }
    if (row.text.indexOf(query) >= 0) { return 6; }
    if (row.spoken.some(function (letters) { return initials(letters, query); })) { return 7; }
    return row.spoken.some(function (letters) { return sounding(letters, query, 0); }) ? 8 : -1;
  }

  /* The rows that match every part, best first. */
  function matching(rows, parts) {
    var codes = parts.map(code), found = [];
    rows.forEach(function (row, at) {
      for (var part = 0, rank = 0, one = 0; part < parts.length && one >= 0; part += 1) {
        one = grade(row, parts[part], codes[part]);
        rank += one;
      }
      if (one >= 0) { found.push({ row: row, rank: rank, at: at }); }
    });
    found.sort(function (a, b) { return a.rank - b.rank || a.at - b.at; });
    return found.map(function (one) { return one.row; });
  }

  /* The words that were typed, and a building apart from what stands beside it. */
  function parts(typed) {
    return plain(typed.replace(/\s+/g, "|")).replace(BUILDING, "|$&|").split("|").filter(Boolean);
  }

  /* Who matches all that was typed as one; where nobody does, who matches every part. */
  function find(rows, typed) {
    var whole = plain(typed), found = whole ? matching(rows, [whole]) : [];
    return found.length || !whole ? found : matching(rows, parts(typed));
  }

  function element(tag, kind, text) {
    var made = document.createElement(tag);
    if (kind) { made.className = kind; }
    if (text) { made.textContent = text; }
    return made;
  }

  /* A text with what was typed marked, as a whole or the first part that stands in it. */
  function marked(text, typed) {
    var holder = element("span"), low = text.toLowerCase();
    var mark = [plain(typed)].concat(parts(typed)).filter(function (one) { return one && low.indexOf(one) >= 0; })[0];
    if (!mark) { holder.textContent = text; return holder; }
    var at = low.indexOf(mark);
    holder.appendChild(document.createTextNode(text.slice(0, at)));
    holder.appendChild(element("mark", "", text.slice(at, at + mark.length)));
    holder.appendChild(document.createTextNode(text.slice(at + mark.length)));
    return holder;
  }

  /* Dials a number; an extension is said apart and dialled after a pause. */
  function callTo(number) {
    var line = /^(0\d+-\d+)-(\d+)$/.exec(number) || [number, number, ""];
    var call = element("a", "button button--main", "拨打 " + line[1] + (line[2] && " 转 " + line[2]));
    call.href = "tel:" + line[1].replace(/-/g, "") + (line[2] && "," + line[2]);
    return call;
  }

  function result(row, typed, root) {
    var item = element("li"), card = element("div", "card"), title = element("h3"), link = element("a");
    link.href = root + row.href;
    link.appendChild(marked(row.name, typed));
    title.appendChild(link);
    card.appendChild(title);
    var where = element("p", "", row.community + " ");
    where.appendChild(marked(row.place, typed));
    where.appendChild(document.createTextNode(" " + row.role));
    card.appendChild(where);
    if (row.phone) { card.appendChild(callTo(row.phone)); }
    item.appendChild(card);
    return item;
  }

  function start(form) {
    var input = form.querySelector("input"), list = form.querySelector("[data-finder-results]");
    var count = form.querySelector("[data-finder-count]");
    var root = form.getAttribute("data-root"), rows = null;

    /* When they are first wanted, as most who open the page only read it. */
    function all() {
      rows = rows || [].concat.apply([], (window.louzhangFinder || []).map(unpacked));
      return rows;
    }

    function show() {
      var typed = input.value, found = find(all(), typed);
      list.textContent = "";
      found.slice(0, MOST).forEach(function (row) { list.appendChild(result(row, typed, root)); });
      count.textContent = !plain(typed) ? ""
        : !found.length ? "没有找到。换个写法试试，比如 3-2、姓，或问社区办公室。"
          : found.length > MOST ? "找到 " + found.length + " 位，先列出前 " + MOST + " 位，请再多写几个字。"
            : "找到 " + found.length + " 位。";
    }

    function remember() {
      var hash = input.value ? "#q=" + encodeURIComponent(input.value) : location.pathname + location.search;
      history.replaceState(null, "", hash);
    }

    function recall() {
      if (!startsWith(location.hash, "#q=")) { return; }
      try { input.value = decodeURIComponent(location.hash.slice(3)); } catch (error) { return; }
      show();
    }

    input.addEventListener("focus", all);
    input.addEventListener("input", function () { show(); remember(); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show();
      var first = list.querySelector("a");
      if (first) { first.focus(); }
    });
    window.addEventListener("hashchange", recall);
    recall();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-finder]").forEach(start);
  });
})();

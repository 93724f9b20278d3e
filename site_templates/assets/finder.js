/* Finds a leader by name, reading or building in rows that were loaded beside it; nothing typed leaves the page. */
(function () {
  "use strict";
  var MOST = 30;
  var NAME = 0, SPOKEN = 1, PLACE = 2, CODES = 3, HREF = 4, ROLE = 5, COMMUNITY = 6, PHONE = 7;
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

  /* A column that numbers its words; an empty place repeats the one before. */
  function listed(data, name) {
    var words = data[name + "_words"], at = 0;
    return data[name].split(data.separator).map(function (one) { at = one === "" ? at : Number(one); return words[at]; });
  }

  /* Every reading of each character of a name; letters are read as they are, signs not at all. */
  function soundsOf(name, sounds) {
    return Array.from(name).filter(function (c) { return !/[\s·•.,'’\-]/.test(c); })
      .map(function (c) { return (sounds[c] || c.toLowerCase()).split(" "); });
  }

  /* From the columns of one file to rows. */
  function unpacked(data) {
    var column = function (name) { return data[name].split(data.separator); };
    if (!data.names) { return []; }
    var cards = column("cards"), numbers = column("numbers"), codes = column("codes"), phones = column("phones");
    var roles = listed(data, "role"), communities = listed(data, "community"), places = listed(data, "place");
    var spoken = column("spoken");
    return column("names").map(function (name, at) {
      var runs = numbers[at] ? numbers[at].split("-") : [], next = 0;
      var given = runs.filter(function (run) { return run !== "#"; }).map(Number).join("-");
      var known = spoken[at] ? [spoken[at].split(" ").map(function (one) { return [one]; })] : [];
      return [
        name, known.concat([soundsOf(name, data.sounds)]),
        places[at].replace(/#/g, function () { next += 1; return runs[next - 1]; }),
        codes[at] === "-" ? [] : (codes[at] || given).split(","),
        data.folder + cards[at] + ".html", roles[at], communities[at], phones[at]
      ];
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
    var name = row[NAME].toLowerCase();
    if (name === query) { return 0; }
    if (startsWith(name, query)) { return 1; }
    if (name.indexOf(query) >= 0) { return 2; }
    if (wanted) {
      var codes = row[CODES];
      if (codes.indexOf(wanted) >= 0) { return 3; }
      if (codes.some(function (one) { return startsWith(one, wanted + "-"); })) { return 4; }
      return codes.some(function (one) { return one && startsWith(wanted, one + "-"); }) ? 5 : -1; // the building of a stairwell
    }
    if (plain(row[PLACE]).indexOf(query) >= 0 || plain(row[COMMUNITY]).indexOf(query) >= 0) { return 6; }
    if (row[SPOKEN].some(function (letters) { return initials(letters, query); })) { return 7; }
    if (row[SPOKEN].some(function (letters) { return sounding(letters, query, 0); })) { return 8; }
    return -1;
  }

  function find(rows, typed) {
    var query = plain(typed), wanted = code(query), found = [];
    if (!query) { return found; }
    rows.forEach(function (row, at) {
      var rank = grade(row, query, wanted);
      if (rank >= 0) { found.push({ row: row, rank: rank, at: at }); }
    });
    found.sort(function (a, b) { return a.rank - b.rank || a.at - b.at; });
    return found.map(function (one) { return one.row; });
  }

  function element(tag, kind, text) {
    var made = document.createElement(tag);
    if (kind) { made.className = kind; }
    if (text) { made.textContent = text; }
    return made;
  }

  function marked(text, query) {
    var holder = element("span"), at = query ? text.toLowerCase().indexOf(query) : -1;
    if (at < 0) { holder.textContent = text; return holder; }
    holder.appendChild(document.createTextNode(text.slice(0, at)));
    holder.appendChild(element("mark", "", text.slice(at, at + query.length)));
    holder.appendChild(document.createTextNode(text.slice(at + query.length)));
    return holder;
  }

  function result(row, query, root) {
    var item = element("li"), card = element("div", "card"), title = element("h3"), link = element("a");
    link.href = root + row[HREF];
    link.appendChild(marked(row[NAME], query));
    title.appendChild(link);
    card.appendChild(title);
    var where = element("p", "", row[COMMUNITY] + " ");
    where.appendChild(marked(row[PLACE], query));
    where.appendChild(document.createTextNode(" " + row[ROLE]));
    card.appendChild(where);
    if (row[PHONE]) {
      var call = element("a", "button button--main", "拨打 " + row[PHONE]);
      call.href = "tel:" + row[PHONE].replace(/-/g, "");
      card.appendChild(call);
    }
    item.appendChild(card);
    return item;
  }

  function start(form) {
    var input = form.querySelector("input"), list = form.querySelector("[data-finder-results]");
    var count = form.querySelector("[data-finder-count]");
    var root = form.getAttribute("data-root"), rows = [].concat.apply([], (window.louzhangFinder || []).map(unpacked));

    function show() {
      var query = plain(input.value), found = find(rows, input.value);
      list.textContent = "";
      found.slice(0, MOST).forEach(function (row) { list.appendChild(result(row, query, root)); });
      count.textContent = !query ? ""
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

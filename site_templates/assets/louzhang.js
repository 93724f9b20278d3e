/* Reading size, copy and print buttons. Every page reads well without this file: the buttons are hidden until it runs. */
(function () {
  "use strict";
  var KEY = "louzhang.reading-size";
  var SIZES = ["standard", "large", "largest"];
  var NEXT = { standard: "大字", large: "特大字", largest: "标准字" };
  var root = document.documentElement;

  function remembered() {
    try {
      var size = localStorage.getItem(KEY);
      return SIZES.indexOf(size) < 0 ? "standard" : size;
    } catch (error) {
      return "standard"; // storage is closed on some phones and for files on a stick
    }
  }

  function apply(size) {
    root.setAttribute("data-reading-size", size);
    document.querySelectorAll("button[data-reading-size]").forEach(function (button) {
      button.hidden = false;
      button.textContent = NEXT[size];
      button.setAttribute("aria-label", "换成" + NEXT[size]);
    });
  }

  function step() {
    var size = SIZES[(SIZES.indexOf(root.getAttribute("data-reading-size")) + 1) % SIZES.length];
    try {
      localStorage.setItem(KEY, size);
    } catch (error) {
      // not remembered, but applied to this page
    }
    apply(size);
  }

  function select(text) {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function copy(button) {
    var text = button.getAttribute("data-copy");
    var label = button.textContent;
    function say(done) {
      button.textContent = done ? "已复制" : "请长按文字复制";
      setTimeout(function () { button.textContent = label; }, 2000);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(select(text)); });
    } else {
      say(select(text));
    }
  }

  function print(paper) {
    root.setAttribute("data-paper", paper === "a3" ? "a3" : "a4");
    window.print();
  }

  root.setAttribute("data-reading-size", remembered());
  document.addEventListener("DOMContentLoaded", function () {
    apply(remembered());
    document.querySelectorAll("button[data-copy],button[data-print]").forEach(function (button) { button.hidden = false; });
  });
  window.addEventListener("load", function () {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (wide) { wide.tabIndex = 0; }); // for the keyboard
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (!button) { return; }
    if (button.hasAttribute("data-reading-size")) { step(); }
    if (button.hasAttribute("data-copy")) { copy(button); }
    if (button.hasAttribute("data-print")) { print(button.getAttribute("data-print")); }
  });
})();

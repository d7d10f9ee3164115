/* Small comforts. Every page works without this file; it asks no server for anything. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function remembered() {
    try { return localStorage.getItem("larger") === "1"; } catch { return false; }
  }
  function showSize() {
    root.classList.toggle("larger", remembered());
    document.querySelectorAll("[data-larger]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(remembered()));
    });
  }
  showSize();

  function step(button) {
    var box = document.getElementById(button.dataset.for);
    if (!box || box.disabled) return;
    var next = (parseInt(box.value, 10) || 0) + Number(button.dataset.step);
    var least = box.min === "" ? 0 : Number(box.min);
    var most = box.max === "" ? Infinity : Number(box.max);
    box.value = String(Math.min(most, Math.max(least, next)));
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }
  function narrow(box) {
    var table = document.getElementById(box.dataset.filter);
    if (!table) return;
    var words = plain(box.value).split(/\s+/).filter(Boolean);
    table.querySelectorAll("tbody > tr, :scope > .row").forEach(function (row) {
      var text = plain(row.textContent);
      row.hidden = !words.every(function (word) { return text.includes(word); });
    });
  }

  document.addEventListener("click", function (event) {
    var at = event.target.closest && event.target.closest("[data-larger], [data-step], [data-close], [data-confirm], [data-print], [data-into]");
    if (!at) return;
    var data = at.dataset;
    if ("larger" in data) {
      try { localStorage.setItem("larger", remembered() ? "0" : "1"); } catch { /* private window */ }
      showSize();
    } else if ("step" in data) {
      step(at);
    } else if ("close" in data) {
      at.closest(".toast-ct, [role=status]").remove();
    } else if ("print" in data) {
      window.print();
    } else if ("into" in data) {
      var box = document.getElementById(data.into);
      if (!box) return;
      event.preventDefault();
      box.value = data.text;
      box.focus();
    } else {
      var dialog = document.getElementById(data.confirm);
      if (!dialog || !dialog.showModal) return;
      event.preventDefault();
      dialog.showModal();
    }
  });
  document.addEventListener("input", function (event) {
    if (event.target.dataset && event.target.dataset.filter) narrow(event.target);
  });

  // A second tap on the way sends nothing twice; coming back by “Back” frees the button again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  function free() {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (at) { at.removeAttribute("aria-busy"); });
    });
  }
  window.addEventListener("pageshow", free);

  // A living part that comes anew keeps what was chosen in it and what was opened, by id.
  var kept = [];
  document.addEventListener("htmx:beforeSwap", function (event) {
    var found = event.detail.target.querySelectorAll("input:checked[id], details[open][id]");
    kept = Array.from(found, function (at) { return at.id; });
  });
  document.addEventListener("htmx:afterSwap", function () {
    kept.forEach(function (id) {
      var at = document.getElementById(id);
      if (at) at[at.localName === "details" ? "open" : "checked"] = true;
    });
    kept = [];
  });

  // What htmx could not fetch is said once, and taken back when the line is there again.
  function offline(is) {
    var note = document.getElementById("offline");
    if (note) note.hidden = !is;
    free();
  }
  document.addEventListener("htmx:sendError", function () { offline(true); });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) offline(false);
  });

  document.addEventListener("DOMContentLoaded", function () {
    showSize();
    var summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  });
})();

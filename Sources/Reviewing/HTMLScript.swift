/// What the keyboard does on the page; the page says its digest, so that no other script can run there.
///
/// It reads no name and no content, and writes only which files a reader has seen, where the browser keeps that.
let pageScript = """
  (function () {
  var files = Array.prototype.slice.call(document.querySelectorAll("main > details"));
  var key = "seen " + document.title, seen = {};
  try { seen = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { seen = {}; }
  function mark(file) { file.classList.toggle("seen", !!seen[file.id]); }
  function keep() { try { localStorage.setItem(key, JSON.stringify(seen)); } catch (e) { return; } }
  files.forEach(function (file) { if (seen[file.id]) { file.open = false; } mark(file); });
  function here(items) {
    var index = -1;
    items.forEach(function (item, i) { if (item.getBoundingClientRect().top < 90) { index = i; } });
    return index;
  }
  function go(items, step) {
    if (!items.length) { return; }
    var index = Math.min(items.length - 1, Math.max(0, here(items) + step));
    var file = items[index].closest("details");
    if (file) { file.open = true; }
    items[index].scrollIntoView({ block: "start" });
  }
  function hunks() {
    var shown = document.getElementById("show-split").checked ? ".split" : ".unified";
    return Array.prototype.slice.call(document.querySelectorAll("details[open] " + shown + " tr.hunk"));
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === "n") { go(files, 1); }
    else if (event.key === "p") { go(files, -1); }
    else if (event.key === "j") { go(hunks(), 1); }
    else if (event.key === "k") { go(hunks(), -1); }
    else if (event.key === "s") {
      var split = document.getElementById("show-split");
      (split.checked ? document.getElementById("show-unified") : split).checked = true;
    } else if (event.key === "v") {
      var file = files[Math.max(0, here(files))];
      if (!file) { return; }
      seen[file.id] = !seen[file.id];
      file.open = !seen[file.id];
      mark(file);
      keep();
    } else { return; }
    event.preventDefault();
  });
  })();
  """

/// The digest of the script that stands in the page, SHA-256 in Base64 (CSP level 3, section 2.3.1).
let pageScriptDigest = "JLsw4tns+HEYxSetefAqkhiThcbpq7bERPOeOVhmTcQ="

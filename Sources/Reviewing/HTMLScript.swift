/// What the keyboard does on the page; the page states its digest, so that no other script can run there.
///
/// It reads no name and no content, and writes only which files a reader has seen, where the browser keeps that.
let pageScript = """
  (function () {
  function all(query) { return Array.prototype.slice.call(document.querySelectorAll(query)); }
  var files = all("main > details"), links = {};
  all("nav a").forEach(function (link) { links[link.hash.slice(1)] = link; });
  var key = "seen " + document.title, seen = {};
  try { seen = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { seen = {}; }
  function count() {
    var done = files.filter(function (file) { return seen[file.id]; }).length;
    document.getElementById("progress").textContent = done ? "– " + done + " of " + files.length + " seen" : "";
  }
  function mark(file) {
    file.classList.toggle("seen", !!seen[file.id]);
    if (links[file.id]) { links[file.id].classList.toggle("seen", !!seen[file.id]); }
  }
  function keep() { try { localStorage.setItem(key, JSON.stringify(seen)); } catch (e) { return; } }
  files.forEach(function (file) { if (seen[file.id]) { file.open = false; mark(file); } });
  count();
  function fill(file) {
    var text = file && file.querySelector("script");
    if (text) { text.insertAdjacentHTML("afterend", text.textContent); text.remove(); }
  }
  var near = window.IntersectionObserver && new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) { if (entry.isIntersecting) { fill(entry.target); near.unobserve(entry.target); } });
  }, { rootMargin: "1500px" });
  files.forEach(function (file) { if (near && file.querySelector("script")) { near.observe(file); } });
  window.addEventListener("beforeprint", function () { files.forEach(fill); });
  var last = null;
  function here(items) {
    var index = -1;
    if (last && items.indexOf(last) >= 0 && Math.abs(last.getBoundingClientRect().top) < 60) { return items.indexOf(last); }
    for (var i = 0; i < items.length && items[i].getBoundingClientRect().top < 60; i++) { index = i; }
    return index;
  }
  function go(items, step) {
    if (!items.length) { return; }
    var index = Math.min(items.length - 1, Math.max(0, here(items) + step));
    var file = items[index].closest("details");
    if (file) { file.open = true; fill(file); }
    last = items[index];
    last.scrollIntoView({ block: "start" });
  }
  function hunks() {
    var index = Math.max(0, here(files));
    files.slice(index, index + 4).forEach(fill);
    return all("details[open] " + shown() + " tr.hunk, details[open] p.hunk");
  }
  function shown() { return document.getElementById("show-split").checked ? ".split" : ".unified"; }
  function unfold(row) {
    var gap = row && row.nextElementSibling;
    if (gap && gap.className === "gap") { gap.hidden = !gap.hidden; }
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("tbody.more")) { unfold(event.target.closest("tbody.more")); }
    var link = event.target.closest("nav a"), file = link && document.getElementById(link.hash.slice(1));
    if (file) { file.open = true; fill(file); last = file; }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    var file = files[Math.max(0, here(files))];
    if (event.key === "n") { go(files, 1); }
    else if (event.key === "p") { go(files, -1); }
    else if (event.key === "j") { go(hunks(), 1); }
    else if (event.key === "k") { go(hunks(), -1); }
    else if (event.key === "t") { document.getElementById("tree").focus(); window.scrollTo(0, 0); }
    else if (event.key === "s") {
      var split = document.getElementById("show-split");
      (split.checked ? document.getElementById("show-unified") : split).checked = true;
    } else if (event.key === "e" && file) {
      Array.prototype.forEach.call(file.querySelectorAll("tbody.more"), unfold);
    } else if (event.key === "v" && file) {
      seen[file.id] = !seen[file.id];
      file.open = !seen[file.id];
      mark(file); keep(); count();
    } else { return; }
    event.preventDefault();
  });
  })();
  """

/// The digest of the script that is in the page, SHA-256 in Base64 (CSP level 3, section 2.3.1).
let pageScriptDigest = "ZHlrYy3uwLkQTKWdXH8VCtVPC0igmdSQw4rg29L2V1M="

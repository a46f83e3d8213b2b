import Diagnostics
import FileTrees
import GitReading

extension Review {
  /// One page that holds everything: nothing is loaded from elsewhere, and no script but the one for the keyboard runs.
  ///
  /// Light or dark as the reader's system is; unified or side by side as the reader chooses; files by folder in a tree. Each file has an anchor
  /// made from its path, so that a link to it stays good.
  package func htmlPage(title: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(pageScriptDigest)'; base-uri 'none'; form-action 'none'">
    <title>\(html(title))</title>
    <style>
    \(styleSheet)
    </style>
    </head>
    <body>
    <h1>\(html(title))</h1>
    <p>\(html(files.isEmpty ? "Nothing changed." : String(summary.dropFirst().dropLast())))</p>
    <input type="radio" name="view" id="show-unified" checked><label for="show-unified">Unified</label>
    <input type="radio" name="view" id="show-split"><label for="show-split">Side by side</label>
    <p class="keys"><kbd>n</kbd> <kbd>p</kbd> file, <kbd>j</kbd> <kbd>k</kbd> change, <kbd>v</kbd> seen, <kbd>s</kbd> side by side</p>
    <nav>
    \(tree)
    </nav>
    <main>
    \(files.map(\.section).joined(separator: "\n"))
    </main>
    <script>
    \(pageScript)
    </script>
    </body>
    </html>

    """
  }
}

extension Review {
  /// The files under the folders that they lie in, conflicts first, in reading order.
  private var tree: String {
    var folders: [(name: String, files: [FileReview])] = []
    for file in files {
      let parent = file.change.path.parent.map { quoted($0.bytes) } ?? ""
      let name = file.change.isConflicting ? "in conflict" : parent.isEmpty ? "." : parent
      if folders.last?.name == name {
        folders[folders.count - 1].files.append(file)
      } else {
        folders.append((name, [file]))
      }
    }
    return folders.map { folder in
      """
      <details open><summary>\(html(folder.name))</summary><ol>
      \(folder.files.map(\.indexEntry).joined(separator: "\n"))
      </ol></details>
      """
    }.joined(separator: "\n")
  }
}

extension FileReview {
  fileprivate var indexEntry: String {
    "<li class=\"\(kind.rawValue)\"><a href=\"#\(anchor)\">\(html(name))</a>\(counts)</li>"
  }

  /// What only machines read is folded away.
  fileprivate var section: String {
    let isOpen = change.path.components.first.map { !$0.elementsEqual(".tenon".utf8) } ?? true
    return """
      <details id="\(anchor)" class="\(kind.rawValue)"\(isOpen ? " open" : "")>
      <summary><h2>\(html(name))</h2> <span class="kind">\(html(remark))</span>\(counts)</summary>
      \(body)
      </details>
      """
  }

  private var body: String {
    switch difference {
    case .binary:
      "<p>Binary: \(change.before?.bytes.count ?? 0) bytes before, \(change.after?.bytes.count ?? 0) after.</p>"
    case .lines(let diff) where diff.hunks.isEmpty: "<p>The lines are the same.</p>"
    case .lines(let diff): HTMLTables(diff, HunkHeading(of: change)).text
    }
  }

  private var name: String {
    (change.oldPath.map { "\(quoted($0.bytes)) → " } ?? "") + quoted(change.path.bytes)
  }

  private var counts: String {
    let plus = insertions > 0 ? " <ins>+\(insertions)</ins>" : ""
    let minus = deletions > 0 ? " <del>−\(deletions)</del>" : ""
    return plus + minus
  }

  private var remark: String {
    let word =
      switch kind {
      case .added: "new"
      case .deleted: "deleted"
      case .modified: "changed"
      case .renamed: "moved"
      case .retyped: "another kind of file"
      case .mode: "mode"
      }
    guard let old = change.before?.mode, let new = change.after?.mode, old != new else {
      return change.after?.mode == .executable ? "\(word), executable" : word
    }
    return "\(word), \(old.rawValue) → \(new.rawValue)"
  }

  /// Letters, digits and `/._` as they are, every other byte as two digits behind a `-`.
  private var anchor: String {
    "file-"
      + change.path.bytes.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain =
          byte < 0x80 && (scalar.properties.isAlphabetic || "0123456789/._".unicodeScalars.contains(scalar))
        if isPlain { return String(Character(scalar)) }
        return "-" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
  }
}

/// Text as it may stand in HTML, attributes included; invisible characters are spelled out.
func html(_ text: String) -> String {
  var result = ""
  for scalar in visible(text).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

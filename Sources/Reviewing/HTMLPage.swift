import Diagnostics
import FileTrees

extension ReviewPage {
  /// The whole page.
  ///
  /// Each file has an anchor made from its path, so that a link to it stays good.
  package var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(pageScriptDigest)'; base-uri 'none'; form-action 'none'">
    <title>\(escaped(title))</title>
    <style>
    \(styleSheet)
    </style>
    </head>
    <body>
    <header>
    <h1>\(escaped(title))</h1>
    <p>\(escaped(summary))</p>
    \(noteList)
    </header>
    <input type="radio" name="view" id="show-unified" checked><label for="show-unified">Unified</label>
    <input type="radio" name="view" id="show-split"><label for="show-split">Side by side</label>
    <p class="keys"><kbd>n</kbd> <kbd>p</kbd> file, <kbd>j</kbd> <kbd>k</kbd> change, <kbd>v</kbd> seen, <kbd>s</kbd> side by side, <kbd>e</kbd> unchanged lines, <kbd>t</kbd> tree <span id="progress"></span></p>
    <div class="page">
    <nav id="tree" tabindex="-1">
    \(tree)
    </nav>
    <main>
    \(sections)
    </main>
    </div>
    <script>
    \(pageScript)
    </script>
    </body>
    </html>

    """
  }

  private var summary: String {
    review.files.isEmpty ? "Nothing changed." : String(review.summary.dropFirst().dropLast())
  }

  private var noteList: String {
    if notes.isEmpty { return "" }
    return "<ul class=\"notes\">\(notes.map { "<li>\(escaped($0))</li>" }.joined())</ul>"
  }

  private var sections: String {
    let showsGaps = review.files.reduce(0) { $0 + ($1.change.after?.bytes.count ?? 0) } < Self.gapLimit
    let isLong = review.files.count > Self.longPage
    var count = 0
    let files = review.groups(withOrigin: false).map { group in
      let sections = group.files.map { file in
        count += 1
        return file.section(showingGaps: showsGaps, later: isLong && count > Self.filledAtOnce)
      }
      return "<h2 class=\"unit\">\(escaped(group.heading))</h2>\n" + sections.joined(separator: "\n")
    }
    let papers = handoffs.enumerated().map { section(of: $0.element, at: $0.offset) }
    return (conflicts.map(\.section) + files + papers).joined(separator: "\n")
  }

  /// Unchanged lines are on the page, folded, where all files together are smaller than this, in bytes.
  private static let gapLimit = 256 << 10

  /// With more files than this only the first are laid out at once, and the others when a reader comes near them.
  private static let longPage = 200
  private static let filledAtOnce = 50
}

/// Text as it may be in HTML, attributes included; invisible characters are spelled out.
func escaped(_ text: String) -> String {
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

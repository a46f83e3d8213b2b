import Testing
import TestSupport

/// How every file reads.
struct SourceRulesTests {
  @Test func `a file is one idea, 300 lines at most`() {
    for file in SourceFile.sources + SourceFile.tests { #expect(file.lines.count <= 300, "\(file)") }
  }

  @Test func `a function has 40 lines at most`() {
    for file in SourceFile.sources {
      #expect(functions(of: file).filter { $0.count > 40 }.map { "\(file):\($0.lowerBound)" } == [])
    }
  }

  @Test func `nothing is forced, crashes on purpose or hides from the compiler`() {
    let tools: Set = ["PackSkeletons", "EmbedSkeletons"]
    for file in SourceFile.sources where !tools.contains(file.room) {
      let forced = file.places { line in
        line.code.utf8.contains(UInt8(ascii: "!")) && line.code.contains(/[\w)\]]!(?:[\s.,)\]]|$)/)
      }
      let crashing = file.places {
        $0.code.contains("fatalError()") || $0.code.contains("preconditionFailure()")
      }
      #expect(forced + crashing == [])
      #expect(file.places { $0.code.contains("nonisolated(unsafe)") || $0.words.contains("unchecked") } == [])
    }
  }

  @Test func `nothing is unfinished`() {
    for file in SourceFile.sources {
      #expect(file.places { !$0.allWords.isDisjoint(with: ["TODO", "FIXME", "XXX", "HACK"]) } == [])
    }
  }

  /// Only what stands by itself: a property or a nested kind whose name says it all needs no sentence.
  @Test func `types and functions that other rooms see are documented`() {
    for file in SourceFile.sources {
      for (index, line) in zip(0..., file.lines) where isDeclaration(line) {
        let above = file.lines[..<index].last { !$0.code.contains(/^\s*@\w/) }
        #expect(above?.text.contains(/^\s*\/\/\//) == true, "\(file):\(line.number): \(line.text)")
      }
    }
  }

  @Test func `no test looks at the clock on the wall`() {
    for file in SourceFile.tests where !file.description.contains("/SourceRulesTests") {
      #expect(file.places { $0.code.contains("ContinuousClock().measure") } == [])
    }
  }

  @Test func `no file names a place of the machine that it was written on`() {
    for file in SourceFile.sources + SourceFile.tests {
      #expect(file.places { $0.text.contains("/wor" + "k/") || $0.text.contains("/Use" + "rs/") } == [])
    }
  }
}

/// A type at the top of a file, or a function.
private func isDeclaration(_ line: SourceLine) -> Bool {
  guard line.words.contains("package"), !line.words.contains("import") else { return false }
  let isCommon = line.code.contains(/\b(?:func (?:encode\(to|hash\(into|<|==)|init\(from)/)
  if isCommon { return false }
  let isType = !line.words.isDisjoint(with: ["struct", "enum", "class", "actor", "protocol", "typealias"])
  return line.words.contains("func") || (isType && !line.code.hasPrefix(" "))
}

/// The lines of each function or initialiser: from its first line to the brace that closes it at the same indentation.
private func functions(of file: SourceFile) -> [ClosedRange<Int>] {
  var found: [ClosedRange<Int>] = []
  var open: [(indent: Substring, start: Int)] = []
  for line in file.lines {
    let begins = !line.words.isDisjoint(with: ["func", "init", "deinit"]) && !line.code.hasSuffix("}")
    if begins, line.code.contains(/^\s*(?:[@\w()]+ )*(?:func |init[?(<]|deinit)/) {
      open.append((line.code.prefix { $0 == " " }, line.number))
    } else if let last = open.last, line.code == last.indent + "}" {
      found.append(last.start...line.number)
      open.removeLast()
    }
  }
  return found
}

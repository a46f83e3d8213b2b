import Diagnostics

/// Cells of cores, memory and disks.
enum AmountGrammar {
  /// The unit of a bare number in a column; nil if its header has none.
  enum Unit: Int, Hashable {
    /// Of two, as memory and virtual disks are counted, however people call them.
    case mebi = 1
    case gibi = 1024
    case tebi = 1_048_576

    init?(_ word: String) {
      switch word.lowercased() {
      case "m", "mb", "mib", "mo", "mio": self = .mebi
      case "g", "gb", "gib", "go", "gio", "gig", "gigs": self = .gibi
      case "t", "tb", "tib", "to", "tio": self = .tebi
      default: return nil
      }
    }
  }

  static func cores(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let remarked = RemarkedText(text)
    let lowered = remarked.text.lowercased()
    let digits = lowered.prefix { $0.isASCII && $0.isNumber }
    let word = lowered.dropFirst(digits.count).trimmingBlanks.foldedWords
    let words = [
      "", "c", "core", "cores", "cpu", "cpus", "vcpu", "vcpus", "kern", "kerne", "coeurs", "nucleos", "vcore",
      "vcores",
    ]
    guard words.contains(word), digits.utf8.first != 0x30, let count = Int(digits), (1...8192).contains(count)
    else {
      return .refused("invalid number of cores '\(quoted(text))'", hint: "a whole number from 1 to 8192")
    }
    return .fact(.cores, .number(count), rest: remarked.rest)
  }

  /// Memory in MiB; a bare number of 256 or more is MiB, as Proxmox VE shows it, a smaller one could be either.
  static func memory(_ text: String, unit: Unit?) -> Reading {
    amount(text, .memory, unit: unit, in: .mebi) { $0 >= 256 ? .mebi : nil }
  }

  /// A disk in GiB; a bare number up to 4096 is GiB, as Proxmox VE shows it.
  static func disk(_ text: String, unit: Unit?) -> Reading {
    amount(text, .disk, unit: unit, in: .gibi) { $0 <= 4096 ? .gibi : nil }
  }

  private static func amount(
    _ text: String, _ field: FactField, unit: Unit?, in stored: Unit, usual: (Int) -> Unit?
  ) -> Reading {
    if saysNothing(text) { return .nothing }
    let remarked = RemarkedText(text)
    let shown = "'\(quoted(text))'"
    let noun = field == .memory ? "memory" : "disk"
    guard let number = Decimal(remarked.text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") })
    else {
      return .refused("invalid \(noun) size \(shown)", hint: "a number and a unit, such as 2 GB")
    }
    let rest = remarked.text.dropFirst(number.length).trimmingBlanks
    let word = rest.split(separator: " ").first.map(String.init) ?? ""
    let noise = rest.dropFirst(word.count).trimmingBlanks.foldedWords
    guard ["", "ram", "memory", "disk", "ssd", "hdd", "rootfs"].contains(noise) else {
      return .refused("\(shown) is more than one size of a \(noun)")
    }
    let known = word.isEmpty ? unit ?? number.whole.flatMap(usual) : Unit(word)
    guard let known else {
      let reason = word.isEmpty ? "has no unit" : "has the unknown unit '\(quoted(word))'"
      return .refused("\(shown) \(reason)", hint: "write 2 GB, or add the unit to the header: 'Memory (MB)'")
    }
    guard let value = number.scaled(by: known.rawValue, per: stored.rawValue), value > 0 else {
      let name = stored == .mebi ? "MiB" : "GiB"
      return .refused("\(shown) is not a whole number of \(name)")
    }
    return .fact(field, .number(value), rest: remarked.rest)
  }
}

/// A decimal number as people write it: `2`, `1.5`, `0,5`.
private struct Decimal {
  /// Of the text.
  let length: Int
  private let digits: Int
  private let scale: Int

  /// Nil if the text is not a number, or has an ambiguous comma, such as `1,024`.
  init?(_ text: some StringProtocol) {
    length = text.count
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard (1...2).contains(parts.count), let first = parts.first, (1...9).contains(first.utf8.count),
      let whole = Int(first)
    else { return nil }
    guard parts.count == 2 else {
      (digits, scale) = (whole, 1)
      return
    }
    guard (1...2).contains(parts[1].utf8.count), let part = Int(parts[1]) else { return nil }
    scale = parts[1].utf8.count == 1 ? 10 : 100
    digits = whole * scale + part
  }

  var whole: Int? { scale == 1 ? digits : nil }

  /// Times one unit, in another one; nil if that is not a whole number.
  func scaled(by unit: Int, per stored: Int) -> Int? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    return product.isMultiple(of: scale * stored) ? product / (scale * stored) : nil
  }
}

import Diagnostics
import Skeletons

/// Ids, names, kinds and status words of guests.
enum IdentityGrammar {
  /// `102`, `CT 102`, `#102`, `vm/102`, `102 (LXC)`: one number, optionally with the kind.
  static func id(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let remarked = RemarkedText(text)
    let lowered = remarked.text.lowercased()
    let word = lowered.prefix { $0.isLetter }
    let digits = lowered.dropFirst(word.count).drop { " \t#/-:_".contains($0) }
    guard !digits.isEmpty, digits.utf8.count <= 12, digits.utf8.allSatisfy(isDigit) else {
      return .refused(whyNoID(text))
    }
    guard digits.utf8.first != 0x30, let id = Int(digits), Guest.ids.contains(id) else {
      return .refused("invalid guest id \(quoted(text))", hint: "Proxmox VE counts from 100 to 999999999")
    }
    var facts: [FactField: FactValue] = [.id: .number(id)]
    if !word.isEmpty, !numberWords.contains(String(word)) {
      guard let kind = kind(word: String(word)) else {
        return .refused("invalid id '\(quoted(text))': unknown kind of guest '\(quoted(String(word)))'")
      }
      facts[.kind] = .text(kind.rawValue)
    }
    if let remark = remarked.remark {
      guard let kind = kind(in: remark) else { return .facts(facts, rest: remarked.rest) }
      facts[.kind] = .text(kind.rawValue)
    }
    return .facts(facts)
  }

  private static let numberWords: Set = ["id", "vmid", "ctid", "guest", "no", "nr"]

  private static func whyNoID(_ text: String) -> String {
    let numbers = text.split { !$0.isNumber }
    let shown = "'\(quoted(text))'"
    if numbers.count == 2,
      text.contains(where: { "-–—…~".contains($0) }) || text.contains("..") || text.contains(" to ")
        || text.contains(" bis ")
    {
      return "\(shown) is a range of ids, not one id; give each guest its own row"
    }
    if numbers.count > 1, !text.contains(where: \.isLetter) {
      return "\(shown) is \(numbers.count) ids, not one; give each guest its own row"
    }
    return "invalid id \(shown) (expected a number)"
  }

  /// One name; a remark after it is left out.
  static func name(_ text: String) -> Reading {
    let bare = text.withoutSymbols
    if saysNothing(bare) { return .nothing }
    let remarked = RemarkedText(bare)
    let name = remarked.text
    let shown = "'\(quoted(text))'"
    if name.contains("\n") || name.contains(",") || name.contains(";") || name.contains("/") {
      return .refused("\(shown) is more than one name")
    }
    if name.unicodeScalars.contains(where: {
      "<>{}[]|\\\"*?$`=".unicodeScalars.contains($0) || $0.value < 0x20 || $0.value == 0x7F
    }) {
      return .refused("invalid name \(shown)")
    }
    if name.utf8.count > 128 {
      return .refused("'\(quoted(String(name.prefix(40))))…' is too long for a name")
    }
    return .fact(.name, .text(name), rest: remarked.rest)
  }

  static func kind(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    guard let kind = kind(in: text) else {
      return .refused("unknown kind of guest '\(quoted(text))'", hint: "one of ct (LXC), vm (QEMU), template")
    }
    return .fact(.kind, .text(kind.rawValue))
  }

  /// The kind that words name; nil if they name none or more than one.
  static func kind(in text: String) -> Guest.Kind? {
    let words = text.withoutSymbols.foldedWords.split(separator: " ")
    let kinds = Set(words.compactMap { kind(word: String($0)) })
    if kinds.contains(.template) { return .template }
    return kinds.count == 1 ? kinds.first : nil
  }

  private static func kind(word: String) -> Guest.Kind? {
    if templateWords.contains(word) { return .template }
    if containerWords.contains(word) { return .container }
    return machineWords.contains(word) ? .machine : nil
  }

  private static let templateWords: Set = [
    "template", "templates", "tpl", "tmpl", "vorlage", "vorlagen", "modele", "modeles", "plantilla",
    "plantillas",
  ]
  private static let containerWords: Set = [
    "ct", "cts", "lxc", "lxcs", "container", "containers", "conteneur", "conteneurs", "contenedor",
    "contenedores",
  ]
  private static let machineWords: Set = [
    "vm", "vms", "qemu", "kvm", "virtual", "virtuell", "virtuelle", "virtuellen", "virtuelles", "virtuales",
    "virtualmachine", "mv",
  ]

  static func status(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let words = text.foldedWords.split(separator: " ").map(String.init)
    let signs = text.unicodeScalars.compactMap { statusSigns[$0] }
    let known = Set(words.compactMap { statusWords[$0] } + signs)
    if known.count == 1, let status = known.first,
      words.allSatisfy({ statusWords[$0] != nil || fillers.contains($0) })
    {
      return .fact(.status, .text(status.rawValue))
    }
    let all = Guest.Status.allCases.map(\.rawValue).joined(separator: ", ")
    return .refused("unknown status '\(quoted(text))'", hint: "one of \(all)")
  }

  private static let fillers: Set = [
    "en", "cours", "marche", "ejecucion", "white", "heavy", "large", "circle", "mark", "square",
  ]
  private static let statusSigns: [Unicode.Scalar: Guest.Status] = [
    "✅": .running, "🟢": .running, "✔": .running, "✓": .running, "▶": .running, "❌": .stopped, "🔴": .stopped,
    "✗": .stopped,
    "✘": .stopped, "⛔": .stopped, "⏹": .stopped, "⏸": .paused,
  ]
  private static let statusWords: [String: Guest.Status] = {
    let words: [Guest.Status: [String]] = [
      .running: [
        "running", "run", "up", "online", "on", "active", "started", "live", "ok", "aktiv", "lauft", "laeuft",
        "gestartet", "an",
        "actif", "active", "demarre", "marche", "cours", "activo", "activa", "encendido", "ejecucion",
        "green", "check",
      ],
      .stopped: [
        "stopped", "down", "offline", "off", "inactive", "shutdown", "halted", "gestoppt", "aus", "inaktiv",
        "arrete", "eteint",
        "inactif", "detenido", "apagado", "inactivo", "red", "x",
      ],
      .paused: [
        "paused", "suspended", "pausiert", "angehalten", "suspendu", "pausado", "suspendido", "prelaunch",
      ],
      .planned: ["planned", "geplant", "prevu", "planifie", "planeado", "planificado"],
      .retired: ["retired", "decommissioned", "stillgelegt", "retire", "retirado"],
    ]
    return Dictionary(words.flatMap { status, words in words.map { ($0, status) } }) { first, _ in first }
  }()
}

extension String {
  /// Without pictures, which people put before names and words.
  var withoutSymbols: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars where !Self.isPicture(scalar) { view.append(scalar) }
    return String(view).trimmingBlanks
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation || scalar.properties.generalCategory == .otherSymbol
  }
}

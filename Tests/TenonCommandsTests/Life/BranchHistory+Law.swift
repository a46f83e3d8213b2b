import Foundation
import TestSupport

// What has to be true on main.
extension BranchHistory {
  /// What is wrong on main, against what is known.
  func faults() throws -> [String] {
    var faults: [String] = []
    let checked = try sandbox.tenon("check")
    if checked.status != 0 { faults.append(checked.text + checked.errorText) }
    for (key, unit) in main.sorted(by: { $0.key < $1.key }) {
      let folder = "repo/.tenon/units/queue/\(unit.name)"
      guard sandbox.exists("\(folder)/record.json") else {
        faults.append("\(key) is not there as \(unit.name)")
        continue
      }
      let record = try JSONDecoder().decode(
        AnswersDocument.self, from: Data(try sandbox.read("\(folder)/record.json")))
      for (variable, value) in unit.answers where record.answers[variable]?.text != value {
        faults.append("\(key): \(variable) is \(record.answers[variable]?.text ?? "nothing"), not \(value)")
      }
      let text = try ["a", "b"].map { try sandbox.text("repo/u/\(unit.name)/\($0).conf") }.joined()
      if unit.isNewer, !text.contains("\nthird\n") {
        faults.append("\(key): is not of the newer skeleton")
      }
      for line in unit.lines where !text.contains(line) { faults.append("\(key): lost '\(line)'") }
      for (variable, value) in unit.answers where !text.contains("\(variable) \(value)\n") {
        faults.append("\(key): \(variable) \(value) is not in the files")
      }
      let base = try sandbox.git("hash-object", "--no-filters", sandbox.path("\(folder)/base")).text
      if base != "\(record.base)\n" { faults.append("\(key): the base is another one") }
      if unit.lines.isEmpty, !(try sandbox.tenon("diff", "--drift", "queue/\(unit.name)").text.isEmpty) {
        faults.append("\(key): drifted, and nobody edited it")
      }
    }
    return faults
  }

  /// Changes the skeleton, and says which units the change does not reach.
  func unreached() throws -> [String] {
    for file in ["a", "b"] {
      let path = "repo/skeletons/queue/files/\(file).conf"
      try sandbox.write(path, try sandbox.text(path).replacing("\n2\n", with: "\nsecond\n"))
    }
    let updated = try sandbox.tenon("update")
    if updated.status != 0 { return [updated.text + updated.errorText] }
    return try main.values.map(\.name).filter { name in
      try ["a", "b"].contains { try !sandbox.text("repo/u/\(name)/\($0).conf").contains("\nsecond\n") }
    }
  }
}

/// The answers of a record.
private struct AnswersDocument: Decodable {
  let answers: [String: Scalar]
  let base: String

  struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}

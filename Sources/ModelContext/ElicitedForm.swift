import JSONCoding

/// The one form in which all that is missing is asked for at once.
enum ElicitedForm {
  private static let key = "answers"

  /// The result that asks; the client calls again with the answers.
  static func request(_ questions: [ToolQuestion]) -> [String: JSONValue] {
    let names = questions.map(\.name)
    let schema = JSONValue.object([
      "type": .text("object"),
      "properties": .object(Dictionary(questions.map { ($0.name, $0.schema) }) { first, _ in first }),
      "required": .list(names.map { .text($0) }),
    ])
    let form = JSONValue.object([
      "method": .text("elicitation/create"),
      "params": .object([
        "mode": .text("form"), "message": .text("Needed to continue: \(names.joined(separator: ", "))"),
        "requestedSchema": schema,
      ]),
    ])
    return ["resultType": .text("input_required"), "inputRequests": .object([key: form])]
  }

  /// The answers to the questions; empty if no person was asked or the person declined.
  static func said(in responses: JSONValue?) -> [String: JSONValue] {
    guard responses?[key]?["action"] == .text("accept"), case .object(let said)? = responses?[key]?["content"]
    else { return [:] }
    return said
  }

  /// Whether a person was asked and declined.
  static func isRefused(in responses: JSONValue?) -> Bool {
    guard let action = responses?[key]?["action"] else { return false }
    return action != .text("accept")
  }
}

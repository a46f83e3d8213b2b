package import JSONCoding
package import Skeletons

extension Inventory {
  /// The JSON Schema of `.tenon/inventory.yaml`, for editors and coding agents.
  package static var schema: JSONValue {
    .object([
      "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
      "$id": .text("tenon.inventory-file/1"),
      "title": .text("The infrastructure's facts"),
      "type": .text("object"),
      "additionalProperties": .boolean(false),
      "properties": .object([
        "networks": list("Ranges of addresses", of: Network.fields, required: ["name"]),
        "nodes": list("Machines that carry guests", of: HostNode.fields, required: ["name"]),
        "guests": list(
          "Containers, virtual machines and templates", of: Guest.fields, required: ["kind", "id", "name"]),
      ]),
    ])
  }

  private static func list(_ words: String, of fields: [FactField], required: [String]) -> JSONValue {
    .object([
      "description": .text(words),
      "type": .list([.text("array"), .text("null")]),
      "items": .object([
        "type": .text("object"),
        "additionalProperties": .boolean(false),
        "required": .list(required.map { .text($0) }),
        "properties": .object(
          Dictionary(fields.map { ($0.rawValue, $0.schema(isRequired: required.contains($0.rawValue))) }) {
            first, _ in first
          }),
      ]),
    ])
  }
}

extension FactField {
  /// A fact that need not be stated may be written with nothing behind it.
  fileprivate func schema(isRequired: Bool) -> JSONValue {
    let (type, more) = shape
    let types: [JSONValue] = type.map { .text($0) } + (isRequired ? [] : [.text("null")])
    var schema = more
    schema["type"] = types.count == 1 ? types[0] : .list(types)
    if let words = constraints { schema["description"] = .text(words) }
    return .object(schema)
  }

  private var shape: ([String], [String: JSONValue]) {
    switch self {
    case .kind: (["string"], ["enum": .list(Guest.Kind.allCases.map { .text($0.rawValue) })])
    case .id:
      (
        ["integer"],
        ["minimum": .integer(Int64(Guest.ids.lowerBound)), "maximum": .integer(Int64(Guest.ids.upperBound))]
      )
    case .prefix: (["integer"], ["minimum": .integer(0), "maximum": .integer(128)])
    case .cores: (["integer"], ["minimum": .integer(1), "maximum": .integer(8192)])
    case .vlan: (["integer"], ["minimum": .integer(1), "maximum": .integer(4094)])
    case .memory, .disk: (["integer", "string"], ["minimum": .integer(1)])
    case .status: (["string"], ["enum": .list(Guest.Status.allCases.map { .text($0.rawValue) } + [.null])])
    case .tags, .services, .urls, .addresses:
      (["array"], ["items": .object(["type": .list([.text("string"), .text("number")])])])
    case .version: (["string", "number"], [:])
    default: (["string"], [:])
    }
  }

  private var constraints: String? {
    switch self {
    case .id: "The id in Proxmox VE, the guest's identity"
    case .address:
      "Where it is reached: an address without a prefix length, or a host's name; absent where it is not fixed"
    case .addresses: "Further addresses"
    case .prefix: "Length of the address' prefix in bits"
    case .network: "The name of a network, or a CIDR"
    case .memory: "In MiB, or with a unit: 2 GB"
    case .disk: "In GiB, or with a unit: 1 TB"
    case .user: "Who logs in; absent for root in containers and ansible in machines"
    case .version: "Of Proxmox VE, such as 8.3.3"
    case .cidr: "As 192.168.2.0/24"
    default: nil
    }
  }
}

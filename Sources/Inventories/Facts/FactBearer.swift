package import Skeletons

/// What facts are stated of: a guest, a node or a network, each fact reached by its field.
package protocol FactBearer: Hashable, Sendable {
  /// The fields in the order in which they are written.
  static var fields: [FactField] { get }
  /// How a person names it without doubt: `ct/102`, `node/lab`, `network/lan`.
  var reference: String { get }
  /// A fact, nil if it is not stated; a value of another type than the field's is not taken.
  subscript(field: FactField) -> FactValue? { get set }
}

extension FactBearer {
  /// Every fact that is stated, in order.
  package var facts: [(field: FactField, value: FactValue)] {
    Self.fields.compactMap { field in self[field].map { (field, $0) } }
  }
}

extension HostNode: FactBearer {
  package static let fields: [FactField] = [.name, .address, .version, .network]

  package var reference: String { "node/\(name)" }

  package subscript(field: FactField) -> FactValue? {
    get {
      switch field {
      case .name: .text(name)
      case .address: address.map { .text($0) }
      case .version: version.map { .text($0) }
      case .network: network.map { .text($0) }
      default: nil
      }
    }
    set {
      switch field {
      case .name: name = newValue?.text ?? name
      case .address: address = newValue?.text
      case .version: version = newValue?.text
      case .network: network = newValue?.text
      default: return
      }
    }
  }
}

extension Network: FactBearer {
  package static let fields: [FactField] = [.name, .cidr, .gateway, .vlan, .bridge]

  package var reference: String { "network/\(name)" }

  package subscript(field: FactField) -> FactValue? {
    get {
      switch field {
      case .name: .text(name)
      case .cidr: cidr.map { .text($0) }
      case .gateway: gateway.map { .text($0) }
      case .vlan: vlan.map { .number($0) }
      case .bridge: bridge.map { .text($0) }
      default: nil
      }
    }
    set {
      switch field {
      case .name: name = newValue?.text ?? name
      case .cidr: cidr = newValue?.text
      case .gateway: gateway = newValue?.text
      case .vlan: vlan = newValue?.number
      case .bridge: bridge = newValue?.text
      default: return
      }
    }
  }
}

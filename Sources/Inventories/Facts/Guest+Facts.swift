package import Skeletons

extension Guest: FactBearer {
  package static let fields: [FactField] = [
    .kind, .id, .name, .address, .prefix, .addresses, .network, .node, .status, .purpose, .tags, .cores,
    .memory, .disk, .services, .urls, .user,
  ]

  package subscript(field: FactField) -> FactValue? {
    get { value(of: field) }
    set { set(field, to: newValue) }
  }

  private func value(of field: FactField) -> FactValue? {
    switch field {
    case .kind: .text(kind.rawValue)
    case .id: .number(id)
    case .name: .text(name)
    case .address: address.map { .text($0) }
    case .prefix: prefix.map { .number($0) }
    case .addresses: FactValue.list(addresses).ifAny
    case .network: network.map { .text($0) }
    case .node: node.map { .text($0) }
    case .status: status.map { .text($0.rawValue) }
    case .purpose: purpose.map { .text($0) }
    case .tags: FactValue.list(tags).ifAny
    case .cores: cores.map { .number($0) }
    case .memory: memory.map { .number($0) }
    case .disk: disk.map { .number($0) }
    case .services: FactValue.list(services).ifAny
    case .urls: FactValue.list(urls).ifAny
    case .user: user.map { .text($0) }
    case .version, .cidr, .gateway, .vlan, .bridge: nil
    }
  }

  private mutating func set(_ field: FactField, to newValue: FactValue?) {
    switch field {
    case .kind: kind = newValue?.text.flatMap(Kind.init) ?? kind
    case .id: id = newValue?.number ?? id
    case .name: name = newValue?.text ?? name
    case .address: address = newValue?.text
    case .prefix: prefix = newValue?.number
    case .addresses: addresses = newValue?.list ?? []
    case .network: network = newValue?.text
    case .node: node = newValue?.text
    case .status: status = newValue?.text.flatMap(Status.init)
    case .purpose: purpose = newValue?.text
    case .tags: tags = newValue?.list ?? []
    case .cores: cores = newValue?.number
    case .memory: memory = newValue?.number
    case .disk: disk = newValue?.number
    case .services: services = newValue?.list ?? []
    case .urls: urls = newValue?.list ?? []
    case .user: user = newValue?.text
    case .version, .cidr, .gateway, .vlan, .bridge: return
    }
  }
}

import Skeletons

/// What a column, or the key of a table of keys and values, is about.
enum ColumnMeaning: String, Hashable, Sendable, CaseIterable {
  case id, name, kind, address, address6, prefix, node, status, purpose, notes, tags, cores, memory, disk
  case service, services, urls, user, version, network, gateway, vlan, bridge
  /// A word for a machine, which names a guest where no better column does, or the node where one does.
  case host
}

/// The head of a column, understood.
struct ColumnHead: Hashable, Sendable {
  let meaning: ColumnMeaning?
  /// What kind of guest the head itself speaks of: `CT ID`.
  let kind: Guest.Kind?
  /// Whether the head leaves no doubt of that: `VM ID` is what Proxmox VE calls the id of containers too.
  let isSureOfKind: Bool
  let unit: AmountGrammar.Unit?
  /// The head as its words, for comparisons.
  let words: String
  /// Whether the header is only "ID".
  let isBareID: Bool

  init(_ text: String) {
    let (bare, unit) = Self.unit(of: text.withoutSymbols)
    var words = bare.foldedWords
    if Self.meanings[words] == nil, words.hasSuffix(" s") { words = String(words.dropLast(2)) }
    self.unit = unit
    self.words = words
    meaning = Self.meanings[words]
    let parts = words.split(separator: " ")
    let saysContainer = parts.contains { ["ct", "ctid", "lxc", "container"].contains($0) }
    let saysMachine = parts.contains { ["vm", "qemu", "virtual"].contains($0) }
    kind = saysContainer == saysMachine ? nil : saysContainer ? .container : .machine
    isSureOfKind = kind == .container || words == "vm"
    isBareID = ["id", "identifiant", "guest id"].contains(words)
  }

  /// A unit in parentheses, brackets or after a comma: `RAM (MB)`, `Disk [GiB]`, `Memory in GB`.
  private static func unit(of text: String) -> (String, AmountGrammar.Unit?) {
    let words = text.split { "()[], /".contains($0) }
    guard words.count > 1, let last = words.last,
      last.count >= 2 || text.hasSuffix(")") || text.hasSuffix("]"),
      let unit = AmountGrammar.Unit(String(last))
    else { return (text, nil) }
    let rest = words.dropLast()
    return (rest.dropLast(rest.last?.lowercased() == "in" ? 1 : 0).joined(separator: " "), unit)
  }

  private static let meanings: [String: ColumnMeaning] = {
    let heads: [ColumnMeaning: [String]] = [
      .id: [
        "id", "vmid", "vm id", "ctid", "ct id", "ct vm id", "vm ct id", "id ct vm", "id vm ct", "lxc id",
        "guest id", "pve id",
        "proxmox id", "proxmox vmid", "container id", "id vm", "id ct", "vm", "ct", "lxc", "vm nr",
        "vm nummer", "ct nr",
        "identifiant", "id de vm", "id de la vm", "id maquina", "vmid ctid", "ctid vmid",
      ],
      .name: [
        "name", "hostname", "host name", "vm name", "ct name", "guest", "guest name", "container",
        "container name", "machine",
        "machine name", "vm hostname", "rechnername", "hostnamen", "servername", "server name", "nom",
        "nom d hote", "nom de la vm",
        "nombre", "nombre de host", "nombre del host",
      ],
      .host: ["host", "hote", "server", "serveur", "servidor", "rechner", "maschine", "anfitrion"],
      .kind: [
        "type", "kind", "typ", "art", "tipo", "guest type", "vm type", "type de machine", "virtualization",
        "virtualisation",
        "vm ct", "ct vm", "lxc vm", "vm lxc",
      ],
      .address: [
        "ip", "ips", "ip address", "ip addresses", "ip addr", "address", "addresses", "ipv4", "ipv4 address",
        "ip v4", "static ip",
        "ip adresse", "ip adressen", "adresse", "adressen", "ipv4 adresse", "adresse ip", "adresses ip",
        "adresse ipv4",
        "direccion", "direccion ip", "direcciones ip", "ip fija", "ip fixe", "feste ip", "lan ip", "ip lan",
        "ip cidr", "cidr",
      ],
      .address6: ["ipv6", "ipv6 address", "ip v6", "ipv6 adresse", "adresse ipv6", "direccion ipv6"],
      .prefix: [
        "prefix", "prefix length", "netmask", "mask", "subnet mask", "netzmaske", "subnetzmaske", "masque",
        "mascara",
      ],
      .node: [
        "node", "nodes", "proxmox node", "pve node", "proxmox host", "pve host", "host node", "hypervisor",
        "knoten",
        "proxmox knoten", "noeud", "noeud proxmox", "nodo", "nodo proxmox", "pve server", "proxmox server",
      ],
      .status: ["status", "state", "zustand", "etat", "statut", "estado"],
      .purpose: [
        "purpose", "role", "roles", "description", "desc", "function", "usage", "use", "used for", "zweck",
        "rolle", "funktion",
        "beschreibung", "aufgabe", "verwendung", "fonction", "objet", "usage prevu", "proposito", "funcion",
        "descripcion",
        "rol", "uso",
      ],
      .notes: [
        "notes", "note", "remarks", "remark", "comment", "comments", "bemerkung", "bemerkungen", "notiz",
        "notizen", "kommentar",
        "anmerkung", "anmerkungen", "remarque", "remarques", "commentaire", "commentaires", "nota", "notas",
        "comentario",
        "comentarios", "observaciones",
      ],
      .tags: [
        "tags", "tag", "labels", "label", "schlagworte", "schlagworter", "etiquettes", "etiquette",
        "etiquetas", "etiqueta",
      ],
      .cores: [
        "cores", "core", "vcpu", "vcpus", "cpu", "cpus", "cpu cores", "cpu core", "vcores", "kerne",
        "cpu kerne", "coeurs",
        "coeurs cpu", "nucleos", "nucleos cpu", "processors",
      ],
      .memory: [
        "memory", "ram", "mem", "ram size", "arbeitsspeicher", "memoire", "memoire vive", "memoria",
        "memoria ram",
      ],
      .disk: [
        "disk", "disk size", "disk space", "root disk", "rootfs", "hdd", "ssd", "festplatte", "platte",
        "disque", "disco",
        "plattenplatz", "espace disque", "bootdisk",
      ],
      .service: ["service", "app", "application", "dienst", "servicio", "anwendung", "aplicacion"],
      .services: ["services", "apps", "applications", "dienste", "servicios", "anwendungen", "aplicaciones"],
      .urls: ["url", "urls", "web ui", "webui", "link", "links", "web"],
      .user: [
        "user", "ssh user", "username", "user name", "ansible user", "benutzer", "utilisateur", "usuario",
      ],
      .version: [
        "version", "pve version", "proxmox version", "proxmox ve version", "proxmox ve", "proxmox", "pve",
      ],
      .network: [
        "network", "subnet", "subnets", "netzwerk", "netz", "subnetz", "reseau", "sous reseau", "red",
        "subred",
      ],
      .gateway: ["gateway", "gw", "default gateway", "passerelle", "puerta de enlace", "standardgateway"],
      .vlan: ["vlan", "vlan id", "vlan tag"],
      .bridge: ["bridge", "brucke", "pont", "puente"],
    ]
    return Dictionary(heads.flatMap { meaning, heads in heads.map { ($0, meaning) } }) { first, _ in first }
  }()
}

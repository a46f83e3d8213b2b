import Diagnostics
import Inventories
import Skeletons
import Testing

/// What files of a repository say otherwise than the inventory.
@Suite struct CheckingTests {
  private let known = Inventory(
    nodes: [HostNode(name: "lab", address: "192.0.2.200")],
    guests: [
      Guest(kind: .container, id: 102, name: "nginx", address: "192.0.2.102", node: "lab"),
      Guest(kind: .machine, id: 111, name: "Data Base", address: "192.0.2.111", node: "lab"),
    ],
    networks: [Network(name: "lan", cidr: "192.0.2.0/24", gateway: "192.0.2.1")])

  private func places(_ text: String, in path: String) -> [String] {
    guard let file = RepositoryFile(path: path), let facts = file.facts(Array(text.utf8), at: path) else {
      return ["none"]
    }
    return known.differences(from: facts).map {
      "\($0.place.map(\.description) ?? "") \($0.message.prefix { $0 != " " })"
    }
  }

  @Test(arguments: [
    (
      "resource \"x\" \"y\" {\n  vm_id = 102\n  initialization {\n    ip_config {\n      ipv4 {\n        address = \"192.0.2.9/24\"\n      }\n    }\n  }\n}\n",
      ["t/main.tf:6:19 address"]
    ),
    (
      "locals {\n  guests = {\n    nginx = { vm_id = 102, ip = \"192.0.2.102\" }\n    data-base = { ip = \"192.0.2.9\" }\n  }\n}\n",
      ["t/main.tf:4:24 address"]
    ),
    (
      "vm_id = 102\nhostname = \"proxy\"\nnode_name = \"other\"\n",
      ["t/main.tf:2:12 name", "t/main.tf:3:13 node"]
    ),
    ("# vm_id = 102\n/* vm_id = 102 */\nx = <<EOT\nvm_id = 102\nEOT\naddress = \"192.0.2.9\"\n", []),
    ("a {\n  vm_id = var.id\n  address = \"192.0.2.9\"\n}\n", []),
    ("a {\n  vm_id = 102\n  address = \"${var.x}/24\"\n  name = \"nginx\"\n}\n", []),
  ])
  func `literals of Terraform are compared by the guest's id`(text: String, found: [String]) {
    #expect(places(text, in: "t/main.tf") == found)
  }

  @Test(arguments: [
    (
      "inventories/lab/hosts.yml", "all:\n  hosts:\n    nginx:\n      ansible_host: 192.0.2.9\n",
      ["inventories/lab/hosts.yml:4:21 address"]
    ),
    ("hosts", "nginx ansible_host=192.0.2.9\n", ["hosts:1 address"]),
    (
      "ansible/host_vars/data-base.yml", "ansible_host: 192.0.2.9\nproxmox_vmid: 111\n",
      ["ansible/host_vars/data-base.yml:1:15 address"]
    ),
    ("host_vars/nginx/main.yml", "ansible_host: 192.0.2.102\n", []),
    (
      "a/compose.yaml", "services:\n  a:\n    extra_hosts:\n      nginx: 192.0.2.9\n",
      ["a/compose.yaml:4:14 address"]
    ),
    (
      "docs/lab.md", "| CT ID | Name | IP |\n|---|---|---|\n| 102 | nginx | 192.0.2.9 |\n",
      ["docs/lab.md:3:17 address"]
    ),
    ("docs/lab.md", "nginx has 192.0.2.9\n", []),
  ])
  func `each sort of file is read as what it is`(path: String, text: String, found: [String]) {
    #expect(places(text, in: path) == found)
  }

  @Test(arguments: ["roles/x/tasks/main.yml", "group_vars/all.yml", "src/main.swift", "hosts.txt"])
  func `other files say nothing`(path: String) { #expect(RepositoryFile(path: path) == nil) }

  @Test func `addresses that nobody has are found where they are meant`() {
    let text =
      "a 192.0.2.102 b 192.0.2.9:80 c 192.0.2.1, 192.0.2.0/24 v1.2.3.4.5 198.51.100.7 x192.0.2.8\n192.0.2.77.\n"
    let search = AddressSearch(known, before: nil)
    let found = search.findings(in: Array(text.utf8), at: "x.tf", isConfiguration: true)
    #expect(found.map { $0.place?.description ?? "" } == ["x.tf:1:17", "x.tf:2:1"])
    #expect(search.findings(in: Array(text.utf8), at: "x.md", isConfiguration: false) == [])
  }

  @Test func `an address that was committed and is nobody's now is found everywhere`() {
    var now = known
    now.guests[0].address = "192.0.2.112"
    let search = AddressSearch(now, before: known)
    let found = search.findings(in: Array("see 192.0.2.102\n".utf8), at: "README.md", isConfiguration: false)
    #expect(
      found.map(\.message) == ["192.0.2.102 was the address of ct/102 ('nginx'), which has 192.0.2.112 now"])
  }

  @Test func `addresses outside their networks are found`() {
    var inventory = known
    inventory.guests[0].address = "198.51.100.1"
    inventory.guests[1].network = "dmz"
    inventory.nodes[0].network = "10.0.0.0/8"
    inventory.networks[0].gateway = "10.0.0.1"
    #expect(
      inventory.misplacedAddresses.map(\.message) == [
        "192.0.2.200 of node/lab is outside its network 10.0.0.0/8",
        "198.51.100.1 of ct/102 is not in a listed network (192.0.2.0/24)",
        "vm/111 is in network 'dmz', which is not listed",
        "the gateway 10.0.0.1 of network/lan is outside 192.0.2.0/24",
      ])
    #expect(known.misplacedAddresses == [])
  }

  @Test(arguments: [
    (">=8.4", "8.3.3", false), (">=8.4", "8.4", true), (">=8.4", "8.4.0", true),
    (">= 8.0, < 9", "8.3.3", true),
    (">= 8.0, < 9", "9.0.1", false), ("~>8.3", "8.4.1", true), ("~>8.3", "9.0", false),
    ("8.3.3", "8.3.3", true), (">8.3", "8.3", false),
  ])
  func `a required version is compared with the node's`(wanted: String, found: String, isMet: Bool) throws {
    let requirement = try #require(VersionRequirement(wanted))
    #expect(requirement.isMet(by: found) == isMet)
  }
}

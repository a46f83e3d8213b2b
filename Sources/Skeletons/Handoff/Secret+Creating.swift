extension HandoffSection.Secret {
  /// A secret that an answer refers to, with the command that asks for its value and puts it there.
  ///
  /// The form of the reference determines its kind: `vault_…` a variable of Ansible's vault, a path a file below the unit's
  /// folder, by its name from the repository's root; anything else a variable of the environment, which a person sets
  /// with what the command prints.
  init(answering variable: Variable, by reference: String, in destination: String) {
    var name = reference
    let create: [String]
    if reference.hasPrefix("vault_") {
      create = ["ansible-vault", "encrypt_string", "--stdin-name", reference]
    } else if reference.contains("/") {
      if !destination.isEmpty, !reference.hasPrefix("/") { name = "\(destination)/\(reference)" }
      create = ["sh", "-c", "umask 077 && systemd-ask-password -n \"Value of $0:\" > \"$0\"", name]
    } else {
      create = ["systemd-ask-password", "-n", "Value of \(reference):"]
    }
    self.init(
      name: name, whereabouts: variable.whereabouts ?? "the vault", variable: variable.shownName,
      create: create,
      location: .controller)
  }
}

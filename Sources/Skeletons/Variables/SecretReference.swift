import Secrets

/// How a secret is named without being told.
enum SecretReference {
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return false }
    return isVaultName(text) || isPath(text) || isEnvironmentName(text)
  }

  private static func isVaultName(_ text: String) -> Bool {
    text.hasPrefix("vault_") && text.utf8.dropFirst(6).count > 0
      && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F }
  }

  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("secrets/") && text.utf8.count > 8 && !text.contains("..") && !text.contains("//")
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-/".utf8.contains($0) }
  }

  private static func isEnvironmentName(_ text: String) -> Bool {
    text.utf8.first.map(isUpper) == true && text.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == 0x5F }
      && credentialFindings(in: Array(text.utf8), at: "").isEmpty
  }
}

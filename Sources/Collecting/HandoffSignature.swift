package import Diagnostics
import Disk
package import Handoffs
import Processes
package import Units

/// Who signed a handoff's statement.
package struct HandoffSigner: Sendable {
  package let principal: String
}

/// Checks that a signature of the handoff's in-toto statement is by someone on the verifier's own list.
///
/// `signers` is a file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS); nothing that travels with the handoff is
/// asked who may sign. Throws `data` where the signature is not theirs, or not of this handoff.
package func verifySignature(
  of manifest: Manifest, in signature: String, by signers: String, in process: ProcessEnvironment
) throws(Findings) -> HandoffSigner {
  guard let program = findProgram("ssh-keygen", in: process.environment["PATH"] ?? "/usr/bin:/bin")
  else {
    throw Findings(Diagnostic(.noProgram, "ssh-keygen is not installed (needed to check signatures)"))
  }
  let list = process.absolute(signers)
  let signed = process.absolute(signature)
  for path in [list, signed] where !fileExists(at: path) {
    throw Findings(Diagnostic(.noFile, "there is no file '\(quoted(path))'"))
  }
  let statement = try InTotoStatement(manifest).json()
  let named = try end(of: [program, "-Y", "find-principals", "-s", signed, "-f", list], in: process)
  let principal = String(decoding: named.output, as: UTF8.self).split(whereSeparator: \.isNewline).first
  guard named.isSuccess, let principal else {
    throw Findings(
      Diagnostic(.badSignature, "the signature is not by any allowed signer", at: Place(signature)))
  }
  let file = try diagnosing { () throws(DiskError) in
    try ScratchFile(
      holding: statement, endingLike: Array("statement.json".utf8),
      in: process.environment["TMPDIR"] ?? "/tmp")
  }
  let verified = try end(
    of: [
      "/bin/sh", "-c", "exec \"$0\" -Y verify -f \"$1\" -I \"$2\" -n in-toto -s \"$3\" < \"$4\"", program,
      list,
      String(principal), signed, file.path,
    ], in: process)
  guard verified.isSuccess else {
    throw Findings(
      Diagnostic(
        .badSignature, "the signature by \(quoted(String(principal))) does not match this handoff",
        at: Place(signature),
        hint: "tenon handoff export \(manifest.id) --format in-toto writes the file to sign"))
  }
  return HandoffSigner(principal: String(principal))
}

private func end(of arguments: [String], in process: ProcessEnvironment) throws(Findings) -> ProcessEnd {
  try diagnosing { () throws(ProcessError) in
    try ChildProcess(
      arguments, environment: ["PATH": process.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C"],
      directory: "/", streams: .captured(limit: 1 << 16, seconds: 60)
    ).run()
  }
}

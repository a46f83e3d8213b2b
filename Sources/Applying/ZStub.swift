package import Diagnostics
package import Disk
package import FileTrees
package struct ApplyError: Diagnosable { package var diagnostics: [Diagnostic] { [] } }
package struct ApplyReport {}
package func apply(
  _ c: [Change], in f: borrowing WorkspaceFolder, label: String
) throws(ApplyError) -> ApplyReport { ApplyReport() }

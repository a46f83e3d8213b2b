/// The version of this executable, as in `--version` and manifests.
package let tenonVersion = "0.2.0"

/// The version of this executable, as `--version` and manifests say it.
package let tenonVersion = "0.2.0"

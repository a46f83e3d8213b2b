/// How large a skeleton may be; who reads one from disk or from git stops there.
package enum SkeletonLimits {
  package static let files = 2000
  package static let bytesOfFile = 4 << 20
  package static let bytes = 32 << 20
}

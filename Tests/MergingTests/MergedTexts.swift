import FileTrees
import Merging
import Structures
import Testing
import Texts

/// A merge of three texts, by the rules for a file of this name.
func merged(
  _ file: String, _ base: String, _ ours: String, _ theirs: String,
  _ declared: [MergeRules.Declaration] = []
) throws -> ContentMerge {
  let rules = MergeRules(format: StructureFormat(fileName: file), declared: declared)
  return try #require(
    try ContentMerge(base: Content(base), ours: Content(ours), theirs: Content(theirs), by: rules))
}

/// The merged text, with markers where it is in conflict.
func mergedText(
  _ file: String, _ base: String, _ ours: String, _ theirs: String,
  _ declared: [MergeRules.Declaration] = []
) throws -> String {
  String(decoding: try merged(file, base, ours, theirs, declared).marked(MergeLabels()).stored, as: UTF8.self)
}

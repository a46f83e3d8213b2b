/// What `tenon new` is asked for.
package struct NewRequest: Sendable {
  /// A name of the catalogue, or a place.
  package var skeleton: String
  package var name: String?
  /// Another name for the unit than the answer to `name`.
  package var id: String?
  /// The destination folder itself, as typed.
  package var into: String?
  package var answers: GivenAnswers
  package var write: WriteRequest

  package init(
    skeleton: String, name: String? = nil, id: String? = nil, into: String? = nil,
    answers: GivenAnswers = GivenAnswers(), write: WriteRequest = WriteRequest()
  ) {
    self.skeleton = skeleton
    self.name = name
    self.id = id
    self.into = into
    self.answers = answers
    self.write = write
  }
}

/// What is wrong with a tag, and which byte of the template it is about.
struct TagError: Error {
  let message: String
  let offset: Int
  var hint: String?
}

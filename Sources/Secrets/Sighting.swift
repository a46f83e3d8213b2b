/// What was seen, by its place in the bytes.
struct Sighting {
  let range: Range<Int>
  let rule: String
  let what: String
  let key: ArraySlice<UInt8>
  var isConfirmed = false
  var isFormat = false
}

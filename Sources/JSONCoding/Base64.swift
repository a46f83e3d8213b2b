import FoundationEssentials

/// Bytes as a text that JSON can hold (RFC 4648, section 4).
package func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

/// The bytes that a text of Base64 represents, or nil if it is not one.
package func bytes(fromBase64 text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }

/// Words for command lines that a person copies from a message.
package enum ShellText {
    /// The word as a POSIX shell reads it back: as it is if it holds nothing special, else in single quotes.
    package static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                let scalar = Unicode.Scalar(byte)
                return byte < 0x80
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || "/._-+=:,@%".unicodeScalars.contains(scalar))
            }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension String {
    /// The text with a capital and a full stop. The shop words what it tells as parts of sentences.
    var asSentence: String {
        guard let first, let last else { return self }
        let ended = ".!?".contains(last) ? self : self + "."
        return first.uppercased() + ended.dropFirst()
    }
}

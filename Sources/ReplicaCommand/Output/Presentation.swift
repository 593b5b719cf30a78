package import ReplicaPanel

/// A result in its three forms, of which only the one that was asked for is made.
package struct Presentation: Sendable {
    /// One object, or an array of objects.
    let json: @Sendable () -> JSON
    /// Lines for people, given the columns of the terminal, if any.
    let human: @Sendable (Int?) -> [StyledText]
    /// Records of fields.
    let plain: @Sendable () -> [[String]]

    /// A result from its forms.
    package init(
        json: @autoclosure @escaping @Sendable () -> JSON, plain: @autoclosure @escaping @Sendable () -> [[String]],
        human: @escaping @Sendable (_ width: Int?) -> [StyledText]
    ) {
        self.json = json
        self.human = human
        self.plain = plain
    }
}

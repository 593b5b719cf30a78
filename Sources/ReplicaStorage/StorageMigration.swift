/// One numbered step of the file's format, done in one transaction: a crash leaves the format before or after it.
package struct StorageMigration: Sendable {
    /// The format's number after it, which its script sets as `user_version`.
    package let version: Int32
    /// SQL statements without data.
    package let script: StaticString

    /// A step to format `version`.
    package init(version: Int32, script: StaticString) {
        self.version = version
        self.script = script
    }
}

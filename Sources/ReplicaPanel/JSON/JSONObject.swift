/// The members of a JSON object in the order in which they were written.
///
/// Keys are unique by their UTF-8 bytes. Look-up is linear, O(n) in the number of members: objects here have tens of members, and a
/// list keeps the order for nothing.
package struct JSONObject: Sendable, Equatable {
    /// One named value.
    package struct Member: Sendable, Equatable {
        /// The name.
        package let key: String
        /// The value.
        package var value: JSON

        /// A member from its parts.
        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }

        /// Equality by the bytes of the key.
        package static func == (left: Member, right: Member) -> Bool {
            left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
        }
    }

    /// The members, in order.
    package private(set) var members: [Member]

    /// An object without members.
    package init() { members = [] }

    /// For the parser, which has already refused duplicates.
    init(uniqueMembers: [Member]) { members = uniqueMembers }

    /// An object from pairs; a later pair replaces the value of an earlier one with the same key and keeps its place.
    package init(_ pairs: some Sequence<(String, JSON)>) {
        self.init()
        for (key, value) in pairs { self[key] = value }
    }

    /// Number of members.
    package var count: Int { members.count }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }

    /// The keys, in order.
    package var keys: [String] { members.map(\.key) }

    /// The value under `key`. Setting replaces in place or appends; setting `nil` removes.
    package subscript(key: String) -> JSON? {
        get { index(of: key).map { members[$0].value } }
        set {
            switch (index(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    private func index(of key: String) -> Int? {
        members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
    }
}

extension JSONObject: Sequence {
    /// Visits the members in order.
    package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object from a literal; a repeated key keeps its first place and its last value.
    package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}

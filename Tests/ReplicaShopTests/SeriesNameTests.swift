import ReplicaShop
import Testing

@Suite struct SeriesNameTests {
    @Test func `names grow from the first admin by invitations`() throws {
        let first = try SeriesName(firstAdminSerial: 1)
        #expect(first.description == "A")
        #expect(try SeriesName(firstAdminSerial: 2).description == "B")
        #expect(try first.invited(sequence: 1).description == "AB")
        #expect(try first.invited(sequence: 2).description == "AC")
        #expect(try first.invited(sequence: 21).description == "AZ")
        #expect(try first.invited(sequence: 22).description == "AB2")
        #expect(try first.invited(sequence: 1).invited(sequence: 22).description == "ABB2")
    }

    @Test func `an incarnation adds random characters once`() throws {
        let name = try SeriesName(parsing: "AB")
        let later = try name.incarnation(random: 0)
        #expect(later.description == "AB.BBBBB")
        #expect(try later.incarnation(random: .max).description.hasPrefix("AB."))
        #expect(try later.incarnation(random: .max).description.utf8.count == 8)
        let guest = try later.invited(sequence: 1)
        #expect(guest.description == "AB.BBBBBB")
        // The guest's own incarnation keeps what its inviter's added.
        #expect(try guest.incarnation(random: 1).description == "AB.BBBBBB.CBBBB")
    }

    @Test func `no two paths make one name`() throws {
        var paths: [String: String] = [:]
        func visit(_ name: SeriesName, _ path: String, depth: Int) throws {
            #expect(paths.updateValue(path, forKey: name.description) == nil, "\(name): \(path)")
            #expect(try SeriesName(parsing: name.description) == name)
            guard depth > 0 else { return }
            for sequence in Array(1...25) + [170, 171, 189, 190, 5000] as [UInt64] {
                try visit(name.invited(sequence: sequence), "\(path) \(sequence)", depth: depth - 1)
            }
            if !path.hasSuffix("r") {
                try visit(name.incarnation(random: 12_345), path + " r", depth: depth - 1)
            }
        }
        for serial in 1...4 as ClosedRange<UInt64> {
            try visit(SeriesName(firstAdminSerial: serial), "\(serial)", depth: 2)
        }
        #expect(paths.count > 2000)
    }

    @Test func `a name too long, or named after nothing, is refused`() throws {
        var name = try SeriesName(firstAdminSerial: 1)
        while name.description.utf8.count < SeriesName.maximumBytes { name = try name.invited(sequence: 1) }
        #expect(throws: ShopError.series(.nameTooLong)) { try name.invited(sequence: 1) }
        #expect(throws: ShopError.series(.nameTooLong)) { try name.incarnation(random: 1) }
        #expect(throws: ShopError.series(.sequence)) { try name.invited(sequence: 0) }
        #expect(throws: ShopError.series(.sequence)) { try SeriesName(firstAdminSerial: 0) }
        #expect(try SeriesName(firstAdminSerial: .max).description.utf8.count < SeriesName.maximumBytes)
    }

    @Test(arguments: [
        "", "a", "2", "A.", "A.BBBB", "A.BBBBB2", "A-B", "AO", "A1", "AA", "A ", "Ä", ".BBBBB", "A..BBBBB",
    ])
    func `what is no name is refused`(text: String) {
        #expect(throws: ShopError.malformed(.seriesName, text)) { try SeriesName(parsing: text) }
    }
}

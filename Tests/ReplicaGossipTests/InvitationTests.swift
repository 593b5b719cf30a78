import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct InvitationTests {
    private let invitation = Invitation(
        inviter: NodeID(high: 1, low: 2), shop: ShopID(bytes: [UInt8](repeating: 5, count: 32))!, role: .customer,
        secret: [UInt8](repeating: 0xAB, count: 16), expiry: 1_800_000_000,
        addresses: [
            PeerAddress(host: [192, 168, 1, 20], port: 7700),
            PeerAddress(host: [0xFE, 0x80] + [UInt8](repeating: 0, count: 14), port: 7700, scope: 3),
            PeerAddress(host: [0x20, 1] + [UInt8](repeating: 0, count: 14), port: 443),
        ])

    @Test func `a link has these bytes for ever`() throws {
        // Made with zlib.crc32 and base64.urlsafe_b64encode of Python.
        let text =
            "replica://join/AQAAAAAAAAABAAAAAAAAAAIFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQKrq6urq6u"
            + "rq6urq6urq6urAAAAAGtJ0gACBMCoARQeFBAgAQAAAAAAAAAAAAAAAAAAAbvgL3Vw"
        #expect(invitation.text == text)
        #expect(try Invitation(text: invitation.text) == invitation)
        #expect(try Invitation(text: "  \(invitation.text)\n") == invitation)
        #expect(invitation.addresses.count == 2)
    }

    @Test func `a slip in any character is noticed`() {
        let characters = Array(invitation.text.utf8)
        for index in Invitation.prefix.utf8.count..<characters.count {
            var wrong = characters
            wrong[index] = wrong[index] == 0x41 ? 0x42 : 0x41
            let text = String(decoding: wrong, as: UTF8.self)
            #expect(throws: InvitationFailure.self) { try Invitation(text: text) }
            let short = String(decoding: characters[..<index], as: UTF8.self)
            #expect(throws: InvitationFailure.damaged) { try Invitation(text: short) }
        }
    }

    @Test func `what is no invitation is told apart from one that is damaged or newer`() {
        #expect(throws: InvitationFailure.notALink) { try Invitation(text: "https://example.org") }
        #expect(throws: InvitationFailure.notALink) { try Invitation(text: "") }
        #expect(throws: InvitationFailure.damaged) { try Invitation(text: "replica://join/") }
        #expect(throws: InvitationFailure.damaged) { try Invitation(text: "replica://join/A=") }
        #expect(throws: InvitationFailure.version(2)) { try Invitation(bytes: [2, 0, 0, 0, 0, 0]) }
        let endless = Invitation.prefix + String(repeating: "A", count: 100_000)
        #expect(throws: InvitationFailure.damaged) { try Invitation(text: endless) }
    }
}

import ReplicaCommand
import ReplicaPanel

/// A QR code on a terminal.
enum TerminalCode {
    /// Its lines, quiet zone included. With colours it is black on white whatever the terminal looks like; without, the blocks stand
    /// for the light modules, which is right where text is bright on a dark ground.
    static func lines(_ code: QRCode, withColors: Bool) -> [StyledText] {
        code.halfBlocks(areDark: withColors).map { StyledText($0, withColors ? .paper : .plain) }
    }
}

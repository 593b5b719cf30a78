import ReplicaPanel

/// A command of W3C WebDriver, with its place in HTTP and its name in Marionette.
enum BrowserCommand {
    case navigate(String)
    case run(String, [JSON])
    case runAsynchronously(String, [JSON])
    case newWindow(isTab: Bool)
    case switchTo(String)
    case window
    case windows
    case closeWindow
    case screenshot
    case click(String)
    case type(String, String)
    case activeElement
    case resize(width: Int, height: Int)
    case timeouts(milliseconds: Int64)
    case forgetCookies

    /// The method, the path below the session, and the name in Marionette.
    var names: (method: String, path: String, marionette: String) {
        switch self {
        case .navigate: ("POST", "/url", "WebDriver:Navigate")
        case .run: ("POST", "/execute/sync", "WebDriver:ExecuteScript")
        case .runAsynchronously: ("POST", "/execute/async", "WebDriver:ExecuteAsyncScript")
        case .newWindow: ("POST", "/window/new", "WebDriver:NewWindow")
        case .switchTo: ("POST", "/window", "WebDriver:SwitchToWindow")
        case .window: ("GET", "/window", "WebDriver:GetWindowHandle")
        case .windows: ("GET", "/window/handles", "WebDriver:GetWindowHandles")
        case .closeWindow: ("DELETE", "/window", "WebDriver:CloseWindow")
        case .screenshot: ("GET", "/screenshot", "WebDriver:TakeScreenshot")
        case .click(let element): ("POST", "/element/\(element)/click", "WebDriver:ElementClick")
        case .type(let element, _): ("POST", "/element/\(element)/value", "WebDriver:ElementSendKeys")
        case .activeElement: ("GET", "/element/active", "WebDriver:GetActiveElement")
        case .resize: ("POST", "/window/rect", "WebDriver:SetWindowRect")
        case .timeouts: ("POST", "/timeouts", "WebDriver:SetTimeouts")
        case .forgetCookies: ("DELETE", "/cookie", "WebDriver:DeleteAllCookies")
        }
    }

    /// What goes along; the same in both protocols but for elements, which HTTP has in the path.
    var parameters: JSON {
        switch self {
        case .navigate(let url): ["url": .string(url)]
        case .run(let script, let arguments), .runAsynchronously(let script, let arguments):
            ["script": .string(script), "args": .array(arguments)]
        case .newWindow(let isTab): ["type": isTab ? "tab" : "window"]
        case .switchTo(let handle): ["handle": .string(handle)]
        case .click(let element): ["id": .string(element)]
        case .type(let element, let text): ["id": .string(element), "text": .string(text)]
        case .resize(let width, let height):
            ["x": 0, "y": 0, "width": .integer(Int64(width)), "height": .integer(Int64(height))]
        case .timeouts(let milliseconds):
            ["script": .integer(milliseconds), "pageLoad": .integer(milliseconds), "implicit": 0]
        case .screenshot: ["full": false]
        case .window, .windows, .closeWindow, .activeElement, .forgetCookies: [:]
        }
    }
}

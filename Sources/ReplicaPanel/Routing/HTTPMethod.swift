/// The methods a route may have. HEAD is not among them: it is answered from GET.
package enum HTTPMethod: String, Sendable, CaseIterable {
    /// Reads; changes nothing.
    case get = "GET"
    /// Creates or acts.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Changes a part.
    case patch = "PATCH"
    /// Removes.
    case delete = "DELETE"
}

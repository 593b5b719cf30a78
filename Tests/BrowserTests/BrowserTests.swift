import Testing

/// The panels in Chromium, Firefox and WebKit, against nodes in processes of their own. One test at a time: a browser is for one.
@Suite(.serialized) enum BrowserTests {}

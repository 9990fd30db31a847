import ScenarioLanguage

/// A page that stands for itself: nothing in it comes from anywhere else, and nothing it does goes anywhere.
enum Page {
  /// A whole document.
  ///
  /// - Parameters:
  ///   - title: what the window is called.
  ///   - head: what stands above.
  ///   - list: the list at the side; empty for none.
  ///   - main: the sections.
  ///   - states: what the script needs to know of the recorded cases, as JSON.
  static func document(title: String, head: Markup, list: Markup, main: Markup, states: String) -> [UInt8] {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>\(title)</title>
      <style>
      \(Markup(trusted: Style.text))
      </style>
      <script>document.documentElement.classList.add('js')</script>
      </head>
      <body\(Markup(trusted: list.html.isEmpty ? " class=\"single\"" : ""))>
      <header class="top">\(head)</header>
      <div class="panes">
      \(list)
      <main id="main" tabindex="-1">
      \(main)
      </main>
      </div>
      \(Markup(trusted: help))
      <script type="application/json" id="states">\(Markup(trusted: states))</script>
      <script>
      \(Markup(trusted: Script.text))
      </script>
      </body>
      </html>

      """
    return Array(page.html.utf8)
  }

  /// A command that can be copied: a script adds the button, which is of no use without one.
  static func command(_ text: String) -> Markup {
    "<span class=command><code>\(text)</code></span>"
  }

  /// JSON as it can stand in a script: no bracket of it ends the element.
  static func embedded(_ json: [UInt8]) -> String {
    var text = ""
    text.reserveCapacity(json.count)
    for piece in json.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false) {
      if !text.isEmpty || piece.startIndex > json.startIndex { text += "\\u003c" }
      text += String(decoding: piece, as: UTF8.self)
    }
    return text
  }

  private static let help = """
    <dialog id="help"><h2>Keys</h2><table>
    <tr><th><kbd>/</kbd></th><td>filter the cases: words, <code>is:failed</code>, <code>tag:smoke</code></td></tr>
    <tr><th><kbd>j</kbd> <kbd>k</kbd></th><td>next, previous: a case in the list, an entry in a log</td></tr>
    <tr><th><kbd>Enter</kbd></th><td>from the list into the log</td></tr>
    <tr><th><kbd>Esc</kbd></th><td>from the log back to the list</td></tr>
    <tr><th><kbd>f</kbd></th><td>next case that failed</td></tr>
    <tr><th><kbd>n</kbd></th><td>next entry at which the sides come to differ or to agree</td></tr>
    <tr><th><kbd>c</kbd></th><td>to the cause of the entry</td></tr>
    <tr><th><kbd>d</kbd></th><td>only what differs</td></tr>
    <tr><th><kbd>?</kbd></th><td>this page</td></tr>
    </table><form method="dialog"><button>close</button></form></dialog>
    """
}

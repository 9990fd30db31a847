import Reconciliation
import ScenarioLanguage

extension Reference {
  static var header: [String] {
    var table = MarkdownTable(columns: ["line", "says", "without it", "example"])
    for word in LanguageWord.words(.header) {
      table.rows.append([
        MarkdownTable.code(word.pattern), word.summary, word.usual ?? "", MarkdownTable.code(word.example),
      ])
    }
    return [heading("Header"), "Below the title `scenario \"TITLE\"`:", table.text]
  }

  static var settings: [String] {
    var table = MarkdownTable(columns: ["setting", "values", "default", "key in the documents", "what it does"])
    for setting in EngineSetting.allCases {
      table.rows.append([
        "`\(setting.rawValue)`", setting.type.text, setting.usual,
        setting.documentKeys.map { "`\($0)`" }.joined(separator: "\n"), setting.summary,
      ])
    }
    return [heading("Settings"), "The section `engine`: one setting a line, such as `order-interval 2s`.", table.text]
  }

  static var setup: [String] {
    [
      heading("Setup"),
      "What is so before the run. `local` is what the engine believes, `broker` what is true there, `both` gives both alike.",
    ] + table(LanguageWord.words(.setup), ["line", "says", "example"])
  }

  static var timeline: [String] {
    var times = MarkdownTable(columns: ["first column", "when"])
    times.rows = [
      ["`start`", "before the container starts for the first time, above all other lines"],
      ["`2s`", "so long after the start; times never go back"],
      ["`5s..9s`", "drawn from the seed"],
      ["`+1s`", "so long after the line above"],
      ["`@lost+1s`", "so long after a mark"],
      ["`on order.filled order=A nth 2 then +1s`", "once, at the second event that matches, and a second later"],
      [
        "`10s every 2s for 5m`",
        "at 10 s and every 2 s from there on, less than 5 minutes; `<n>` counts the times from 1, and a line below with `+1s` "
          + "counts from the last",
      ],
    ]
    return [
      heading("Timeline"),
      "Each line: when, who, what. At one instant lines come first, in the order of the file, then deliveries, then timers.",
      times.text,
      """
      A line may end with `as @MARK`, which names its instant, and with `may-miss`: without that word a fault that never acts,
      an event that never comes and a line that cannot be carried out fail the case, since it would test nothing.
      """,
    ] + actors
  }

  /// A table for each actor.
  private static var actors: [String] {
    var order: [String] = []
    let words = LanguageWord.words(.verbs)
    for form in LineCatalogue.forms where !order.contains(form.words[0]) { order.append(form.words[0]) }
    return order.flatMap { actor in
      let own = words.filter { $0.pattern == actor || $0.pattern.hasPrefix("\(actor) ") }
      return ["### `\(actor)`"] + table(own, ["line", "what happens", "example"])
    } + ["Faults, which count as disturbances and must act: \(faults)."]
  }

  private static var faults: String {
    LanguageWord.words(.faults).map { "`\($0.name)`" }.joined(separator: ", ")
  }

  static var checks: [String] {
    [
      heading("Checks of the state"),
      """
      `expect CHECK` on a line of the timeline holds at the end of its instant; `within 10s` gives it time, `for 5s` or
      `for rest` says how long it must stay so. In `finally` it holds at the end of the run; `never CHECK` in `always` must not
      hold after any step. Without `local` or `broker` both sides must agree with it. `~` compares after rounding to the
      decimals that are written.
      """,
    ] + table(LanguageWord.words(.checks), ["line", "holds if", "example"])
  }

  static var logChecks: [String] {
    [
      heading("Checks of the log"),
      "In `finally`, about everything that happened. Lines of a block stand below, each after `|`.",
    ] + table(LanguageWord.words(.logChecks), ["line", "holds if", "example"])
  }

  static var parameters: [String] {
    [
      heading("Parameters"),
      """
      `each NAME in VALUE, VALUE` in the header, or a table in the section `examples`, makes one case for each value or row;
      `<NAME>` on any other line stands for the value, within a text, a name or a mark too (`A<NAME>`). A column `case` names
      the cases.
      """,
      """
      ```text
      examples
        | case  | qty | status  |
        | part  | 40  | partial |
        | whole | 100 | filled  |
      ```
      """,
    ]
  }
}

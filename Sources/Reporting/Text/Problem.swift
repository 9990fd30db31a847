public import ScenarioLanguage

/// Something that hinders a command: what, where, and what to do about it.
public struct Problem: Error, Hashable, Sendable {
  /// The path or thing it is about.
  public var subject: String
  /// What is wrong, in one clause.
  public var message: String
  /// What to do, a line each.
  public var advice: [String]
  /// What the process ends with.
  public var exitCode: ExitCode

  /// Whether it says only that there is nothing to run, which `--allow-empty` accepts.
  ///
  /// A path that leads nowhere is a mistake even then.
  public var isAboutNothing = false

  /// Makes a problem.
  public init(_ subject: String, _ message: String, advice: [String] = [], exitCode: ExitCode) {
    self.subject = subject
    self.message = message
    self.advice = advice
    self.exitCode = exitCode
  }

  /// The problem as the terminal shows it.
  public var text: StyledText {
    let head: StyledText = subject.isEmpty ? "" : "\(subject): "
    let kind: StyledText = exitCode == .success ? .yellow("warning") : .red("error")
    var text: StyledText = "\(kind): \(.bold("\(head)\(message)"))\n"
    for line in advice { text += "  = \(line)\n" }
    return text
  }
}

/// The words of all problems with files, in one place.
extension Problem {
  /// A path that leads nowhere.
  public static func missing(_ path: String) -> Problem {
    Problem(
      path, "there is no such file or folder",
      advice: ["a path counts from the folder in which trueup is called; `trueup run` alone runs Scenarios/"],
      exitCode: .nothingToRun)
  }

  /// The default folder is not there.
  public static func noDefaultFolder(_ path: String) -> Problem {
    Problem(
      path, "there is no such folder, and no path was given",
      advice: ["go to the folder that holds \(path), or name a file or folder: trueup run PATH"],
      exitCode: .nothingToRun)
  }

  /// A folder without scenario files.
  public static func noScenarios(in path: String) -> Problem {
    var problem = Problem(
      path, "there is no scenario file in this folder",
      advice: [
        "scenario files end in `.scenario`; folders and files whose name starts with a dot are left out",
        "if that is intended, add --allow-empty",
      ],
      exitCode: .nothingToRun)
    problem.isAboutNothing = true
    return problem
  }

  /// A file or folder that cannot be read.
  public static func unreadable(_ path: String, _ error: SystemError) -> Problem {
    Problem(
      path, "cannot be read: \(error)",
      advice: ["check that it is there and that you may read it: ls -l \(path.shellQuoted)"],
      exitCode: .toolError)
  }

  /// Standard input that cannot be read.
  public static func unreadableInput(_ error: SystemError) -> Problem {
    Problem(
      "standard input", "cannot be read: \(error)", advice: ["write into it: cat FILE | trueup check -"],
      exitCode: .toolError)
  }

  /// Something at a path that is no file.
  public static func notAFile(_ path: String, _ what: String) -> Problem {
    Problem(
      path, "this is \(what), not a file", advice: ["a scenario is read from a file: name one, or a folder of them"],
      exitCode: .toolError)
  }

  /// A folder where one file is needed.
  public static func folder(_ path: String, _ command: String) -> Problem {
    Problem(
      path, "this is a folder, and trueup \(command) takes one file",
      advice: ["see what is in it: ls \(path.shellQuoted)"],
      exitCode: .toolError)
  }

  /// A pipe out of which nothing comes.
  public static func emptyPipe(_ path: String) -> Problem {
    Problem(
      path, "this is a pipe, and nobody writes into it",
      advice: ["write into it before: cat FILE | trueup check /dev/stdin", "or name a file"], exitCode: .toolError)
  }

  /// A file that is too large to be a scenario.
  public static func tooLarge(_ path: String, limit: Int) -> Problem {
    Problem(
      path, "this file has more than \(Quantities.grouped(limit)) bytes and is not read",
      advice: ["a scenario has a few thousand: is it the right file? If so, divide it into several"],
      exitCode: .toolError)
  }

  /// A name in a folder that cannot be written in a message, a report or a command.
  public static func unreadableName(_ shown: String, in folder: String) -> Problem {
    Problem(
      folder, "the name \(shown) in this folder is not UTF-8 text, so its file is not run",
      advice: ["rename it; from Latin-1: convmv -f latin1 -t utf8 --notest \(folder.shellQuoted)/*"],
      exitCode: .toolError)
  }

  /// A link to a scenario file that is not there.
  public static func brokenLink(_ path: String) -> Problem {
    Problem(
      path, "this link leads nowhere", advice: ["see where to: ls -l \(path.shellQuoted)", "correct or remove it"],
      exitCode: .toolError)
  }

  /// A link that leads back to a folder above it.
  public static func loop(_ path: String) -> Problem {
    Problem(
      path, "this link leads back to a folder above it and is not followed",
      advice: ["all scenarios of that folder are run once; remove the link if it is not wanted"], exitCode: .success)
  }

  /// The choice leaves no case.
  public static func nothingChosen(_ choice: String, advice: [String]) -> Problem {
    var problem = Problem(
      "", "no case matches \(choice)",
      advice: advice + ["change the choice; if an empty run is intended, add --allow-empty"], exitCode: .nothingToRun)
    problem.isAboutNothing = true
    return problem
  }

  /// A report that cannot be written.
  public static func unwritable(_ path: String, _ error: SystemError) -> Problem {
    let remedy =
      error.isFull
      ? "make room there, or write elsewhere: --reports DIR"
      : "make it a folder that you may write to, or write elsewhere: --reports DIR"
    return Problem(
      path, "the reports cannot be written: \(error)", advice: ["\(remedy)", "the results above are complete"],
      exitCode: .toolError)
  }

  /// The summary of a step that cannot be written.
  public static func unwritableSummary(_ path: String, _ error: SystemError) -> Problem {
    Problem(
      path, "the summary of the step cannot be written: \(error)",
      advice: ["the path is that of GITHUB_STEP_SUMMARY", "the results above are complete"], exitCode: .toolError)
  }

  /// A scenario file that cannot be written.
  public static func unwritableSource(_ path: String, _ error: SystemError) -> Problem {
    Problem(
      path, "cannot be written: \(error)",
      advice: [error.isFull ? "make room there" : "make sure that you may write to the file and to its folder"],
      exitCode: .toolError)
  }

  /// There is no report of a run before this one.
  public static func noLastRun(_ path: String) -> Problem {
    Problem(
      path, "there is no report of a last run",
      advice: ["run once without --failed", "if its reports are elsewhere, say where: --reports DIR"],
      exitCode: .nothingToRun)
  }

  /// The report of a run in which no case was run: it says nothing about what failed before.
  public static func lastRunEmpty(_ path: String) -> Problem {
    Problem(
      path, "the last run ran nothing, so it does not say what failed",
      advice: ["run once without --failed"], exitCode: .nothingToRun)
  }

  /// What failed in the last run came from standard input.
  public static func inputIsGone(_ path: String) -> Problem {
    Problem(
      path, "the last run read standard input, which cannot be read again",
      advice: ["run it once more without --failed: cat FILE | trueup run -"], exitCode: .nothingToRun)
  }

  /// Standard output that cannot be written.
  public static func unwritableOutput(_ name: String, _ error: SystemError) -> Problem {
    Problem(
      name, "cannot be written: \(error)", advice: ["part of the output is lost; send it somewhere else and run again"],
      exitCode: .toolError)
  }
}

import Testing

/// Command lines that are wrong, and pages of help.
@Suite struct UsageTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test(arguments: [
    (["rum"], "error: `rum` is not a command of trueup\n  = did you mean `run`?\n"),
    (["-q", "run"], "error: `-q` is not a command of trueup\n  = flags stand behind the command: trueup run -q\n"),
    (["version"], "error: `version` is not a command of trueup\n  = did you mean `trueup --version`?\n"),
    (["RUN"], "error: `RUN` is not a command of trueup\n  = did you mean `run`?\n"),
    (["--color"], "error: `--color` needs a value\n"),
    (["--color", "run", "x"], "error: `run` is not a value of --color\n"),
    (
      ["--color=alwys"],
      "error: `alwys` is not a value of --color\n  = did you mean `always`?\n  = legal: auto, always, never\n  = more: trueup --help\n"
    ),
    (["--color", "always", "--color=never", "run"], "error: `--color` is given twice: always and never\n"),
    (
      ["fuzz", "--runs", "1", "--shard", "5/9"],
      "error: 9 shards of 1 case leave some with nothing to run\n  = --runs counts the cases of all shards together: write at least --runs 9\n"
    ),
    (["fuzz", "--shard", "1/1001"], "error: 1001 shards of 1,000 cases leave some with nothing to run\n"),
    (["run", "-", "--verify"], "error: `--verify` does not go with `-`: standard input can be read only once\n"),
    (["run", "a", "-", "--watch"], "error: `--watch` does not go with `-`: standard input can be read only once\n"),
    (["run", "-q", "-v"], "error: `--quiet` and `--verbose` do not go together: "),
    (["run", "--shard", "+1/2"], "error: `+1/2` is not a value of --shard\n"),
    (
      ["fuzz", "--time", "1s", "--shard", "3/9223372036854775807"],
      "error: `3/9223372036854775807` is not a value of --shard\n  = write I/N with I from 1 to N, such as 2/8, and N up to 1000000"
    ),
    (["help", "run", "check"], "error: nothing can stand behind `help run`\n"),
    (["--version", "run"], "error: nothing can stand behind `--version`\n"),
    (["explain", "drpo"], "error: there is nothing called `drpo` to explain\n  = did you mean `drop`?\n"),
    (
      ["fuzz", "--relations", "no-mirror,split"],
      "error: `no-mirror,split` says both which relations are tried and which are not\n  = write only names, or only"
    ),
    (["fuzz", "--seed", "4a96b22"], "error: `4a96b22` is not a value of --seed\n  = write a number, 0x and"),
    (["trace", "x", "--from", "5s", "--to", "2s"], "error: `--to` is before `--from`, and nothing is between them\n"),
    (["run", "--tga", "x"], "error: `--tga` is not a flag of trueup run\n  = did you mean `--tag`?\n"),
    (["run", "-z"], "error: `-z` is not a flag of trueup run\n  = flags: --tag, "),
    (["run", "--tag"], "error: `--tag` needs a value\n"),
    (["run", "--verify=yes"], "error: `--verify` takes no value\n"),
    (["run", "--color", "alwys"], "error: `alwys` is not a value of --color\n  = did you mean `always`?\n"),
    (["run", "-t", "a,,b"], "error: `a,,b` is not a value of --tag\n  = write tags separated by commas"),
    (["run", "-j", "0"], "error: `0` is not a value of --jobs\n  = write a whole number from 1 to 256\n"),
    (["check", "--format", "xml"], "error: `xml` is not a value of --format\n  = legal: human, short, json, github\n"),
    (
      ["list"],
      "error: list takes one of: events, settings, invariants, relations, clauses, profiles, kinds, crash-points, verbs, faults, "
    ),
    (["list", "event"], "error: there is nothing called `event` to list\n  = did you mean `events`?\n"),
    (["explain", "exec-onc"], "error: there is nothing called `exec-onc` to explain\n  = did you mean `exec-once`?\n"),
    (["trace"], "error: trace takes one scenario file, not 0\n"),
    (["trace", "x", "--lane", "brokr"], "error: `brokr` is not a value of --lane\n  = did you mean `broker`?\n"),
    (["trace", "x", "--only", "ordr.*"], "error: no event is called `ordr.*`\n"),
    (["trace", "x", "--from", "2"], "error: `2` is not a value of --from\n  = write a time such as 2.5s"),
    (["help", "rum"], "error: `rum` is not a command of trueup\n"),
  ])
  func wrong(_ arguments: [String], _ message: String) throws {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(message))
  }

  @Test func overviewListsTheCommandsOnOneScreen() throws {
    let result = try Trueup.run(in: workspace)
    #expect(result.status == 0)
    #expect(result.lines.count <= 24)
    for command in ["run", "check", "trace", "list", "explain"] {
      #expect(result.output.contains("\n  trueup \(command) "))
      let page = try Trueup.run(command, "--help", in: workspace)
      #expect(page.status == 0)
      #expect(page.output.hasPrefix("trueup \(command)"))
      #expect(page.output == (try Trueup.run("help", command, in: workspace).output))
    }
    #expect(!result.output.contains("__"))
    #expect(try Trueup.run("--help", in: workspace).output == result.output)
  }

  @Test func version() throws {
    #expect(try Trueup.run("--version", in: workspace).output.contains(/^trueup [0-9]+\.[0-9]+\.[0-9]+\n$/))
  }

  @Test func catalogues() throws {
    let events = try Trueup.run("list", "events", in: workspace).output
    #expect(events.contains("order.filled"))
    #expect(events.contains("engine: order, exec, qty, price, fee, filled, leaves, status, source, seq\n"))
    #expect(try Trueup.run("list", "settings", in: workspace).output.contains("order-interval"))
    #expect(try Trueup.run("list", "invariants", in: workspace).output.contains("exec-once  "))
    #expect(try Trueup.run("list", "profiles", in: workspace).output.contains("scripted  "))
    let clauses = try Trueup.run("list", "clauses", in: workspace).output
    #expect(clauses.contains("pass-end  "))
    #expect(clauses.contains("  passes, projection; from `trueup list events`: reconcile.finished; "))
    #expect(try Trueup.run("list", "crash-points", in: workspace).output.contains("publish.before"))
    let verbs = try Trueup.run("list", "verbs", in: workspace).output
    #expect(verbs.contains("trader place               the trader places an order\n"))
    let faults = try Trueup.run("list", "faults", in: workspace).output
    #expect(faults.contains("net drop                   messages never arrive\n"))
    #expect(faults.contains("net drop CHANNEL [KIND, ...] [of ORDER] [next N | for DURATION | until @MARK]\n"))
    #expect(!faults.contains("trader place") && !faults.contains("net heal"))
  }

  @Test func explanations() throws {
    #expect(try Trueup.run("explain", "e205", in: workspace).output.hasPrefix("error[E205]: "))
    #expect(try Trueup.run("explain", "order.filled", in: workspace).output.contains("ORDER_FILLED"))
    #expect(try Trueup.run("explain", "tolerance", in: workspace).status == 0)
    #expect(try Trueup.run("explain", "converges", in: workspace).output.contains("at the end of a run"))
    let drop = try Trueup.run("explain", "net", "drop", in: workspace).output
    #expect(
      drop == """
        net drop: messages never arrive

        line     TIME net drop CHANNEL [KIND, ...] [of ORDER] [next N | for DURATION | until @MARK]
        example  1s net drop stream fill of A next 1

        CHANNEL [KIND, ...] [of ORDER]
                 which messages: a channel, kinds of message (all if the line does not say), and whose order they are about
                 requests, responses, stream
        N
                 acts on the next so many occasions; without an end, until `net heal` or for good
        DURATION
                 a length of time such as `30s`
        @MARK
                 a mark that some line sets

        fuzzed   yes

        """)
    #expect(try Trueup.run("explain", "drop", in: workspace).output == drop)
    let failures = try Trueup.run("explain", "fail", in: workspace).output
    #expect(failures.contains("net fail: ") && failures.contains("store fail: "))
    #expect(try Trueup.run("explain", "net", "dorp", in: workspace).status == 64)
    let review = try Trueup.run("explain", "review", in: workspace).output
    #expect(review.contains("never takes it over: a ticket opens, and a person decides by `operator resolve`"))
    let market = try Trueup.run("explain", "market", in: workspace).output
    #expect(market.hasSuffix("market: the pricing of an order: at any price\n"))
  }
}

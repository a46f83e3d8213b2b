import Skeletons
import Testing
import TestSupport

/// Formats of texts, each by what its standard takes and refuses.
@Suite struct FormatTests {
  @Test(arguments: [
    (Format.ipv4, "192.168.2.102", "192.168.2.102"), (.ipv4, "0.0.0.0", "0.0.0.0"),
    (.ipv6, "2001:DB8:0:0:0:0:0:1", "2001:db8::1"), (.ipv6, "::", "::"),
    (.ipv6, "::FFFF:1.2.3.4", "::ffff:1.2.3.4"),
    (.ipv6, "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), (.ipv6, "1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    (.ipv6, "fe80::1", "fe80::1"), (.ip, "::1", "::1"), (.ip, "10.0.0.1", "10.0.0.1"),
    (.cidr, "10.0.0.0/8", "10.0.0.0/8"), (.cidr, "2001:DB8::/32", "2001:db8::/32"),
    (.cidr, "0.0.0.0/0", "0.0.0.0/0"),
    (.mac, "AA-BB-CC-DD-EE-FF", "aa:bb:cc:dd:ee:ff"), (.mac, "aabb.ccdd.eeff", "aa:bb:cc:dd:ee:ff"),
    (.hostname, "Web-1", "web-1"), (.hostname, "web.lab", "web.lab"),
    (.fqdn, "www.Example.org.", "www.example.org"),
    (.port, "65535", "65535"), (.vlan, "4094", "4094"),
    (.size, "512m", "512M"), (.size, "1GiB", "1G"), (.size, "64kb", "64K"), (.size, "1.5G", "1536M"),
    (.size, "0", "0"),
    (.duration, "90", "90s"), (.duration, "1h 30min", "1h30m"), (.duration, "1d", "24h"),
    (.duration, "250ms", "250ms"),
    (.url, "HTTPS://Example.org:8443/a?b=c#d", "https://example.org:8443/a?b=c#d"),
    (.url, "http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/"), (.url, "http://my_app", "http://my_app"),
    (.email, "Ops+lab@Example.org", "Ops+lab@example.org"),
    (.semver, "1.2.3-rc.1+build.5", "1.2.3-rc.1+build.5"),
    (.image, "nginx", "nginx"),
    (.image, "localhost:5000/a/b_c__d---e:V1.0", "localhost:5000/a/b_c__d---e:V1.0"),
    (.timezone, "europe/berlin", "Europe/Berlin"), (.timezone, "UTC", "UTC"),
    (.calendar, "daily", "daily"), (.calendar, "monday..FRI  02:30", "Mon..Fri 02:30"),
    (.calendar, "*-*-01 00:00:00 Europe/Berlin", "*-*-01 00:00:00 Europe/Berlin"),
    (.calendar, "*-*~03", "*-*~03"), (.calendar, "*:0/15", "*:0/15"),
    (.calendar, "Sat,Sun 9..17/2:00", "Sat,Sun 9..17/2:00"),
    (.path, "/srv//data/", "/srv/data"), (.path, "/", "/"), (.user, "www-data", "www-data"),
    (.user, "_apt", "_apt"),
  ])
  func `a text of the format comes to its normal form`(format: Format, text: String, normal: String) throws {
    #expect(try format.normal(text) == normal)
    #expect(try format.normal(normal) == normal)
  }

  @Test(arguments: [
    (Format.ipv4, "999.1.1.1"), (.ipv4, "1.2.3"), (.ipv4, "01.2.3.4"), (.ipv4, "1.2.3.4.5"),
    (.ipv4, "1.2.3.4 "), (.ipv4, "::1"),
    (.ipv6, "1::2::3"), (.ipv6, "12345::"), (.ipv6, ":::"), (.ipv6, "1:2:3:4:5:6:7"), (.ipv6, "fe80::1%eth0"),
    (.ipv6, "::1.2.3.999"),
    (.ip, "web"), (.cidr, "10.0.0.0"), (.cidr, "10.0.0.0/33"), (.cidr, "10.0.0/8"), (.cidr, "::/129"),
    (.cidr, "10.0.0.0/08"),
    (.mac, "aa:bb:cc:dd:ee"), (.mac, "aa:bb:cc:dd:ee:fg"), (.mac, "aabb:ccdd:eeff"),
    (.mac, "a:abb:cc:dd:ee:ff"),
    (.hostname, "-web"), (.hostname, "web_1"), (.hostname, "a..b"), (.hostname, ""), (.hostname, "1.2.3.4"),
    (.fqdn, "web"),
    (.port, "0"), (.port, "65536"), (.port, "99999"), (.port, "-1"), (.port, "080"), (.port, "http"),
    (.vlan, "0"), (.vlan, "4095"),
    (.size, "12X"), (.size, "M"), (.size, "-1M"), (.size, "9999999P"), (.size, "1..5G"), (.size, "1,5G"),
    (.duration, "soon"), (.duration, "1y"), (.duration, "1h-5m"), (.duration, ""),
    (.url, "example.org"), (.url, "http://"), (.url, "http://a b/"), (.url, "http://1.2.3.999/"),
    (.url, "http://x:99999/"), (.url, "http://x/%zz"),
    (.email, "ops"), (.email, "a@b@c d"), (.email, ".a@b.org"), (.email, "a@-b.org"), (.semver, "1.2"),
    (.semver, "v1.2.3"), (.semver, "01.2.3"),
    (.image, "Nginx"), (.image, "nginx:"), (.image, "a//b"), (.image, "a@sha256:12"), (.image, "a:-b"),
    (.image, "host:99999/a"), (.image, "a b"),
    (.timezone, "Europe/Nowhere"), (.timezone, "CEST"), (.calendar, "25:00"), (.calendar, "Mon..Xyz"),
    (.calendar, "*-13-01"), (.calendar, "sometimes"),
    (.calendar, "daily hourly"), (.calendar, "12:00 12:00"),
    (.path, "srv"), (.path, "/a/../b"), (.user, "Root"), (.user, "1a"), (.user, "a b"), (.user, ""),
  ])
  func `any other text is refused`(format: Format, text: String) {
    #expect(throws: FormatFault.self) { try format.normal(text) }
  }

  @Test(arguments: Format.allCases)
  func `what a trial answers is of the format`(format: Format) throws {
    #expect(try format.normal(format.sample) == format.sample)
  }

  @Test func `every address survives its own normal form`() throws {
    for seed in seeds(300) {
      var numbers = SeededGenerator(seed: seed)
      let groups = (0..<8).map { _ in numbers.next() % 3 == 0 ? UInt64(0) : numbers.next() % 65536 }
      let long = groups.map { String($0, radix: 16) }.joined(separator: ":")
      let short = try Format.ipv6.normal(long)
      #expect(try Format.ipv6.normal(short) == short)
      #expect(short.utf8.count <= long.utf8.count || short.hasPrefix("::ffff:"))
    }
  }

  @Test func `a refusal names variable, value and rule`() {
    #expect(
      words { _ = try value("{ type: string, format: ipv4 }", .text("999.1.1.1")) } == [
        "variable 'x': invalid ipv4 '999.1.1.1': 999 is more than 255 (RFC 6943, 3.1.1: four decimal numbers)"
          + " (for example: 192.0.2.10)"
      ])
    #expect(throws: (any Error).self) { try value("{ type: integer, format: port }", .integer(70000)) }
    #expect(throws: (any Error).self) { try value("{ type: list, format: port }", .list(["80", "0"])) }
  }
}

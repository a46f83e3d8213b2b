import Secrets
import Testing
import TestSupport

private func findings(_ text: String) -> [String] {
  credentialFindings(in: Array(text.utf8), at: "f").map { "\($0.line): \($0.what)" }
}

@Suite struct `What looks like a credential` {
  /// The samples are put together so that no scanner takes this file for a leak.
  @Test(arguments: [
    ("-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq3vXo2kH1Jd9sE\n", "1: a private key"),
    (
      "x\n  -----BEGIN " + "OPENSSH PRIVATE KEY-----\n  b3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n", "2: a private key"
    ),
    ("key = \"-----BEGIN " + "PRIVATE KEY-----\\nMIIEowIBAAKCAQEA7bq3vXo2kH1Jd9sE\"", "1: a private key"),
    ("-----BEGIN " + "PGP PRIVATE KEY BLOCK-----\n\nlQOYBGVd3mABCADJ5sVt7k0k2h1Jd9sE\n", "1: a private key"),
    ("aws: AKIA" + "2E0A8F3B244C9986", "1: an AWS access key"),
    ("ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R", "1: a GitHub token"),
    ("x: github_pat_" + "11ABCDEFG0abcdefghijkl_mnop", "1: a GitHub token"),
    ("glpat-" + "aB3dE6gH9jK2mN5pQ8sT", "1: a GitLab token"),
    ("hook: xoxb-" + "263594206564-FGqddMF8t08v8N7Oq4i57vs1", "1: a Slack token"),
    ("AIza" + "SyD4k9f8g7h6j5k4l3m2n1o0p9q8r7s6t5u", "1: a Google API key"),
    ("sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", "1: a Stripe key"),
    (
      "t=eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiIsIm4iOiJ4In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r",
      "1: a JSON Web Token"
    ),
    ("hvs." + "CAESIJlU9JMYEhOPYv4igdhmBEIZTAAB", "1: a HashiCorp Vault token"),
    (
      "AGE-SECRET-KEY-1" + "QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQZ",
      "1: an age secret key"
    ),
    (
      "AccountKey="
        + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
      "1: an Azure storage key"
    ),
    ("a\nurl: postgres://app:s3cr3tpw@db:5432/app\n", "2: a password in a URL"),
    ("db_password: Tr0ub4dor3", "1: a literal password"),
    ("  - db_password: \"hunter22!\"", "1: a literal password"),
    ("\"api_token\": \"9f8e7d6c5b4a\"", "1: a literal secret"),
    ("export API_TOKEN=9f8e7d6c5b4a", "1: a literal secret"),
    ("POSTGRES_PASSWORD=postgres1", "1: a literal password"),
    ("password = \"hunter2hunter2\"", "1: a literal password"),
    ("client_secret: 'qwe98rtz76'  # rotate me", "1: a literal secret"),
    ("secret_key: 0f1e2d3c4b5a69788796", "1: a literal secret"),
    ("ENV DB_PASSWORD=9f8e7d6c5b", "1: a literal password"),
    ("db: { user: app, password: Tr0ub4dor3 }", "1: a literal password"),
    ("{\"db\": {\"password\": \"Tr0ub4dor3\", \"user\": \"app\"}}", "1: a literal password"),
    ("mysql -u root --password=Tr0ub4dor3 app", "1: a literal password"),
    ("command: [\"server\", \"--api-token=9f8e7d6c5b4a\"]", "1: a literal secret"),
    (
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYzRmPlKyQ99", "1: a literal secret"
    ),
    ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "1: a private key"),
  ])
  func `is found with its line`(text: String, finding: String) { #expect(findings(text) == [finding]) }

  @Test(arguments: [
    "db_password: \"{{ vault_db_password }}\"", "db_password: vault_db_password", "password: ${DB_PASSWORD}",
    "password: $DB_PASSWORD", "password = var.db_password", "password = random_password.db.result",
    "db_password: !vault |", "password: ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]",
    "password: secrets/db/password",
    "db_password_file: /run/secrets/db_password", "POSTGRES_PASSWORD_FILE=/run/secrets/db", "password:",
    "password: ''",
    "password: true", "password: null", "no_log: true", "token_url: https://example.com/token",
    "secret: <your secret>",
    "password: changeme", "password: CHANGE_ME_NOW", "token: xxxxxxxxxxxx", "password: for-the-test",
    "password: The password of the database", "update_password: on_create", "secrets:", "  - db_password",
    "password: str", "token: string", "password=password,", "connect(password=password2)",
    "password = get_password()",
    "token = os.environ[\"TOKEN\"]", "token: str = Field(default=SecretStr(\"\"))", "self.token = token",
    "key: value",
    "`-----BEGIN PRIVATE KEY-----` begins such a file", "grep -q 'BEGIN RSA PRIVATE KEY-----' file",
    "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEA7bq3vXo2kH1Jd9sE\n", "AKIAIOSFODNN7EXAMPLE",
    "https://user:password@host/", "https://user:${PASSWORD}@host/", "ssh://git@host:22/x",
    "http://host:8080/@x",
    "image: nginx:1.27@sha256:0a1b2c", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCg\n",
    "password_hash: $6$rounds=4096$abc$def", "if token == expected:", "type: password", "name: nginx_secret",
    "eyJhbGciOiJIUzI1NiJ9", "task_id: 9f8e7d6c5b4a", "max_tokens: 4096123", "sha: ghp_short",
    "tokens = 123456",
    "password: <% key %>", "vault_db_password: \"{{ lookup('env', 'DB_PASSWORD') }}\"",
    "keyboard: qwertzuiop", "{ password: \"{{ vault_pw }}\" }", "{\"token\": token_value1}",
    "password: ${DB_PASSWORD:?must1be_set}", "url: ${A}, ${API_TOKEN:-none12}",
    "{ name: x, token: vault_x1 }",
    "run --password=\"$PASSWORD\"", "run --password-file=/run/secrets/x1", "--token=${TOKEN1}",
    "{% if password %}", "{ password: string }", "#{password: x12345678}", "f\"{password}, {token:>12}\"",
    "secret = get_secret_value1()", "token = aVeryLongVariableName2", "`--password=SECRET`",
    "properties: { password: { type: string, minLength: 12 } }",
    "PuTTY keys begin with PuTTY-User-Key-File-3",
  ])
  func `is not seen in a reference, a placeholder or a sentence`(text: String) {
    #expect(findings(text).isEmpty)
  }

  @Test func `a vault file is left alone as a whole`() {
    #expect(
      findings(
        "$ANSIBLE_VAULT;1.1;AES256\n62313365396662343061393464336163383764373764613633653634306231386433\n"
      ).isEmpty)
  }

  @Test func `every line that shows one is named`() {
    #expect(
      findings("a_token: 9f8e7d6c5b\nok: 1\nb_token: 9f8e7d6c5b\r\n") == [
        "1: a literal secret", "3: a literal secret",
      ])
  }

  @Test func `the time is proportional to the size`() {
    for text in [
      "a", ":", "password: ", "://", "-----BEGIN ", "eyJ.", "xoxb-", "AKIA", "eyJaaaaaaaaaa.", "://a:b@",
      "passwords:\n", "passwords:\n - a\n", "passwords: [", "| password |\n|---|\n", "IDENTIFIED ",
      "\"random_password\"",
      "<key>password</key>", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n",
      "send \"x\\r\" assword xpect",
      "db_password: kT7vQ2xmW9pLs4Z\n", "user: kT7vQ2xm\npassword: kT7vQ2xmW\n",
    ] {
      func time(_ size: Int) -> Duration {
        let bytes = Array(String(repeating: text, count: size / text.utf8.count).utf8)
        return processorTime { _ = credentialFindings(in: bytes, at: "f") }
      }
      #expect(time(40_000) < time(10_000) * 12 + .milliseconds(50), "\(text)")
    }
  }

  @Test(arguments: seeds(100))
  func `random bytes never crash`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "password", ":", "=", " ", "\n", "\"", "'", "-----BEGIN ", "PRIVATE KEY", "-----", "://", "@", "eyJ",
      ".",
    ]
    let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    _ = credentialFindings(in: Array(text.utf8) + [0xFF, 0], at: "f")
  }
}

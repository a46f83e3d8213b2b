import Testing

@testable import Secrets

/// Kinds of leaks and of innocents, each in the grammar of its file.
///
/// The secrets are put together so that no scanner takes this file for a leak.
@Suite struct KindTests {
  private static let secret = "kT7vQ2x" + "mW9pLs4Z"
  private static let hex = "553ccaccfab54d94" + "6a2d207dc6844773"

  @Test(arguments: [
    ("a.env", "DB_PASSWORD=\(secret)"),
    ("a.env", "export DB_PASSWORD='\(secret)'"),
    ("a.env", "SONARR__APIKEY=\(hex)"),
    ("a.env", "#DB_PASSWORD=\(secret)"),
    ("a.env", "\u{FEFF}DB_PASSWORD=\(secret)"),
    ("a.env", "A=1\rDB_PASSWORD=\(secret)\r"),
    ("a.env", "A=1\0DB_PASSWORD=\(secret)\0"),
    ("a.env", "PGPASSWORD=\(secret)"),
    ("a.env", "MYSQL_PWD=\(secret)"),
    ("a.yml", "db_password: \(secret)"),
    ("a.yml", "db_password: |\n  \(secret)\n"),
    ("a.yml", "db_password: >-\n  \(secret)\nx: y"),
    ("a.yml", "a: 1\n---\nauth.token: \(secret)"),
    ("a.yml", "users:\n  - {name: bob, password: \(secret)}"),
    ("a.yml", "env:\n- name: DB_PASSWORD\n  value: \(secret)"),
    ("a.yml", "passwords:\n  - \(secret)"),
    ("a.yml", "environment:\n  - PGPASSWORD=\(secret)"),
    ("a.yml", "db_password: ${DB_PASSWORD:-\(secret)}"),
    ("a.yml", "pw: \"{{ x | default('\(secret)') }}\""),
    ("a.yml", "ansible_become_pass: \(secret)"),
    ("a.yml", "password: ENC[AES256_GCM,data:x]\nother_password: \(secret)\nsops:\n  mac: ENC[x]"),
    ("a.yml", "$ANSIBLE_VAULT;1.1;AES256\n3132\ndb_password: \(secret)"),
    ("a.json", "{\"dbPassword\": \"\(secret)\"}"),
    ("a.json", "{\n  \"password\":\n    \"\(secret)\"\n}"),
    ("a.json", "{\"name\": \"DB_PASSWORD\", \"value\": \"\(secret)\"}"),
    ("a.json", "{\"c\": \"Server=db;User Id=sa;Password=\(secret);\"}"),
    ("hosts.ini", "[all]\nh ansible_host=10.0.0.1 ansible_ssh_pass=\(secret) ansible_user=root"),
    ("wg0.conf", "[Interface]\nPrivateKey = dR8bu1Nf9ah33FiwEGxwRspvOu" + "sJ5HLOxzU1kTw/R7k="),
    ("redis.conf", "requirepass \(secret)"),
    ("netrc", "machine h login bob password \(secret)"),
    ("pgpass", "db:5432:app:app:\(secret)"),
    ("a.tf", "variable \"db_password\" {\n  default = \"\(secret)\"\n}"),
    ("a.tf", "connection { type = \"ssh\"\n password = \"\(secret)\" }"),
    ("a.toml", "admin = { password = \"\(secret)\" }"),
    ("a.xml", "<user name=\"a\" password=\"\(secret)\"/>"),
    ("a.xml", "<password>\(secret)</password>"),
    ("a.php", "define('DB_PASSWORD', '\(secret)');"),
    ("a.py", "connect(host=\"x\", password=\"\(secret)\")"),
    ("a.py", "os.environ.get(\"DB_PASSWORD\", \"\(secret)\")"),
    ("a.ts", "password: string = \"\(secret)\";"),
    ("Dockerfile", "FROM x\nENV DB_PASSWORD \(secret)"),
    ("Dockerfile", "FROM x\nARG DB_PASSWORD=\(secret)"),
    ("a.sh", "curl -u admin:\(secret) https://x"),
    ("a.sh", "tool --token \(secret)"),
    ("a.sh", "sshpass -p '\(secret)' ssh h"),
    ("a.sh", "mysql -uroot -p\(secret) db"),
    ("a.sh", "redis-cli -a \(secret) ping"),
    ("a.sh", "docker run -e X_PASSWORD=\(secret) y"),
    ("a.sh", "curl -H \"Authorization: Bearer \(secret)\" x"),
    ("a.sh", "echo 'root:\(secret)' | chpasswd"),
    ("a.sh", "echo \(secret) | docker login --password-stdin"),
    ("a.sh", "curl https://x/y?token=\(secret)"),
    ("a.ps1", "ConvertTo-SecureString \"\(secret)\" -AsPlainText"),
    ("a.cfg", "d-i passwd/root-password password \(secret)"),
    ("a.cfg", "rootpw --plaintext \(secret)"),
    ("sasl_passwd", "[smtp.x.org]:587 bob:\(secret)"),
    ("vault_pass.txt", "\(secret)\n"),
    ("user-data.yml", "chpasswd:\n  list: |\n    root:\(secret)"),
    ("a.yml", "db_password: '$ecretFUktM" + "LOf9'"),
    ("a.yml", "db_password: '@fc2CEm" + "nU9x'"),
    ("a.ini", "password = %xac1N2" + "1Y9x"),
    ("a.yml", "db_password: MyTestLab-5d8n" + "FB99"),
    ("a.yml", "borg_passphrase: \"correct horse battery staple\""),
    ("README.md", "`password: \(secret)`"),
  ])
  func `a leak is found`(path: String, text: String) {
    #expect(!credentialFindings(in: Array(text.utf8), at: path).isEmpty, "\(path): \(text)")
  }

  @Test(arguments: [false, true])
  func `a leak is found in UTF-16`(isBigEndian: Bool) {
    let text = "\u{FEFF}db_password: \(Self.secret)\n"
    let bytes = text.utf16.flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    #expect(credentialFindings(in: bytes, at: "a.yml").map(\.line) == [1])
    #expect(credentialFindings(in: Array(bytes.dropFirst(2)), at: "a.yml").map(\.line) == [1])
  }

  @Test(arguments: [
    ("a.yml", "secretKey: DB_PASSWORD_2\nremoteRef:\n  key: prod/db"),
    ("a.yml", "password: ref+vault://secret/db#password"),
    ("a.yml", "token: op://Homelab/cf-2024/token"),
    ("a.env", "DB_PASSWORD=bw://vault/item1"),
    ("a.env", "SECRET_KEY=CHANGE_THIS_TO_A_LONG_RANDOM_STRING_1"),
    ("a.yml", "passphrase: prompt-at-boot"),
    ("a.yml", "user: app01x\npassword: app01x"),
    ("a.yml", "password: password"),
    ("a.yml", "db_password: db_password"),
    ("a.env", "DB_PASSWORD_FILE=/run/secrets/db_password"),
    ("a.yml", "secretName: tls-wildcard-2024"),
    ("a.yml", "secretKeyRef:\n  name: db\n  key: password"),
    ("a.yml", "kind: Secret\ndata:\n  password: Y2hhbmdlbWU="),
    (
      "a.yml",
      "kind: SealedSecret\nencryptedData:\n  password: AgBy3i4OJSWK"
        + String(repeating: "aB3dE6gH", count: 30)
    ),
    ("a.tf", "password = var.password\ntoken = data.vault_generic_secret.t.data[\"token\"]"),
    ("a.tf", "resource \"random_password\" \"db\" {\n  length = 32\n}"),
    ("a.py", "password = getpass.getpass(\"Password: \")"),
    ("a.py", "parser.add_argument(\"--password\", help=\"The password to use\")"),
    ("a.js", "const token = process.env.TOKEN1;"),
    ("a.go", "token, err := client.GetToken(ctx)\nApiKey string `json:\"api_key\"`"),
    ("a.json", "{\"password\": \"Passwort\"}"),
    ("a.json", "{\"password\": {\"type\": \"string\", \"minLength\": 12}}"),
    ("a.yml", "gpg_key: 9DC858229FC7DD38854AE2D88D81803C0EBFCD88"),
    ("a.yml", "token_ttl: 3600s\nmin_password: 12\npassword_hash: sha512_crypt"),
    ("a.conf", "password requisite pam_pwquality.so retry=3"),
    ("a.conf", "PublicKey = wqwv8rbSpTbsW1PQ6qPEGG5hNWf+U8VJpnrAABdozYE="),
    ("a.sh", "PASSWORD=\"$(cat /run/secrets/pw)\""),
    ("a.sh", "curl -H \"Authorization: Bearer $TOKEN\" -u \"$USER:$PASS\" https://x"),
    ("a.md", "The `token` is a bearer token"),
    ("a.yml", "url: postgres://postgres:postgres@db/x\nb: http://${USER}:${PASS}@h"),
    ("a.nix", "hashedPassword = \"!\";"),
    ("a.yml", "token: ${{ secrets.GITHUB_TOKEN }}\ncache-key: v1-deps-9f86d081884c7d659a2f"),
    ("a.yml", "password: !secret mqtt_password"),
    ("a.yml", "db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62313365396662343061"),
    ("a.ini", "; password = ask the admin\npassword = "),
    ("a.toml", "password = \"env:PASSWORD\"\ntoken = \"file:///run/secrets/t\""),
    ("a.rst", "token: a string that identifies"),
    ("a.yml", "passthrough: true1234\nbypass: enabled1\nmonkey: banana123"),
    ("a.j2", "requirepass {{ redis_pw }}"),
    ("Dockerfile", "RUN apt-key adv --recv-keys A4A9406876FCBD3C456770C88C718D3B5072E1F5"),
  ])
  func `an innocent is quiet`(path: String, text: String) {
    let found = credentialFindings(in: Array(text.utf8), at: path)
    #expect(found.isEmpty, "\(path): \(text): \(found.map(\.rule))")
  }

  @Test func `a finding tells its key as far up as the file does`() {
    func keys(_ text: String, _ path: String) -> [String] {
      credentialFindings(in: Array(text.utf8), at: path).map(\.key)
    }
    #expect(
      keys("a:\n  users:\n    - name: x\n    - password: \(Self.secret)\n", "a.yml") == [
        "a.users[1].password"
      ])
    #expect(
      keys("{\"a\": {\"users\": [{}, {\"password\": \"\(Self.secret)\"}]}}", "a.json") == [
        "a.users[1].password"
      ])
    #expect(keys("[db]\npassword = \(Self.secret)\n", "a.ini") == ["db.password"])
  }

  @Test func `a finding never shows its secret`() {
    for finding in credentialFindings(in: Array("db_password: \(Self.secret)\n".utf8), at: "a.yml") {
      #expect(!finding.masked.contains(Self.secret.prefix(2)))
    }
    let token = "ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"
    #expect(credentialFindings(in: Array(token.utf8), at: "f").map(\.masked) == ["ghp_********"])
  }
}

/// Everything that the scan knows, as data: what is added here is found, and nothing else has to change.
///
/// Formats: `id | what it is | patterns | check | source`. A pattern is a small regular expression without
/// backtracking (`TokenPattern`); `check` is a condition or a checksum that the format has (`FormatCheck`).
/// A checksum raises the confidence and never acquits. "facts" means that other scanners' public rules
/// (gitleaks, detect-secrets) describe the same format.
enum Rules {
  /// Raised when a row changes what is found; it is in manifests and reports.
  static let version = "1"

  /// Tokens with a shape of their own, found wherever they are.
  static let formats = #"""
    private-key-base64 | a private key in Base64 | LS0tLS1CRUdJTi[\w+/]{40,}=* | pem | RFC 7468
    private-key-der | a private key in Base64 | MII[\w+/]{3}IBAAKC[\w+/]{100,}=* MII[\w+/]{3}IBADANBgkq[\w+/]{100,}=* MHcCAQEEI[\w+/]{100,}=* MIG[\w+/]AgEAMBMGByqGSM49[\w+/]{60,}=* MC4CAQAwBQYDK2VwBCIEI[\w+/]{42,}=* | - | RFC 5958
    age-key | an age secret key | AGE-SECRET-KEY-1[0-9A-Z]{58} AGE-SECRET-KEY-PQ-1[0-9A-Z]{58} | bech32 | age-encryption.org
    proxmox-token | a Proxmox API token | [\w.-]{1,60}@pam![\w.-]{1,60}=\h{8}-\h{4}-\h{4}-\h{4}-\h{12} [\w.-]{1,60}@pve![\w.-]{1,60}=\h{8}-\h{4}-\h{4}-\h{4}-\h{12} PVEAPIToken=[\w.@!+-]{5,100}[=:]\h{8}-\h{4}-\h{4}-\h{4}-\h{12} PBSAPIToken=[\w.@!+-]{5,100}:\h{8}-\h{4}-\h{4}-\h{4}-\h{12} | - | pve.proxmox.com/wiki/Proxmox_VE_API
    tailscale-key | a Tailscale key | tskey-[a-z]{2,20}-[\w-]{10,100} tskey-[0-9a-f]{12,40} | digits | tailscale.com/kb
    headscale-key | a Headscale key | hskey-[a-z]{2,12}-[\w-]{20,100} | - | headscale.net
    netbox-token | a NetBox token | nbt_[A-Za-z0-9]{8,20}\.[A-Za-z0-9]{30,60} | - | netboxlabs.com
    jwt | a JSON Web Token | eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,} | jwt | RFC 7519
    github-token | a GitHub token | gh[pousr]_[A-Za-z0-9]{36,255} | crc-base62 | docs.github.com
    github-pat | a GitHub token | github_pat_\w{22,255} | - | docs.github.com
    gitlab-token | a GitLab token | glpat-[\w-]{20,300}\.?[\w.]* gldt-[\w-]{20,} glrt-[\w-]{20,} glsoat-[\w-]{20,} glft-[\w-]{20,} glffct-[\w-]{20,} glimt-[\w-]{20,} glagent-[\w-]{40,} gloas-[\w-]{60,} glptt-\h{40} glcbt-\w{1,6}_[\w-]{20,} GR1348941[\w-]{20,} _gitlab_session=\h{32} | - | docs.gitlab.com
    aws-key-id | an AWS access key | AKIA[A-Z0-9]{16} ASIA[A-Z0-9]{16} ABIA[A-Z0-9]{16} ACCA[A-Z0-9]{16} | - | docs.aws.amazon.com
    aws-bedrock-key | an Amazon Bedrock key | ABSK[\w+/]{109,269}=* bedrock-api-key-[\w+/]{40,}=* | - | facts
    google-api-key | a Google API key | AIza[\w-]{35} | - | cloud.google.com
    google-oauth | a Google OAuth secret | GOCSPX-[\w-]{28} ya29\.[\w-]{50,} 1//0[\w-]{40,} | - | cloud.google.com
    azure-client-secret | an Azure client secret | [\w~.]{3}[0-9]Q~[\w~.-]{31,34} | - | facts
    azure-storage-key | an Azure storage key | AccountKey=[A-Za-z0-9+/]{86,88}=* SharedAccessKey=[A-Za-z0-9+/]{42,88}=* | - | learn.microsoft.com
    azure-sas | an Azure shared access signature | [?&]sig=[\w%+/-]{40,90}=* | digits | learn.microsoft.com
    slack-token | a Slack token | xox[abeoprs]-[\w-]{16,} xapp-[0-9]-[\w-]{20,} xoxe\.xox[bp]-[\w-]{20,} | digits | api.slack.com
    slack-webhook | a Slack webhook | hooks.slack.com/services/T\w{6,}/B\w{6,}/\w{16,} hooks.slack.com/workflows/[\w/]{30,} hooks.slack.com/triggers/[\w/]{30,} | - | api.slack.com
    discord-webhook | a Discord webhook | discord.com/api/webhooks/[0-9]{15,21}/[\w-]{50,90} discordapp.com/api/webhooks/[0-9]{15,21}/[\w-]{50,90} discord://[\w-]{50,90}@[0-9]{15,21} | - | discord.com
    discord-token | a Discord bot token | MT[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} Mj[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} Mz[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} ND[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} NT[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} Nj[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} Nz[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} OD[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} OT[AEIMQUYcgk][\w-]{20,24}\.[\w-]{6}\.[\w-]{27,38} | mixed | facts
    teams-webhook | a Microsoft Teams webhook | .webhook.office.com/webhookb2/[\w-]{36}@[\w-]{36}/IncomingWebhook/\h{32}/[\w-]{36} | - | facts
    chat-webhook | a webhook | /hooks/[a-z0-9]{26} /hooks/[A-Za-z0-9]{17,24}/[A-Za-z0-9]{40,70} hooks.zapier.com/hooks/catch/[0-9]{4,}/\w{5,} maker.ifttt.com/trigger/[\w-]{1,60}/with/key/[\w-]{20,} chat.googleapis.com/v1/spaces/[\w-]{8,}/messages\?key=[\w-]{20,}&token=[\w%-]{20,} | digits | facts
    telegram-token | a Telegram bot token | [0-9]{8,10}:AA[\w-]{33} bot[0-9]{8,10}:AA[\w-]{33} | - | core.telegram.org
    grafana-token | a Grafana token | glsa_[A-Za-z0-9]{32}_\h{8} | crc-hex | grafana.com
    grafana-cloud | a Grafana token | glc_eyJ[\w+/]{30,400}=* eyJrIjoi[\w+/]{60,400}=* | - | grafana.com
    vault-token | a HashiCorp Vault token | hvs\.[\w-]{24,} hvb\.[\w-]{90,} hvr\.[\w-]{24,} | - | developer.hashicorp.com
    terraform-token | a Terraform Cloud token | [A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70} | - | developer.hashicorp.com
    cloudflare-origin | a Cloudflare origin key | v1\.0-\h{24}-\h{146} | - | developers.cloudflare.com
    cloudflare-tunnel | a Cloudflare tunnel token | eyJhIjoi[\w+/]{100,}=* | - | developers.cloudflare.com
    backblaze-key | a Backblaze key | K00[0-9][A-Za-z0-9+/]{27} | mixed | backblaze.com
    docker-hub | a Docker Hub token | dckr_pat_[\w-]{20,} dckr_oat_[\w-]{20,} | - | docs.docker.com
    docker-swarm | a Docker Swarm token | SWMTKN-1-[a-z0-9]{40,60}-[a-z0-9]{20,30} | - | docs.docker.com
    digitalocean | a DigitalOcean token | dop_v1_\h{64} doo_v1_\h{64} dor_v1_\h{64} | - | docs.digitalocean.com
    stripe-key | a Stripe key | sk_live_\w{16,} rk_live_\w{16,} sk_test_\w{20,} rk_test_\w{20,} whsec_[\w+/]{24,}=* | mixed | docs.stripe.com
    npm-token | an npm token | npm_[A-Za-z0-9]{36} | crc-base62 | docs.npmjs.com
    pypi-token | a PyPI token | pypi-AgE[\w-]{50,} | - | pypi.org
    rubygems-token | a RubyGems token | rubygems_\h{48} | - | facts
    clojars-token | a Clojars token | CLOJARS_[a-z0-9]{60} | - | facts
    nuget-key | a NuGet key | oy2[a-z0-9]{43} | digits | learn.microsoft.com
    artifactory-key | an Artifactory key | AKCp[A-Za-z0-9]{69} cmVmd[A-Za-z0-9]{59} | - | facts
    hugging-face | a Hugging Face token | hf_[A-Za-z0-9]{34} api_org_[A-Za-z]{34} | - | huggingface.co
    anthropic-key | an Anthropic key | sk-ant-[\w-]{20,} | - | docs.anthropic.com
    openai-key | an OpenAI key | sk-proj-[\w-]{20,} sk-svcacct-[\w-]{20,} sk-admin-[\w-]{20,} sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20} | digits | platform.openai.com
    ai-key | a key of an AI service | sk-or-v1-\h{64} gsk_[A-Za-z0-9]{52} pplx-[A-Za-z0-9]{48} r8_[A-Za-z0-9]{37} | - | facts
    sendgrid-key | a SendGrid key | SG\.[\w-]{20,24}\.[\w-]{39,50} | - | docs.sendgrid.com
    mail-key | a key of a mail service | xkeysib-\h{64}-[a-zA-Z0-9]{16} key-\h{32} \h{32}-us[0-9]{1,2} re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30} | digits | facts
    twilio-key | a Twilio key | SK\h{32} | digits | twilio.com
    square-token | a Square token | sq0atp-[\w-]{22,60} sq0csp-[\w-]{40,60} EAAA[\w-]{56,60} | mixed | facts
    shopify-token | a Shopify token | shpat_\h{32} shpca_\h{32} shppa_\h{32} shpss_\h{32} | - | shopify.dev
    atlassian-token | an Atlassian token | ATATT3[\w=-]{100,} ATCTT3[\w=-]{100,} ATBB[A-Za-z0-9]{28,32} | mixed | facts
    plex-token | a Plex token | X-Plex-Token=[\w-]{20} claim-[\w-]{20} | mixed | support.plex.tv
    new-relic | a New Relic key | NRAK-[A-Z0-9]{27} NRII-[\w-]{32} NRJS-\h{19} | - | facts
    databricks-token | a Databricks token | dapi\h{32} | digits | facts
    sentry-token | a Sentry token | sntrys_eyJ[\w+/=-]{40,} sntryu_\h{64} | - | docs.sentry.io
    doppler-token | a Doppler token | dp\.pt\.[A-Za-z0-9]{43} dp\.st\.[\w.-]{40,} dp\.ct\.[A-Za-z0-9]{40,} | - | docs.doppler.com
    dynatrace-token | a Dynatrace token | dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64} | - | facts
    postman-key | a Postman key | PMAK-\h{24}-\h{34} | - | facts
    pulumi-token | a Pulumi token | pul-\h{40} | - | pulumi.com
    flyio-token | a Fly.io token | fo1_[\w-]{43} fm1[ar]_[\w+/]{100,}=* fm2_[\w+/]{100,}=* | - | fly.io
    heroku-key | a Heroku key | HRKU-AA[\w-]{58} | - | facts
    linear-key | a Linear key | lin_api_[A-Za-z0-9]{40} | - | facts
    notion-token | a Notion token | ntn_[0-9]{11}[A-Za-z0-9]{35} secret_[A-Za-z0-9]{43} | mixed | facts
    planetscale | a PlanetScale credential | pscale_tkn_[\w.=-]{32,64} pscale_pw_[\w.=-]{32,64} pscale_oauth_[\w.=-]{32,64} | - | facts
    onepassword | a 1Password secret | ops_eyJ[\w+/]{200,}=* A3-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5} | - | developer.1password.com
    bitwarden-token | a Bitwarden access token | 0\.\h{8}-\h{4}-\h{4}-\h{4}-\h{12}\.[A-Za-z0-9]{30}:[\w+/]{22}== | - | bitwarden.com
    openshift-token | an OpenShift token | sha256~[\w-]{43} | - | docs.openshift.com
    airtable-token | an Airtable token | pat[A-Za-z0-9]{14}\.\h{64} | - | facts
    alibaba-key | an Alibaba access key | LTAI[A-Za-z0-9]{16,24} | mixed | facts
    adobe-secret | an Adobe secret | p8e-[A-Za-z0-9]{32} | - | facts
    easypost-key | an EasyPost key | EZAK[A-Za-z0-9]{54} EZTK[A-Za-z0-9]{54} | - | facts
    shippo-token | a Shippo token | shippo_live_\h{40} shippo_test_\h{40} | - | facts
    duffel-token | a Duffel token | duffel_live_[\w=-]{43} duffel_test_[\w=-]{43} | - | facts
    frameio-token | a Frame.io token | fio-u-[\w=-]{64} | - | facts
    infracost-key | an Infracost key | ico-[A-Za-z0-9]{32} | - | facts
    prefect-token | a Prefect token | pnu_[A-Za-z0-9]{36} pnb_[A-Za-z0-9]{36} | - | facts
    readme-token | a ReadMe token | rdme_[a-z0-9]{70} | - | facts
    sourcegraph | a Sourcegraph token | sgp_\h{16}_\h{40} sgp_local_\h{40} sgp_\h{40} | - | facts
    octopus-key | an Octopus Deploy key | API-[A-Z0-9]{26} | digits | facts
    maxmind-key | a MaxMind key | [A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk | - | dev.maxmind.com
    sonar-token | a SonarQube token | squ_\h{40} sqp_\h{40} sqa_\h{40} | - | docs.sonarsource.com
    typeform-token | a Typeform token | tfp_[\w.=-]{59} | - | facts
    facebook-token | a Facebook token | EAACEdEose0cBA[A-Za-z0-9]{20,} EAAM[A-Za-z0-9]{100,} EAAC[A-Za-z0-9]{100,} | - | facts
    yandex-key | a Yandex key | AQVN[\w-]{35,38} | mixed | facts
    clickhouse-key | a ClickHouse Cloud key | 4b1d[A-Za-z0-9]{38} | mixed | facts
    settlemint | a SettleMint token | sm_aat_[A-Za-z0-9]{16} sm_pat_[A-Za-z0-9]{16} sm_sat_[A-Za-z0-9]{16} | - | facts
    scalingo-token | a Scalingo token | tk-us-[\w-]{48} | - | facts
    flutterwave | a Flutterwave key | FLWSECK_TEST-[\w-]{12,40} FLWSECK-\w{32}-X | - | facts
    ceph-key | a Ceph key | AQ[A-D][A-Za-z0-9+/]{11}AA[A-Za-z0-9+/]{22}== | mixed | docs.ceph.com
    crypt-hash | a password hash | \$+6\$+[\w./-]{1,16}\$+[\w./]{86} \$+6\$+rounds=[0-9]{1,9}\$+[\w./-]{1,16}\$+[\w./]{86} \$+5\$+[\w./-]{1,16}\$+[\w./]{43} \$+5\$+rounds=[0-9]{1,9}\$+[\w./-]{1,16}\$+[\w./]{43} \$+1\$+[\w./]{1,8}\$+[\w./]{22} \$+apr1\$+[\w./]{1,8}\$+[\w./]{22} \$+y\$+[\w./]{1,20}\$+[\w./]{1,86}\$+[\w./]{43} \$+2[abxy]\$+[0-9]{2}\$+[\w./]{53} \$+7\$+[0-9]{1,8}\$+[\w./+=-]{12,40}\$+[\w./+=-]{40,} | - | crypt(5)
    argon2-hash | a password hash | \$+argon2id\$+[\w$=,.+/-]{40,} \$+argon2i\$+[\w$=,.+/-]{40,} \$+argon2d\$+[\w$=,.+/-]{40,} | - | RFC 9106
    scheme-hash | a password hash | {SSHA}[\w+/]{28,}=* {SHA}[\w+/]{27}= {SSHA512}[\w+/]{80,}=* {SSHA256}[\w+/]{40,}=* {CRYPT}[\w$./]{13,} pbkdf2_sha256$[0-9]{4,}$\w{4,}$[\w+/]{40,}= $pbkdf2-sha512$[\w$./+-]{60,} $pbkdf2-sha256$[\w$./+-]{40,} grub.pbkdf2.sha512.[0-9]{3,}.[\h.]{100,} SCRAM-SHA-256$[0-9]{3,}:[\w+/=]{16,}$[\w+/=:]{60,} | - | facts
    """#

  /// What a key is called, word by word: `class | words`; `db_password`, `dbPassword` and `DB.PASSWORD` are two words.
  ///
  /// `password`: any literal counts. `token`: a literal that looks made by a machine. `key`: a long one of those.
  static let keys = """
    password | password passwd passphrase pass pwd pw passwort psk presharedkey bindpw rootpw requirepass masterauth
    password | passcode authtok become_pass ssh_pass pre_shared_key bind_credentials mysql_pwd wpa_passphrase psk_key
    token | secret token apikey api_key api_token secret_key secretkey access_key accesskey private_key privatekey
    token | encryption_key encryptionkey master_key masterkey signing_key auth_key authkey shared_key client_secret
    token | application_key account_key app_key license_key session_key hmac_key jwt_key webhook_key service_key
    token | setup_key routing_key integration_key consumer_key subscription_key activation_key enrollment_key
    token | network_key user_key function_key gossip_key crypt_key provisioning_key host_secret pat pepper
    token | storage_key cookie_secret secret_key_base credential credentials app_secret totp_secret secret_id
    token | bearer authtoken accesstoken authorization passkey seed_phrase seed_words mnemonic api_secret unseal_key recovery_key
    token | tsig_key rndc_key admin_key write_key read_key erlang_cookie root_key join_key cluster_secret deploy_key
    token | community rocommunity rwcommunity
    key | key auth cookie salt otp encrypt
    """

  /// The letters that begin the look at a key; each is also tried in capitals and with a capital.
  static let keyTriggers =
    "pass pwd pw secret token key cred auth psk salt cookie mnemonic otp community: community= encrypt seed_ pepper _pat"

  /// A key that ends so tells something about a secret and not the secret.
  static let harmlessEndings = """
    file path name names length size min max policy type ttl url uri endpoint ref algorithm prompt enabled required
    expiry expires lifetime age count field column label placeholder title description help hint message error regex
    pattern provider mount store dir directory folder command cmd env var version role user username header param
    source method mode format class image prefix suffix selector scope rotation reset update script strategy
    validator rules strength retries attempts limit timeout interval duration enable disable exists changed check
    parameter generator backend manager map issuer audience subject policies config template sha checksum
    fingerprint arn host port domain email date time created updated expiration plugin engine module icon color
    algo cost rounds charset chars owner group index wordlist page text button link reminder confirmation
    """

  /// Endings of keys that describe the form of the secret, or where it applies.
  static let neutralEndings = """
    value values string plain plaintext clear cleartext raw base encoded literal prod production dev development stage
    staging test testing ci old new current previous backup main secondary ro rw live sandbox lab home override
    """

  /// Beginnings of keys that hold a question, a count or a switch.
  static let harmlessBeginnings = """
    no max min update require requires required has is use uses show hide forgot forgotten reset enable disable
    allow validate num count public without with ignore skip generate create rotate delete remove check ask need
    """

  /// With these words before it, `key` is a name, a fingerprint or public.
  static let publicKeys = """
    public primary foreign recv fingerprint partition sort cache registry hot gpg pgp apt repo repository host known ssh rpm object
    s3 bucket lookup config map dict group index state value search signing rsa event redis row item label tag
    route hash dns release trusted peer server storage_class archive idempotency lock ordering kms
    """

  /// Placeholders in the place of a credential; a part of a value between other characters.
  static let placeholders = """
    example examples change replace yours your insert todo fixme enter fill fillme sample removed masked hidden
    notreal
    """

  /// Such parts that count in any surroundings.
  static let strongPlaceholders = """
    changeme change_me change-me changeit change_it change-it changethis change_this change-this replaceme replace_me
    replace-me replacewith replace_with replace-with placeholder redacted dummy censored
    """

  /// Words that alone, with or without a few digits, no one keeps secret.
  static let vocabulary = """
    password passwd passphrase passwort pass pwd secret secrets token tokens key apikey admin root user username
    test tests testing demo foo bar baz foobar foobarbaz qux required optional string object boolean integer number
    present absent external prompt always never default undefined sensitive disabled enabled nullable bearer basic
    strict hidden private public login guest letmein welcome qwerty changeme changeit mypassword mysecret mytoken
    supersecret topsecret verysecret testpassword secretpassword rootme fake mock undefined unset adminpassword rootpassword none null true
    false yes no file vault environment env text array list dict enum ref hash hashed sha bcrypt argon scram md
    plain plaintext cleartext manual auto automatic generated random unknown invalid valid empty local remote
    anything something whatever abcdef abcdefgh abcdefghijkl asdf asdfasdf blah blahblah trustno passw passwords
    """

  /// Names of programs: alone a default, with a digit a password.
  static let names = """
    ansible vagrant docker postgres postgresql mysql mariadb redis mongo mongodb rabbitmq nextcloud wordpress
    grafana keycloak gitea gitlab jenkins minio elastic kibana zabbix netbox ceph nagios icinga raspberry ubuntu
    debian centos packer molecule kubernetes keystone nova neutron glance cinder service services database
    server client cluster internal proxy developer development production staging monitor replication replicator
    """

  /// What follows a letter in words, the first letter before those that follow it.
  ///
  /// The 210 commonest pairs of 7,145 words in the texts of public infrastructure repositories: nine of ten pairs there.
  static let letterPairs = """
    abcdgilmnprstuvy baeilosu cacehiklortu daeiorsu eabcdefglmnprstvxy faefio gaeir haeio iabcdefglmnoprstvz keis
    ladeilostuy maeimops nacdefgiostuv oabcdglmnoprstuvw paeiloprstu qu racdegilmnorstuvy sacehikopstuy tacehiloprstuy
    uabdeilmnprst vaei waeio xt yps ze
    """

  /// Programs and directives that take a secret among their arguments: `program … | options | form`.
  ///
  /// `second` and `fourth` are words after the option,
  /// `pair` is USER:PASSWORD, `percent` USER%PASSWORD, `glued` -pPASSWORD, `next` the word after the option, `first`
  /// the first word that is not an option, `last` the last word if there is such an option.
  static let commands = """
    curl | -u --user -U --proxy-user | pair
    http https xh | -a --auth | pair
    mysql mysqldump mysqladmin mariadb mariadb-dump mysqlcheck | -p | glued
    sshpass | -p | next
    sshpass | -p | glued
    redis-cli | -a --pass | next
    ldapsearch ldapadd ldapmodify ldapwhoami ldappasswd ldapdelete | -w | next
    mosquitto_pub mosquitto_sub | -P | next
    smbclient rpcclient | -U --user | percent
    docker podman buildah skopeo helm nerdctl az oc | -p | next
    zip unzip | -P | next
    createUser | SHA MD5 SHA-224 SHA-256 SHA-384 SHA-512 | next
    createUser | AES DES AES-128 AES-192 AES-256 | next
    net | user | second
    mc mcli | set | fourth
    influx | -t | next
    cryptsetup passwd | <<< | next
    MONITOR | 1 2 | second
    openssl | -6 -5 -1 -apr1 | next
    7z | -p | glued
    snmpwalk snmpget snmpbulkwalk snmpset | -A -X -c | next
    openssl | -k | next
    ipmitool | -P | next
    mongo mongosh mongodump mongorestore | -p | next
    sqlcmd | -P | next
    xfreerdp | /p: | glued
    ConvertTo-SecureString | - | first
    htpasswd | -b -nb -bn -cb -bc -nbB -Bbn -bnB -nbBC -bnBC | last
    """
}

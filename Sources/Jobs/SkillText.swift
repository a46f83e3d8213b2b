import Collecting
import Units
/// What a coding agent is told of tenon: an Agent Skill, and a block for `AGENTS.md`.
enum SkillText {
  /// A file that says this was written here, and may be replaced.
  static let mark = "Written by tenon skill install"

  /// `SKILL.md` after https://agentskills.io: front matter, then what to do.
  static let skill = """
    ---
    name: tenon
    description: >-
      Lay out and regenerate infrastructure code (Ansible roles and playbooks, Terraform modules, Compose stacks, Dockerfiles,
      SQL migrations, scripts) with tenon, review the differences and hand the work off. Use it when a repository has a
      .tenon folder, or when a role, module, stack or script is to be added, changed, renamed, removed, committed, deployed
      or documented.
    metadata:
      version: "VERSION"
    ---
    <!-- \(mark); run it again to replace this file. -->

    # tenon

    tenon lays out files from skeletons in a git repository and regenerates them later without losing an edit. It reads git and
    never writes to it. Every command takes `--json` and prints one document (`tenon schema NAME` is its shape); `tenon mcp`
    serves the same as tools. Without a terminal nothing ever waits for input.

    Find out which role you have in this task, and keep to it.

    ## Builder: lay out, edit, regenerate

    1. `tenon status --json`: what is there, what was edited, what an update would change or conflict with.
    2. `tenon skeleton list --json`, `tenon skeleton show NAME --json`: what can be laid out, and what it asks.
    3. `tenon new SKELETON NAME --set KEY=VALUE --dry-run --json`, then the same without `--dry-run`.
       Files that a person wrote before are taken over with `tenon adopt SKELETON NAME`.
    4. Edit generated files like any other code. To change an answer: `tenon update UNIT --set KEY=VALUE`.
       `tenon rename`, `tenon remove`, `tenon move` and `tenon restore` do what their names say.
    5. Status 2 is a conflict and nothing was written. `conflicts[].hunks` has each place with base, ours and theirs. Decide
       each, write the decisions to a file (`tenon schema decisions`) and run the command again with `--decisions FILE`:

           { "decisions": [ { "path": "roles/web/tasks/main.yml",
             "hunks": [ { "number": 1, "id": "0123456789ab", "take": "ours" }, { "number": 2, "text": "both: true\\n" } ] } ] }

    6. `tenon check` before you hand off, `tenon diff --json` to see what a commit would hold. `tenon undo` undoes the last
       command that wrote, then the one before; `tenon redo` goes forward again, `tenon log` lists them.
    7. `tenon handoff create --title 'feat(web): add the role' --question … --decision 'WHAT=WHY'`. Stop there.

    ## Librarian: commit exactly what was handed off

    1. `tenon handoff list --json`, `tenon handoff show ID`.
    2. Run the commands of `roles.librarian.commands` as they stand: they stage and commit the listed files and no other.
    3. `tenon handoff verify ID --commit HEAD` must end with 0. With 1, `differences[]` says what differs: do not amend by
       guesses, tell the builder.

    ## Lab-operator: deploy, and roll back

    1. `tenon handoff verify ID --commit HEAD` first: deploy only what was handed off.
    2. `tenon handoff show ID --markdown`: pre-requisites, secrets by name, steps with their effect and the machine they run on.
    3. Run steps in order. `effect: destroys` and `confirm: true` need a person's yes. Then run every verification.
    4. When something fails, follow *Rollback* of the same handoff, and nothing else.

    ## Scribe: document

    `roles.scribe` of the manifest lists what changed, in which documents, and which decisions were made with their reasons;
    `open_questions` are to be asked, not answered. Document what the manifest says, not what a diff seems to say.

    ## Never

    - Never edit, move or delete anything below `.tenon/` but `workspace.yaml` and `inventory.yaml`.
    - Never commit, stage, push, stash or rebase as builder. Never `git add -A` as librarian.
    - Never put a credential into an answer, a file or a handoff: answers of secrets are references (`vault_x`, `secrets/x`, `X`).
    - Never pass `--on-conflict theirs` to be done with it: it throws a person's edits away. Decide each hunk, or ask.
    - Never answer a skeleton's question by a guess that deploys: ask, or say it with `--question`.

    ## Exit status

    0 done; 1 done, and there is a difference to look at; 2 a conflict needs a decision; 64 usage; 65 bad data; 66 not found;
    70 internal error; 73 a file is in the way; 74 disk, git or output failed; 75 busy, or something moved: look again and retry.
    With `--json`, `errors[]` has `code`, `message`, `path`, `unit` and `hints`; a hint is what to do next.

    """

  /// What stands between the two marks in `AGENTS.md`.
  static let block = """
    ## tenon

    This repository keeps its generated infrastructure code with tenon (records in `.tenon/`). Builders use `tenon status`,
    `tenon new`, `tenon update`, `tenon diff`, `tenon check` and `tenon handoff create`, and stop there; librarians commit by
    the handoff's commands and prove it with `tenon handoff verify ID --commit HEAD`; lab-operators deploy and roll back by
    `tenon handoff show ID --markdown`; scribes document what `roles.scribe` says. Never edit below `.tenon/` (but
    `workspace.yaml`, `inventory.yaml`), never write a credential down, never commit as builder. Details: `SKILL`.

    """

  static let begin = "<!-- tenon:begin (\(mark); text between these marks is replaced) -->\n"
  static let end = "<!-- tenon:end -->\n"
}

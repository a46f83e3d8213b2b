/// What a coding agent is told of tenon: an Agent Skill, and a block for `AGENTS.md`.
enum SkillText {
  /// A file with the mark that tenon wrote it, which may be replaced.
  static let mark = "Written by tenon skill install"

  /// `SKILL.md` after https://agentskills.io: front matter, then what to do.
  static let skill = """
    ---
    name: tenon
    description: >-
      Generate and update infrastructure code (Ansible roles and playbooks, Terraform modules, Compose stacks, Dockerfiles,
      SQL migrations, scripts) with tenon, review the differences and hand the work off. Use it when a repository has a
      .tenon folder, or when a role, module, stack or script is to be added, changed, renamed, removed, committed, deployed
      or documented.
    metadata:
      version: "VERSION"
    ---
    <!-- \(mark); run it again to replace this file. -->

    # tenon

    tenon generates files from skeletons in a git repository and updates them later without losing an edit. It reads git and
    never writes to it. Every command accepts `--json` and prints one document (`tenon schema NAME` prints its schema);
    `tenon mcp` serves the same as tools. Without a terminal, tenon never waits for input.

    Find out which role you have in this task, and stay in it.

    ## Builder: generate, edit, update

    1. `tenon status --json`: the units, what was edited, what an update would change or conflict with.
    2. `tenon skeleton list --json`, `tenon skeleton show NAME --json`: the available skeletons and their variables.
    3. `tenon new SKELETON NAME --set KEY=VALUE --dry-run --json`, then the same without `--dry-run`.
       Adopt existing hand-written files with `tenon adopt SKELETON NAME`.
    4. Edit generated files like any other code. To change an answer: `tenon update UNIT --set KEY=VALUE`.
       `tenon rename`, `tenon remove`, `tenon move` and `tenon restore` do what their names say.
    5. Status 2 is a conflict and nothing was written. `conflicts[].hunks` has each place with base, ours and theirs. Decide
       each one, write the decisions to a file (`tenon schema decisions`) and run the command again with `--decisions FILE`:

           { "decisions": [ { "path": "roles/web/tasks/main.yml",
             "hunks": [ { "number": 1, "id": "0123456789ab", "take": "ours" }, { "number": 2, "text": "both: true\\n" } ] } ] }

    6. `tenon check` before you hand off, `tenon diff --json` to see what a commit would contain. `tenon undo` undoes the last
       command that wrote files, then the one before; `tenon redo` goes forward again, and `tenon log` lists them.
    7. `tenon handoff create --title 'feat(web): add the role' --question … --decision 'WHAT=WHY'`. Stop there.

    ## Librarian: commit exactly what was handed off

    1. `tenon handoff list --json`, `tenon handoff show ID`.
    2. Run the commands of `roles.librarian.commands` unchanged: they stage and commit the listed files and no others.
    3. `tenon handoff verify ID --commit HEAD` must exit with 0. If it exits with 1, `differences[]` lists what differs: do not
       guess at a fix, tell the builder.

    ## Lab-operator: deploy and roll back

    1. `tenon handoff verify ID --commit HEAD` first: deploy only what was handed off.
    2. `tenon handoff show ID --markdown`: pre-requisites, secrets by name, steps with their effect and the machine they run on.
    3. Run steps in order. `effect: destroys` and `confirm: true` need a person's yes. Then run every verification.
    4. If something fails, follow *Rollback* of the same handoff, and nothing else.

    ## Scribe: document

    `roles.scribe` of the manifest lists what changed, in which documents, and which decisions were made and why. Ask the
    `open_questions`, do not answer them. Document what the manifest states, not what a diff seems to show.

    ## Never

    - Never edit, move or delete anything below `.tenon/` except `workspace.yaml` and `inventory.yaml`.
    - Never commit, stage, push, stash or rebase as builder. Never `git add -A` as librarian.
    - Never put a credential into an answer, a file or a handoff: answers of secrets are references (`vault_x`, `secrets/x`, `X`).
    - Never pass `--on-conflict theirs` just to finish: it discards a person's edits. Decide each hunk, or ask.
    - Never guess an answer that will be deployed: ask, or record the question with `--question`.

    ## Exit status

    0 success; 1 success, but there are differences to look at; 2 a conflict needs a decision; 64 usage; 65 invalid data;
    66 not found; 70 internal error; 73 a file is in the way; 74 disk, git or output error; 75 busy, or something changed:
    look again and retry. With `--json`, `errors[]` has `code`, `message`, `path`, `unit` and `hints`; a hint is what to do next.

    """

  /// What is between the two marks in `AGENTS.md`.
  static let block = """
    ## tenon

    This repository manages generated infrastructure code with tenon (records in `.tenon/`). Builders use `tenon status`,
    `tenon new`, `tenon update`, `tenon diff`, `tenon check` and `tenon handoff create`, and stop there; librarians commit with
    the handoff's commands and verify it with `tenon handoff verify ID --commit HEAD`; lab-operators deploy and roll back with
    `tenon handoff show ID --markdown`; scribes document what `roles.scribe` states. Never edit below `.tenon/` (except
    `workspace.yaml`, `inventory.yaml`), never write a credential, never commit as builder. Details: `SKILL`.

    """

  static let begin = "<!-- tenon:begin (\(mark); text between these marks is replaced) -->\n"
  static let end = "<!-- tenon:end -->\n"
}

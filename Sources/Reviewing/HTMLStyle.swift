/// The page's style: the reader's own fonts and the system's light or dark.
let styleSheet = """
  :root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --faint: #59636e; --page: #fff; --text: #1f2328;
    --added: #dafbe1; --removed: #ffebe9; --added-mark: #aceebb; --removed-mark: #ffcecb; --plus: #1a7f37;
    --minus: #cf222e; --warn: #9a6700; --warn-soft: #fff8c5; --link: #0969da; }
  @media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --faint: #9198a1; --page: #0d1117;
    --text: #e6edf3; --added: #12261e; --removed: #25171c; --added-mark: #1d572d; --removed-mark: #792e2e;
    --plus: #3fb950; --minus: #f85149; --warn: #d29922; --warn-soft: #272115; --link: #4493f8; } }
  * { box-sizing: border-box; }
  body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 0; padding: 1rem; }
  h1 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; } header p { color: var(--faint); margin: 0.2rem 0; }
  h2.unit { font-size: 1rem; margin: 1.5rem 0 0.5rem; overflow-wrap: anywhere; }
  h3 { display: inline; font: bold 0.9rem ui-monospace, monospace; overflow-wrap: anywhere; }
  h4 { font-size: 0.85rem; margin: 0.6rem 0 0.2rem; } .notes { color: var(--warn); margin: 0.3rem 0; padding-left: 1.2rem; }
  .page { display: grid; gap: 1.5rem; grid-template-columns: minmax(14rem, 22rem) minmax(0, 1fr); }
  nav { align-self: start; font-size: 0.85rem; max-height: calc(100vh - 1rem); overflow: auto; position: sticky; top: 0.5rem; }
  nav ul { list-style: none; margin: 0; padding: 0 0 0 0.8rem; } nav a { color: inherit; overflow-wrap: anywhere; text-decoration: none; }
  nav a:hover { text-decoration: underline; } nav summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; padding: 0.2rem 0; }
  nav a.seen::before { color: var(--plus); content: "✓ "; } .count { color: var(--faint); font-weight: normal; }
  .file { border: 1px solid var(--line); border-radius: 6px; content-visibility: auto; contain-intrinsic-size: auto 30rem;
    margin: 0.6rem 0; overflow-x: auto; scroll-margin-top: 0.5rem; }
  .file > summary { background: var(--soft); cursor: pointer; left: 0; padding: 0.4rem 0.8rem; position: sticky; top: 0; }
  .file > p, .file > h4, .file > ol { margin-left: 0.8rem; } .file.conflict { border-color: var(--warn); }
  .kind, .keys { color: var(--faint); font-size: 0.85rem; } kbd { border: 1px solid var(--line); border-radius: 3px; padding: 0 0.3em; }
  ins, del { font-size: 0.85rem; text-decoration: none; } ins { color: var(--plus); } del { color: var(--minus); }
  .tag { border: 1px solid var(--line); border-radius: 1em; color: var(--faint); font-size: 0.75rem; padding: 0 0.5em; white-space: nowrap; }
  .tag.edited, .tag.merged, .tag.hand-written { border-color: var(--link); color: var(--link); }
  .tag.conflict, .tag.changes, .tag.not-run, .tag.draft { background: var(--warn-soft); border-color: var(--warn); color: var(--warn); }
  .tag.destroys, .tag.failed { background: var(--removed); border-color: var(--minus); color: var(--minus); }
  .tag.passed, .tag.current { border-color: var(--plus); color: var(--plus); }
  table { border-collapse: collapse; font: 12.5px/1.45 ui-monospace, monospace; width: 100%; }
  td { overflow-wrap: anywhere; padding: 0 0.5rem; tab-size: 8; vertical-align: top; white-space: pre-wrap; }
  th { color: var(--faint); font-weight: normal; padding: 0 0.5rem; text-align: right; user-select: none; vertical-align: top; width: 1%; }
  td i { font-style: normal; padding-right: 0.6rem; user-select: none; } td b { color: var(--faint); padding-left: 1rem; }
  .hunk td, p.hunk { background: var(--soft); color: var(--faint); } p.hunk { font: 12.5px ui-monospace, monospace; margin: 0; padding: 0.2rem 0.8rem; }
  .split td { width: 49%; } .split th { width: 1%; } td.none { background: var(--soft); }
  tr.added td, td.added { background: var(--added); } tr.removed td, td.removed { background: var(--removed); }
  mark { background: var(--added-mark); color: inherit; } .removed mark { background: var(--removed-mark); }
  .more td { background: var(--soft); padding: 0; } button { background: none; border: 0; color: var(--link); cursor: pointer; font: inherit; padding: 0 0.8rem; width: 100%; text-align: left; }
  .sides { display: grid; gap: 1px; grid-template-columns: repeat(3, minmax(0, 1fr)); } .sides > div { padding: 0 0.8rem 0.5rem; }
  .ours { background: var(--removed); } .theirs { background: var(--added); }
  pre { font: 12.5px/1.45 ui-monospace, monospace; margin: 0.2rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  .handoff pre { background: var(--soft); border-radius: 4px; padding: 0.3rem 0.6rem; }
  .seen > summary { opacity: 0.6; } .seen h3::after { color: var(--plus); content: " ✓"; }
  #show-unified:checked ~ .page .split, #show-split:checked ~ .page .unified { display: none; }
  @media (max-width: 55rem) { body { padding: 0.5rem; } .page { display: block; } nav { max-height: 40vh; position: static; }
    .sides { grid-template-columns: minmax(0, 1fr); } td, pre, p.hunk { font-size: 11.5px; } th, td { padding: 0 0.2rem; } .keys { display: none; } }
  @media print { .file > summary { position: static; } label, input, .keys, nav { display: none; } .page { display: block; } }
  """

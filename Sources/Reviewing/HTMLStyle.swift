/// The page's style: the reader's own fonts and the system's light or dark.
let styleSheet = """
  :root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --faint: #656d76;
    --added: #dafbe1; --removed: #ffebe9; --added-mark: #aceebb; --removed-mark: #ffcecb; }
  @media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --faint: #8d96a0;
    --added: #12261e; --removed: #25171c; --added-mark: #1d572d; --removed-mark: #792e2e; } }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; }
  h1 { font-size: 1.4rem; } h2 { display: inline; font: bold 0.95rem ui-monospace, monospace; }
  nav ol { columns: 22rem; padding-left: 1.5rem; } nav a { color: inherit; overflow-wrap: anywhere; }
  details { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; overflow-x: auto; }
  summary { background: var(--soft); cursor: pointer; padding: 0.5rem 0.8rem; position: sticky; top: 0; }
  details > p { padding: 0 0.8rem; } .kind { color: var(--faint); } nav, summary { font-size: 0.95rem; }
  ins { color: #1a7f37; text-decoration: none; } del { color: #d1242f; text-decoration: none; }
  table { border-collapse: collapse; font: 13px/1.45 ui-monospace, monospace; width: 100%; }
  td { overflow-wrap: anywhere; padding: 0 0.5rem; tab-size: 8; vertical-align: top; white-space: pre-wrap; }
  th { color: var(--faint); font-weight: normal; padding: 0 0.5rem; text-align: right; user-select: none;
    vertical-align: top; width: 1%; }
  td i { font-style: normal; padding-right: 0.6rem; user-select: none; } td b { color: var(--faint); padding-left: 1rem; }
  .hunk td { background: var(--soft); color: var(--faint); } .split td { width: 49%; } td.none { background: var(--soft); }
  tr.added td, td.added { background: var(--added); } tr.removed td, td.removed { background: var(--removed); }
  nav details { border: 0; margin: 0.2rem 0; } nav summary { background: none; position: static; } .keys { color: var(--faint); }
  .seen > summary { opacity: 0.5; } .seen h2::after { content: " ✓"; } kbd { border: 1px solid var(--line); padding: 0 0.3em; }
  main > details { content-visibility: auto; contain-intrinsic-size: auto 30rem; }
  @media (max-width: 45rem) { body { margin: 0.5rem; padding: 0; } nav ol { columns: 1; } td { font-size: 12px; } }
  mark { background: var(--added-mark); color: inherit; } .removed mark { background: var(--removed-mark); }
  #show-unified:checked ~ main .split, #show-split:checked ~ main .unified { display: none; }
  @media print { summary { position: static; } label, input { display: none; } }
  """

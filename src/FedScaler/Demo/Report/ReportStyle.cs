namespace FedScaler.Demo.Report;

/// <summary>The report's looks: light and dark, from a wide screen to a phone.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #fbfaf8; --card: #ffffff; --ink: #1c2430; --soft: #5c6675; --rule: #e3e1dc;
          --demand: #c2410c; --served: #0f766e; --runs: #2563eb; --max: #7c3aed; --min: #64748b; --move: #d97706; --silent: #f59e0b26; --window: #2563eb1f; --good: #15803d; --bad: #b91c1c; }
        @media (prefers-color-scheme: dark) { :root { --paper: #12161d; --card: #1a2029; --ink: #e8ebf0; --soft: #9aa5b4; --rule: #2c3440;
          --demand: #fb923c; --served: #2dd4bf; --runs: #60a5fa; --max: #c4b5fd; --min: #94a3b8; --move: #fbbf24; --silent: #fbbf2426; --window: #60a5fa2e; --good: #4ade80; --bad: #f87171; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 28px 20px 60px; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 4px; letter-spacing: -.01em; }
        h2 { font-size: 1.05rem; margin: 0; }
        header p { color: var(--soft); margin: 0 0 20px; }
        .verdict { display: inline-block; padding: 6px 14px; border-radius: 999px; font-weight: 600; margin: 0 0 18px; color: var(--card); }
        .verdict.good { background: var(--good); } .verdict.bad { background: var(--bad); }
        .facts { display: grid; grid-template-columns: repeat(6, 1fr); gap: 12px; margin: 0 0 22px; } .facts div:last-child { grid-column: span 2; }
        .facts div { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 12px 14px; }
        .facts dt { color: var(--soft); font-size: .82rem; } .facts dd { margin: 2px 0 0; font-size: 1.45rem; font-weight: 650; font-variant-numeric: tabular-nums; }
        figure, section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; margin: 0 0 16px; padding: 14px 16px; }
        figcaption { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: baseline; justify-content: space-between; margin-bottom: 6px; }
        .legend { margin: 0; color: var(--soft); font-size: .85rem; } .key { margin-left: 14px; white-space: nowrap; } .key:first-child { margin-left: 0; }
        .key::before { content: ""; display: inline-block; width: 14px; height: 4px; border-radius: 2px; margin-right: 6px; vertical-align: 3px; }
        .key.demand::before { background: var(--demand); } .key.served::before { background: var(--served); } .key.runs::before { background: var(--runs); }
        .key.max::before { background: var(--max); } .key.min::before { background: var(--min); }
        .key.move::before { background: var(--move); width: 9px; height: 8px; border-radius: 0; clip-path: polygon(0 0, 100% 0, 50% 100%); vertical-align: 0; }
        .key.quiet::before { background: var(--silent); height: 12px; vertical-align: -1px; outline: 1px solid var(--move); }
        .key.window::before { background: var(--window); height: 12px; vertical-align: -1px; outline: 1px solid var(--runs); }
        .scroll { overflow-x: auto; } svg { display: block; width: 100%; min-width: 680px; height: auto; }
        .grid { stroke: var(--rule); } .tick { fill: var(--soft); font-size: 12px; } .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        .line.demand { stroke: var(--demand); stroke-width: 1.3; } .line.served { stroke: var(--served); } .area.served { fill: var(--served); opacity: .2; }
        .line.runs { stroke: var(--runs); } .area.runs { fill: var(--runs); opacity: .2; } .line.max { stroke: var(--max); }
        .line.min { stroke: var(--min); stroke-dasharray: 5 3; stroke-width: 1.4; } .move { fill: var(--move); } .silent { fill: var(--silent); } .window { fill: var(--window); }
        section > p { color: var(--soft); margin: 2px 0 8px; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th { text-align: left; color: var(--soft); font-weight: 600; } th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        .time { white-space: nowrap; font-variant-numeric: tabular-nums; } .number { text-align: right; font-variant-numeric: tabular-nums; }
        .chip { display: inline-block; border-radius: 999px; padding: 0 9px; font-size: .82rem; border: 1px solid currentColor; }
        .chip.good { color: var(--good); } .chip.bad { color: var(--bad); } .chip.move { color: var(--move); fill: none; } .chip.schedule { color: var(--runs); } .chip.event { color: var(--soft); }
        .faults { border-color: var(--bad); } .faults li { margin: 4px 0; overflow-wrap: anywhere; }
        @media (max-width: 600px) { main { padding: 18px 12px 40px; } h1 { font-size: 1.45rem; } .facts { grid-template-columns: repeat(2, 1fr); } .facts dd { font-size: 1.2rem; } }
        @media print { body { background: #fff; } figure, section { break-inside: avoid; } }
        """;
}

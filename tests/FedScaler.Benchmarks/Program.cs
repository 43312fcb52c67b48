using FedScaler.Benchmarks.Decoding;
using FedScaler.Benchmarks.Footprint;
using FedScaler.Benchmarks.Live;
using FedScaler.Benchmarks.Reconciling;
using FedScaler.Benchmarks.Removing;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Benchmarks.Scheduling;
using FedScaler.Benchmarks.Splitting;

// --markdown FILE: where the report goes, besides the screen. Names of parts: run only these.
var file = Array.IndexOf(args, "--markdown") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
var wanted = args.Where(arg => arg != "--markdown" && arg != file).ToHashSet(StringComparer.Ordinal);
(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)[] parts =
[
    ("split", static () => Task.FromResult<IReadOnlyList<Figure>>([.. SplitFigures.Measure()])),
    ("schedule", ScheduleFigures.MeasureAsync),
    ("reconcile", ReconcileFigures.MeasureAsync),
    ("removal", RemovalFigures.MeasureAsync),
    ("decode", static () => Task.FromResult<IReadOnlyList<Figure>>([.. DecodeFigures.Measure()])),
    ("memory", FootprintFigures.MeasureAsync),
    ("live", LiveFigures.MeasureAsync),
];

if (wanted.Except(parts.Select(static part => part.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"no part {unknown}; there are {string.Join(", ", parts.Select(static part => part.Name))}, and --markdown FILE");
    return 2;
}

var figures = new List<Figure>();
foreach (var (name, measure) in parts)
{
    if (wanted.Count > 0 && !wanted.Contains(name)) continue;
    var began = TimeProvider.System.GetTimestamp();
    figures.AddRange(await measure());
    Console.Error.WriteLine($"{name}: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
}

var report = MarkdownReport.Write(figures);
if (file is not null) await File.WriteAllTextAsync(file, report);
Console.Write(report);
return 0;

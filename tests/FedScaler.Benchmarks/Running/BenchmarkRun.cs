using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace FedScaler.Benchmarks.Running;

/// <summary>The results of one class of benchmarks.</summary>
internal sealed class BenchmarkRun
{
    private readonly List<Timing> _timings;

    private BenchmarkRun(List<Timing> timings) => _timings = timings;

    /// <exception cref="InvalidOperationException">A benchmark failed: no figure is better than a wrong one.</exception>
    public static BenchmarkRun Of<T>()
    {
        var summary = BenchmarkRunner.Run<T>(ShortJob.Config);
        foreach (var error in summary.ValidationErrors.Where(static error => error.IsCritical)) throw new InvalidOperationException(error.Message);
        return new BenchmarkRun([.. summary.Reports.Select(Read)]);
    }

    public Timing this[string method, string parameters = ""] =>
        _timings.Single(timing => timing.Method == method && (parameters.Length == 0 || timing.Parameters.Contains(parameters, StringComparison.Ordinal)));

    private static Timing Read(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var name = benchmark.Descriptor.WorkloadMethod.Name;
        if (!report.Success || report.ResultStatistics is not { } statistics)
            throw new InvalidOperationException($"benchmark {name} failed: {string.Join("; ", report.ExecuteResults.SelectMany(static result => result.Errors))}");
        return new Timing(name, benchmark.Parameters.DisplayInfo, statistics.Min, report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0);
    }
}

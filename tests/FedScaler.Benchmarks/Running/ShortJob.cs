using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace FedScaler.Benchmarks.Running;

/// <summary>Few and short iterations: allocations are exact after one, and times count only beside a reference of the same run.</summary>
internal static class ShortJob
{
    public static IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            // In this process: nothing is generated, restored or built while the benchmarks run.
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithClock(new ProcessorClock())
            // A full collection before each iteration would take most of the time: some scenes hold a gigabyte.
            .WithGcForce(false)
            .WithWarmupCount(3)
            .WithIterationCount(7)
            .WithIterationTime(TimeInterval.FromMilliseconds(150)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared, MethodOrderPolicy.Declared))
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "fedscaler-benchmarks"));
}

using FedScaler.Sandbox.Laws;

namespace FedScaler.Demo.Report;

/// <summary>All that a demo run leaves behind: what the report and the summary are made of.</summary>
public sealed record DemoRecord
{
    public string Title { get; init; } = "FedScaler demo";

    /// <summary>What drove the load, for people: the trace's file name.</summary>
    public string Trace { get; init; } = "";

    public int Seed { get; init; }

    public required int MinReplicas { get; init; }

    public required int MaxReplicas { get; init; }

    /// <summary>In order of time; at least one.</summary>
    public required IReadOnlyList<DemoSample> Samples { get; init; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<DemoEvent> Events { get; init; } = [];

    public IReadOnlyList<DemoSilence> Silences { get; init; } = [];

    /// <summary>In order of their beginnings.</summary>
    public IReadOnlyList<DemoWindow> Windows { get; init; } = [];

    public required LawVerdict Laws { get; init; }

    public IReadOnlyList<UnservedSpell> Unserved { get; init; } = [];

    /// <summary>Null for a run that was to take nothing out.</summary>
    public DemoRemoval? Removal { get; init; }

    public DateTimeOffset From => Samples[0].Time;

    public DateTimeOffset To => Samples[^1].Time;

    /// <summary>0, or 1 when a law was broken, demand went unserved that could have been served, or not the pods that were named were taken out.</summary>
    public int ExitCode => Laws.Kept && Unserved.Count == 0 && Removal is not { IsDone: false } ? ExitCodes.Success : ExitCodes.Failed;
}

namespace FedScaler.Demo.Report;

/// <summary>Pods that were taken out by their names, and what else became of the pods around them.</summary>
/// <param name="Name">The ScaleIn, as namespace/name.</param>
/// <param name="Phase">Its last phase; empty while nobody has looked at it.</param>
/// <param name="Pods">As they were named, as cluster/pod.</param>
public sealed record DemoRemoval(string Name, string Phase, IReadOnlyList<string> Pods)
{
    /// <summary>What is not yet, or never was, asked for.</summary>
    public static readonly DemoRemoval NotAsked = new("", "", []);

    /// <summary>When it was asked for; null where it was not.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When the pods were seen to be gone; null where they were not.</summary>
    public DateTimeOffset? Gone { get; init; }

    /// <summary>In the members that had one of the pods.</summary>
    public IReadOnlyList<DemoRemovalCount> Counts { get; init; } = [];

    /// <summary>Pods of those members that went meanwhile without being named, as cluster/pod.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Why it is not done, in the ScaleIn's own words where it has any; empty where it is.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Whether those that were named went, and no other.</summary>
    public bool IsDone => Fault.Length == 0 && Gone is not null;
}

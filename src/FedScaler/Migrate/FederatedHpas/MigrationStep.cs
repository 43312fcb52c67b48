using System.Text.Json.Nodes;
using FedScaler.Kube.Client;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>
/// One step, which is either done or is not: what the control plane holds says so, and nothing else is remembered. So a
/// migration that was stopped anywhere goes on from there.
/// </summary>
/// <param name="Title">What it does, in the imperative.</param>
/// <param name="IsDone">Whether it needs doing no more.</param>
/// <param name="ActAsync">Does it; null for one that is waited for.</param>
internal sealed record MigrationStep(string Title, Func<MigrationSight, bool> IsDone, Func<IKubeClient, MigrationSight, CancellationToken, Task>? ActAsync)
{
    /// <summary>Why it may not be done yet, or is not: null where nothing stands in the way.</summary>
    public Func<MigrationSight, string?> Waits { get; init; } = static _ => null;

    /// <summary>How long what it waits for has to stay as it is.</summary>
    public bool Settles { get; init; }

    /// <summary>What it writes, to be shown; null for nothing of note.</summary>
    public JsonObject? Manifest { get; init; }
}

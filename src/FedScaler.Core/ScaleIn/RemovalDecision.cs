using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>What follows from one look.</summary>
/// <param name="Progress">To be persisted first; if that fails, none of the steps may be taken.</param>
/// <param name="Steps">To be written then, in this order for each cluster; clusters do not wait for each other.</param>
/// <param name="Waits">What it waits for, in words; empty where a step is due or nothing is left to do.</param>
/// <param name="LookAgain">
/// When time alone changes something; null where only the world can. After steps, and where progress has changed, look again at once.
/// </param>
public sealed record RemovalDecision(
    RemovalProgress Progress, ImmutableArray<RemovalStep> Steps, ImmutableArray<string> Waits, DateTimeOffset? LookAgain);
